"""What a reader has to know before quoting: that cables ask for their sources to be protected."""

from __future__ import annotations

from collections.abc import Iterable

from crosscable.corpora.cable import Cable
from crosscable.corpora.protection import protections
from crosscable.reports.placeholders import holds_stand_in

__all__ = ["asks_for_protection", "protection_notice"]

_HOW = "--mask-protected hides the names"


def asks_for_protection(cable: Cable) -> bool:
    """Whether some passage asks to protect a person or the cable's sources."""
    return any(request.kind != "handling" for request in protections(cable))


def protection_notice(cables: Iterable[Cable]) -> str:
    """One sentence on how many passages ask to protect a source, empty where none does."""
    held = list(cables)
    count = sum(request.kind != "handling" for cable in held for request in protections(cable))
    if not count:
        return ""
    asked = "1 passage asks" if count == 1 else f"{count} passages ask"
    told = "the names are hidden" if any(holds_stand_in(cable.text) for cable in held) else _HOW
    return f"{asked} that a source be protected; {told}."
