"""The signals between cables besides the text: subject, TAGS, time, post, direction of correspondence, references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from crosscable.compare.matching.collection import Collection, Entry
from crosscable.compare.matching.fusion import Signals
from crosscable.compare.matching.phrases import Phrases, likeness
from crosscable.compare.matching.vectors import ONE, Vectors, subject_vectors, tag_vectors

__all__ = ["HUB_NEIGHBOURS", "Features", "Scales", "features", "hubs", "scales"]

HUB_NEIGHBOURS = 10  # five lose recall on posts that were not fitted, forty lose MRR as well
Floats = NDArray[np.float64]
Places = NDArray[np.int64]
_SQUARE = float(ONE) * ONE
_CELLS = 1 << 17  # of rows laid out with all their columns, eight bytes each


@dataclass(frozen=True, slots=True)
class Features:
    """One row a cable of everything that signals are made of."""

    entries: Sequence[Entry]
    texts: Vectors
    phrases: Phrases
    subjects: csr_matrix
    tags: csr_matrix
    days: Floats
    posts: Places
    departments: NDArray[np.bool_]
    senders: csr_matrix
    addressees: csr_matrix
    cites: csr_matrix
    cited: csr_matrix

    def block(self, rows: Places, text: Floats, weights: Mapping[str, float]) -> Signals:
        """Signals between `rows` and all cables; `text` has a row for each of `rows`.

        Signals of no weight are not computed and are 0.
        """
        subject = _cosines(self.subjects[rows], self.texts.matrix) + _cosines(self.texts.matrix[rows], self.subjects)
        nothing = np.zeros(text.shape)

        def overlap(one: csr_matrix, two: csr_matrix, weight: str) -> Floats:
            return _overlap(one[rows], two) if weights[weight] else nothing

        forth = overlap(self.senders, self.addressees, "reply")
        back = overlap(self.addressees, self.senders, "reply")
        along = overlap(self.senders, self.senders, "same_direction")
        along = along * overlap(self.addressees, self.addressees, "same_direction")
        cited = (self.cites[rows] + self.cited[rows]).toarray() > 0
        return Signals(
            text=text,
            phrases=self._phrases(rows) if weights["phrases"] else nothing,
            subject=subject / 2.0,
            tags=_cosines(self.tags[rows], self.tags),
            days=np.abs(self.days[rows][:, None] - self.days[None, :]),
            same_post=self._same_post(rows[:, None], np.arange(len(self.entries))[None, :]),
            one_department=(self.departments[rows][:, None] != self.departments[None, :]).astype(np.float64),
            reply=forth * back,
            same_direction=along,
            reference=cited.astype(np.float64),
        )

    def measured(self, rows: Places, others: Places, weights: Mapping[str, float]) -> Signals:
        """`pairs` with the texts, phrases and subjects measured as well; for few pairs."""
        texts = self.texts.matrix
        left, right = np.repeat(rows, others.shape[1]), others.ravel()

        def products(one: csr_matrix, two: csr_matrix) -> Places:
            shared: Places = np.asarray(one[left].astype(np.int64).multiply(two[right]).sum(axis=1))
            return shared.reshape(others.shape)

        cosines = (products(texts, texts) / _SQUARE).astype(np.float32).astype(np.float64)
        subject = products(self.subjects, texts) + products(texts, self.subjects)
        phrases = np.zeros(others.shape)
        if weights["phrases"]:
            held = self.phrases.matrix
            lengths = np.diff(held.indptr).astype(np.int64)
            phrases = likeness(products(held, held), lengths[rows][:, None], lengths[others]).astype(np.float64)
        return self.pairs(rows, others, cosines, phrases, subject / (2.0 * _SQUARE), weights)

    def pairs(
        self,
        rows: Places,
        others: Places,
        text: Floats,
        phrases: Floats,
        subject: Floats,
        weights: Mapping[str, float],
    ) -> Signals:
        """Signals between each of `rows` and its own row of `others`; `text`, `phrases` and `subject` are given.

        Signals of no weight are not computed and are 0.
        """
        left = rows[:, None]
        nothing = np.zeros(others.shape)

        def overlap(one: csr_matrix, two: csr_matrix, weight: str) -> Floats:
            return _pair_overlap(one, two, rows, others) if weights[weight] else nothing

        forth = overlap(self.senders, self.addressees, "reply")
        back = overlap(self.addressees, self.senders, "reply")
        along = overlap(self.senders, self.senders, "same_direction")
        along = along * overlap(self.addressees, self.addressees, "same_direction")
        return Signals(
            text=text,
            phrases=phrases,
            subject=subject,
            tags=_pair_products(self.tags, self.tags, rows, others) / _SQUARE if weights["tags"] else nothing,
            days=np.abs(self.days[left] - self.days[others]),
            same_post=self._same_post(left, others),
            one_department=(self.departments[left] != self.departments[others]).astype(np.float64),
            reply=forth * back,
            same_direction=along,
            reference=(_pair_entries(self.cites[rows] + self.cited[rows], others) > 0).astype(np.float64),
        )

    def _phrases(self, rows: Places) -> Floats:
        matrix = self.phrases.matrix
        lengths = np.diff(matrix.indptr).astype(np.int64)
        return likeness(_products(matrix[rows], matrix), lengths[rows][:, None], lengths[None, :]).astype(np.float64)

    def _same_post(self, left: Places, right: Places) -> Floats:
        same: Floats = ((self.posts[left] == self.posts[right]) & (self.posts[left] >= 0)).astype(np.float64)
        return same


@dataclass(frozen=True, slots=True)
class Scales:
    """What the numbers and columns of features stand for: posts, TAGS with how many of the `cables` carry each, words.

    The place in the tuple or mapping is the number.
    """

    cables: int
    posts: tuple[str, ...]
    tags: dict[str, int]
    words: tuple[str, ...]


def scales(entries: Sequence[Entry], before: Scales | None = None) -> Scales:
    """The scales of `entries`, each part in the order of names; with `before` its scales hold and new names follow."""
    known = before or Scales(len(entries), (), {}, ())
    tags = Counter(tag for item in entries for tag in item.tags)
    posts = {item.post for item in entries if item.post}
    words = {word for item in entries for word in (*item.sender, *item.addressees)}
    return Scales(
        known.cables,
        (*known.posts, *sorted(posts.difference(known.posts))),
        known.tags | {tag: tags[tag] for tag in sorted(tags) if tag not in known.tags},
        (*known.words, *sorted(words.difference(known.words))),
    )


def features(collection: Collection, texts: Vectors, *, references: bool = True, by: Scales | None = None) -> Features:
    """The features of `collection`, whose texts are weighed as `texts`; `references` False leaves citations out.

    `by` gives the scales; without it they are those of the collection itself.
    """
    entries = collection.entries
    by = by or scales(entries)
    cites = _citations(entries, references)
    posts = {name: at for at, name in enumerate(by.posts)}
    return Features(
        entries=entries,
        texts=texts,
        phrases=collection.phrases,
        subjects=subject_vectors(collection.subjects, texts),
        tags=tag_vectors([item.tags for item in entries], by.tags, by.cables),
        days=np.array([_day(item) for item in entries], np.float64),
        posts=np.array([posts.get(item.post or "", -1) for item in entries], np.int64),
        departments=np.array([item.department for item in entries], np.bool_),
        senders=_holders([item.sender for item in entries], by.words),
        addressees=_holders([item.addressees for item in entries], by.words),
        cites=cites,
        cited=cites.T.tocsr(),
    )


def hubs(kinship: Floats, cables: int) -> Floats:
    """The mean of the greatest `HUB_NEIGHBOURS` of each row of `Fusion.kinship`, of a corpus of so many `cables`.

    Where there is no pair, `kinship` must be 0.
    """
    nearest = min(HUB_NEIGHBOURS, kinship.shape[1], cables - 1)
    if nearest < 1:
        return np.zeros(kinship.shape[0])
    # Sorted before they are summed: the sum of floats depends on its order.
    greatest = np.sort(np.partition(kinship, -nearest, axis=1)[:, -nearest:], axis=1)
    means: Floats = greatest.mean(axis=1)
    return means


def _day(item: Entry) -> float:
    return item.sent.timestamp() / 86400.0 if item.sent else np.nan


def _cosines(left: csr_matrix, right: csr_matrix) -> Floats:
    return _products(left, right) / _SQUARE


def _products(left: csr_matrix, right: csr_matrix) -> Floats:
    """Left times right turned; `left` has few rows, so it is the one that is turned."""
    return np.asarray((right @ left.T.tocsr().astype(np.int64)).toarray().T, np.float64)


def _holders(held: list[frozenset[str]], known: tuple[str, ...]) -> csr_matrix:
    names = {word: at for at, word in enumerate(known)}
    columns = np.array([names[word] for words in held for word in sorted(words)], np.int64)
    rows = np.repeat(np.arange(len(held)), [len(words) for words in held]).astype(np.int64)
    return csr_matrix((np.ones(len(columns), np.int64), (rows, columns)), shape=(len(held), max(1, len(names))))


def _overlap(left: csr_matrix, right: csr_matrix) -> Floats:
    """Shared words as a part of the shorter side's."""
    shared = _products(left, right)
    least = np.minimum(np.diff(left.indptr)[:, None], np.diff(right.indptr)[None, :])
    overlap: Floats = shared / np.maximum(least, 1)
    return overlap


