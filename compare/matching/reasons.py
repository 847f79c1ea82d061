"""Why two cables are called related: each addend of the score with its share, the text's split by shared term."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from crosscable.compare.matching.collection import Entry
from crosscable.compare.matching.fusion import Addends
from crosscable.compare.matching.phrases import by_number, terms_of
from crosscable.compare.matching.records import Reason
from crosscable.compare.matching.signals import Features

__all__ = ["Explainer", "days_apart"]

SHOWN_TERMS = 8
_SUBJECT_WORDS = 4
_SHOWN_PHRASES = 3
_COMMON = 1.0 + math.log(3.0)  # the inverse document frequency of a term that a third of all cables hold
Places = NDArray[np.int64]
_Unrounded = tuple[str, str, float]  # what becomes a `Reason`


class Explainer:
    """Gives the reasons for rankings of one corpus; holds what it needs again and again."""

    def __init__(self, features: Features) -> None:
        self._features = features
        self._weights = np.zeros(features.texts.matrix.shape[1], np.int64)  # of the text in hand, 0 again afterwards
        self._words: dict[int, str] = {}
        self._held = np.zeros(features.phrases.matrix.shape[1], np.bool_)  # phrases of the cable in hand, likewise
        self._phrases: dict[int, str | None] = {}
        self._numbered: tuple[NDArray[np.uint32], Places] | None = None  # terms of the cable in hand, if asked for
        self._telling = features.texts.idf > _COMMON

    def reasons(self, row: int, related: Places, addends: Addends) -> list[tuple[Reason, ...]]:
        """The reasons for each of `related` being near `row`; `addends` has one number for each of them.

        The shares of one relative add up to 1.
        """
        texts = self._features.texts.matrix
        here = slice(texts.indptr[row], texts.indptr[row + 1])
        phrases = self._features.phrases.matrix
        held = phrases.indices[phrases.indptr[row] : phrases.indptr[row + 1]]
        self._weights[texts.indices[here]] = texts.data[here]
        self._held[held] = True
        totals = addends.total()
        found = [
            _rounded(self._of_pair(row, other, at, addends, float(totals[at]) or 1.0))
            for at, other in enumerate(related.tolist())
        ]
        self._weights[texts.indices[here]] = 0
        self._numbered = None
        self._held[held] = False
        return found

    def _of_pair(self, row: int, other: int, at: int, addends: Addends, whole: float) -> list[_Unrounded]:
        one, two = self._features.entries[row], self._features.entries[other]
        rows = self._terms(other, float(addends.text[at] - addends.hub[at]) / whole)
        if addends.phrases[at]:
            rows.append(("phrase", self._shared_phrases(row, other), float(addends.phrases[at]) / whole))
        if addends.subject[at]:
            rows.append(("subject", self._subject(row, other), float(addends.subject[at]) / whole))
        if addends.tags[at]:
            shared = " ".join(tag for tag in one.tags if tag in two.tags)
            rows.append(("tag", shared, float(addends.tags[at]) / whole))
        if addends.date[at]:
            rows.append(("date", days_apart(one, two), float(addends.date[at]) / whole))
        if post := addends.post[at] + addends.direction[at]:
            rows.append(("post", _posts(one, two), float(post) / whole))
        if addends.reference[at]:
            rows.append(("reference", _reference(one, two), float(addends.reference[at]) / whole))
        return rows

    def _terms(self, other: int, share: float) -> list[_Unrounded]:
        """The shared terms of most weight, ties by place, and one reason for all the others.

        What a third of the cables hold is among the others: a "the" can weigh something, but it tells nothing.
        """
        texts = self._features.texts.matrix
        there = slice(texts.indptr[other], texts.indptr[other + 1])
        terms = texts.indices[there]
        products = self._weights[terms] * texts.data[there]
        (both,) = products.nonzero()
        if not len(both):
            return [("term", "(no shared terms)", share)] if share else []
        total = int(products.sum())
        telling = both[self._telling[terms[both]]]
        pool = telling if len(telling) else both
        values = products[pool]
        if (spare := len(pool) - SHOWN_TERMS) > 0:
            (first,) = (values >= np.partition(values, spare)[spare]).nonzero()
            pool, values = pool[first], values[first]
        best = (-values).argsort(kind="stable")[:SHOWN_TERMS]
        shown = values[best].tolist()
        unit = share / total
        rows = [
            ("term", self._word(place), value * unit)
            for place, value in zip(terms[pool[best]].tolist(), shown, strict=True)
        ]
        if more := len(both) - len(shown):
            value = f"({more} more shared {'term' if more == 1 else 'terms'})"
            rows.append(("term", value, float(total - sum(shown)) * unit))
        return rows

    def _shared_phrases(self, row: int, other: int) -> str:
        """Some of the rare phrases of both, and how many more there are."""
        matrix = self._features.phrases.matrix
        theirs = matrix.indices[matrix.indptr[other] : matrix.indptr[other + 1]]
        both = theirs[self._held[theirs]]
        shown = both[:_SHOWN_PHRASES].tolist()
        self._spell([phrase for phrase in shown if phrase not in self._phrases], row)
        words = [words for phrase in shown if (words := self._phrases[phrase])]
        more = len(both) - len(words)
        return ", ".join([*words, *([f"({more} more)"] if more else [])])

    def _spell(self, phrases: list[int], row: int) -> None:
        """Note the words of phrases that the cable `row` holds; the numbers of two phrases can be alike, then none."""
        if not phrases:
            return
        texts = self._features.texts
        terms = texts.matrix.indices[texts.matrix.indptr[row] : texts.matrix.indptr[row + 1]]
        if self._numbered is None:
            self._numbered = by_number(texts.vocabulary.hashes[terms])
        numbers, order = self._numbered
        found = terms_of(self._features.phrases.numbers[phrases], numbers)
        for phrase, places in zip(phrases, found, strict=True):
            self._phrases[phrase] = places and " ".join(self._word(int(terms[order[place]])) for place in places)

    def _word(self, place: int) -> str:
        word = self._words.get(place)
        if word is None:
            word = self._words[place] = self._features.texts.vocabulary.word(place)
        return word

    def _subject(self, row: int, other: int) -> str:
        """The words by which the subject of one is found in the text of the other, the weightiest first."""
        texts, subjects = self._features.texts.matrix, self._features.subjects
        ours = slice(subjects.indptr[row], subjects.indptr[row + 1])
        theirs = slice(subjects.indptr[other], subjects.indptr[other + 1])
        there = texts.indices[texts.indptr[other] : texts.indptr[other + 1]]
        wanted = subjects.indices[ours]
        held = np.minimum(np.searchsorted(there, wanted), len(there) - 1)
        forth = (there[held] == wanted).nonzero()[0] if len(there) else held[:0]
        (back,) = self._weights[subjects.indices[theirs]].nonzero()
        found = dict(zip(wanted[forth].tolist(), subjects.data[ours][forth].tolist(), strict=True))
        for place, weight in zip(
            subjects.indices[theirs][back].tolist(), subjects.data[theirs][back].tolist(), strict=True
        ):
            found[place] = max(weight, found.get(place, 0))
        telling = [place for place in found if self._telling[place]]
        best = sorted(telling or found, key=lambda place: (-found[place], place))[:_SUBJECT_WORDS]
        return " ".join(map(self._word, best))


def days_apart(one: Entry, two: Entry) -> str:
    """How long after or before `one` the cable `two` was sent, in words."""
    if one.sent is None or two.sent is None:
        return "no date"
    days = round(abs((two.sent - one.sent).total_seconds()) / 86400)
    if days == 0:
        return "same day"
    return f"{days} {'day' if days == 1 else 'days'} {'later' if two.sent > one.sent else 'earlier'}"


def _posts(one: Entry, two: Entry) -> str:
    if one.post and one.post == two.post:
        return f"both from {one.post}"
    if one.department != two.department:
        return "one from the Department, one from a post"
    return "between the same correspondents"


def _reference(one: Entry, two: Entry) -> str:
    cites, cited = two.name in one.cites, one.name in two.cites
    if cites and cited:
        return f"{one.name} and {two.name} cite each other"
    return f"{one.name} cites {two.name}" if cites else f"{two.name} cites {one.name}"


def _rounded(rows: list[_Unrounded]) -> tuple[Reason, ...]:
    """Shares to four places that still add up: what rounding leaves over goes to the greatest."""
    shares = [round(share, 4) for _, _, share in rows]
    if shares:
        greatest = shares.index(max(shares))
        shares[greatest] = round(1.0 - sum(shares[:greatest] + shares[greatest + 1 :]), 4)
    return tuple(Reason(kind, value, share) for (kind, value, _), share in zip(rows, shares, strict=True) if share)
