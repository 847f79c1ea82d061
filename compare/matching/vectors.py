"""Weighted vectors: sublinear TF-IDF of length one, kept as whole numbers.

A weight w is stored as round(w * 2**20). Sums of products of whole numbers do not depend on their order, so a cosine
is the same number whichever path, block size, thread count or library computes it; the rounding is below 1e-5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from crosscable.compare.matching.counting import Counts, Hashes, Vocabulary
from crosscable.compare.terms import background

__all__ = [
    "ONE",
    "Vectors",
    "find_terms",
    "in_order",
    "inverse_frequencies",
    "shared_terms",
    "subject_vectors",
    "tag_vectors",
    "vectors",
    "weigh",
]

ONE = 1 << 20
_ENOUGH = 1000  # cables whose own frequencies say which words are common
_ROWS = 8192  # weighed at once
_LEAST_CABLES = 2  # a term of one cable is shared with none


@dataclass(frozen=True, slots=True)
class Vectors:
    """One row of whole-number weights a cable, over the terms that at least two cables hold.

    `frequencies` is the number of cables that hold each term; `idf` its weight.
    """

    vocabulary: Vocabulary
    frequencies: NDArray[np.int64]
    idf: NDArray[np.float64]
    matrix: csr_matrix


def vectors(counts: Counts) -> Vectors:
    """Weigh `counts` by scikit-learn's TfidfTransformer, with 1 + ln(tf) and smoothed idf.

    Lengths are taken over all terms; those of one cable only are then let go.
    """
    cables = len(counts.rows) - 1
    frequencies = np.bincount(counts.terms, minlength=len(counts.vocabulary))
    kept = shared_terms(frequencies)
    idf = inverse_frequencies(counts.vocabulary, frequencies, cables)
    column = np.full(len(counts.vocabulary), -1, np.int32)
    column[kept] = np.arange(len(kept), dtype=np.int32)
    return Vectors(
        counts.vocabulary.keep(kept),
        frequencies[kept],
        np.asarray(idf, np.float64)[kept],
        weigh(counts, idf, column, len(kept)),
    )


def shared_terms(frequencies: NDArray[np.int64]) -> NDArray[np.int64]:
    """The terms that at least two cables hold.

    The most frequent first: what nearly every cable looks up then lies close together in memory.
    """
    kept = np.flatnonzero(frequencies >= _LEAST_CABLES)
    return kept[np.argsort(-frequencies[kept], kind="stable")]


def inverse_frequencies(vocabulary: Vocabulary, frequencies: NDArray[np.int64], cables: int) -> NDArray[Any]:
    """What each term of `vocabulary`, held by `frequencies` of the `cables`, weighs; each term for itself.

    As scikit-learn has it, in single precision as the counts are. In a corpus of less than `_ENOUGH` cables the
    frequencies are filled up to that number from the shipped background: of a handful of cables nearly every word is
    in each, and nothing would tell a telling word from an "and".
    """
    if cables < _ENOUGH:
        return _filled_up(vocabulary, frequencies, cables)
    smoothed = frequencies.astype(np.float32) + np.float32(1.0)
    idf: NDArray[np.float32] = np.log(np.float32(cables + 1) / smoothed) + np.float32(1.0)
    return idf


def weigh(counts: Counts, idf: NDArray[Any], column: NDArray[np.int32], width: int) -> csr_matrix:
    """Rows of length one with terms weighed by `idf`; a term goes to its `column` of `width`, or out where it is -1."""
    cables = len(counts.rows) - 1
    starts = _starts(counts, column)
    weights, columns = np.empty(starts[-1], np.int32), np.empty(starts[-1], np.int32)
    for first in range(0, cables, _ROWS):  # in pieces: the weights in floats take as much as the result
        last = min(first + _ROWS, cables)
        whole = _weighed(counts, first, last, idf, column, width)
        weights[starts[first] : starts[last]] = whole.data
        columns[starts[first] : starts[last]] = whole.indices
    return in_order(weights, columns, starts if starts[-1] >> 31 else starts.astype(np.int32), (cables, width))


def in_order(
    data: NDArray[Any], columns: NDArray[np.int32], starts: NDArray[Any], shape: tuple[int, int]
) -> csr_matrix:
    """The matrix of these arrays, whose columns ascend in each row; they are neither read nor copied."""
    matrix = csr_matrix((np.zeros(0, data.dtype), np.zeros(0, np.int32), np.zeros(shape[0] + 1, np.int32)), shape)
    matrix.data, matrix.indices, matrix.indptr = data, columns, starts  # the constructor would check every entry
    matrix.has_sorted_indices = matrix.has_canonical_format = True
    return matrix


def _starts(counts: Counts, column: NDArray[np.int32]) -> NDArray[np.int64]:
    """Where each row starts, if only terms that have a `column` are kept."""
    starts = np.zeros(len(counts.rows), np.int64)
    for first in range(0, len(counts.rows) - 1, _ROWS):
        rows = counts.rows[first : first + _ROWS + 1]
        held = np.concatenate(([0], np.cumsum(column[counts.terms[rows[0] : rows[-1]]] >= 0, dtype=np.int64)))
        starts[first : first + len(rows)] = starts[first] + held[rows - rows[0]]
    return starts


def _weighed(
    counts: Counts, first: int, last: int, idf: NDArray[Any], column: NDArray[np.int32], width: int
) -> csr_matrix:
    """The rows `first` to `last` of `weigh`."""
    from sklearn.feature_extraction.text import TfidfTransformer

    here = slice(counts.rows[first], counts.rows[last])
    table = csr_matrix(
        (counts.times[here].astype(np.float32), counts.terms[here], counts.rows[first : last + 1] - here.start),
        shape=(last - first, len(counts.vocabulary)),
    )
    if 0 in table.shape:
        return _whole(table, column, width)
    transformer = TfidfTransformer(sublinear_tf=True).fit(table[:1])
    transformer.idf_ = idf
    transformed: Any = transformer.transform(table, copy=False)
    return _whole(csr_matrix(transformed), column, width)


def _filled_up(vocabulary: Vocabulary, frequencies: NDArray[np.int64], cables: int) -> NDArray[np.float64]:
    behind = background()
    share = (_ENOUGH - cables) / behind.cables
    ordinary = np.array([behind.frequency(vocabulary.word(at)) for at in range(len(vocabulary))], np.float64)
    idf: NDArray[np.float64] = np.log((_ENOUGH + 1) / (frequencies + ordinary * share + 1)) + 1.0
    return idf


def subject_vectors(subjects: Counts, texts: Vectors) -> csr_matrix:
    """Vectors of the subject lines over the terms and weights of the texts; unknown terms are left out."""
    places = find_terms(texts.vocabulary.hashes, subjects.vocabulary.hashes)
    known = places[subjects.terms]
    rows = np.repeat(np.arange(len(subjects.rows) - 1), np.diff(subjects.rows))
    inside = known >= 0
    weights = (1.0 + np.log(subjects.times[inside])) * texts.idf[known[inside]]
    shape = (len(subjects.rows) - 1, len(texts.vocabulary))
    return _whole(_unit(csr_matrix((weights, (rows[inside], known[inside])), shape=shape)))


def tag_vectors(tags: list[tuple[str, ...]], frequencies: Mapping[str, int], cables: int) -> csr_matrix:
    """Vectors of TAGS, each tag weighed by how few of the `cables` carry it; columns as in `frequencies`."""
    place = {name: at for at, name in enumerate(frequencies)}
    columns = np.array([place[tag] for held in tags for tag in held], np.int64)
    rows = np.repeat(np.arange(len(tags)), [len(held) for held in tags]).astype(np.int64)
    idf = np.log((cables + 1) / (np.array(list(frequencies.values()), np.float64) + 1)) + 1.0
    return _whole(_unit(csr_matrix((idf[columns], (rows, columns)), shape=(len(tags), len(frequencies)))))


def find_terms(hashes: Hashes, wanted: Hashes) -> NDArray[np.int64]:
    """Where each of `wanted` stands in `hashes`, -1 where it does not."""
    if not len(hashes):
        return np.full(len(wanted), -1)
    order = np.argsort(hashes)
    places = order[np.minimum(np.searchsorted(hashes, wanted, sorter=order), len(hashes) - 1)]
    return np.where(hashes[places] == wanted, places, -1)


def _unit(matrix: csr_matrix) -> csr_matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix.data /= np.repeat(np.where(lengths > 0, lengths, 1.0), np.diff(matrix.indptr))
    return matrix


def _whole(matrix: csr_matrix, column: NDArray[np.int32] | None = None, width: int = 0) -> csr_matrix:
    """Whole-number weights; with `column` each column goes to that place among `width`, or out where it is -1."""
    if column is None:
        weights, columns, rows, width = matrix.data, matrix.indices, matrix.indptr, matrix.shape[1]
    else:
        columns = column[matrix.indices]
        outside = np.flatnonzero(columns < 0)
        rows = matrix.indptr - np.searchsorted(outside, matrix.indptr)
        weights, columns = np.delete(matrix.data, outside), np.delete(columns, outside)
    whole = csr_matrix(
        (np.rint(weights * ONE).astype(np.int32), columns.astype(np.int32), rows), shape=(matrix.shape[0], width)
    )
    whole.sort_indices()
    return whole
