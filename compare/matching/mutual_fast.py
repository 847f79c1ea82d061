"""The compiled loops behind `mutual`. Needs numba.

Sums are made for `_BLOCK` cables at a time, of postings for these alone: both then stay in the nearer caches.
"""

from __future__ import annotations

import numpy as np
from numba import njit  # pyright: ignore[reportMissingImports] - an extra

from crosscable.compare.matching.search_fast import keep

__all__ = ["candidates", "met_once", "repeat"]

_BLOCK = 8192  # so that a place in it fits 16 bits
_RUN = 256  # neighbours looked through at once, under one bound of what circumstances can favour
_STEP = 32  # sums compared without a branch
_LOW = (1 << 24) - 1
_SURELY_LESS = 1.0 - 1e-6  # single precision rounds by less than this, so nothing is passed over that is not less


@njit(cache=True, nogil=True)
def _invert(own_starts, own_terms, own_weights, first, last, starts, cables, weights):  # type: ignore[no-untyped-def]
    """Write the postings of the cables `first` to `last`, by their place among these; `starts` is one longer."""
    starts[:] = 0
    for place in range(own_starts[first], own_starts[last]):
        starts[own_terms[place] + 2] += 1
    for term in range(2, len(starts)):
        starts[term] += starts[term - 1]
    for row in range(first, last):
        for place in range(own_starts[row], own_starts[row + 1]):
            term = own_terms[place] + 1
            cables[starts[term]] = row - first
            weights[starts[term]] = own_weights[place]
            starts[term] += 1


