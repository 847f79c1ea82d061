"""Findings of `check` in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from crosscable.compare.findings import Finding
from crosscable.reports.terminal.tables import table, window, wrap

__all__ = ["finding_lines"]


def finding_lines(findings: Sequence[Finding], held: int, width: int | None = None) -> list[str]:
    """The new findings as a table, and how many more the baseline holds."""
    columns = window(width)
    rows = [(f.level, f.rule, f.message, f.spans[0].file if f.spans else "") for f in findings]
    told = f"{len(findings)} new findings" + (f"; {held} more are in the baseline" if held else "")
    if not rows:
        return wrap(told, columns)
    file = max(12, (columns - 32) // 3)
    lines = table(("level", "rule", "finding", "file"), rows, (None, None, columns - 34 - file, file))
    return [*lines, "", *wrap(told, columns)]
