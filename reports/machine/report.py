"""What a report folder holds as data, `report.json`; `reports/schemas/report.json` describes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any

import msgspec

from crosscable.compare.comparison import Comparison
from crosscable.compare.pairs import Pair
from crosscable.compare.people.reconcile import Person
from crosscable.compare.results import rules_version
from crosscable.corpora.cable import Cable
from crosscable.corpora.characters import escaped
from crosscable.reports.machine.spans import facts

__all__ = ["RECORD", "SCHEMA", "pair_row", "report_json"]

SCHEMA = "crosscable/report/1"
RECORD = "report.json"
"""The file's name in the folder."""
_TOLD = ("kind", "direction", "group", "topic", "speaker", "score", "why", "fingerprint")
"""What is told of a shift; its quotations stand on the page of its pair."""


def pair_row(pair: Pair, comparison: Comparison, page: str) -> dict[str, Any]:
    """A pair with what its page shows of it: the shifts worth reading, best first, and who is quoted in both."""
    return {
        "left": pair.left.name,
        "right": pair.right.name,
        "score": pair.score,
        "why": pair.why,
        "page": page,
        "shifts": [{name: getattr(shift, name) for name in _TOLD} for shift in comparison.findings()],
        "sources": [{"name": source.name, "person": source.person} for source in comparison.sources],
    }


def report_json(cables: Iterable[Cable], pairs: Iterable[Mapping[str, Any]], persons: Iterable[Person]) -> str:
    """The whole report in one value: its cables, its pairs as `pair_row` gives them, its names."""
    value = {
        "schema": SCHEMA,
        "version": version("crosscable"),
        "rules": rules_version(),
        "cables": [facts(cable) for cable in cables],
        "pairs": list(pairs),
        "names": [_person(person) for person in persons],
    }
    return escaped(msgspec.json.encode(value).decode()) + "\n"


def _person(person: Person) -> dict[str, Any]:
    return {
        "person": person.id,
        "preferred": person.preferred,
        "kind": person.kind,
        "forms": [{"form": form.form, "count": form.count} for form in person.forms],
        "cables": sorted({mention.cable for form in person.forms for mention in form.mentions}),
        "decided": person.decided,
    }
