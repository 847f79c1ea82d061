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

    Not those whose first given names conflict while each has no more words to explain it, and not those of a single
    given name and surname whose surnames are unlike. Each distinct pair of words is looked at once.
    """
    surnames, surname_of = _numbered(["".join(name.surname) for name in names])
    givens, given_of = _numbered([name.given[0] if name.given else "" for name in names])
    simple = np.array([len(name.surname) == 1 and len(name.given) == 1 for name in names])
    lone = np.array([len(name.given) <= 1 for name in names])
    both_lone = lone[left] & lone[right]
    conflict = _each(given_of[left], given_of[right], givens, _conflicts)
    keep = ~(conflict & both_lone)
    unlike = np.zeros(len(left), dtype=bool)
    at = np.flatnonzero(keep)
    unlike[at] = _each(surname_of[left[at]], surname_of[right[at]], surnames, _unlike)
    return keep & ~(unlike & (simple[left] & simple[right] | conflict))


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
    first, second = (distinct // len(words)).tolist(), (distinct % len(words)).tolist()
    answers = np.fromiter(
        (ask(words[a], words[b]) for a, b in zip(first, second, strict=True)), dtype=bool, count=len(distinct)
    )
    return answers[place]
