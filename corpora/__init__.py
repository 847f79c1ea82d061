"""Reading: any form a cable survives in -> `Cable`. Knows nothing of comparing or reporting.

What the package offers is loaded when it is asked for, so that a command which reads nothing pays for nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crosscable.corpora.cable import Cable
    from crosscable.corpora.collection import open_corpus
    from crosscable.corpora.corpus import read
    from crosscable.corpora.reference import canonical_id
    from crosscable.corpora.telegram import parse

__all__ = ["Cable", "canonical_id", "open_corpus", "parse", "read"]

_HOMES = {
    "Cable": "cable",
    "canonical_id": "reference",
    "open_corpus": "collection",
    "parse": "telegram",
    "read": "corpus",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"crosscable.corpora.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
