"""Scores for many pairs: a cheap look first, the model for what survives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import cpdist

from crosscable.compare.people.blocking import Candidates
from crosscable.compare.people.evidence import given_state, spelling_level
from crosscable.compare.people.likeness import score
from crosscable.compare.people.names import Name
from crosscable.compare.people.nicknames import nicknames
from crosscable.compare.people.pairs import Numbers
from crosscable.compare.people.rarity import Rarity
from crosscable.compare.people.spelling import keys

__all__ = ["NEGLIGIBLE", "scores"]

# Pairs below this never decide a mean and are not carried along.
NEGLIGIBLE = 0.005
# From this many candidates on the cheap look pays for itself.
_MANY = 500_000
# Pairs looked at together.
_CHUNK = 2_000_000
_UNLIKE = 6  # the level of two words that no habit of spelling explains
# Letters of sound keys apart from which `spelling_level` calls two words with different skeletons unlike.
_FAR = 3
_CONFLICTS = frozenset(["conflict", "conflict initial"])
Flags = NDArray[np.bool_]


def scores(names: Sequence[Name], found: Candidates, rarity: Rarity) -> list[tuple[int, int, float]]:
    """Candidate pairs with their probability, those below `NEGLIGIBLE` left out, in the order of the candidates."""
    look = _CheapLook(names) if len(found.left) > _MANY else None
    kept = []
    for begin in range(0, len(found.left), _CHUNK):
        left = found.left[begin : begin + _CHUNK].astype(np.int64)
        right = found.right[begin : begin + _CHUNK].astype(np.int64)
        if look:
            keep = look.promising(left, right)
            left, right = left[keep], right[keep]
        for a, b in zip(left.tolist(), right.tolist(), strict=True):
            if (value := score(names[a], names[b], rarity)) >= NEGLIGIBLE:
                kept.append((a, b, value))
    return kept


class _CheapLook:
    """Which pairs the model could give more than next to nothing.

    Out go pairs whose first given names conflict where no other given name meets one, and pairs with unlike surnames,
    unless the words of one side stand in other places on the other. Distinct pairs of words are looked at once.
    """

    def __init__(self, names: Sequence[Name]) -> None:
        self._surnames = _Words("".join(name.surname) for name in names)
        self._givens = _Words(name.given[0] if name.given else "" for name in names)
        sounds: dict[str, int] = {"": -1}
        self._family = _sounds(["".join(name.surname) for name in names], sounds)
        self._first = _sounds([name.given[0] if name.given else "" for name in names], sounds)
        self._second = _sounds([name.given[1] if len(name.given) > 1 else "" for name in names], sounds)
        self._last = _sounds([name.given[-1] if name.given else "" for name in names], sounds)
        self._complex = np.array(
            [len(name.surname) > 1 or bool(name.particles) or name.family_first for name in names], dtype=np.bool_
        )

    def promising(self, left: Numbers, right: Numbers) -> Flags:
        """The answer for each pair of rows."""

        def met(a: Numbers, b: Numbers) -> Flags:
            same: Flags = ((a[left] == b[right]) & (a[left] >= 0)) | ((b[left] == a[right]) & (b[left] >= 0))
            return same

        crossing = met(self._family, self._first) | met(self._family, self._last)
        crossing |= self._complex[left] | self._complex[right]
        given = self._givens.of
        conflict = _each(given[left], given[right], self._givens, _surely_conflict, _conflicts)
        keep: Flags = ~conflict | crossing | met(self._first, self._second) | met(self._first, self._last)
        at = np.flatnonzero(keep & ~crossing)
        surname = self._surnames.of
        keep[at] = ~_each(surname[left[at]], surname[right[at]], self._surnames, _surely_unlike, _unlike)
        return keep


def _numbers(texts: Iterable[str]) -> Numbers:
    """A number for each text, the same for equal ones."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(text, len(numbers)) for text in texts], dtype=np.int64)


def _sounds(words: Sequence[str], numbers: dict[str, int]) -> Numbers:
    """A number for each word's vowel key; -1 for none and for initials."""
    keyed = (keys(word)[1] if len(word) > 1 else "" for word in words)
    return np.fromiter((numbers.setdefault(key, len(numbers)) for key in keyed), dtype=np.int64, count=len(words))


class _Words:
    """Distinct words, the number of each row's word, and what is known of each word without another beside it."""

    def __init__(self, words: Iterable[str]) -> None:
        numbers: dict[str, int] = {}
        self.of: Numbers = np.array([numbers.setdefault(word, len(numbers)) for word in words], dtype=np.int64)
        self.words = list(numbers)
        self.sounds = [keys(word)[0] for word in self.words]
        self.skeleton = _numbers(keys(word)[2] for word in self.words)
        self.opening = _numbers(word[:3] for word in self.words)
        self.length = np.array([len(word) for word in self.words], dtype=np.int64)
        self.nicknamed = np.array([bool(nicknames(word)) for word in self.words], dtype=np.bool_)


def _surely_unlike(first: Numbers, second: Numbers, words: _Words) -> Flags:
    """Pairs that `spelling_level` calls unlike by the letters of their sound keys alone; the others are to be asked."""
    sure: Flags = words.skeleton[first] != words.skeleton[second]
    at = np.flatnonzero(sure)
    distance = cpdist(
        [words.sounds[number] for number in first[at].tolist()],
        [words.sounds[number] for number in second[at].tolist()],
        scorer=DamerauLevenshtein.distance,
        score_cutoff=_FAR - 1,
        dtype=np.int32,
    )
    sure[at] = distance >= _FAR
    return sure


def _surely_conflict(first: Numbers, second: Numbers, words: _Words) -> Flags:
    """Pairs of given names that `given_state` says conflict, as far as that shows without asking it."""
    sure: Flags = (words.length[first] > 1) & (words.length[second] > 1)
    sure &= words.opening[first] != words.opening[second]
    sure &= ~(words.nicknamed[first] & words.nicknamed[second])
    at = np.flatnonzero(sure)
    sure[at] = _surely_unlike(first[at], second[at], words)
    return sure


def _conflicts(a: str, b: str) -> bool:
    return bool(a and b) and given_state((a,), (b,)) in _CONFLICTS


def _unlike(a: str, b: str) -> bool:
    return spelling_level(a, b) == _UNLIKE


def _each(
    left: Numbers,
    right: Numbers,
    known: _Words,
    surely: Callable[[Numbers, Numbers, _Words], Flags],
    ask: Callable[[str, str], bool],
) -> Flags:
    """The answer for each pair of words, asked once for each distinct pair, and only where `surely` leaves it open."""
    words = known.words
    codes = np.minimum(left, right) * len(words) + np.maximum(left, right)
    distinct, place = np.unique(codes, return_inverse=True)
    first, second = distinct // len(words), distinct % len(words)
    answers = surely(first, second, known)
    at = np.flatnonzero(~answers)
    answers[at] = [ask(words[a], words[b]) for a, b in zip(first[at].tolist(), second[at].tolist(), strict=True)]
    each: Flags = answers[place]
    return each
