"""Rows of `track` for programs: one step a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import msgspec

from crosscable.compare.tracking import Step, Track
from crosscable.reports.machine.spans import span, spans

__all__ = ["track_json", "track_jsonl"]


def track_jsonl(found: Track) -> Iterator[str]:
    """One step a line, in order of time."""
    for number, step in enumerate(found.steps):
        yield msgspec.json.encode(_row(found, number, step)).decode()


def track_json(found: Track) -> str:
    """The whole track as one value."""
    rows = [_row(found, number, step) for number, step in enumerate(found.steps)]
    return msgspec.json.encode({"mode": found.mode, "key": found.key, "steps": rows}).decode()


def _row(found: Track, number: int, step: Step) -> dict[str, Any]:
    before = found.steps[number - 1].cable if number else None
    change = step.change
    return {
        "cable": step.cable.name,
        "sent": step.cable.sent.isoformat() if step.cable.sent else None,
        "origin": step.cable.origin,
        "quotes": spans(step.cable, step.quotes),
        "speakers": list(step.speakers),
        "support": [asdict(voice) for voice in step.ground.voices],
        "change": None
        if change is None or before is None or change.lead[0] is None or change.lead[1] is None
        else {
            "kind": change.kind,
            "direction": change.direction,
            "topic": change.topic,
            "why": change.why,
            "before": span(before, change.lead[0]),
            "now": span(step.cable, change.lead[1]),
            "fingerprint": change.fingerprint,
        },
    }
