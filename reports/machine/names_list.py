"""Rows of `names list` for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from crosscable.compare.people.reconcile import Form, Person
from crosscable.corpora.cable import Cable
from crosscable.reports.machine.spans import span

__all__ = ["person_row", "persons_json", "persons_jsonl"]


def person_row(person: Person, cables: Mapping[str, Cable]) -> dict[str, Any]:
    """The promised row: person, preferred, kind, forms, roles, posts, years, decided, why, probably.

    `cables` holds the cables by the name of their file.
    """
    held = [cables[name] for name in sorted({mention.file for form in person.forms for mention in form.mentions})]
    return {
        "person": person.id,
        "preferred": person.preferred,
        "kind": person.kind,
        "forms": [_form(form, cables) for form in person.forms],
        "roles": list(person.roles),
        "posts": sorted({cable.origin for cable in held if cable.origin}),
        "years": sorted({cable.sent.year for cable in held if cable.sent}),
        "decided": person.decided,
        "why": list(person.why),
        "probably": [
            {"person": other.person, "probability": other.probability, "why": list(other.why)}
            for other in person.probably
        ],
    }


def persons_jsonl(persons: Iterable[Person], cables: Iterable[Cable]) -> Iterator[str]:
    """One row a line, in the order of `persons`."""
    encode = msgspec.json.Encoder().encode
    held = {cable.witness.name: cable for cable in cables}
    for person in persons:
        yield encode(person_row(person, held)).decode()


def persons_json(persons: Iterable[Person], cables: Iterable[Cable]) -> str:
    """All rows in one value."""
    held = {cable.witness.name: cable for cable in cables}
    rows = [person_row(person, held) for person in persons]
    return msgspec.json.encode({"cables": len(held), "persons": rows}).decode()


def _form(form: Form, cables: Mapping[str, Cable]) -> dict[str, Any]:
    mentions = [span(cables[m.file], (m.start, m.end)) for m in form.mentions]
    return {"form": form.form, "count": form.count, "mentions": mentions}
