"""The pairs of a corpus in the terminal."""

from __future__ import annotations

from crosscable.compare.pairs import Chosen
from crosscable.reports.terminal.tables import table, window, wrap

__all__ = ["pair_lines"]


def pair_lines(cables: int, chosen: Chosen, width: int | None = None) -> list[str]:
    """The pairs as a table, with what was left out counted below it."""
    columns = window(width)
    subject = max(16, (columns - 58) // 2)
    rows = [
        (
            pair.left.name,
            pair.right.name,
            f"{pair.score:.2f}" if pair.score is not None else "-",
            pair.left.subject or "",
            pair.right.subject or "",
            pair.why,
        )
        for pair in chosen.pairs
    ]
    lines = wrap(f"{cables} cables read, {len(rows)} pairs belong together", columns)
    lines += table(
        ("earlier", "later", "likeness", "subject", "subject", "why"), rows, (None, None, None, subject, subject, 14)
    )
    if chosen.alone:
        lines += ["", *wrap(f"In no pair: {', '.join(chosen.alone)}.", columns)]
    return lines
