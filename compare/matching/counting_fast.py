"""The compiled loop behind `counting`: one pass over the bytes, a hash table for the vocabulary. Needs numba."""

from __future__ import annotations

import numpy as np
from numba import njit  # pyright: ignore[reportMissingImports] - an extra
from numpy.typing import NDArray

from crosscable.compare.matching.counting import _WORD, BASE, MIXING, PHRASE, Counts, _spelled, common_terms

__all__ = ["count_buffer"]


@njit(cache=True, nogil=True)
def _slot(code, mask):  # type: ignore[no-untyped-def]
    # The first letter of a word moves the lowest bits of its hash only: they must reach those that choose the slot.
    return ((code ^ (code >> np.uint64(32))) * np.uint64(MIXING) >> np.uint64(32)) & mask


@njit(cache=True, nogil=True)
def _count(buffer, ends_of_texts, is_word, base, slots, limit, common, phrased):  # type: ignore[no-untyped-def]
    mask = np.uint64(len(slots) - 1)
    hashes = np.empty(limit, np.uint64)
    starts = np.empty(limit, np.int64)
    ends = np.empty(limit, np.int64)
    places = np.empty(limit, np.int64)
    terms = np.empty(len(buffer) // 3 + 1, np.int32)
    times = np.empty(len(buffer) // 3 + 1, np.int32)
    rows = np.zeros(len(ends_of_texts) + 1, np.int64)
    telling = np.zeros(limit, np.bool_)
    phrases = np.empty(len(buffer) // 3 + 1 if phrased else 0, np.uint32)
    phrase_rows = np.zeros(len(ends_of_texts) + 1, np.int64)
    known, stored, position, listed = 0, 0, 0, 0
    for text in range(len(ends_of_texts)):
        end = ends_of_texts[text]
        row = stored
        before, begun = np.uint32(0), False
        while position < end:
            byte = buffer[position]
            if not is_word[byte]:
                position += 1
                continue
            begin = position
            letters = 0
            code = np.uint64(0)
            power = np.uint64(1)
            while is_word[byte]:  # every text ends with a space
                code += np.uint64(byte) * power
                power *= base
                letters += (byte & 0xC0) != 0x80
                position += 1
                byte = buffer[position]
            if letters < 2:
                continue
            place = _slot(code, mask)
            while slots[place] >= 0 and hashes[slots[place]] != code:
                place = (place + np.uint64(1)) & mask
            identity = slots[place]
            if identity < 0:
                if known == limit:
                    return rows, terms, times, hashes, starts, ends, phrases, phrase_rows, -1
                identity = known
                slots[place] = identity
                hashes[identity] = code
                starts[identity] = begin
                ends[identity] = position
                places[identity] = -1
                if phrased:
                    near = np.searchsorted(common, code)
                    telling[identity] = near == len(common) or common[near] != code
                known += 1
            if places[identity] >= row:
                times[places[identity]] += 1
            else:
                places[identity] = stored
                terms[stored] = identity
                times[stored] = 1
                stored += 1
            if telling[identity]:
                word = np.uint32(_slot(code, np.uint64(0xFFFFFFFF)))
                if begun:
                    phrases[listed] = before * np.uint32(PHRASE) + word
                    listed += 1
                before, begun = word, True
        rows[text + 1] = stored
        phrase_rows[text + 1] = listed
    terms, times, phrases = terms[:stored], times[:stored], phrases[:listed]
    return rows, terms, times, hashes[:known], starts[:known], ends[:known], phrases, phrase_rows, known


@njit(cache=True, nogil=True)
def _order_rows(rows, terms, times):  # type: ignore[no-untyped-def]
    for row in range(len(rows) - 1):
        here = slice(rows[row], rows[row + 1])
        keys = (terms[here].astype(np.int64) << 32) | times[here]
        keys.sort()
        for offset in range(len(keys)):
            terms[rows[row] + offset] = keys[offset] >> 32
            times[rows[row] + offset] = keys[offset] & 0xFFFFFFFF


def count_buffer(buffer: NDArray[np.uint8], ends_of_texts: NDArray[np.int64], phrased: bool) -> Counts:
    """Count the terms of a folded buffer whose texts end at `ends_of_texts`, each with a space; list its phrases."""
    # The table has a fixed size inside the loop: an array that may be replaced there costs five times the time.
    size = 1 << 18
    while True:
        slots = np.full(size, -1, np.int32)
        rows, terms, times, hashes, starts, ends, phrases, phrase_rows, known = _count(
            buffer, ends_of_texts, _WORD, np.uint64(BASE), slots, size // 2, common_terms(), phrased
        )
        if known >= 0:
            break
        size *= 4
    order = np.argsort(hashes)
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    terms = rank[terms]
    _order_rows(rows, terms, times)
    vocabulary = _spelled(buffer, hashes[order], starts[order], ends[order])
    return Counts(vocabulary, rows, terms, times.copy(), phrases.copy(), phrase_rows)
