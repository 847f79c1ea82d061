"""The best of many candidates, ties by id."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosscable.compare.matching.fusion import Addends, Fusion

__all__ = ["Millionths", "Ranked", "lessened", "millionths", "strongest"]

Millionths = NDArray[np.int32]
_MILLION = 1e6  # totals have six digits after the point, and none comes near two thousand
_NEVER = np.iinfo(np.int32).min


@dataclass(frozen=True, slots=True)
class Ranked:
    """The relatives of cable `row`, best first, as places among the entries, with the addends of each."""

    row: int
    related: NDArray[np.int64]
    addends: Addends


def millionths(mutual: NDArray[np.float64], admitted: NDArray[np.bool_]) -> Millionths:
    """`Addends.mutual` in half the room, without a loss; for `lessened`, until all hub numbers are known."""
    return np.where(admitted, np.rint(mutual * _MILLION), _NEVER).astype(np.int32)


def lessened(kept: Millionths, fusion: Fusion, hub: NDArray[np.float64]) -> NDArray[np.float64]:
    """`Addends.total` of pairs whose second cables have the numbers `hub`; without end less where not admitted."""
    totals = np.round(kept / _MILLION - fusion.malus(hub), 6)
    return np.where(kept == _NEVER, -np.inf, totals)


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