@njit(cache=True, nogil=True)
def _runs(facts, undated):  # type: ignore[no-untyped-def]
    """For each run of cables the least and greatest day and post, and whether any is no, or one, of the Department."""
    far = np.int64(1) << 40
    runs = np.empty((len(facts) // _RUN + 1, 6), np.int64)
    for at in range(len(runs)):
        runs[at] = (far, -far, far, -far, 0, 0)
        for cable in range(at * _RUN, min(len(facts), (at + 1) * _RUN)):
            day, post = facts[cable, 0], facts[cable, 1]
            if day > undated:  # what has no date is far from all, which every bound allows for
                runs[at, 0], runs[at, 1] = min(runs[at, 0], day), max(runs[at, 1], day)
            if post >= 0:
                runs[at, 2], runs[at, 3] = min(runs[at, 2], post), max(runs[at, 3], post)
            runs[at, 4 + facts[cable, 2]] = 1
    return runs


@njit(cache=True, nogil=True)
def _bound(run, fact, beyond):  # type: ignore[no-untyped-def]
    """What a cable is favoured at most with any of a run; `beyond` is the greatest factor for so many days or more."""
    days = min(max(run[0] - fact[0], fact[0] - run[1], 0), beyond.shape[1] - 1)
    bound = beyond[0, days]
    if run[2] <= fact[1] <= run[3]:
        bound = max(bound, beyond[1, days])
    if run[5 - fact[2]]:
        bound = max(bound, beyond[2, days])
    return bound


@njit(cache=True, nogil=True)
def _promising(sums, bound, own, least, steps):  # type: ignore[no-untyped-def]
    """Write the beginnings of the `steps` in which a value can be more than its `least` or `own`; how many they are."""
    count = 0
    for begin in range(0, len(sums), _STEP):
        here, there = sums[begin : begin + _STEP], least[begin : begin + _STEP]
        more = np.int32(0)
        for at in range(_STEP):
            more += np.int32(np.float32(here[at]) * bound > min(own, there[at]))
        steps[count] = begin
        count += int(more > 0)
    return count


@njit(cache=True, nogil=True)
def _favour(facts, favour, one, two):  # type: ignore[no-untyped-def]
    """See `search.Circumstances`."""
    kind = 0
    if facts[one, 1] == facts[two, 1] and facts[one, 1] >= 0:
        kind = 1
    elif facts[one, 2] != facts[two, 2]:
        kind = 2
    return np.int64(favour[kind, min(abs(facts[one, 0] - facts[two, 0]), favour.shape[1] - 1)])


@njit(cache=True, nogil=True)
def _offer(heaps, sizes, least, row, value, other):  # type: ignore[no-untyped-def]
    """Offer `other` to `row`, with which it has `value`."""
    heap = heaps[row]
    sizes[row] = keep(heap, sizes[row], (value << 24) | (_LOW - other))
    if sizes[row] == len(heap):
        least[row] = np.float32((heap[0] >> 24) * _SURELY_LESS)


@njit(cache=True, nogil=True)
def candidates(own_starts, own_terms, own_weights, width, facts, favour, beyond, undated, count):  # type: ignore[no-untyped-def]
    """See `mutual.candidates_of_all`."""
    total = len(facts)
    heaps, sizes = np.empty((total, count), np.int64), np.zeros(total, np.int64)
    least = np.zeros(total + _RUN, np.float32)  # of the values kept, where there are `count`: what is not more is none
    runs = _runs(facts, undated)
    starts = np.empty(width + 2, np.uint32)
    most = max([own_starts[min(total, first + _BLOCK)] - own_starts[first] for first in range(0, total + 1, _BLOCK)])
    cables, weights = np.empty(most, np.uint16), np.empty(most, np.uint16)
    # Rows have the length one, so a sum is 2**28 at most.
    sums, steps = np.zeros(_BLOCK, np.int32), np.empty(_RUN // _STEP + 1, np.int64)
    for first in range(0, total, _BLOCK):
        last = min(total, first + _BLOCK)
        _invert(own_starts, own_terms, own_weights, first, last, starts, cables, weights)
        for row in range(last - 1, -1, -1):  # the nearest first: they are often of one post and year
            for place in range(own_starts[row], own_starts[row + 1]):
                term, weight = own_terms[place], np.int32(own_weights[place])
                for posting in range(np.uint64(starts[term]), np.uint64(starts[term + 1])):
                    sums[cables[posting]] += weight * np.int32(weights[posting])
            begin = max(0, row + 1 - first)
            sums[:begin] = 0  # itself, and those that met it
            for run in range((first + begin) // _RUN, (last + _RUN - 1) // _RUN):
                start = run * _RUN
                here = sums[start - first : start - first + _RUN]
                bound = _bound(runs[run], facts[row], beyond)
                for step in range(_promising(here, bound, least[row], least[start : start + _RUN], steps)):
                    for at in range(steps[step], steps[step] + _STEP):
                        other = start + at
                        if np.float32(here[at]) * bound > min(least[row], least[other]):
                            value = np.int64(here[at]) * _favour(facts, favour, row, other)
                            if np.float32(value) > least[row]:
                                _offer(heaps, sizes, least, row, value, other)
                            if np.float32(value) > least[other]:
                                _offer(heaps, sizes, least, other, value, row)
                here[:] = 0
    chosen = np.full((total, count), -1, np.int32)
    for row in range(total):
        for at in range(sizes[row]):
            chosen[row, at] = _LOW - (heaps[row, at] & _LOW)
        chosen[row, : sizes[row]].sort()
    return chosen


@njit(cache=True, nogil=True)
def met_once(chosen):  # type: ignore[no-untyped-def]
    """See `mutual.met_once`."""
    once = chosen.copy()
    for row in range(len(chosen)):
        for at in range(chosen.shape[1]):
            other = chosen[row, at]
            if other < 0 or other >= row:
                break
            low, high = 0, chosen.shape[1]
            while low < high:
                middle = (low + high) // 2
                if 0 <= chosen[other, middle] < row:
                    low = middle + 1
                else:
                    high = middle
            if low < chosen.shape[1] and chosen[other, low] == row:
                once[row, at] = -2 - low
    return once


@njit(cache=True, nogil=True)
def repeat(values, chosen, once):  # type: ignore[no-untyped-def]
    """See `mutual.repeat`."""
    for row in range(len(chosen)):
        for at in range(chosen.shape[1]):
            if once[row, at] < -1:
                values[row, at] = values[chosen[row, at], -2 - once[row, at]]
