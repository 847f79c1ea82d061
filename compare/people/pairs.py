"""Pairs of rows in bulk: all pairs within groups or between them, and sets of pairs that stay small while they grow.

A pair is one number, left row times the number of rows plus right row, so that sorting finds repeats.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

__all__ = ["Numbers", "Pairs", "Rows", "between", "groups", "within"]

Numbers = NDArray[np.int64]
Rows = NDArray[np.int32]
# Pairs made at a time: 32 MB for both sides.
_CHUNK = 2_000_000
# Parts of a set of pairs.
_PARTS = 32


class Pairs:
    """A growing set of pairs of `rows` rows.

    It is held in parts by left row, each sorted, so that a merge needs room for one part more and not for the whole.
    """

    def __init__(self, rows: int) -> None:
        self._rows = max(1, rows)
        self._bounds = np.arange(1, _PARTS, dtype=np.int64) * self._rows // _PARTS * self._rows
        self._held: list[list[Numbers]] = [[] for _ in range(_PARTS)]
        self._waiting = 0
        self._merged = 0

    def add(self, codes: Numbers) -> None:
        """Take in pairs, repeats and all."""
        codes = _distinct(codes)
        for part, piece in zip(self._held, np.split(codes, np.searchsorted(codes, self._bounds)), strict=True):
            if len(piece):
                part.append(piece.copy())
        self._waiting += len(codes)
        if self._waiting > max(4 * _CHUNK, self._merged // 4):
            self._merge()

    def take(self) -> tuple[Rows, Rows]:
        """Left and right rows of every pair once, sorted; the set is empty then."""
        self._merge()
        left, right = np.empty(self._merged, dtype=np.int32), np.empty(self._merged, dtype=np.int32)
        at = 0
        for part in self._held:
            for codes in part:
                place = slice(at, at + len(codes))
                left[place], right[place] = codes // self._rows, codes % self._rows
                at += len(codes)
            part.clear()
        self._waiting = self._merged = 0
        return left, right

    def _merge(self) -> None:
        for part in self._held:
            if len(part) > 1:
                every = np.concatenate(part)
                part[:] = [_distinct(every)]
        self._waiting = 0
        self._merged = sum(len(codes) for part in self._held for codes in part)


def _distinct(codes: Numbers) -> Numbers:
    """Sorted without repeats; sorts in place, which is several times as fast as a table of what was seen."""
    codes.sort()
    if len(codes) < 2:
        return codes
    fresh = np.empty(len(codes), dtype=np.bool_)
    fresh[0] = True
    np.not_equal(codes[1:], codes[:-1], out=fresh[1:])
    return codes[fresh]


def groups(*columns: Numbers) -> tuple[Numbers, Numbers]:
    """Where runs of equal rows begin in columns that are sorted together, and how long they are."""
    length = len(columns[0])
    change = np.zeros(length, dtype=np.bool_)
    change[:1] = True
    for column in columns:
        change[1:] |= column[1:] != column[:-1]
    starts = np.flatnonzero(change)
    return starts, np.diff(np.append(starts, length))


def within(starts: Numbers, sizes: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """All pairs of places within each group, in chunks; the first place of a pair is the lower one."""
    for size in np.unique(sizes[sizes > 1]).tolist():
        at = starts[sizes == size]
        first, second = np.triu_indices(size, 1)
        step = max(1, _CHUNK // len(first))
        for begin in range(0, len(at), step):
            place = at[begin : begin + step, None]
            yield (place + first).ravel(), (place + second).ravel()


def between(starts: tuple[Numbers, Numbers], sizes: tuple[Numbers, Numbers]) -> Iterator[tuple[Numbers, Numbers]]:
    """All pairs of a place in a group on the left with one in the group beside it on the right, in chunks."""
    products = sizes[0] * sizes[1]
    ends = np.cumsum(products)
    begin = 0
    while begin < len(products):
        done = int(ends[begin - 1]) if begin else 0
        end = max(begin + 1, int(np.searchsorted(ends, done + _CHUNK)))
        chunk = slice(begin, end)
        group = np.repeat(np.arange(begin, begin + len(products[chunk])), products[chunk])
        offset = np.arange(len(group)) + done - (ends - products)[group]
        width = sizes[1][group]
        yield starts[0][group] + offset // width, starts[1][group] + offset % width
        begin = end
