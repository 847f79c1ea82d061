"""Terms of many texts counted at byte level: the definition of `compare/terms.py`, without an object for each word.

Texts are folded, joined to one buffer and cut by a table of byte classes. Each term is known by a 64-bit polynomial
hash; the words themselves are kept beside the hashes, so that every reason can be printed. Two telling terms, one after
the other, are a phrase, known by 32 bits of both. With the `[fast]` extra a compiled loop does the same and gives the
same arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosscable.compare.terms import background, fold_bytes

__all__ = [
    "BASE",
    "MIXING",
    "PHRASE",
    "Counts",
    "Hashes",
    "Vocabulary",
    "common_terms",
    "count",
    "count_blocks",
    "cut",
    "merge",
    "merge_vocabularies",
    "telling_hashes",
]

BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64
INVERSE = pow(BASE, -1, 2**64)
MIXING = 0xD6E8FEB86659FD93  # spreads the last letters of a word over all bits of what is taken of its hash
PHRASE = 0x9E3779B1  # odd: from a phrase and its first term the second can be told
_ROWS = 4096  # taken at once
_COMMON = 0.4  # of all cables; terms that so many hold are left out of phrases: "of", "with", "on"
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
    """How often each text holds each term: row `i` is `terms[rows[i]:rows[i + 1]]`, ascending, with its `times`.

    If they were asked for, the phrases of text `i` are `phrases[phrase_rows[i]:phrase_rows[i + 1]]`, as they come.
    """

    vocabulary: Vocabulary
    rows: NDArray[np.int64]
    terms: NDArray[np.int32]
    times: NDArray[np.int32]
    phrases: NDArray[np.uint32]
    phrase_rows: NDArray[np.int64]

    def take(self, texts: Sequence[int]) -> Counts:
        """The rows `texts` in that order; the vocabulary stays whole."""
        chosen = np.asarray(texts, np.int64)
        if np.array_equal(chosen, np.arange(len(self.rows) - 1)):
            return self
        rows, (terms, times) = _taken(self.rows, chosen, self.terms, self.times)
        phrase_rows, (phrases,) = _taken(self.phrase_rows, chosen, self.phrases)
        return Counts(self.vocabulary, rows, terms, times, phrases, phrase_rows)

    def without_phrases(self) -> Counts:
        """The same without phrases."""
        return replace(self, phrases=self.phrases[:0].copy(), phrase_rows=np.zeros(len(self.rows), np.int64))


def _taken(
    rows: NDArray[np.int64], chosen: NDArray[np.int64], *arrays: NDArray[Any]
) -> tuple[NDArray[np.int64], list[NDArray[Any]]]:
    """The rows `chosen` of `arrays`, one after the other, and where each then starts."""
    lengths = np.diff(rows)[chosen]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    taken = [np.empty(starts[-1], array.dtype) for array in arrays]
    for at in range(0, len(chosen), _ROWS):  # in pieces: the places of all would take more than what is taken
        end = min(at + _ROWS, len(chosen))
        here = slice(starts[at], starts[end])
        places = np.repeat(rows[chosen[at:end]] - starts[at:end], lengths[at:end]) + np.arange(here.start, here.stop)
        for array, result in zip(arrays, taken, strict=True):
            result[here] = array[places]
    return starts, taken


def count(texts: Iterable[str], *, phrases: bool = False, fast: bool | None = None) -> Counts:
    """Count the terms of all `texts`, and list their `phrases`; `fast` forces or forbids the compiled loop."""
    return merge(count_blocks(texts, phrases=phrases, fast=fast))


def count_blocks(
    texts: Iterable[str],
    *,
    phrases: bool = False,
    fast: bool | None = None,
    block: int = _BLOCK,
    blocks_a_part: int = 64,
) -> Iterator[Counts]:
    """Count `texts` in parts of about `block * blocks_a_part` bytes, each with its own vocabulary."""
    compiled = _compiled(fast)
    size = block * blocks_a_part if compiled else block
    part: list[Counts] = []
    for buffer, ends in _buffers(texts, size):
        part.append((compiled or _cut_and_count)(buffer, ends, phrases))
        if compiled or len(part) == blocks_a_part:
            yield merge(part)
            part = []
    if part:
        yield merge(part)


@cache
def common_terms() -> Hashes:
    """The hashes of the terms that are no part of a phrase, ascending: those that nearly every cable holds."""
    behind = background()
    common = [word for word, cables in behind.frequencies.items() if cables > _COMMON * behind.cables]
    return np.sort(cut(np.frombuffer(b" ".join(word.encode() for word in common), np.uint8))[2])


def telling_hashes(hashes: Hashes) -> NDArray[np.uint32]:
    """32 bits of each term, for its phrases: the phrase of `a` and `b` is a * PHRASE + b, modulo 2**32."""
    mixed = (hashes ^ (hashes >> np.uint64(32))) * np.uint64(MIXING)
    return (mixed >> np.uint64(32)).astype(np.uint32)


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


def _cut_and_count(buffer: NDArray[np.uint8], ends_of_texts: NDArray[np.int64], phrases: bool) -> Counts:
    starts, ends, hashes = cut(buffer)
    order = np.argsort(hashes)
    ordered = hashes[order]
    new = np.ones(len(ordered), np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    identity = np.cumsum(new) - 1
    texts = np.searchsorted(ends_of_texts, starts, side="right")
    first = order[new]
    # One number for (text, term): sorting it counts and orders the rows at once.
    bits = len(first).bit_length()
    keys = np.sort((texts[order] << bits) | identity)
    fresh = np.ones(len(keys), np.bool_)
    fresh[1:] = keys[1:] != keys[:-1]
    places = np.flatnonzero(fresh)
    times = np.diff(np.append(places, len(keys)))
    row, term = keys[places] >> bits, keys[places] & ((1 << bits) - 1)
    vocabulary = _spelled(buffer, ordered[new], starts[first], ends[first])
    rows = np.searchsorted(row, np.arange(len(ends_of_texts) + 1))
    telling = np.zeros(len(hashes), np.bool_)
    if phrases:
        telling[order] = ~np.isin(vocabulary.hashes, common_terms())[identity]
    found = _phrases(hashes[telling], texts[telling], len(ends_of_texts))
    return Counts(vocabulary, rows.astype(np.int64), term.astype(np.int32), times.astype(np.int32), *found)


def _phrases(
    hashes: Hashes, texts: NDArray[np.int64], count_of_texts: int
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The phrases of telling terms, which stand in `texts`, and where those of each text start."""
    words = telling_hashes(hashes)
    same = texts[1:] == texts[:-1]
    phrases = (words[:-1] * np.uint32(PHRASE) + words[1:])[same]
    return phrases, np.searchsorted(texts[1:][same], np.arange(count_of_texts + 1)).astype(np.int64)


