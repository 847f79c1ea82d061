"""Small wordings that several pages and pictures share."""

from __future__ import annotations

__all__ = ["counted"]


def counted(number: int, what: str) -> str:
    """A number with its noun: "1 cable", "1,295 cables"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
