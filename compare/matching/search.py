"""Candidates by the strongest terms, and their exact cosines: the two loops that grow with the archive.

All sums are of whole numbers, so the compiled loops of the `[fast]` extra (`search_fast`) give the same results.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from crosscable.compare.matching.phrases import likeness

__all__ = ["UNDATED", "Circumstances", "Postings", "batches", "candidates", "postings", "rescore", "shared_phrases"]

UNDATED = -1_000_000  # days, before the year 1; what is less stands for no date
STRONGEST = 64  # terms of a cable by which it is found; real archives lose one in twenty-five of the true ten nearest
_SHIFT = 6  # weights of postings are coarser by 2**6, so that their sums fit 32 bits
_ROWS = 2048

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Postings:
    """For each term the cables among whose strongest terms it is, ascending, with its coarse weight in each.

    `own` is the same by cable.
    """

    starts: Places
    cables: NDArray[np.int32]
    weights: NDArray[np.int32]
    own: csr_matrix


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of cables without their text, and how much a pair is favoured for it.

    `favour[kind, days]` is a factor from 0 (never) to 511; `kind` is 1 for two cables of one post, 2 for one of the
    Department and one of a post, else 0; the last column holds for all that are farther apart. `posts` is -1 where the
    post is not known.
    """

    days: NDArray[np.int32]
    posts: NDArray[np.int32]
    departments: NDArray[np.int32]
    favour: NDArray[np.int32]

    def facts(self) -> NDArray[np.int32]:
        """Day, post and department of each cable side by side: one look into memory for each cable that is reached."""
        return np.stack((self.days, self.posts, self.departments), axis=1, dtype=np.int32)

    def of(self, row: int, others: Places) -> Places:
        """The factors of `row` with each of `others`."""
        apart = np.minimum(np.abs(self.days[others].astype(np.int64) - self.days[row]), self.favour.shape[1] - 1)
        same = (self.posts[others] == self.posts[row]) & (self.posts[row] >= 0)
        kind = np.where(same, 1, np.where(self.departments[others] != self.departments[row], 2, 0))
        factors: Places = self.favour[kind, apart].astype(np.int64)
        return factors


def postings(matrix: csr_matrix) -> Postings:
    """The postings of the `STRONGEST` terms of each row, ties by term."""
    kept = [
        _strongest(matrix, start, min(start + _ROWS, matrix.shape[0])) for start in range(0, matrix.shape[0], _ROWS)
    ]
    places = np.concatenate(kept) if kept else np.zeros(0, np.int64)
    rows = np.searchsorted(places, matrix.indptr)
    weights = (matrix.data[places] >> _SHIFT).astype(np.int32)
    own = csr_matrix((weights, matrix.indices[places].astype(np.int32), rows), shape=matrix.shape)
    by_term = own.tocsc()
    return Postings(by_term.indptr.astype(np.int64), by_term.indices.astype(np.int32), by_term.data, own)


def _strongest(matrix: csr_matrix, first: int, last: int) -> Places:
    """The places in `matrix.data` of the strongest terms of the rows `first` to `last`, ascending."""
    begin, end = int(matrix.indptr[first]), int(matrix.indptr[last])
    lengths = np.diff(matrix.indptr[first : last + 1])
    row = np.repeat(np.arange(last - first, dtype=np.int64), lengths)
    place = np.arange(begin, end) - np.repeat(matrix.indptr[first:last], lengths)
    # One number for (row, weight falling, place): 11 + 21 + 31 bits.
    keys = np.sort((row << 52) | ((np.int64(1 << 20) - matrix.data[begin:end]) << 31) | place)
    rank = np.arange(end - begin) - np.repeat(matrix.indptr[first:last] - begin, lengths)
    chosen = keys[rank < STRONGEST]
    return np.sort(matrix.indptr[first + (chosen >> 52)] + (chosen & ((1 << 31) - 1)))


