"""Cables as rows: what a list of them tells, one row each."""

from __future__ import annotations

from collections.abc import Iterable

from crosscable.corpora.cable import Cable
from crosscable.corpora.tabular import Table

__all__ = ["cable_table"]

_COLUMNS = (
    "cable", "sent", "origin", "classification", "caveats", "subject", "tags", "references", "classified_by",
    "signature", "paragraphs", "repairs", "losses", "protection_requests", "form", "file", "sha256",
)  # fmt: skip


def cable_table(cables: Iterable[Cable]) -> Table:
    """One row a cable, in the order given."""
    rows = tuple(
        (
            cable.name, cable.sent, cable.origin, cable.classification, " ".join(cable.caveats), cable.subject,
            " ".join(cable.tags), "; ".join(reference.id or reference.text for reference in cable.references),
            cable.classified_by, cable.signature, len(cable.paragraphs), len(cable.repairs), len(cable.losses),
            len(cable.protected), cable.witness.form, cable.witness.name, cable.witness.sha256,
        )
        for cable in cables
    )  # fmt: skip
    return Table("cables", _COLUMNS, rows)
