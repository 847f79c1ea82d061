"""Work on several cores: the results come in the order of the work, so that their number never shows in them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

__all__ = ["cores", "in_order"]

T = TypeVar("T")
R = TypeVar("R")

_FEW = 8
"""Tasks that are not worth starting processes for."""

_shared: Any = None
"""What every task of this process works on, put here once when the process starts."""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(work: Callable[[Any, T], R], shared: Any, tasks: Sequence[T], jobs: int) -> Iterator[R]:
    """`work(shared, task)` for each task, in their order, on at most `jobs` cores.

    With more than one job `work`, the tasks and the results have to be of the kind that processes can hand over.
    """
    jobs = min(jobs, len(tasks) // _FEW)
    if jobs <= 1:
        yield from (work(shared, task) for task in tasks)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A forked process has the corpus already; elsewhere each is handed a copy when it starts.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(work, shared)) as pool:
        yield from pool.map(_do, tasks, chunksize=max(1, min(16, len(tasks) // (jobs * 4))))


def _begin(work: Callable[[Any, Any], Any], shared: Any) -> None:
    global _shared
    _shared = (work, shared)


def _do(task: Any) -> Any:
    work, shared = _shared
    return work(shared, task)