def candidates(found: Postings, rows: Places, circumstances: Circumstances, count: int, fast: Any) -> NDArray[np.int32]:
    """For each of `rows` the `count` best other cables, ascending, by coarse cosine times what circumstances favour.

    Rows with fewer candidates are filled with -1.
    """
    if fast is not None:
        chosen: NDArray[np.int32] = fast.candidates(
            found.starts,
            found.cables.view(np.uint32),
            found.weights.view(np.uint32),
            found.own.indptr.astype(np.int64),
            found.own.indices,
            found.own.data,
            rows,
            circumstances.facts(),
            circumstances.favour,
            count,
        )
        return chosen
    chosen = np.full((len(rows), count), -1, np.int32)
    for at, row in enumerate(rows.tolist()):
        others, sums = _reached(found, row)
        value = sums * circumstances.of(row, others)
        value[others == row] = 0
        keys = (value << 24) | ((1 << 24) - 1 - others)
        keys = keys[value > 0]
        if len(keys) > count:
            keys = np.partition(keys, len(keys) - count)[len(keys) - count :]
        chosen[at, : len(keys)] = np.sort((1 << 24) - 1 - (keys & ((1 << 24) - 1)))
    return chosen


def _reached(found: Postings, row: int) -> tuple[Places, Places]:
    """The cables that share one of the strongest terms of `row`, and their coarse products with it."""
    held = slice(found.own.indptr[row], found.own.indptr[row + 1])
    terms = found.own.indices[held]
    slices = [slice(found.starts[term], found.starts[term + 1]) for term in terms.tolist()]
    if not slices:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    weights = [own * found.weights[here] for own, here in zip(found.own.data[held].tolist(), slices, strict=True)]
    # Sums below 2**53 are exact in floats.
    sums = np.bincount(np.concatenate([found.cables[here] for here in slices]), weights=np.concatenate(weights))
    others = np.flatnonzero(sums)
    return others, sums[others].astype(np.int64)


def rescore(
    texts: csr_matrix, subjects: csr_matrix, rows: Places, chosen: NDArray[np.int32], fast: Any
) -> tuple[Places, Places]:
    """Exact products of each of `rows` with its `chosen` cables: text with text, and subjects with texts, both ways.

    Where a number in `chosen` is negative they are 0.
    """
    if fast is not None:
        both: tuple[Places, Places] = fast.rescore(
            texts.indptr.astype(np.int64),
            texts.indices.view(np.uint32),
            texts.data,
            subjects.indptr.astype(np.int64),
            subjects.indices.view(np.uint32),
            subjects.data,
            texts.shape[1],
            rows,
            chosen,
        )
        return both
    text, subject = np.zeros(chosen.shape, np.int64), np.zeros(chosen.shape, np.int64)
    for at, row in enumerate(rows.tolist()):
        there = chosen[at] >= 0
        one, two = (_dense(matrix, row) for matrix in (texts, subjects))
        theirs = texts[chosen[at][there]]
        text[at, there] = theirs @ one
        subject[at, there] = theirs @ two + subjects[chosen[at][there]] @ one
    return text, subject


def shared_phrases(phrases: csr_matrix, rows: Places, chosen: NDArray[np.int32], fast: Any) -> NDArray[np.float32]:
    """How alike each of `rows` and its `chosen` cables are by their rare phrases (`Phrases.matrix`).

    Where a number in `chosen` is negative, not at all.
    """
    if fast is not None:
        shared = fast.shared_phrases(phrases.indptr.astype(np.int64), phrases.indices.view(np.uint32), rows, chosen)
    else:
        shared = np.zeros(chosen.shape, np.int32)
        held = np.zeros(phrases.shape[1], np.bool_)
        for at, row in enumerate(rows.tolist()):
            own = phrases.indices[phrases.indptr[row] : phrases.indptr[row + 1]]
            held[own] = True
            there = chosen[at] >= 0
            theirs = phrases[chosen[at][there]]
            counted = np.concatenate(([0], np.cumsum(held[theirs.indices])))
            shared[at, there] = np.diff(counted[theirs.indptr])
            held[own] = False
    lengths = np.diff(phrases.indptr).astype(np.int64)
    return likeness(shared, lengths[rows][:, None], np.where(chosen >= 0, lengths[chosen], 0))


def _dense(matrix: csr_matrix, row: int) -> Places:
    dense = np.zeros(matrix.shape[1], np.int64)
    here = slice(matrix.indptr[row], matrix.indptr[row + 1])
    dense[matrix.indices[here]] = matrix.data[here]
    return dense


def batches(rows: Places, size: int) -> Iterator[Places]:
    """`rows` in pieces of at most `size`."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
