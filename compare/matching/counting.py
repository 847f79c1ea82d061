"""Terms of many texts counted at byte level: the definition of `compare/terms.py`, without an object for each word.

Texts are folded, joined to one buffer and cut by a table of byte classes. Each term is known by a 64-bit polynomial
hash; the words themselves are kept beside the hashes, so that every reason can be printed. With the `[fast]` extra a
compiled loop does the same and gives the same arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosscable.compare.terms import fold_bytes

__all__ = [
    "BASE",
    "Counts",
    "Hashes",
    "Vocabulary",
    "count",
    "count_blocks",
    "cut",
    "merge",
    "merge_vocabularies",
]

BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64
INVERSE = pow(BASE, -1, 2**64)
_ROWS = 4096  # taken at once
_BLOCK = 1 << 17  # bytes cut at once without the compiled loop: the arrays of one block stay in the processor's cache
_WORD = np.zeros(256, np.bool_)
_WORD[np.frombuffer(b"0123456789_abcdefghijklmnopqrstuvwxyz", np.uint8)] = True
_WORD[128:] = True  # `fold` leaves letters only beyond ASCII

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Terms in the order of their hashes: `spelling[starts[i]:starts[i + 1]]` is the UTF-8 of the term `hashes[i]`."""

    hashes: Hashes
    spelling: NDArray[np.uint8]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.hashes)

    def word(self, index: int) -> str:
        """The term at `index`."""
        return bytes(self.spelling[self.starts[index] : self.starts[index + 1]]).decode("utf-8")

    def keep(self, which: NDArray[np.int64]) -> Vocabulary:
        """The terms at the positions `which`, in that order."""
        lengths = np.diff(self.starts)[which]
        starts = np.concatenate(([0], np.cumsum(lengths)))
        places = np.repeat(self.starts[which] - starts[:-1], lengths) + np.arange(starts[-1])
        return Vocabulary(self.hashes[which], self.spelling[places], starts)


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each text holds each term: row `i` is `terms[rows[i]:rows[i + 1]]`, ascending, with its `times`."""

    vocabulary: Vocabulary
    rows: NDArray[np.int64]
    terms: NDArray[np.int32]
    times: NDArray[np.int32]

    def take(self, texts: Sequence[int]) -> Counts:
        """The rows `texts` in that order; the vocabulary stays whole."""
        chosen = np.asarray(texts, np.int64)
        if np.array_equal(chosen, np.arange(len(self.rows) - 1)):
            return self
        lengths = np.diff(self.rows)[chosen]
        rows = np.concatenate(([0], np.cumsum(lengths)))
        taken = Counts(self.vocabulary, rows, np.empty(rows[-1], np.int32), np.empty(rows[-1], np.int32))
        for at in range(0, len(chosen), _ROWS):  # in pieces: the places of all would take more than what is taken
            end = min(at + _ROWS, len(chosen))
            here = slice(rows[at], rows[end])
            shift = self.rows[chosen[at:end]] - rows[at:end]
            places = np.repeat(shift, lengths[at:end]) + np.arange(here.start, here.stop)
            taken.terms[here], taken.times[here] = self.terms[places], self.times[places]
        return taken


def count(texts: Iterable[str], *, fast: bool | None = None) -> Counts:
    """Count the terms of all `texts`; `fast` forces (True) or forbids (False) the compiled loop."""
    return merge(count_blocks(texts, fast=fast))


def count_blocks(
    texts: Iterable[str], *, fast: bool | None = None, block: int = _BLOCK, blocks_a_part: int = 64
) -> Iterator[Counts]:
    """Count `texts` in parts of about `block * blocks_a_part` bytes, each with its own vocabulary."""
    compiled = _compiled(fast)
    size = block * blocks_a_part if compiled else block
    part: list[Counts] = []
    for buffer, ends in _buffers(texts, size):
        part.append(compiled(buffer, ends) if compiled else _cut_and_count(buffer, ends))
        if compiled or len(part) == blocks_a_part:
            yield merge(part)
            part = []
    if part:
        yield merge(part)


@cache
def _numba() -> Any:
    try:
        from crosscable.compare.matching import counting_fast
    except ImportError:
        return None
    return counting_fast.count_buffer


def _compiled(fast: bool | None) -> Any:
    return None if fast is False else _numba()


def _buffers(texts: Iterable[str], size: int) -> Iterator[tuple[NDArray[np.uint8], NDArray[np.int64]]]:
    """Folded texts, each ended with a space, joined to buffers of at least `size` bytes, with the end of each text."""
    pieces: list[bytes] = []
    ends: list[int] = []
    total = 0
    for text in texts:
        piece = fold_bytes(text) + b" "
        pieces.append(piece)
        total += len(piece)
        ends.append(total)
        if total >= size:
            yield np.frombuffer(b"".join(pieces), np.uint8), np.array(ends, np.int64)
            pieces, ends, total = [], [], 0
    if pieces:
        yield np.frombuffer(b"".join(pieces), np.uint8), np.array(ends, np.int64)


def cut(buffer: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64], Hashes]:
    """Where the terms of a folded buffer start and end, and their hashes.

    A prefix sum of byte * BASE**position gives the hash of any slice by one subtraction; multiplying with the inverse
    power takes the position out again. Sums wrap at 2**64 on purpose.
    """
    inside = np.zeros(len(buffer) + 2, np.bool_)
    inside[1:-1] = _WORD[buffer]
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    letters = ends - starts
    if len(buffer) and buffer.max() >= 128:  # continuation bytes are no letters of their own
        extra = np.concatenate(([0], np.cumsum((buffer & 0xC0) == 0x80)))
        letters = letters - (extra[ends] - extra[starts])
    long = letters >= 2
    starts, ends = starts[long], ends[long]
    powers, inverses = _powers(len(buffer))
    sums = np.zeros(len(buffer) + 1, np.uint64)
    np.cumsum(buffer * powers, out=sums[1:])
    return starts, ends, (sums[ends] - sums[starts]) * inverses[starts]


_power_tables: list[tuple[Hashes, Hashes]] = []


def _powers(length: int) -> tuple[Hashes, Hashes]:
    """BASE**i and its inverse for each position up to `length`, modulo 2**64."""
    if not _power_tables or len(_power_tables[0][0]) < length:
        size = max(_BLOCK * 2, 2 * length)
        tables = []
        for base in (BASE, INVERSE):
            table = np.full(size, base, np.uint64)
            table[0] = 1
            tables.append(np.cumprod(table, dtype=np.uint64))
        _power_tables[:] = [(tables[0], tables[1])]
    powers, inverses = _power_tables[0]
    return powers[:length], inverses[:length]


def _cut_and_count(buffer: NDArray[np.uint8], ends_of_texts: NDArray[np.int64]) -> Counts:
    starts, ends, hashes = cut(buffer)
    order = np.argsort(hashes)
    ordered = hashes[order]
    new = np.ones(len(ordered), np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    identity = np.cumsum(new) - 1
    texts = np.searchsorted(ends_of_texts, starts[order], side="right")
    first = order[new]
    # One number for (text, term): sorting it counts and orders the rows at once.
    bits = len(first).bit_length()
    keys = np.sort((texts << bits) | identity)
    fresh = np.ones(len(keys), np.bool_)
    fresh[1:] = keys[1:] != keys[:-1]
    places = np.flatnonzero(fresh)
    times = np.diff(np.append(places, len(keys)))
    row, term = keys[places] >> bits, keys[places] & ((1 << bits) - 1)
    vocabulary = _spelled(buffer, ordered[new], starts[first], ends[first])
    rows = np.searchsorted(row, np.arange(len(ends_of_texts) + 1))
    return Counts(vocabulary, rows.astype(np.int64), term.astype(np.int32), times.astype(np.int32))


def _spelled(
    buffer: NDArray[np.uint8], hashes: Hashes, starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> Vocabulary:
    offsets = np.concatenate(([0], np.cumsum(ends - starts)))
    places = np.repeat(starts - offsets[:-1], ends - starts) + np.arange(offsets[-1])
    return Vocabulary(hashes, buffer[places], offsets)


def merge(parts: Iterable[Counts]) -> Counts:
    """One `Counts` of several, their texts one after the other, terms in the order of their hashes."""
    left = list(parts)
    if len(left) == 1:
        return left[0]
    if not left:
        nothing = np.zeros(0, np.int32)
        empty = Vocabulary(np.zeros(0, np.uint64), np.zeros(0, np.uint8), np.zeros(1, np.int64))
        return Counts(empty, np.zeros(1, np.int64), nothing, nothing)
    vocabulary = merge_vocabularies([part.vocabulary for part in left])
    total = sum(len(part.terms) for part in left)
    terms, times = np.empty(total, np.int32), np.empty(total, np.int32)
    rows: list[NDArray[np.int64]] = []
    at = 0
    left.reverse()
    while left:  # each part is let go as soon as it is copied: together they are as large as the whole
        part = left.pop()
        here = slice(at, at + len(part.terms))
        terms[here] = np.searchsorted(vocabulary.hashes, part.vocabulary.hashes).astype(np.int32)[part.terms]
        times[here] = part.times
        rows.append(part.rows[:-1] + at)
        at = here.stop
    return Counts(vocabulary, np.concatenate([*rows, np.array([total])]), terms, times)


def merge_vocabularies(parts: Sequence[Vocabulary]) -> Vocabulary:
    """All terms of several vocabularies, each once."""
    hashes, first = np.unique(np.concatenate([part.hashes for part in parts]), return_index=True)
    shifts = np.cumsum([0, *(len(part.spelling) for part in parts)])
    starts = np.concatenate([part.starts[:-1] + shift for part, shift in zip(parts, shifts[:-1], strict=True)])
    lengths = np.concatenate([np.diff(part.starts) for part in parts])
    spelling = np.concatenate([part.spelling for part in parts])
    return _spelled(spelling, hashes, starts[first], starts[first] + lengths[first])
