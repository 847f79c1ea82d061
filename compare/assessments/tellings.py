"""Findings that no pair of blocks tells: what one cable alone raises, the same words of another, the unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crosscable.compare.alignment.vectors import terms
from crosscable.compare.assessments.phrasing import reason_renamed, topic_of
from crosscable.compare.assessments.shift import UNCHANGED, Range, Shift, group_of, places_of
from crosscable.compare.findings import fingerprint
from crosscable.compare.terms import words_with_places

if TYPE_CHECKING:
    from crosscable.compare.assessments.claims import Claim
    from crosscable.compare.assessments.onesided import Raised

__all__ = ["told_raised", "told_renamed", "told_unchanged"]

RENAMED = 0.7  # the score of the same words from another voice


def told_raised(item: Raised, kind: str) -> Shift:
    """A matter that one cable raises alone, named by its word; `kind` is newly_raised or not_repeated."""
    new = kind == "newly_raised"
    places = places_of(item.claims)
    topic = _surface(item)
    first = item.claims[0]
    carried = tuple(sorted(_places_of(item.term, item.claims)))
    return Shift(
        kind=kind,
        direction="new" if new else "gone",
        group="own_view" if first.speaker is None else "same_source",
        topic=topic,
        speaker=first.speaker,
        score=round(item.weight / (item.weight + 60.0), 3),
        left=() if new else places,
        right=places if new else (),
        lead=(None, _holding(places, first)) if new else (_holding(places, first), None),
        carriers=((), carried) if new else (carried, ()),
        support=None,
        standing="change",
        why=f"Only the {'later' if new else 'earlier'} cable speaks of “{topic}”, and more than in passing.",
        fingerprint=fingerprint(f"shift/{kind}", (item.term,), [claim.text for claim in item.claims]),
    )


def _places_of(term: str, chosen: Sequence[Claim]) -> Iterator[Range]:
    for claim in chosen:
        for _, start, end in words_with_places(claim.text):
            if terms(claim.text[start:end]) == [term]:
                yield claim.start + start, claim.start + end


def _surface(item: Raised) -> str:
    start, end = next(_places_of(item.term, item.claims))
    claim = next(claim for claim in item.claims if claim.start <= start < claim.end)
    return claim.text[start - claim.start : end - claim.start]


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


def _holding(places: Sequence[Range], claim: Claim) -> Range:
    return next(place for place in places if place[0] <= claim.start < place[1])
