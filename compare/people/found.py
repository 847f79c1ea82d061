"""What the finder works on and gives back: zones of a reading, names at tokens of a zone."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Found", "Zone"]


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the reading to search: `kind` is body, heading or signature."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Found:
    """A name of a person: zone, tokens `first` to `last` of it, the evidence, and how it was found.

    `leans` is the place (zone, first token) of the full mention that defines this other name, None for any other.
    """

    zone: int
    first: int
    last: int
    evidence: tuple[str, ...]
    flags: tuple[str, ...]
    leans: tuple[int, int] | None = None