def _pair_products(left: csr_matrix, right: csr_matrix, rows: Places, others: Places) -> Floats:
    """left[row] * right[other] for each row and its others.

    The rows of these matrices are short: a few tags, a few words of a head line.
    """
    products = np.zeros(others.shape)
    step = max(1, _CELLS // max(1, left.shape[1]))
    for at in range(0, len(rows), step):
        here = others[at : at + step]
        own = left[rows[at : at + step]].toarray().astype(np.int64)
        theirs = right[here.ravel()]
        row = np.repeat(np.arange(len(here)), np.diff(theirs.indptr[:: here.shape[1]]))
        sums = np.concatenate(([0], np.cumsum(own[row, theirs.indices] * theirs.data)))
        products[at : at + step] = np.diff(sums[theirs.indptr]).reshape(here.shape)
    return products


def _pair_entries(matrix: csr_matrix, others: Places) -> Floats:
    """The entries of each row of `matrix` in the columns `others` of it; few rows hold anything."""
    entries = np.zeros(others.shape)
    for at in np.flatnonzero(np.diff(matrix.indptr)).tolist():
        here = slice(matrix.indptr[at], matrix.indptr[at + 1])
        entries[at] = (others[at][:, None] == matrix.indices[here][None, :]) @ matrix.data[here]
    return entries


def _pair_overlap(left: csr_matrix, right: csr_matrix, rows: Places, others: Places) -> Floats:
    least = np.minimum(np.diff(left.indptr)[rows][:, None], np.diff(right.indptr)[others])
    overlap: Floats = _pair_products(left, right, rows, others) / np.maximum(least, 1)
    return overlap


def _citations(entries: tuple[Entry, ...], count: bool) -> csr_matrix:
    place = {item.name: at for at, item in enumerate(entries)} if count else {}
    pairs = [(at, place[name]) for at, item in enumerate(entries) for name in item.cites if place.get(name, at) != at]
    rows, columns = np.array(pairs, np.int64).reshape(-1, 2).T
    return csr_matrix((np.ones(len(pairs), np.int64), (rows, columns)), shape=(len(entries), len(entries)))
