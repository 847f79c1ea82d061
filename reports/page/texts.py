"""The full text of a cable as a page shows it: paragraph by paragraph, with what was removed, repaired and lost."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosscable.corpora.cable import Cable, Paragraph
from crosscable.reports.citation import cite
from crosscable.reports.page.marks import EditMark

__all__ = ["Link", "ParagraphView", "Stretch", "full_text"]

_Mark = tuple[int, int, str, str]
"""A marked place of the reading: start, end, kind, note."""

_LONGEST = 60
"""Characters of a repaired place that are listed; whole page headers would bury the rest."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a paragraph: `kind` is empty, "redaction", "protected", "repair" or "loss"; `note` says more.

    `edit` is the kind of difference it belongs to, empty where the other cable has the same, and `number` that
    difference's. An empty text with an `edit` is the place where the other cable has words.
    """

    text: str
    kind: str = ""
    note: str = ""
    edit: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A paragraph of the other cable that corresponds and stands elsewhere: its label, its address, how it relates."""

    label: str
    anchor: str
    told: str
    moved: bool


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """One paragraph of a full text.

    `anchor` is its address in the page, `label` its number and marking, `heading` the heading it opens, `filed` the
    file's own characters where they differ by more than line ends, `repairs` what was repaired in it, `lost` what the
    file no longer has here, `citation` how it is cited, `links` what corresponds to it elsewhere.
    """

    anchor: str
    label: str
    heading: str
    stretches: tuple[Stretch, ...]
    filed: str
    repairs: tuple[str, ...]
    lost: tuple[str, ...]
    citation: str
    links: tuple[Link, ...] = ()


def full_text(
    cable: Cable, side: str, edits: Sequence[EditMark] = (), links: Sequence[tuple[Link, ...]] = ()
) -> tuple[ParagraphView, ...]:
    """The paragraphs of a cable; `side` ("left" or "right") keeps the anchors of the two cables of a page apart.

    `edits` are the differences to mark in it, `links` for each paragraph what corresponds elsewhere.
    """
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
                stretches=tuple(_stretches(cable, paragraph, marks, edits)),
                filed="" if same else filed,
                repairs=() if same else _repairs(cable, paragraph),
                lost=tuple(lost.get(index, ())),
                citation=cite(cable, paragraph.number),
                links=links[index] if links else (),
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


def _stretches(
    cable: Cable, paragraph: Paragraph, marks: Sequence[_Mark], edits: Sequence[EditMark]
) -> Iterator[Stretch]:
    """The paragraph cut wherever a mark of the reading or a difference begins or ends."""
    begin, finish = paragraph.start, paragraph.end
    chosen: list[_Mark] = []
    for start, end, kind, note in marks:
        start, end = max(start, begin), min(end, finish)
        if start < end and not any(start < other[1] and other[0] < end for other in chosen):
            chosen.append((start, end, kind, note))
    inside = [edit for edit in edits if begin <= edit.start and edit.end <= finish]
    cuts = {begin, finish, *(at for mark in chosen for at in mark[:2]), *(at for edit in inside for at in edit[:2])}
    ordered = sorted(cuts)
    for start, end in zip(ordered, [*ordered[1:], finish], strict=True):
        for edit in inside:
            if edit.start == edit.end == start:
                yield Stretch("", edit=edit.kind, number=edit.number)
        if start < end:
            mark = next((mark for mark in chosen if mark[0] <= start < mark[1]), (0, 0, "", ""))
            here = next((edit for edit in inside if edit.start <= start < edit.end), None)
            told = (here.kind, here.number) if here else ("", 0)
            yield Stretch(cable.text[start:end], mark[2], mark[3], *told)
