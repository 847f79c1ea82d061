"""From counted pieces to shards of weighted rows: document frequencies by reduce, one shuffle of the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from crosscable.compare.matching.counting import Counts, Hashes, Vocabulary, count, merge_vocabularies
from crosscable.compare.matching.phrases import Numbers, frequencies_of_phrases, held_phrases, rare
from crosscable.compare.matching.spark.pieces import Piece
from crosscable.compare.matching.vectors import Vectors, inverse_frequencies, shared_terms, subject_vectors, weigh

__all__ = ["Rows", "Terms", "document_frequencies", "empty", "placed", "shards_of", "stacked", "without_rows"]

_RANGE_BITS = 4  # frequencies are summed in 2**4 ranges of the hashes
Places = NDArray[np.int64]
Frequencies = tuple[Vocabulary, Places]


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms that at least two of the `cables` hold, in the order of their hashes, and how many hold each.

    `column` is the place that each has among the weighted rows. `phrases` are the numbers of the rare phrases.
    """

    cables: int
    hashes: Hashes
    frequencies: Places
    column: NDArray[np.int32]
    phrases: Numbers


@dataclass(frozen=True, slots=True)
class Rows:
    """Weighted rows of some cables: their places among the entries, ascending, their texts, subjects and phrases."""

    places: Places
    texts: csr_matrix
    subjects: csr_matrix
    phrases: csr_matrix

    def matrices(self) -> tuple[csr_matrix, csr_matrix, csr_matrix]:
        """What has a row for each of `places`."""
        return self.texts, self.subjects, self.phrases

    def take(self, which: Places | slice) -> Rows:
        """The rows at the positions `which`."""
        return Rows(self.places[which], *(matrix[which] for matrix in self.matrices()))


def stacked(parts: Sequence[Rows]) -> Rows:
    """The rows of several parts in the order of their places."""
    places = np.concatenate([part.places for part in parts])
    order = np.argsort(places)
    together = zip(*(part.matrices() for part in parts), strict=True)
    return Rows(places[order], *(csr_matrix(vstack(matrices, format="csr"))[order] for matrices in together))


def empty(rows: int, width: int) -> csr_matrix:
    """Rows of weights without a weight."""
    nothing = np.zeros(0, np.int32)
    return csr_matrix((nothing, nothing, np.zeros(rows + 1, np.int32)), shape=(rows, width))


def document_frequencies(pieces: Any, kept: Any, cables: int) -> tuple[Terms, Vectors]:
    """The shared terms and the rare phrases of all pieces, for the tasks, and the terms as `Vectors` without rows.

    `kept` broadcasts for each piece the place of each of its cables among the entries, -1 for one that is left out.
    """
    found = pieces.flatMap(partial(_held, kept)).reduceByKey(_summed).mapValues(_shared).sortByKey().values().collect()
    vocabulary = merge_vocabularies([words for words, _ in found]) if found else count(()).vocabulary
    frequencies = np.concatenate([numbers for _, numbers in found]) if found else np.zeros(0, np.int64)
    order = shared_terms(frequencies)
    column = np.empty(len(order), np.int32)
    column[order] = np.arange(len(order), dtype=np.int32)
    idf = np.asarray(inverse_frequencies(vocabulary, frequencies, cables), np.float64)
    texts = Vectors(vocabulary.keep(order), frequencies[order], idf[order], empty(0, len(order)))
    phrased = pieces.flatMap(partial(_phrased, kept)).reduceByKey(_added_up).mapValues(partial(_rare, cables))
    numbers = np.concatenate([np.zeros(0, np.uint32), *phrased.sortByKey().values().collect()])
    return Terms(cables, vocabulary.hashes, frequencies, column, numbers), texts


def _phrased(kept: Any, numbered: tuple[Piece, int]) -> Iterator[tuple[int, tuple[Numbers, Places]]]:
    """In how many cables of a piece each phrase occurs, by range of the numbers."""
    piece, number = numbered
    numbers, frequencies = frequencies_of_phrases(piece.texts.take(np.flatnonzero(kept.value[number] >= 0).tolist()))
    bounds = np.searchsorted(numbers >> np.uint32(32 - _RANGE_BITS), np.arange((1 << _RANGE_BITS) + 1))
    for at in range(1 << _RANGE_BITS):
        here = slice(bounds[at], bounds[at + 1])
        if bounds[at] < bounds[at + 1]:
            yield at, (numbers[here], frequencies[here])


def _added_up(one: tuple[Numbers, Places], two: tuple[Numbers, Places]) -> tuple[Numbers, Places]:
    numbers = np.union1d(one[0], two[0])
    frequencies = np.zeros(len(numbers), np.int64)
    for some, held in (one, two):
        frequencies[np.searchsorted(numbers, some)] += held
    return numbers, frequencies


