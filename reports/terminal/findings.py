"""Findings of `check` in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from crosscable.compare.findings import Finding
from crosscable.reports.site.words import counted
from crosscable.reports.terminal.tables import table, window, wrap

__all__ = ["finding_lines"]


def finding_lines(findings: Sequence[Finding], held: int, width: int | None = None) -> list[str]:
    """The new findings as a table, and how many more the baseline holds."""
    columns = window(width)
    rows = [(f.level, f.rule, f"{f.message}\n{f.spans[0].file}" if f.spans else f.message) for f in findings]
    told = counted(len(findings), "new finding") + (
        f"; {held} more {'is' if held == 1 else 'are'} in the baseline" if held else ""
    )
    if not rows:
        return wrap(told, columns)
    rule = max(len(finding.rule) for finding in findings)
    lines = table(("level", "rule", "finding and file"), rows, (None, None, max(20, columns - rule - 11)))
    return [*lines, "", *wrap(told, columns)]
