"""How alike the cables of a corpus are, taken together: between single cables, between periods, between threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crosscable.compare.matching.collection import Collection

__all__ = ["Period", "mean_likeness", "periods"]

_YEARS = (1, 2, 5, 10, 20, 50, 100)
_SPARED = 4


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time in which cables were sent: its label ("2008", "2008-03") and their numbers."""

    label: str
    members: tuple[int, ...]


def periods(days: Sequence[date | None], most: int) -> tuple[Period, ...]:
    """The days as periods, at most `most` of them: months where that is few enough, else quarters, years or more.

    Periods without a day are left out; days that are None stand in none.
    """
    known = [(number, day) for number, day in enumerate(days) if day is not None]
    namers: list[Callable[[date], str]] = [
        lambda day: f"{day.year:04d}-{day.month:02d}",
        lambda day: f"{day.year:04d} Q{(day.month + 2) // 3}",
        *(_years(width) for width in _YEARS),
    ]
    for name in namers:
        groups: dict[str, list[int]] = {}
        for number, day in known:
            groups.setdefault(name(day), []).append(number)
        if len(groups) <= most or name is namers[-1]:
            return tuple(Period(label, tuple(members)) for label, members in sorted(groups.items()))
    raise AssertionError("the last of the namers is taken at the latest")


def _years(width: int) -> Callable[[date], str]:
    def name(day: date) -> str:
        first = day.year - day.year % width
        return f"{first:04d}" if width == 1 else f"{first:04d}–{first + width - 1:04d}"

    return name


def mean_likeness(collection: Collection, groups: Sequence[Iterable[int]]) -> tuple[tuple[float | None, ...], ...]:
    """The mean cosine (0..1, four digits) between the cables of each two groups.

    Args:
        collection: a gathered corpus.
        groups: numbers of its entries. Within a group a cable is not compared with itself.

    Returns:
        A symmetric table; None where two groups hold no two different cables.
    """
    import numpy as np

    from crosscable.compare.matching.vectors import ONE, vectors

    # Whole numbers add up to the same sum in every order. Four bits less, and archives of ten thousands still fit.
    weights = vectors(collection.texts).matrix.astype(np.int64)
    weights.data >>= _SPARED
    one = (ONE >> _SPARED) ** 2
    members = [sorted(group) for group in groups]
    sums = [np.asarray(weights[rows].sum(axis=0), dtype=np.int64).ravel() for rows in members]
    own = [int(weights[rows].multiply(weights[rows]).sum()) for rows in members]

    def mean(a: int, b: int) -> float | None:
        pairs = len(members[a]) * (len(members[b]) - (a == b))
        if not pairs:
            return None
        total = int(sums[a] @ sums[b]) - (own[a] if a == b else 0)
        return round(min(1.0, total / one / pairs), 4)

    return tuple(tuple(mean(a, b) for b in range(len(members))) for a in range(len(members)))
