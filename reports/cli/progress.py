"""Progress of long reading: one line on stderr, only in a terminal and only after a second."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

__all__ = ["ReadingProgress"]

_PATIENCE_SECONDS = 1.0


class ReadingProgress:
    """Counts records; a context manager that leaves nothing on the screen."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._begin = time.monotonic()
        self._count = 0
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> ReadingProgress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()

    def step(self) -> None:
        """One more record is read."""
        self._count += 1
        if not self._shown:
            return
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, completed=self._count)
        elif time.monotonic() - self._begin > _PATIENCE_SECONDS:
            self._start()

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("reading: {task.completed} cables"), TimeElapsedColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task("reading", total=None, completed=self._count)
        self._progress.start()
