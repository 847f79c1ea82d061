"""Read one telegram: `read_telegram(extract, witness, hints)` -> `Cable`."""

from __future__ import annotations

from crosscable.corpora.cable import Cable, Witness
from crosscable.corpora.telegram.hints import NO_HINTS, Hints
from crosscable.corpora.text import Extract

__all__ = ["read_telegram"]


def read_telegram(extract: Extract, witness: Witness, hints: Hints = NO_HINTS) -> Cable:
    """Read the telegram in `extract`; every field that it does not have is absent."""
    return Cable(extract.source, extract.text, extract.map, witness, id=hints.id, sent=hints.sent)
