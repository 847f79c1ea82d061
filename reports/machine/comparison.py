"""What `compare --format json` promises; `reports/schemas/compare.json` describes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from crosscable.compare.alignment.passages import Passage
from crosscable.compare.assessments.shifts import Shift
from crosscable.compare.assessments.support import Support
from crosscable.compare.attribution.shared import SharedSource
from crosscable.compare.comparison import Comparison
from crosscable.compare.passage_edits import edits_of
from crosscable.compare.people.mentions import Mention
from crosscable.compare.people.reconcile import Person
from crosscable.compare.results import rules_version
from crosscable.corpora.cable import Cable
from crosscable.reports.machine.spans import facts, spans
from crosscable.reports.machine.statements import statement_row

__all__ = ["SCHEMA", "comparison_value", "support_row"]

SCHEMA = "crosscable/compare/1"


def comparison_value(comparison: Comparison) -> dict[str, Any]:
    """The whole comparison as plain values, ready for JSON."""
    left, right = comparison.left, comparison.right
    return {
        "schema": SCHEMA,
        "rules": rules_version(),
        "ordered": comparison.ordered,
        "left": facts(left),
        "right": facts(right),
        "similarity": comparison.similarity,
        "passages": [_passage(comparison, passage) for passage in comparison.passages],
        "people": [_person(comparison, person) for person in comparison.people.persons],
        "sources": [_source(left, right, source) for source in comparison.sources],
        "shifts": [_shift(left, right, shift) for shift in comparison.shifts],
    }


def _passage(comparison: Comparison, passage: Passage) -> dict[str, Any]:
    return {
        "left": spans(comparison.left, passage.left),
        "right": spans(comparison.right, passage.right),
        "relation": passage.relation,
        "score": passage.score,
        "diff": [
            {"op": edit.op, "kind": edit.kind, "left": edit.left, "right": edit.right}
            for edit in edits_of(comparison, passage)
        ],
    }


def _person(comparison: Comparison, person: Person) -> dict[str, Any]:
    def places(side: int, mentions: Iterable[Mention]) -> list[dict[str, Any]]:
        cable = (comparison.left, comparison.right)[side]
        return spans(cable, ((m.start, m.end) for m in mentions if m.cable == comparison.keys[side]))

    return {
        "person": person.id,
        "preferred": person.preferred,
        "kind": person.kind,
        "forms": [
            {"form": form.form, "left": places(0, form.mentions), "right": places(1, form.mentions)}
            for form in person.forms
        ],
        "decided": person.decided,
        "why": list(person.why),
    }


def _source(left: Cable, right: Cable, source: SharedSource) -> dict[str, Any]:
    return {
        "name": source.name,
        "person": source.person,
        "kind": source.kind,
        "probably": list(source.probably),
        "left": spans(left, source.left_places),
        "right": spans(right, source.right_places),
        "statements": {
            "left": [statement_row(left, statement, source.person) for statement in source.left],
            "right": [statement_row(right, statement, source.person) for statement in source.right],
        },
    }


def support_row(support: Support) -> dict[str, Any]:
    """The grounds of both sides and how they changed."""
    sides = {"left": support.left, "right": support.right}
    return {
        **{name: [asdict(voice) for voice in side.voices] for name, side in sides.items()},
        "change": support.change,
    }


def _shift(left: Cable, right: Cable, shift: Shift) -> dict[str, Any]:
    return {
        "kind": shift.kind,
        "direction": shift.direction,
        "group": shift.group,
        "topic": shift.topic,
        "speaker": shift.speaker,
        "score": shift.score,
        "left": spans(left, shift.left),
        "right": spans(right, shift.right),
        "carriers": {"left": spans(left, shift.carriers[0]), "right": spans(right, shift.carriers[1])},
        "support": None if shift.support is None else support_row(shift.support),
        "why": shift.why,
        "fingerprint": shift.fingerprint,
    }
