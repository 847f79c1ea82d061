"""Every cable against every other: the text's cosines as a sparse product in blocks, then all signals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from crosscable.compare.matching.fusion import Fusion
from crosscable.compare.matching.ranking import Ranked, strongest
from crosscable.compare.matching.signals import Features, hubs
from crosscable.compare.matching.vectors import ONE

__all__ = ["rank_block", "rank_exact", "text_cosines"]

_ROWS = 256  # of the product at once: about 20 MB of cosines for ten thousand cables
_KEPT = 150_000_000  # cosines kept between the two passes, four bytes each; beyond it they are computed twice


def rank_exact(features: Features, fusion: Fusion, top: int, rows: Iterable[int] | None = None) -> Iterator[Ranked]:
    """The `top` relatives of each of `rows` (default: all), of all the other cables."""
    cables = len(features.entries)
    wanted = np.arange(cables) if rows is None else np.array(sorted(set(rows)), np.int64)
    kept: dict[int, NDArray[np.float32]] = {}
    hub = np.zeros(cables)
    for start in range(0, cables, _ROWS):
        block = np.arange(start, min(cables, start + _ROWS))
        cosines = text_cosines(features, block)
        hub[block] = hubs(cosines)
        if cables * cables <= _KEPT:
            kept[start] = cosines
    for start in range(0, len(wanted), _ROWS):
        block = wanted[start : start + _ROWS]
        if kept:
            cosines = np.vstack([kept[row - row % _ROWS][row % _ROWS] for row in block.tolist()])
        else:
            cosines = text_cosines(features, block)
        yield from rank_block(features, fusion, top, block, cosines, hub)


def text_cosines(features: Features, block: NDArray[np.int64]) -> NDArray[np.float32]:
    """Cosines of the texts `block` with all texts, each one's own set to 0."""
    matrix = features.texts.matrix
    # This way round only the small factor is turned; scipy would turn the large one anew for each block.
    products = (matrix @ matrix[block].T.tocsr().astype(np.int64)).toarray().T
    cosines: NDArray[np.float32] = (products / (float(ONE) * ONE)).astype(np.float32)
    cosines[np.arange(len(block)), block] = 0.0
    return cosines


def rank_block(
    features: Features,
    fusion: Fusion,
    top: int,
    block: NDArray[np.int64],
    cosines: NDArray[np.float32],
    hub: NDArray[np.float64],
) -> Iterator[Ranked]:
    """The `top` relatives of each of `block`, whose texts have `cosines` with all texts; `hub` has a number a cable."""
    signals = features.block(block, cosines.astype(np.float64), hub)
    addends = fusion.addends(signals)
    admitted = fusion.admitted(signals.days)
    admitted[np.arange(len(block)), block] = False
    totals = np.where(admitted, addends.total(), -np.inf)
    for at, row in enumerate(block.tolist()):
        related = strongest(totals[at], top)
        yield Ranked(row, related, addends.at(at, related))
