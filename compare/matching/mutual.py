"""The candidates of all cables of an archive at once: what holds for a pair holds both ways, so each is met once.

The results are those of `search` for every row. Needs the `[fast]` extra.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosscable.compare.matching.search import UNDATED, Circumstances, Postings

__all__ = ["candidates_of_all", "met_once", "repeat"]


def candidates_of_all(found: Postings, circumstances: Circumstances, count: int) -> NDArray[np.int32]:
    """`search.candidates` for all rows: a pair's value is offered to both of its cables."""
    from crosscable.compare.matching import mutual_fast

    favour = circumstances.favour
    chosen: NDArray[np.int32] = mutual_fast.candidates(
        found.own.indptr.astype(np.int64),
        found.own.indices.view(np.uint32),
        found.own.data,
        found.own.shape[1],
        circumstances.facts(),
        favour,
        np.maximum.accumulate(favour[:, ::-1], axis=1)[:, ::-1].astype(np.float32),
        UNDATED,
        count,
    )
    return chosen


def met_once(chosen: NDArray[np.int32]) -> NDArray[np.int32]:
    """The candidates `chosen` for all rows, without those in whose own row the pair has been met before.

    In place of these stands -2 less the place that the row has there; -1 is no candidate, as in `chosen`.
    """
    from crosscable.compare.matching import mutual_fast

    once: NDArray[np.int32] = mutual_fast.met_once(chosen)
    return once


def repeat(values: NDArray[Any], chosen: NDArray[np.int32], once: NDArray[np.int32]) -> None:
    """Write into `values`, made for the candidates `once`, what was found where the other pairs were met before."""
    from crosscable.compare.matching import mutual_fast

    mutual_fast.repeat(values, chosen, once)
