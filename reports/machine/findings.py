"""What `check` promises: its findings as rows, and with what they were found in as one value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import msgspec

from crosscable.compare.findings import Finding
from crosscable.compare.results import rules_version

if TYPE_CHECKING:
    from crosscable.corpora.cable import Cable

__all__ = ["SCHEMA", "check_value", "finding_row"]

SCHEMA = "crosscable/check/1"


def finding_row(finding: Finding) -> dict[str, Any]:
    """The row: fingerprint, rule, level, message, spans."""
    row: dict[str, Any] = msgspec.to_builtins(finding)
    return row


def check_value(findings: Sequence[Finding], held: int, cables: Iterable[Cable]) -> dict[str, Any]:
    """New findings, how many more the baseline holds, the rules, and each cable with the digest of its text."""
    texts = sorted((cable.name, cable.witness.name, cable.witness.sha256) for cable in cables)
    return {
        "schema": SCHEMA,
        "version": version("crosscable"),
        "rules": rules_version(),
        "cables": [{"cable": name, "file": file, "sha256": digest} for name, file, digest in texts],
        "held": held,
        "findings": [finding_row(finding) for finding in findings],
    }
