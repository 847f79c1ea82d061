"""Findings that no pair of blocks tells: what one cable alone raises, the same words of another, the unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosscable.compare.assessments.onesided import LEAST_SHOWN, Raised
from crosscable.compare.assessments.phrasing import reason_renamed, topic_of
from crosscable.compare.assessments.shift import UNCHANGED, Range, Shift, group_of, places_of
from crosscable.compare.findings import fingerprint

if TYPE_CHECKING:
    from crosscable.compare.assessments.claims import Claim

__all__ = ["told_raised", "told_renamed", "told_unchanged"]

_IN_ZONES = {"subject": "its subject", "heading": "a heading", "summary": "its summary", "comment": "a comment"}
HALF = 20.0  # the weight of a one-sided matter that scores one half
RENAMED = 0.7  # the score of the same words from another voice


def told_raised(item: Raised, kind: str, *, whole: bool) -> Shift:
    """A matter that one cable raises alone; `kind` is newly_raised or not_repeated, `whole` is the other cable."""
    new = kind == "newly_raised"
    places = places_of(item.claims)
    first = item.claims[0]
    quoted = (*places, item.lead)
    score = round(item.weight / (item.weight + HALF), 3)
    carried = tuple(mark for mark in item.marks if any(a <= mark[0] and mark[1] <= b for a, b in quoted))
    return Shift(
        kind=kind,
        direction="new" if new else "gone",
        group="own_view" if first.speaker is None else "same_source",
        topic=item.topic,
        speaker=first.speaker,
        score=score,
        left=() if new else places,
        right=places if new else (),
        lead=(None, item.lead) if new else (item.lead, None),
        carriers=((), carried) if new else (carried, ()),
        support=None,
        standing="change" if whole and score >= LEAST_SHOWN[kind] else "near",
        why=_reason(item, later=new),
        fingerprint=fingerprint(f"shift/{kind}", (item.term,), [claim.text for claim in item.claims]),
    )


def _reason(item: Raised, *, later: bool) -> str:
    """Which cable alone speaks of the matter, and where in it."""
    inside = [_IN_ZONES[zone] for zone in item.zones if zone in _IN_ZONES]
    if item.paragraphs:
        inside.append("1 paragraph" if item.paragraphs == 1 else f"{item.paragraphs} paragraphs")
    where = " and ".join(filter(None, [", ".join(inside[:-1]), *inside[-1:]]))
    return f"Only the {'later' if later else 'earlier'} cable speaks of “{item.topic}”: in {where}."


def told_renamed(one: Claim, other: Claim, places: tuple[Range, Range]) -> Shift:
    """The same words with another name in them: another voice, or another whom they are said of."""
    topic = topic_of([one], [other])
    names = [
        claim.text[slice(*(at - claim.start for at in place))]
        for claim, place in zip((one, other), places, strict=True)
    ]
    voice = any(
        claim.said_by and claim.said_by[0] <= place[0] < claim.said_by[1]
        for claim, place in zip((one, other), places, strict=True)
    )
    return Shift(
        kind="framing",
        direction="reversed",
        group="contrast",
        topic=topic,
        speaker=" / ".join(name or "embassy" for name in (one.speaker, other.speaker)),
        score=RENAMED,
        left=((one.start, one.end),),
        right=((other.start, other.end),),
        lead=((one.start, one.end), (other.start, other.end)),
        carriers=((places[0],), (places[1],)),
        support=None,
        standing="change",
        why=reason_renamed(*names, voice=voice),
        fingerprint=fingerprint("shift/framing", (topic.lower(),), [one.text, other.text]),
    )


def told_unchanged(one: Claim, other: Claim) -> Shift:
    """A claim that both cables make, as a finding of kind "unchanged"."""
    group, speaker = group_of(one, other)
    topic = topic_of([one], [other])
    places = ((one.start, one.end), (other.start, other.end))
    return Shift(
        kind=UNCHANGED,
        direction="same",
        group=group,
        topic=topic,
        speaker=speaker,
        score=0.0,
        left=(places[0],),
        right=(places[1],),
        lead=places,
        carriers=((), ()),
        support=None,
        standing="near",
        why="The claim is repeated in nearly the same words.",
        fingerprint=fingerprint(f"shift/{UNCHANGED}", (topic.lower(),), [one.text, other.text]),
    )
