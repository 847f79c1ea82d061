"""Spans and header facts as the plain values that every machine output shares."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from crosscable.corpora.cable import Cable

__all__ = ["facts", "span", "spans"]


def span(cable: Cable, place: tuple[int, int]) -> dict[str, Any]:
    """The promised span of `place`, a (start, end) in the reading of `cable`."""
    made: dict[str, Any] = msgspec.to_builtins(cable.span(*place))
    return made


def spans(cable: Cable, places: Iterable[tuple[int, int]]) -> list[dict[str, Any]]:
    """The spans of `places`, in the order of the text."""
    return [span(cable, place) for place in sorted(places)]


def facts(cable: Cable) -> dict[str, Any]:
    """The header facts by which a reader tells two cables apart, and what reading them cost."""
    return {
        "cable": cable.name,
        "file": cable.witness.name,
        "form": cable.witness.form,
        "sha256": cable.witness.sha256,
        "sent": cable.sent.isoformat() if cable.sent else None,
        "origin": cable.origin,
        "classification": cable.classification,
        "caveats": list(cable.caveats),
        "subject": cable.subject,
        "tags": list(cable.tags),
        "references": [reference.id or reference.text for reference in cable.references],
        "classified_by": cable.classified_by,
        "signature": cable.signature,
        "paragraphs": len(cable.paragraphs),
        "repairs": len(cable.repairs),
        "losses": [loss.message for loss in cable.losses],
    }
