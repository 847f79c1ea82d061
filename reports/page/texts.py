"""The full text of a cable as a page shows it: paragraph by paragraph, with what was removed, repaired and lost."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosscable.corpora.cable import Cable, Paragraph
from crosscable.reports.citation import cite

__all__ = ["ParagraphView", "Stretch", "full_text"]

_Mark = tuple[int, int, str, str]
"""A marked place of the reading: start, end, kind, note."""

_LONGEST = 60
"""Characters of a repaired place that are listed; whole page headers would bury the rest."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a paragraph: `kind` is empty, "redaction", "protected", "repair" or "loss"; `note` says more."""

    text: str
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """One paragraph of a full text.

    `anchor` is its address in the page, `label` its number and marking, `heading` the heading it opens, `filed` the
    file's own characters where they differ by more than line ends, `repairs` what was repaired in it, `lost` what the
    file no longer has here, `citation` how it is cited.
    """

    anchor: str
    label: str
    heading: str
    stretches: tuple[Stretch, ...]
    filed: str
    repairs: tuple[str, ...]
    lost: tuple[str, ...]
    citation: str


def full_text(cable: Cable, side: str) -> tuple[ParagraphView, ...]:
    """The paragraphs of a cable; `side` ("left" or "right") keeps the anchors of the two cables of a page apart."""
    lost, marks = _lost(cable), tuple(_marks(cable))
    views, heading = [], None
    for index, paragraph in enumerate(cable.paragraphs):
        filed = cable.span(paragraph.start, paragraph.end).quote
        same = " ".join(filed.split()) == " ".join(paragraph.text.split())
        views.append(
            ParagraphView(
                anchor=f"{side}-{index + 1}",
                label=_label(paragraph),
                heading=paragraph.heading if paragraph.heading and paragraph.heading != heading else "",
                stretches=tuple(_stretches(cable, paragraph, marks)),
                filed="" if same else filed,
                repairs=() if same else _repairs(cable, paragraph),
                lost=tuple(lost.get(index, ())),
                citation=cite(cable, paragraph.number),
            )
        )
        heading = paragraph.heading
    return tuple(views)


def _label(paragraph: Paragraph) -> str:
    number = f"¶{paragraph.number}" if paragraph.number is not None else ""
    return f"{number} ({paragraph.marking})".strip() if paragraph.marking else number


def _lost(cable: Cable) -> dict[int, list[str]]:
    """The losses by the paragraph they follow or fall into; one before the first paragraph is told with the header."""
    starts = [paragraph.start for paragraph in cable.paragraphs]
    found: dict[int, list[str]] = {}
    for loss in cable.losses:
        index = bisect_right(starts, cable.map.to_reading(loss.start)) - 1
        messages = found.setdefault(index, [])
        if loss.message not in messages:
            messages.append(loss.message)
    return found


def _repairs(cable: Cable, paragraph: Paragraph) -> tuple[str, ...]:
    start, end = cable.map.to_source(paragraph.start, paragraph.end)
    counts = Counter(
        (repair.rule, _short(repair.before), _short(repair.after))
        for repair in cable.repairs
        if start <= repair.start < end
    )
    return tuple(
        f"{rule.replace('-', ' ')}: “{before}” {f'read as “{after}”' if after else 'left out'}"
        + (f" ({count} times)" if count > 1 else "")
        for (rule, before, after), count in counts.items()
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _marks(cable: Cable) -> Iterator[_Mark]:
    """Every marked place of the reading; what comes first wins where two overlap."""
    for redaction in cable.redactions:
        yield redaction.start, redaction.end, "redaction", "words removed before the cable was released"
    for request in cable.protected:
        yield request.start, request.end, "protected", "a request to protect this person"
    for loss in cable.losses:
        yield cable.map.to_reading(loss.start), cable.map.to_reading(loss.end), "loss", loss.message
    for repair in cable.repairs:
        if repair.after.strip():
            note = f"{repair.rule.replace('-', ' ')}: the file has “{_short(repair.before)}”"
            yield cable.map.to_reading(repair.start), cable.map.to_reading(repair.end), "repair", note


def _stretches(cable: Cable, paragraph: Paragraph, marks: Sequence[_Mark]) -> Iterator[Stretch]:
    chosen: list[_Mark] = []
    for start, end, kind, note in marks:
        start, end = max(start, paragraph.start), min(end, paragraph.end)
        if start < end and not any(start < other[1] and other[0] < end for other in chosen):
            chosen.append((start, end, kind, note))
    at = paragraph.start
    for start, end, kind, note in sorted(chosen):
        if at < start:
            yield Stretch(cable.text[at:start])
        yield Stretch(cable.text[start:end], kind, note)
        at = end
    if at < paragraph.end:
        yield Stretch(cable.text[at : paragraph.end])
