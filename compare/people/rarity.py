"""How rare a name is: two Vallimarescus are one man sooner than two Smiths.

Counts come from the list at hand when it is large enough to know, else from the shipped table (`rarity.json`:
surnames of at least three persons and given names of at least three in the State Department historians' list of
persons; counts only).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log10
from typing import Any

from crosscable.compare.people.names import Name
from crosscable.compare.people.spelling import keys

__all__ = ["ENOUGH", "Rarity", "background", "count", "from_table"]

# From this many names on, a list says more of its own names than the shipped table does.
ENOUGH = 1000
# What an unlisted surname counts with the shipped table, which leaves out what fewer than three bear and knows little
# of names from outside North America and Europe.
UNLISTED = 2.0
# One in ten thousand: the lists that the weights were fitted on know nothing rarer.
_RAREST = 0.8


@dataclass(frozen=True, slots=True)
class Rarity:
    """Counts of surnames (by sound key; as written) and given names, each with its total.

    `floor` is what a surname counts that is not in the table.
    """

    surnames: Mapping[str, int]
    written: Mapping[str, int]
    givens: Mapping[str, int]
    total: int
    floor: float = 0.0

    def surname(self, left: str, right: str) -> float:
        """How rare the more frequent of two surnames is, 0 (everybody's) to .8 (one in ten thousand)."""
        count = max(self.surnames.get(keys(left)[0], 0), self.surnames.get(keys(right)[0], 0))
        return _scale(max(count, self.floor), self.total)

    def given(self, word: str) -> float:
        """How rare a given name is, on the same scale."""
        return _scale(self.givens.get(word, 0), self.total)

    def both_known(self, left: str, right: str) -> float:
        """How surely two spellings are two known surnames: 0 (one of them unknown) to about 1 (both frequent)."""
        return min(1.0, log10(1 + min(self.written.get(left, 0), self.written.get(right, 0))) / 1.5)


def _scale(count: float, total: int) -> float:
    return min(_RAREST, max(0.0, -log10((count + 0.5) / (total + 1)) / 5))


def count(names: Iterable[Name]) -> Rarity:
    """The counts of a list: a surname counts once for each initial that stands before it, as a measure of persons.

    Bare surnames are left out: they say nothing of how many bear them. Surnames with a single initial count 0 as
    known ones, so that a slip of the pen is not a known surname.
    """
    names = tuple(names)
    bearers = {("".join(name.surname), name.given[0][0]) for name in names if name.given and name.surname}
    written = Counter(surname for surname, _ in bearers)
    surnames = Counter(keys(surname)[0] for surname, _ in bearers)
    seen = {("".join(name.surname), name.given[0]) for name in names if name.given and len(name.given[0]) > 1}
    givens = Counter(given for _, given in seen)
    return Rarity(surnames, {word: n for word, n in written.items() if n > 2}, givens, max(1, len(bearers)))


def from_table(data: Mapping[str, Any]) -> Rarity:
    """The counts of a table as it is shipped: total, surnames and givens by persons."""
    written = {str(word): int(n) for word, n in data["surnames"].items()}
    sounds: Counter[str] = Counter()
    for word, n in written.items():
        sounds[keys(word)[0]] += n
    return Rarity(sounds, written, data["givens"], int(data["total"]), UNLISTED)


@cache
def background() -> Rarity:
    """The shipped table."""
    return from_table(json.loads((files("crosscable.compare.people") / "rarity.json").read_text(encoding="utf-8")))
