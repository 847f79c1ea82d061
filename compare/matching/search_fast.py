"""The compiled loops behind `search`. Needs numba."""

from __future__ import annotations

import numpy as np
from numba import njit  # pyright: ignore[reportMissingImports] - an extra

__all__ = ["candidates", "keep", "rescore", "shared_phrases"]

_FLAGS = 1 << 14
_MASK = np.uint32(_FLAGS - 1)
_MUCH = 12  # a product of more than a twelfth of the greatest is much


@njit(cache=True, nogil=True)
def _sift(heap, size, at):  # type: ignore[no-untyped-def]
    """Let the key at `at` sink in a heap whose least key is on top."""
    key = heap[at]
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        if child + 1 < size and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= key:
            break
        heap[at] = heap[child]
        at = child
    heap[at] = key


@njit(cache=True, nogil=True)
def keep(heap, size, key):  # type: ignore[no-untyped-def]
    """Put `key` among the greatest of a heap that holds `size` of them; how many it holds then."""
    if size == len(heap):
        if key > heap[0]:
            heap[0] = key
            _sift(heap, size, 0)
        return size
    heap[size] = key
    size += 1
    if size == len(heap):
        for parent in range(size // 2 - 1, -1, -1):
            _sift(heap, size, parent)
    return size


@njit(cache=True, nogil=True)
def _reach(starts, cables, weights, terms, own, row, sums, reached, products):  # type: ignore[no-untyped-def]
    """Write the cables that share one of `terms` into `reached`, their products into `products`; `sums` is zeros.

    How many they are, and the greatest product; that of `row` itself is 0.
    """
    count = np.uint64(0)
    for place in range(len(terms)):
        weight = np.uint32(own[place])
        for posting in range(np.uint64(starts[terms[place]]), np.uint64(starts[terms[place] + 1])):
            other = cables[posting]
            before = sums[other]
            reached[count] = other  # written over unless it is new: no branch, which could not be foreseen
            count += np.uint64(before == 0)
            sums[other] = before + weight * weights[posting]
    sums[row] = 0
    greatest = np.uint32(0)
    for index in range(count):
        product = sums[reached[index]]
        products[index] = product
        greatest = max(greatest, product)
        sums[reached[index]] = 0
    return count, greatest


@njit(cache=True, nogil=True)
def candidates(  # type: ignore[no-untyped-def]
    starts, cables, weights, own_starts, own_terms, own_weights, rows, facts, favour, count
):
    """See `search.candidates`."""
    chosen = np.full((len(rows), count), -1, np.int32)
    sums = np.zeros(len(facts), np.uint32)
    reached = np.empty(len(facts) + 1, np.uint32)
    products = np.empty(len(facts) + 1, np.uint32)
    heap = np.empty(count, np.int64)
    low = np.int64((1 << 24) - 1)
    most, farthest = np.int64(favour.max()), np.int64(favour.shape[1] - 1)
    for at in range(len(rows)):
        row = rows[at]
        here = slice(own_starts[row], own_starts[row + 1])
        terms, held = own_terms[here], own_weights[here]
        total, greatest = _reach(starts, cables, weights, terms, held, row, sums, reached, products)
        day, post, department = facts[row, 0], facts[row, 1], facts[row, 2]
        size = 0
        # Those that share much go first: what is left can then be passed over by its product alone.
        below = np.uint32(0xFFFFFFFF)
        above = greatest // np.uint32(_MUCH)
        for _ in range(2):
            for index in range(total):
                product = products[index]
                if product > above and product <= below:
                    other = np.int64(reached[index])
                    kind = 0
                    if facts[other, 1] == post and post >= 0:
                        kind = 1
                    elif facts[other, 2] != department:
                        kind = 2
                    value = np.int64(product) * favour[kind, min(abs(facts[other, 0] - day), farthest)]
                    if value > 0:
                        size = keep(heap, size, (value << 24) | (low - other))
            below = above
            above = np.uint32(max((heap[0] >> 24) // most - 1, 0)) if size == count else np.uint32(0)
            if above >= below:
                break
        found = np.empty(size, np.int32)
        for index in range(size):
            found[index] = low - (heap[index] & low)
        found.sort()
        chosen[at, :size] = found
    return chosen


@njit(cache=True, nogil=True)
def _room(starts):  # type: ignore[no-untyped-def]
    """Room for the places of the longest row, and one more."""
    longest = 0
    for row in range(len(starts) - 1):
        longest = max(longest, starts[row + 1] - starts[row])
    return np.empty(longest + 1, np.uint64)


@njit(cache=True, nogil=True)
def _likely(numbers, begin, end, flags, places):  # type: ignore[no-untyped-def]
    """Write those of the places `begin` to `end` whose number is flagged; how many they are.

    A table of flags in the nearest cache tells which numbers of one row can be in another at all: few of them.
    """
    count = np.uint64(0)
    for place in range(np.uint64(begin), np.uint64(end)):
        places[count] = place  # written over unless it is flagged: no branch, which could not be foreseen
        count += np.uint64(flags[numbers[place] & _MASK])
    return count


@njit(cache=True, nogil=True)
def rescore(  # type: ignore[no-untyped-def]
    starts, terms, weights, subject_starts, subject_terms, subject_weights, width, rows, chosen
):
    """See `search.rescore`. Terms are unsigned: a signed one could count from behind, and each look-up would ask."""
    text = np.zeros(chosen.shape, np.int64)
    subject = np.zeros(chosen.shape, np.int64)
    held = np.zeros((width, 2), np.int32)  # the row's weight as text and as subject, side by side
    flags, likely = np.zeros(_FLAGS, np.uint8), _room(starts)
    for at in range(len(rows)):
        row = rows[at]
        for place in range(starts[row], starts[row + 1]):
            held[terms[place], 0] = weights[place]
            flags[terms[place] & _MASK] = 1
        for place in range(subject_starts[row], subject_starts[row + 1]):
            held[subject_terms[place], 1] = subject_weights[place]
            flags[subject_terms[place] & _MASK] = 1
        for index in range(chosen.shape[1]):
            other = chosen[at, index]
            if other < 0:
                continue
            one, two = np.int64(0), np.int64(0)
            for near in range(_likely(terms, starts[other], starts[other + 1], flags, likely)):
                term, weight = terms[likely[near]], np.int64(weights[likely[near]])
                one += weight * held[term, 0]
                two += weight * held[term, 1]
            for place in range(subject_starts[other], subject_starts[other + 1]):
                two += np.int64(subject_weights[place]) * held[subject_terms[place], 0]
            text[at, index] = one
            subject[at, index] = two
        for place in range(starts[row], starts[row + 1]):
            held[terms[place], 0] = 0
        for place in range(subject_starts[row], subject_starts[row + 1]):
            held[subject_terms[place], 1] = 0
        flags[:] = 0
    return text, subject


@njit(cache=True, nogil=True)
def shared_phrases(starts, phrases, rows, chosen):  # type: ignore[no-untyped-def]
    """How many phrases each of `rows` has in common with each of its `chosen`; the phrases of a cable ascend."""
    shared = np.zeros(chosen.shape, np.int32)
    flags, likely = np.zeros(_FLAGS, np.uint8), _room(starts)
    for at in range(len(rows)):
        own = phrases[starts[rows[at]] : starts[rows[at] + 1]]
        for phrase in own:
            flags[phrase & _MASK] = 1
        for index in range(chosen.shape[1]):
            other = chosen[at, index]
            if other < 0:
                continue
            count = _likely(phrases, starts[other], starts[other + 1], flags, likely)
            place = 0
            for near in likely[:count]:
                while place < len(own) and own[place] < phrases[near]:
                    place += 1
                shared[at, index] += place < len(own) and own[place] == phrases[near]
        flags[:] = 0
    return shared
