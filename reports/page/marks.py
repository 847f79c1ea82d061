"""The differences of wording as marks in the full texts: where each begins and ends, its kind, what it pairs with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crosscable.compare.passage_edits import positions
from crosscable.corpora.cable import Cable
from crosscable.reports.passages import PassageView

__all__ = ["EditMark", "edit_marks", "told_passages"]


class EditMark(NamedTuple):
    """A difference in the reading of one cable, `start` to `end`; `number` is the same on both sides.

    Where a side has nothing, `start` and `end` are one place: there the other side's words would stand.
    """

    start: int
    end: int
    kind: str
    number: int


def edit_marks(left: Cable, right: Cable, passages: Sequence[PassageView]) -> tuple[list[EditMark], list[EditMark]]:
    """The marks of both cables, in order, one difference at each place: of two passages the likelier is marked."""
    marks: tuple[list[EditMark], list[EditMark]] = ([], [])
    number = 0
    for passage in told_passages(passages):
        walks = [list(positions(ranges)) for ranges in passage.ranges]
        at = [0, 0]
        for edit in passage.edits:
            for side, (cable, text) in enumerate(((left, edit.left), (right, edit.right))):
                if edit.kind != "equal":
                    marks[side].extend(_placed(cable, walks[side], at[side], len(text), edit.kind, number))
                at[side] += len(text)
            number += edit.kind != "equal"
    return sorted(marks[0]), sorted(marks[1])


def told_passages(passages: Sequence[PassageView]) -> list[PassageView]:
    """The passages whose differences are marked: of two that would speak of one place, the likelier."""
    chosen: list[PassageView] = []
    for passage in sorted(passages, key=lambda passage: (-passage.score, passage.ranges)):
        taken = any(
            start < b and a < end
            for other in chosen
            for side in (0, 1)
            for start, end in other.ranges[side]
            for a, b in passage.ranges[side]
        )
        if passage.lined_up and not taken:
            chosen.append(passage)
    return sorted(chosen, key=lambda passage: passage.ranges)


def _placed(cable: Cable, walk: Sequence[int | None], at: int, size: int, kind: str, number: int) -> Iterator[EditMark]:
    """The runs of the reading that `size` characters from `at` stand for, without white space around them."""
    found = [position for position in walk[at : at + size] if position is not None]
    while found and cable.text[found[0]].isspace() and kind != "rewrap":
        found.pop(0)
    while found and cable.text[found[-1]].isspace() and kind != "rewrap":
        found.pop()
    if not found:
        near = next((position for position in walk[at:] if position is not None), None)
        last = next((position + 1 for position in reversed(walk[:at]) if position is not None), 0)
        place = last if near is None else near
        yield EditMark(place, place, kind, number)
        return
    start = previous = found[0]
    for position in found[1:]:
        if position != previous + 1:
            yield EditMark(start, previous + 1, kind, number)
            start = position
        previous = position
    yield EditMark(start, previous + 1, kind, number)
