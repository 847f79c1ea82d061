"""A reading of a text with the way back: which source characters each character of the reading stands for.

A telegram has a hundred pieces and as many edits, so both are plain tuples, and the map through two readings is made
when somebody asks for a place in the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple, TypeAlias

__all__ = ["BareEdit", "Edit", "Extract", "Piece", "SourceMap", "apply", "join", "whole"]

# A run of the reading, (start, end, source_start, source_end): its characters `start` to `end` stand for `source_start`
# to `source_end` of the source. Runs of equal length are copied character by character; any other run is a
# replacement and is mapped as a whole.
Piece: TypeAlias = tuple[int, int, int, int]


class Edit(NamedTuple):
    """One change of a text: the characters `start` to `end` are read as `after`, because of `rule`."""

    start: int
    end: int
    after: str
    rule: str


BareEdit: TypeAlias = tuple[int, int, str, str]  # an edit where there are many of them: a bare tuple is made faster

_START = itemgetter(0)


class SourceMap:
    """Pieces in the order of the reading; they cover it without gaps. Source text between two pieces was cut."""

    __slots__ = ("_held",)

    def __init__(self, pieces: tuple[Piece, ...], through: SourceMap | None = None) -> None:
        """The map of `pieces`; `through`: what they lead to is itself a reading, and this its map."""
        # One slot, written once more at most, so that threads need no lock.
        self._held: tuple[tuple[Piece, ...], SourceMap | None] = (pieces, through)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces, down to the source."""
        pieces, through = self._held
        if through is not None:
            pieces = _joined(pieces, through)
            self._held = (pieces, None)
        return pieces

    def __eq__(self, other: object) -> bool:
        return self.pieces == other.pieces if isinstance(other, SourceMap) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.pieces)

    def __repr__(self) -> str:
        return f"SourceMap(pieces={self.pieces!r})"

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The smallest source range that holds everything the reading's `start` to `end` stands for."""
        pieces = self.pieces
        if not pieces:
            return 0, 0
        index = max(0, bisect_right(pieces, start, key=_START) - 1)
        first, first_end, source_start, source_end = pieces[index]
        if first_end - first == source_end - source_start:
            source_start += start - first
        if end <= start:
            return source_start, source_start
        if end > first_end:
            index = max(0, bisect_right(pieces, end - 1, lo=index, key=_START) - 1)
        last, last_end, last_source, source_end = pieces[index]
        if last_end - last == source_end - last_source:
            source_end = last_source + (end - last)
        return source_start, source_end

    def to_reading(self, position: int) -> int:
        """Where source `position` is in the reading; for cut text, the place where it was cut."""
        return self.to_readings((position,))[0]

    def to_readings(self, positions: Iterable[int]) -> list[int]:
        """Where each of the source `positions` is in the reading."""
        pieces = self.pieces
        if not pieces:
            return [0 for _ in positions]
        starts = [source_start for _, _, source_start, _ in pieces]
        found = []
        for position in positions:
            start, end, source_start, source_end = pieces[max(0, bisect_right(starts, position) - 1)]
            if position >= source_end:
                found.append(end)
            elif position > source_start and end - start == source_end - source_start:
                found.append(start + position - source_start)
            else:  # inside a replacement, or before all that is read
                found.append(start)
        return found


@dataclass(frozen=True, slots=True)
class Extract:
    """The telegram text that a form found inside its file: `text`, and `map` from it back to `source`.

    A bare text is its own extract; a web page's extract is the text of its nodes. `cuts` are the named pieces of
    `source` that were left out (site chrome, mark-up), as (rule, start, end) in the source.
    """

    source: str
    text: str
    map: SourceMap
    cuts: tuple[tuple[str, int, int], ...] = ()


def whole(source: str) -> Extract:
    """The extract of a text that is nothing but itself."""
    pieces = ((0, len(source), 0, len(source)),) if source else ()
    return Extract(source, source, SourceMap(pieces))


def apply(text: str, edits: Iterable[BareEdit]) -> tuple[str, SourceMap]:
    """The reading of `text` under `edits`, which are in order and do not overlap, and the map back to `text`."""
    parts: list[str] = []
    pieces: list[Piece] = []
    at = length = run = run_length = 0  # run: where the current copied run began, in the text and in the reading
    for start, end, after, _ in edits:
        size = len(after)
        if size == end - start:  # the same length: the run goes on, character by character
            parts += text[at:start], after
            length += end - at
            at = end
            continue
        if start > run:
            parts.append(text[at:start])
            length += start - at
            pieces.append((run_length, length, run, start))
        if size:
            parts.append(after)
            pieces.append((length, length + size, start, end))
            length += size
        at = run = end
        run_length = length
    if len(text) > run:
        parts.append(text[at:])
        pieces.append((run_length, length + len(text) - at, run, len(text)))
    return "".join(parts), SourceMap(tuple(pieces))


def join(outer: SourceMap, inner: SourceMap) -> SourceMap:
    """The map of a reading of a reading: `outer` leads to a text whose own map is `inner`."""
    below = inner.pieces
    if len(below) == 1 and below[0][0] == below[0][2] and below[0][1] == below[0][3]:
        return outer
    return SourceMap(outer.pieces, inner)


def _joined(outer: tuple[Piece, ...], inner: SourceMap) -> tuple[Piece, ...]:
    below = inner.pieces
    pieces: list[Piece] = []
    index = 0
    for start, end, source_start, source_end in outer:
        while index and below[index][0] > source_start:
            index -= 1
        while index + 1 < len(below) and below[index][1] <= source_start:
            index += 1
        if end - start != source_end - source_start:
            pieces.append((start, end, *inner.to_source(source_start, source_end)))
            continue
        shift = start - source_start
        while index < len(below) and below[index][0] < source_end:
            under, under_end, under_source, under_source_end = below[index]
            begin = max(under, source_start)
            stop = min(under_end, source_end)
            if under_end - under == under_source_end - under_source:
                move = under_source - under
                pieces.append((begin + shift, stop + shift, begin + move, stop + move))
            else:
                pieces.append((begin + shift, stop + shift, under_source, under_source_end))
            if under_end > source_end:
                break
            index += 1
        index = min(index, len(below) - 1)
    return tuple(pieces)
