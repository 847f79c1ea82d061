"""Rows of `names cluster`, `names score` and `names explain` for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from crosscable.compare.people.likeness import Likeness
from crosscable.compare.people.namelist import NameList
from crosscable.corpora.tabular import Table
from crosscable.reports.machine.sheets import Form, sheet

__all__ = ["cluster_rows", "explanation", "json_lines", "json_value", "score_rows", "sheet_lines"]

_DIGITS = 4


def cluster_rows(names: NameList) -> Iterator[dict[str, Any]]:
    """One row a name, in the order of the list: row, name, person, preferred, joined."""
    for row, name in enumerate(names.names):
        yield {
            "row": row,
            "name": name,
            "person": names.persons[row],
            "preferred": names.preferred[row],
            "joined": names.joined[row],
        }


def score_rows(pairs: Sequence[tuple[str, str]], found: Iterable[Likeness]) -> Iterator[dict[str, Any]]:
    """One row a pair: row, name_a, name_b, probability, verdict, why."""
    for row, ((name_a, name_b), one) in enumerate(zip(pairs, found, strict=True)):
        yield {
            "row": row,
            "name_a": name_a,
            "name_b": name_b,
            "probability": round(one.probability, _DIGITS),
            "verdict": one.verdict,
            "why": one.why,
        }


def explanation(name_a: str, name_b: str, found: Likeness) -> dict[str, Any]:
    """Everything that is known of one pair; the contributions add up to the log-odds of the probability."""
    return {
        "name_a": name_a,
        "name_b": name_b,
        "probability": round(found.probability, _DIGITS),
        "verdict": found.verdict,
        "rules": list(found.rules),
        "contributions": [
            {"name": c.name, "value": round(c.value, _DIGITS), "words": c.words, "veto": c.veto}
            for c in found.contributions
        ],
        "why": found.why,
    }


def json_lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One JSON object a line."""
    encode = msgspec.json.Encoder().encode
    for row in rows:
        yield encode(row).decode()


def json_value(value: object) -> list[str]:
    """One JSON value, indented."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode().split("\n")


def sheet_lines(rows: Iterable[Mapping[str, Any]], form: Form) -> Iterator[str]:
    """A sheet with a header, safe for spreadsheets."""
    held = list(rows)
    columns = tuple(held[0]) if held else ()
    return sheet(Table("rows", columns, tuple(tuple(row[name] for name in columns) for row in held)), form)
