"""A reading of a text with the way back: which source characters each character of the reading stands for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

__all__ = ["Edit", "Extract", "Piece", "SourceMap", "apply", "join", "whole"]


class Piece(NamedTuple):
    """A run of the reading, `start` to `end`, that stands for `source_start` to `source_end` of the source.

    Runs of equal length are copied character by character; any other run is a replacement and is mapped as a whole.
    """

    start: int
    end: int
    source_start: int
    source_end: int


_start = attrgetter("start")
_source_start = attrgetter("source_start")


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Pieces in the order of the reading; they cover it without gaps. Source text between two pieces was cut."""

    pieces: tuple[Piece, ...]

    def _at(self, position: int) -> Piece:
        return self.pieces[max(0, bisect_right(self.pieces, position, key=_start) - 1)]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The smallest source range that holds everything the reading's `start` to `end` stands for."""
        if not self.pieces:
            return 0, 0
        first = self._at(start)
        if first.end - first.start == first.source_end - first.source_start:
            source_start = first.source_start + (start - first.start)
        else:
            source_start = first.source_start
        if end <= start:
            return source_start, source_start
        last = self._at(end - 1)
        if last.end - last.start == last.source_end - last.source_start:
            source_end = last.source_start + (end - last.start)
        else:
            source_end = last.source_end
        return source_start, source_end

    def to_reading(self, position: int) -> int:
        """Where source `position` is in the reading; for cut text, the place where it was cut."""
        if not self.pieces:
            return 0
        index = bisect_right(self.pieces, position, key=_source_start) - 1
        if index < 0:
            return self.pieces[0].start
        piece = self.pieces[index]
        if position >= piece.source_end:
            return piece.end
        return piece.start + (position - piece.source_start if _level(piece) else 0)


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
    pieces = (Piece(0, len(source), 0, len(source)),) if source else ()
    return Extract(source, source, SourceMap(pieces))


class Edit(NamedTuple):
    """One change of a text: the characters `start` to `end` are read as `after`, because of `rule`."""

    start: int
    end: int
    after: str
    rule: str


def apply(text: str, edits: Iterable[Edit]) -> tuple[str, SourceMap]:
    """The reading of `text` under `edits`, which are in order and do not overlap, and the map back to `text`."""
    parts: list[str] = []
    pieces: list[Piece] = []
    at = length = run = run_length = 0  # run: where the current copied run began, in the text and in the reading
    for start, end, after, _ in edits:
        if len(after) == end - start:  # the same length: the run goes on, character by character
            parts += text[at:start], after
            length += end - at
            at = end
            continue
        if start > run:
            parts.append(text[at:start])
            length += start - at
            pieces.append(Piece(run_length, length, run, start))
        if after:
            parts.append(after)
            pieces.append(Piece(length, length + len(after), start, end))
            length += len(after)
        at = run = end
        run_length = length
    if len(text) > run:
        parts.append(text[at:])
        pieces.append(Piece(run_length, length + len(text) - at, run, len(text)))
    return "".join(parts), SourceMap(tuple(pieces))


def join(outer: SourceMap, inner: SourceMap) -> SourceMap:
    """The map of a reading of a reading: `outer` leads to a text whose own map is `inner`."""
    below = inner.pieces
    if len(below) == 1 and below[0].start == below[0].source_start and _level(below[0]):
        return outer
    pieces: list[Piece] = []
    index = 0
    for piece in outer.pieces:
        while index and below[index].start > piece.source_start:
            index -= 1
        while index + 1 < len(below) and below[index].end <= piece.source_start:
            index += 1
        if not _level(piece):
            pieces.append(Piece(piece.start, piece.end, *inner.to_source(piece.source_start, piece.source_end)))
            continue
        shift = piece.start - piece.source_start
        while index < len(below) and below[index].start < piece.source_end:
            under = below[index]
            start = under.start if under.start > piece.source_start else piece.source_start
            end = under.end if under.end < piece.source_end else piece.source_end
            if _level(under):
                move = under.source_start - under.start
                pieces.append(Piece(start + shift, end + shift, start + move, end + move))
            else:
                pieces.append(Piece(start + shift, end + shift, under.source_start, under.source_end))
            if under.end > piece.source_end:
                break
            index += 1
        index = min(index, len(below) - 1)
    return SourceMap(tuple(pieces))


def _level(piece: Piece) -> bool:
    return piece.end - piece.start == piece.source_end - piece.source_start
