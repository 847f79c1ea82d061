"""Meaning: which cables belong together, who is who, who said what, what changed. Knows `crosscable.corpora` only.

What the package offers has the name of the command that prints it, and is loaded when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crosscable.compare.attribution.sources import sources
    from crosscable.compare.checks import check
    from crosscable.compare.comparison import compare
    from crosscable.compare.matching.relatives import match
    from crosscable.compare.people.reconcile import reconcile
    from crosscable.compare.tracking import track

__all__ = ["check", "compare", "match", "reconcile", "sources", "track"]

_HOMES = {
    "check": "checks",
    "compare": "comparison",
    "match": "matching.relatives",
    "reconcile": "people.reconcile",
    "sources": "attribution.sources",
    "track": "tracking",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"crosscable.compare.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