def _spelled(
    buffer: NDArray[np.uint8], hashes: Hashes, starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> Vocabulary:
    offsets = np.concatenate(([0], np.cumsum(ends - starts)))
    places = np.repeat(starts - offsets[:-1], ends - starts) + np.arange(offsets[-1])
    return Vocabulary(hashes, buffer[places], offsets)


def merge(parts: Iterable[Counts]) -> Counts:
    """One `Counts` of several, their texts one after the other, terms in the order of their hashes."""
    vocabularies: list[Vocabulary] = []
    rows: list[NDArray[np.int64]] = []
    phrase_rows: list[NDArray[np.int64]] = []
    # Each part is let go as soon as it is copied, to where there is room for more: together they are as large as the
    # whole, and to have them twice is what would take most memory of all.
    held = bytearray(), bytearray(), bytearray()
    for part in parts:
        vocabularies.append(part.vocabulary)
        rows.append(part.rows)
        phrase_rows.append(part.phrase_rows)
        for kept, array in zip(held, (part.terms, part.times, part.phrases), strict=True):
            kept += array.tobytes()
    terms, times = np.frombuffer(held[0], np.int32), np.frombuffer(held[1], np.int32)
    if not vocabularies:
        vocabularies.append(Vocabulary(np.zeros(0, np.uint64), np.zeros(0, np.uint8), np.zeros(1, np.int64)))
    vocabulary = merge_vocabularies(vocabularies)
    at = 0
    for words, ends in zip(vocabularies, rows, strict=False):
        here = slice(at, at + int(ends[-1]))
        terms[here] = np.searchsorted(vocabulary.hashes, words.hashes).astype(np.int32)[terms[here]]
        at = here.stop
    return Counts(vocabulary, _after(rows), terms, times, np.frombuffer(held[2], np.uint32), _after(phrase_rows))


def _after(rows: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Where the rows of several parts start, one part after the other."""
    lengths = np.concatenate([np.diff(part) for part in rows] or [np.zeros(0, np.int64)])
    return np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))


def merge_vocabularies(parts: Sequence[Vocabulary]) -> Vocabulary:
    """All terms of several vocabularies, each once."""
    hashes, first = np.unique(np.concatenate([part.hashes for part in parts]), return_index=True)
    shifts = np.cumsum([0, *(len(part.spelling) for part in parts)])
    starts = np.concatenate([part.starts[:-1] + shift for part, shift in zip(parts, shifts[:-1], strict=True)])
    lengths = np.concatenate([np.diff(part.starts) for part in parts])
    spelling = np.concatenate([part.spelling for part in parts])
    return _spelled(spelling, hashes, starts[first], starts[first] + lengths[first])
