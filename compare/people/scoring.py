"""Scores for many pairs: a cheap look first, the model for what survives it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from crosscable.compare.people.blocking import Candidates
from crosscable.compare.people.evidence import given_state, spelling_level
from crosscable.compare.people.likeness import score
from crosscable.compare.people.names import Name
from crosscable.compare.people.rarity import Rarity
from crosscable.compare.people.spelling import keys

__all__ = ["NEGLIGIBLE", "scores"]

# Pairs below this never decide a mean and are not carried along.
NEGLIGIBLE = 0.005
# From this many candidates on the cheap look pays for itself.
_MANY = 500_000
_UNLIKE = 6
_CONFLICTS = frozenset(["conflict", "conflict initial"])
Numbers = NDArray[np.int64]


def scores(names: Sequence[Name], found: Candidates, rarity: Rarity) -> list[tuple[int, int, float]]:
    """Candidate pairs with their probability, those below `NEGLIGIBLE` left out, in the order of the candidates."""
    left, right = found.left, found.right
    if len(left) > _MANY:
        keep = _promising(names, left, right)
        left, right = left[keep], right[keep]
    kept = []
    for a, b in zip(left.tolist(), right.tolist(), strict=True):
        if (value := score(names[a], names[b], rarity)) >= NEGLIGIBLE:
            kept.append((a, b, value))
    return kept


def _promising(names: Sequence[Name], left: Numbers, right: Numbers) -> NDArray[np.bool_]:
    """Which pairs the model could give more than next to nothing.

    Out go pairs whose first given names conflict where no other given name meets one, and pairs with unlike surnames,
    unless the words of one side stand in other places on the other. Distinct pairs of words are looked at once.
    """
    surnames, surname = _numbered(["".join(name.surname) for name in names])
    givens, given = _numbered([name.given[0] if name.given else "" for name in names])
    sounds: dict[str, int] = {"": -1}
    family = _sounds(["".join(name.surname) for name in names], sounds)
    first = _sounds([name.given[0] if name.given else "" for name in names], sounds)
    second = _sounds([name.given[1] if len(name.given) > 1 else "" for name in names], sounds)
    last = _sounds([name.given[-1] if name.given else "" for name in names], sounds)
    complex_ = np.array([len(name.surname) > 1 or bool(name.particles) or name.family_first for name in names])

    def met(a: Numbers, b: Numbers) -> NDArray[np.bool_]:
        same: NDArray[np.bool_] = ((a[left] == b[right]) & (a[left] >= 0)) | ((b[left] == a[right]) & (b[left] >= 0))
        return same

    crossing = met(family, first) | met(family, last) | complex_[left] | complex_[right]
    conflict = _each(given[left], given[right], givens, _conflicts)
    keep: NDArray[np.bool_] = ~conflict | crossing | met(first, second) | met(first, last)
    at = np.flatnonzero(keep & ~crossing)
    keep[at] = ~_each(surname[left[at]], surname[right[at]], surnames, _unlike)
    return keep


def _sounds(words: Sequence[str], numbers: dict[str, int]) -> Numbers:
    """A number for each word's vowel key; -1 for none and for initials."""
    keyed = (keys(word)[1] if len(word) > 1 else "" for word in words)
    return np.fromiter((numbers.setdefault(key, len(numbers)) for key in keyed), dtype=np.int64, count=len(words))


def _conflicts(a: str, b: str) -> bool:
    return bool(a and b) and given_state((a,), (b,)) in _CONFLICTS


def _unlike(a: str, b: str) -> bool:
    return spelling_level(a, b) == _UNLIKE


def _numbered(words: Sequence[str]) -> tuple[list[str], Numbers]:
    numbers: dict[str, int] = {}
    of = np.fromiter((numbers.setdefault(word, len(numbers)) for word in words), dtype=np.int64, count=len(words))
    return list(numbers), of


def _each(left: Numbers, right: Numbers, words: Sequence[str], ask: Callable[[str, str], bool]) -> NDArray[np.bool_]:
    """The answer for each pair of words, asked once for each distinct pair."""
    codes = np.minimum(left, right) * len(words) + np.maximum(left, right)
    distinct, place = np.unique(codes, return_inverse=True)
    first: list[int] = (distinct // len(words)).tolist()
    second: list[int] = (distinct % len(words)).tolist()
    answers = np.fromiter(
        (ask(words[a], words[b]) for a, b in zip(first, second, strict=True)), dtype=np.bool_, count=len(distinct)
    )
    each: NDArray[np.bool_] = answers[place]
    return each
