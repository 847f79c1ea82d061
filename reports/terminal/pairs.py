"""The pairs of a corpus in the terminal."""

from __future__ import annotations

from crosscable.compare.pairs import Chosen
from crosscable.reports.site.words import counted
from crosscable.reports.terminal.tables import table, window, wrap

__all__ = ["pair_lines"]


def pair_lines(cables: int, chosen: Chosen, width: int | None = None) -> list[str]:
    """The pairs as a table, with what was left out counted below it."""
    columns = window(width)
    cable = max(18, (columns - 28) // 2)
    rows = [
        (
            f"{pair.left.name}\n{pair.left.subject or ''}",
            f"{pair.right.name}\n{pair.right.subject or ''}",
            f"{pair.score:.2f}" if pair.score is not None else "-",
            pair.why,
        )
        for pair in chosen.pairs
    ]
    belong = "1 pair belongs" if len(rows) == 1 else f"{len(rows)} pairs belong"
    lines = [*wrap(f"{counted(cables, 'cable')} read, {belong} together", columns), ""]
    lines += table(("earlier", "later", "likeness", "why"), rows, (cable, cable, None, 14))
    if chosen.alone:
        lines += ["", *wrap(f"In no pair: {', '.join(chosen.alone)}.", columns)]
    return lines
