"""The compiled loops behind `search`. Needs numba."""

from __future__ import annotations

import numpy as np
from numba import njit  # pyright: ignore[reportMissingImports] - an extra

__all__ = ["candidates", "rescore"]


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
def _favour(facts, one, two, favour):  # type: ignore[no-untyped-def]
    kind = 0
    if facts[one, 1] == facts[two, 1] and facts[one, 1] >= 0:
        kind = 1
    elif facts[one, 2] != facts[two, 2]:
        kind = 2
    return favour[kind, min(abs(facts[one, 0] - facts[two, 0]), favour.shape[1] - 1)]


@njit(cache=True, nogil=True)
def candidates(  # type: ignore[no-untyped-def]
    starts, cables, weights, own_starts, own_terms, own_weights, rows, facts, favour, count
):
    """See `search.candidates`."""
    chosen = np.full((len(rows), count), -1, np.int32)
    sums = np.zeros(len(facts), np.int32)
    touched = np.empty(len(facts), np.int32)
    heap = np.empty(count, np.int64)
    low = np.int64((1 << 24) - 1)
    most = np.int64(favour.max())
    for at in range(len(rows)):
        row = rows[at]
        reached = 0
        for place in range(own_starts[row], own_starts[row + 1]):
            term, weight = own_terms[place], own_weights[place]
            for posting in range(starts[term], starts[term + 1]):
                other = cables[posting]
                if sums[other] == 0:
                    touched[reached] = other
                    reached += 1
                sums[other] += weight * weights[posting]
        size = 0
        least = np.int64(0)
        for index in range(reached):
            other = touched[index]
            total = np.int64(sums[other])
            sums[other] = 0
            if other == row or total * most < least >> 24:
                continue
            value = total * _favour(facts, row, other, favour)
            if value <= 0:
                continue
            key = (value << 24) | (low - other)
            if size < count:
                heap[size] = key
                size += 1
                if size == count:
                    for parent in range(count // 2 - 1, -1, -1):
                        _sift(heap, count, parent)
                    least = heap[0]
            elif key > least:
                heap[0] = key
                _sift(heap, count, 0)
                least = heap[0]
        found = np.empty(size, np.int32)
        for index in range(size):
            found[index] = low - (heap[index] & low)
        found.sort()
        chosen[at, :size] = found
    return chosen


@njit(cache=True, nogil=True)
def rescore(  # type: ignore[no-untyped-def]
    starts, terms, weights, subject_starts, subject_terms, subject_weights, width, rows, chosen
):
    """See `search.rescore`. Terms are unsigned: a signed one could count from behind, and each look-up would ask."""
    text = np.zeros(chosen.shape, np.int64)
    subject = np.zeros(chosen.shape, np.int64)
    held = np.zeros((width, 2), np.int32)  # the row's weight as text and as subject, side by side
    for at in range(len(rows)):
        row = rows[at]
        for place in range(starts[row], starts[row + 1]):
            held[terms[place], 0] = weights[place]
        for place in range(subject_starts[row], subject_starts[row + 1]):
            held[subject_terms[place], 1] = subject_weights[place]
        for index in range(chosen.shape[1]):
            other = chosen[at, index]
            if other < 0:
                break
            one, two = np.int64(0), np.int64(0)
            for place in range(starts[other], starts[other + 1]):
                term, weight = terms[place], np.int64(weights[place])
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
    return text, subject
