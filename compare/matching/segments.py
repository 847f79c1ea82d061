"""Looking up in an index whose cables lie in two segments: those of the last full build, and those added since.

Added cables are weighed as the build weighed its own, so that one formula compares all. Their places follow those of
the build; only the rows and postings that a look-up needs are brought together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from crosscable.compare.matching.collection import Entry, EntrySequence
from crosscable.compare.matching.fusion import Fusion
from crosscable.compare.matching.pruned import Chosen, candidate_count, choose, circumstances_of, compiled, rank_chosen
from crosscable.compare.matching.ranking import Ranked
from crosscable.compare.matching.search import Postings, batches, rescore, shared_phrases
from crosscable.compare.matching.signals import Features
from crosscable.compare.matching.vectors import in_order

__all__ = ["Chain", "Segments", "Stack", "order_of_names", "rank_segments", "search_segments"]

_ROWS = 1024
_MANY = 100  # the compiled loops are loaded if more than one cable in so many is looked up
Places = NDArray[np.int64]


class Chain(EntrySequence):
    """The entries of two segments, one after the other."""

    def __init__(self, first: Sequence[Entry], second: Sequence[Entry]) -> None:
        self._first, self._second = first, second

    def __len__(self) -> int:
        return len(self._first) + len(self._second)

    def entry(self, number: int) -> Entry:
        """The entry of one cable."""
        return self._first[number] if number < len(self._first) else self._second[number - len(self._first)]


@dataclass(frozen=True, slots=True)
class Stack:
    """Two matrices one above the other, of which only the rows that are asked for are read; the lower may be wider."""

    upper: csr_matrix
    lower: csr_matrix

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of both together."""
        return self.upper.shape[0] + self.lower.shape[0], max(self.upper.shape[1], self.lower.shape[1])

    def rows(self, places: Places | None = None) -> csr_matrix:
        """A matrix of this shape with the rows `places`, ascending (default: all), filled, the others empty."""
        above = self.upper.shape[0]
        wanted = np.arange(self.shape[0]) if places is None else places
        cut = int(np.searchsorted(wanted, above))
        first, second = _only(self.upper, wanted[:cut]), _only(self.lower, wanted[cut:] - above)
        starts = np.concatenate((first.indptr[:-1], second.indptr.astype(np.int64) + first.indptr[-1]))
        return in_order(
            np.concatenate((first.data, second.data)),
            np.concatenate((first.indices, second.indices)),
            starts if starts[-1] >> 31 else starts.astype(np.int32),
            self.shape,
        )


@dataclass(frozen=True, slots=True)
class Segments:
    """What of two segments is brought together only when it is asked for.

    `texts`, `phrases` and `own` have a row a cable, `built` and `added` a row a term: the postings of each segment.
    `rank` is the place of each cable in the order of all names.
    """

    texts: Stack
    phrases: Stack
    own: Stack
    built: csr_matrix
    added: csr_matrix
    rank: Places

    def postings(self, rows: Places) -> Postings:
        """Postings in which `rows`, ascending, are looked up: the cables of both segments, of the terms they hold."""
        own = self.own.rows(rows)
        terms = np.unique(own.indices).astype(np.int64)
        built = _only(self.built, terms[: np.searchsorted(terms, self.built.shape[0])], self.added.shape[0])
        both = csr_matrix(hstack((built, _only(self.added, terms)), format="csr"))
        return Postings(both.indptr.astype(np.int64), both.indices.astype(np.int32), both.data.astype(np.int32), own)


def _only(matrix: csr_matrix, rows: Places, height: int | None = None) -> csr_matrix:
    """The matrix, of `height` rows at least, with only `rows` filled; they are copied."""
    lengths = np.zeros(max(matrix.shape[0], height or 0), np.int64)
    lengths[rows] = matrix.indptr[rows + 1] - matrix.indptr[rows]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    places = np.repeat(matrix.indptr[rows] - starts[rows], lengths[rows]) + np.arange(starts[-1])
    indptr = starts if starts[-1] >> 31 else starts.astype(np.int32)
    return in_order(matrix.data[places], matrix.indices[places], indptr, (len(lengths), matrix.shape[1]))


def order_of_names(built: NDArray[np.bytes_], added: NDArray[np.bytes_]) -> Places:
    """The places of the names of both segments in the order of the names; `built` has that order, `added` any."""
    order = np.argsort(added, kind="stable")
    places: Places = np.insert(np.arange(len(built)), np.searchsorted(built, added[order]), order + len(built))
    return places


def search_segments(
    features: Features, segments: Segments, fusion: Fusion, rows: Places, count: int
) -> tuple[Features, Chosen]:
    """The candidates of `rows`, ascending, with their products, each row's in the order of names.

    The features that come back hold the texts and phrases of `rows` and of their candidates.
    """
    loops: Any = compiled() if len(rows) * _MANY > len(features.entries) else None
    around = circumstances_of(features, fusion)
    posted = segments.postings(rows)
    chosen = np.concatenate([choose(features, posted, block, around, count, loops) for block in batches(rows, _ROWS)])
    keys = np.where(chosen < 0, len(features.entries), segments.rank[chosen])
    chosen = np.take_along_axis(chosen, np.argsort(keys, axis=1, kind="stable"), axis=1)
    needed = np.union1d(rows, chosen[chosen >= 0].astype(np.int64))
    features = replace(
        features,
        texts=replace(features.texts, matrix=segments.texts.rows(needed)),
        phrases=replace(features.phrases, matrix=segments.phrases.rows(needed)),
    )
    text, subject = rescore(features.texts.matrix, features.subjects, rows, chosen, loops)
    phrases = shared_phrases(features.phrases.matrix, rows, chosen, loops)
    return features, Chosen(chosen, text, subject, phrases)


def rank_segments(
    features: Features,
    segments: Segments,
    fusion: Fusion,
    top: int,
    rows: Iterable[int] | None,
    hub: NDArray[np.float64],
) -> tuple[Features, Iterator[Ranked]]:
    """The `top` relatives of each of `rows` (default: all), in the order of names, and features to explain them."""
    wanted = np.arange(len(features.entries)) if rows is None else np.unique(np.fromiter(rows, np.int64))
    known, found = search_segments(features, segments, fusion, wanted, max(candidate_count(features), top))
    order = np.argsort(segments.rank[wanted])

    def ranked() -> Iterator[Ranked]:
        for block in batches(order, _ROWS):
            yield from rank_chosen(known, fusion, top, wanted[block], found.block(block), hub)

    return known, ranked()
