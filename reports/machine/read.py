"""The rows of `read`: one JSON object for each cable, the record's fields under their own names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crosscable.corpora.cable import Cable
from crosscable.corpora.record import to_json

__all__ = ["json_lines", "jsonl_lines"]


def jsonl_lines(cables: Iterable[Cable]) -> Iterator[str]:
    """One cable a line."""
    for cable in cables:
        yield to_json(cable).decode()


def json_lines(cables: Iterable[Cable]) -> Iterator[str]:
    """One array of all cables, a cable a line."""
    before = "["
    for cable in cables:
        yield before + to_json(cable).decode()
        before = ","
    yield "[]" if before == "[" else "]"