def _rare(cables: int, found: tuple[Numbers, Places]) -> Numbers:
    return found[0][rare(found[1], cables)]


def _held(kept: Any, numbered: tuple[Piece, int]) -> Iterator[tuple[int, Frequencies]]:
    """In how many cables of a piece each term occurs, by range of the hashes."""
    piece, number = numbered
    counts = piece.texts.take(np.flatnonzero(kept.value[number] >= 0).tolist())
    frequencies = np.bincount(counts.terms, minlength=len(counts.vocabulary))
    which = np.flatnonzero(frequencies)
    ranges = (counts.vocabulary.hashes[which] >> np.uint64(64 - _RANGE_BITS)).astype(np.int64)
    bounds = np.searchsorted(ranges, np.arange((1 << _RANGE_BITS) + 1))
    for at in range(1 << _RANGE_BITS):
        here = which[bounds[at] : bounds[at + 1]]
        if len(here):
            yield at, (counts.vocabulary.keep(here), frequencies[here])


def _summed(one: Frequencies, two: Frequencies) -> Frequencies:
    vocabulary = merge_vocabularies([one[0], two[0]])
    frequencies = np.zeros(len(vocabulary), np.int64)
    for words, numbers in (one, two):
        frequencies[np.searchsorted(vocabulary.hashes, words.hashes)] += numbers
    return vocabulary, frequencies


def _shared(found: Frequencies) -> Frequencies:
    which = np.sort(shared_terms(found[1]))
    return found[0].keep(which), found[1][which]


def shards_of(pieces: Any, kept: Any, terms: Any, texts: Any, size: int) -> Any:
    """The weighted rows of all pieces as shards of `size` cables, each a partition of its own."""
    count_of_shards = max(1, -(-terms.value.cables // size))
    rows = pieces.flatMap(partial(_weighted, kept, terms, texts, size))
    # Each partition gets the rows of one shard, under its number.
    return rows.partitionBy(count_of_shards, int).mapPartitions(_assembled)


def _weighted(kept: Any, terms: Any, texts: Any, size: int, numbered: tuple[Piece, int]) -> Iterator[tuple[int, Rows]]:
    piece, number = numbered
    places = kept.value[number]
    chosen = np.flatnonzero(places >= 0)
    chosen = chosen[np.argsort(places[chosen])]
    places = places[chosen]
    counts = piece.texts.take(chosen.tolist())
    weighed = _rows(counts, terms.value, len(texts.value.vocabulary))
    subjects = subject_vectors(count(piece.entries[at].subject or "" for at in chosen.tolist()), texts.value)
    rows = Rows(places, weighed, subjects, held_phrases(counts, terms.value.phrases))
    for shard in np.unique(places // size).tolist():
        here = slice(*np.searchsorted(places, (shard * size, (shard + 1) * size)).tolist())
        yield shard, rows.take(here)


def _rows(counts: Counts, terms: Terms, width: int) -> csr_matrix:
    """The weighted rows of one piece; a term that is not among `terms` is held by one cable."""
    hashes = counts.vocabulary.hashes
    frequencies = np.ones(len(hashes), np.int64)
    column = np.full(len(hashes), -1, np.int32)
    if width:
        place = np.minimum(np.searchsorted(terms.hashes, hashes), width - 1)
        known = np.flatnonzero(terms.hashes[place] == hashes)
        frequencies[known] = terms.frequencies[place[known]]
        column[known] = terms.column[place[known]]
    return weigh(counts, inverse_frequencies(counts.vocabulary, frequencies, terms.cables), column, width)


def _assembled(rows: Iterable[tuple[int, Rows]]) -> Iterator[Rows]:
    held = [part for _, part in rows]
    if held:
        yield stacked(held)


def without_rows(cables: int) -> Counts:
    """The counts of that many texts without a word."""
    nothing = count(())
    rows = np.zeros(cables + 1, np.int64)
    return Counts(nothing.vocabulary, rows, nothing.terms, nothing.times, nothing.phrases, rows)


def placed(parts: Sequence[Rows], cables: int) -> tuple[csr_matrix, csr_matrix, csr_matrix]:
    """Texts, subjects and phrases of the whole corpus; only the rows of `parts` are filled, each given once."""
    rows = stacked(parts)
    filled = []
    for matrix in rows.matrices():
        lengths = np.zeros(cables, np.int64)
        lengths[rows.places] = np.diff(matrix.indptr)
        starts = np.concatenate(([0], np.cumsum(lengths)))
        filled.append(csr_matrix((matrix.data, matrix.indices, starts), shape=(cables, matrix.shape[1])))
    return filled[0], filled[1], filled[2]
