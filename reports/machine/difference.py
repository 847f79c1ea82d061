"""What `diff --format json` promises; `reports/schemas/diff.json` describes it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from crosscable.reports.difference import Difference

__all__ = ["SCHEMA", "difference_value"]

SCHEMA = "crosscable/diff/1"


def difference_value(found: Difference) -> dict[str, Any]:
    """The whole difference as plain values."""
    return {
        "schema": SCHEMA,
        "command": found.command,
        "rules": {"old": found.rules[0], "new": found.rules[1], "changed": found.rules[0] != found.rules[1]},
        "cables": {"added": list(found.added), "removed": list(found.removed), "edited": list(found.edited)},
        "causes": found.counts(),
        "changes": [{**asdict(change), "cables": list(change.cables)} for change in found.changes],
        "unchanged": found.unchanged,
    }
