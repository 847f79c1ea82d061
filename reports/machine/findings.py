"""A finding of `check` as plain values."""

from __future__ import annotations

from typing import Any

import msgspec

from crosscable.compare.findings import Finding

__all__ = ["finding_row"]


def finding_row(finding: Finding) -> dict[str, Any]:
    """The row: fingerprint, rule, level, message, spans."""
    row: dict[str, Any] = msgspec.to_builtins(finding)
    return row
