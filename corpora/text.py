"""A reading of a text with the way back: which source characters each character of the reading stands for."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

__all__ = ["Extract", "Piece", "SourceMap", "whole"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the reading, `start` to `end`, that stands for `source_start` to `source_end` of the source.

    Runs of equal length are copied character by character; any other run is a replacement and is mapped as a whole.
    """

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Pieces in the order of the reading; they cover it without gaps. Source text between two pieces was cut."""

    pieces: tuple[Piece, ...]

    def _at(self, position: int) -> Piece:
        return self.pieces[max(0, bisect_right(self.pieces, position, key=lambda piece: piece.start) - 1)]

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
        for piece in self.pieces:  # pieces are few hundred a cable and this direction is rare
            if position < piece.source_start:
                return piece.start
            if position < piece.source_end:
                if piece.end - piece.start == piece.source_end - piece.source_start:
                    return piece.start + position - piece.source_start
                return piece.start
        return self.pieces[-1].end if self.pieces else 0


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
