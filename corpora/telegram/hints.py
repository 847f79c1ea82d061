"""What a file form knows about a telegram from outside of its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

__all__ = ["NO_HINTS", "Hints"]


@dataclass(frozen=True, slots=True)
class Hints:
    """Facts that stand beside a telegram: columns of a dump, the table above a web page's text, a file's name.

    What the telegram itself says comes first, except for `id`, `origin` and `classification`, which an archive has
    checked against its own list. `header` is transmission text that the form keeps apart from the body (the dump's
    header column): it is read for the header fields and is not part of the source. `year` is the year to assume for a
    reference number when no date-time group tells it. `references` is the archive's own list, as text, and serves
    only where the telegram has no REF line. `sent` and `released` are taken as UTC.
    """

    id: str | None = None
    sent: datetime | None = None
    released: datetime | None = None
    origin: str | None = None
    classification: str | None = None
    subject: str | None = None
    header: str | None = None
    references: str | None = None
    year: int | None = None


NO_HINTS = Hints()
