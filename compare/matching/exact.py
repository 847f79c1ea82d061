"""Every cable against every other: the text's cosines as a sparse product in blocks, then all signals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from crosscable.compare.matching.fusion import Fusion
from crosscable.compare.matching.ranking import Millionths, Ranked, lessened, millionths, strongest
from crosscable.compare.matching.signals import Features, hubs
from crosscable.compare.matching.vectors import ONE

__all__ = ["rank_block", "rank_exact", "text_cosines", "weigh_block"]

_ROWS = 256  # of the product at once: about 20 MB of cosines for ten thousand cables
_KEPT = 150_000_000  # totals kept between the two passes, four bytes each; beyond it they are computed twice


def rank_exact(features: Features, fusion: Fusion, top: int, rows: Iterable[int] | None = None) -> Iterator[Ranked]:
    """The `top` relatives of each of `rows` (default: all), of all the other cables."""
    cables = len(features.entries)
    wanted = np.arange(cables) if rows is None else np.array(sorted(set(rows)), np.int64)
    held = np.zeros(cables, np.bool_)
    held[wanted] = len(wanted) * cables <= _KEPT
    kept: dict[int, Millionths] = {}
    hub = np.zeros(cables)
    for start in range(0, cables, _ROWS):
        block = np.arange(start, min(cables, start + _ROWS))
        totals, hub[block] = weigh_block(features, fusion, block)
        kept |= {int(row): totals[row - start].copy() for row in block[held[block]]}
    for start in range(0, len(wanted), _ROWS):
        block = wanted[start : start + _ROWS]
        if kept:
            totals = np.vstack([kept.pop(row) for row in block.tolist()])
        else:
            totals, _ = weigh_block(features, fusion, block)
        yield from rank_block(features, fusion, top, block, totals, hub)


def text_cosines(features: Features, block: NDArray[np.int64]) -> NDArray[np.float32]:
    """Cosines of the texts `block` with all texts, each one's own set to 0."""
    matrix = features.texts.matrix
    # This way round only the small factor is turned; scipy would turn the large one anew for each block.
    products = (matrix @ matrix[block].T.tocsr().astype(np.int64)).toarray().T
    cosines: NDArray[np.float32] = (products / (float(ONE) * ONE)).astype(np.float32)
    cosines[np.arange(len(block)), block] = 0.0
    return cosines


def weigh_block(features: Features, fusion: Fusion, block: NDArray[np.int64]) -> tuple[Millionths, NDArray[np.float64]]:
    """What each of `block` has with all cables, before what is taken from hubs; and the hub numbers of `block`."""
    signals = features.block(block, text_cosines(features, block).astype(np.float64), fusion.weights)
    addends = fusion.addends(signals)
    own = np.arange(len(block)), block
    kinship = fusion.kinship(signals, addends)
    kinship[own] = 0.0
    admitted = fusion.admitted(signals.days)
    admitted[own] = False
    return millionths(addends.mutual(), admitted), hubs(kinship, len(features.entries))


def rank_block(
    features: Features,
    fusion: Fusion,
    top: int,
    block: NDArray[np.int64],
    totals: Millionths,
    hub: NDArray[np.float64],
) -> Iterator[Ranked]:
    """The `top` relatives of each of `block`, which have `totals` with all cables; `hub` has a number a cable."""
    lesser = lessened(totals, fusion, hub[None, :])
    best = [strongest(lesser[at], top) for at in range(len(block))]
    others = np.zeros((len(block), max(1, *map(len, best))), np.int64)
    for at, related in enumerate(best):
        others[at, : len(related)] = related
    addends = fusion.addends(features.measured(block, others, fusion.weights), hub[others])
    for at, row in enumerate(block.tolist()):
        yield Ranked(row, best[at], addends.at(at, slice(len(best[at]))))
