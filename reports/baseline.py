"""The last accepted state of an edition: the fingerprints of its findings, in a file that diffs and merges by line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from crosscable.compare.findings import Finding
from crosscable.corpora.errors import UsageError
from crosscable.reports.cli.output import write_atomically

__all__ = ["FORMAT", "accepted", "write_baseline"]

FORMAT = "crosscable/baseline/1"


def write_baseline(path: Path, findings: Sequence[Finding]) -> None:
    """Write the findings' fingerprints, sorted, each with its rule and message so that a reviewer can read the file."""
    rows = sorted((f.fingerprint, f.rule, f.message) for f in findings)
    lines = [json.dumps({"fingerprint": a, "rule": b, "message": c}, ensure_ascii=False) for a, b, c in rows]
    write_atomically(path, "\n".join([json.dumps({"format": FORMAT}), *lines, ""]))


def accepted(path: Path) -> frozenset[str]:
    """The fingerprints of a baseline.

    Raises:
        UsageError: no such file, or a line that is not of this format; the message names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            "cannot read the baseline",
            where=str(path),
            why=getattr(error, "strerror", None) or str(error),
            remedy="make one with --update-baseline",
        ) from error
    found = []
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            if number == 1:
                if row["format"] != FORMAT:
                    raise UsageError("unknown baseline format", where=f"{path}:1", why=f"it says {row['format']!r}")
            else:
                found.append(str(row["fingerprint"]))
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(
                "not a line of a baseline",
                where=f"{path}:{number}",
                why=str(error) or type(error).__name__,
                remedy="restore the file or make a new one with --update-baseline",
            ) from error
    return frozenset(found)
