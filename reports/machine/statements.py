"""One attributed statement as the promised plain values; `sources` and `compare` print the same row."""

from __future__ import annotations

from typing import Any

from crosscable.compare.attribution.statements import Statement
from crosscable.corpora.cable import Cable
from crosscable.reports.machine.spans import span, spans

__all__ = ["statement_row"]


def statement_row(cable: Cable, statement: Statement, person: str | None = None) -> dict[str, Any]:
    """The row of `statement`; `person` is the id of the reconciled person who speaks, where one is known."""
    return {
        "speaker": span(cable, statement.speaker) if statement.speaker else None,
        "cue": span(cable, statement.cue),
        "content": spans(cable, statement.content),
        "resolved": statement.resolved,
        "person": person,
        "kind": statement.kind,
        "addressee": statement.addressee,
        "protected": statement.protected,
        "cue_class": statement.cue_class,
        "rule": statement.rule,
    }
