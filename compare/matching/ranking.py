"""The best of many candidates, ties by id."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosscable.compare.matching.fusion import Addends

__all__ = ["Ranked", "strongest"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The relatives of cable `row`, best first, as places among the entries, with the addends of each."""

    row: int
    related: NDArray[np.int64]
    addends: Addends


def strongest(totals: NDArray[np.float64], top: int) -> NDArray[np.int64]:
    """The places of the `top` greatest finite totals, greatest first; of equals the first place first.

    Entries stand in the order of their ids, so the first place is the first id.
    """
    count = min(top, int(np.isfinite(totals).sum()))
    if count <= 0:
        return np.zeros(0, np.int64)
    least = np.partition(totals, len(totals) - count)[len(totals) - count]
    candidates = np.flatnonzero(totals >= least)
    return candidates[np.argsort(-totals[candidates], kind="stable")][:count]
