"""Slots: the words of assessment and quantities that a claim holds, and what they make of a pair."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crosscable.compare.assessments.claims import claims
from crosscable.compare.assessments.kinds import judge, polarity_of, readings
from crosscable.compare.assessments.lexicon import marks
from crosscable.compare.assessments.quantities import quantities
from crosscable.corpora.cable import Cable


def found(text: str, category: str) -> list[tuple[str, int | None]]:
    return [(mark.text, mark.value) for mark in marks(text) if mark.category == category]


@pytest.mark.parametrize(
    ("text", "category", "expected"),
    [
        ("A truce is not expected before winter.", "likelihood", [("not expected", -1)]),
        ("A truce is almost certain.", "likelihood", [("almost certain", 3)]),
        ("He may resign.", "likelihood", [("may", None)]),
        ("The vote is set for May.", "likelihood", []),
        ("The firms like it.", "certain", []),
        ("The talks stalled.", "halt", [("stalled", 1)]),
        ("He wasn't there.", "negation", [("wasn", 1)]),
        ("It is open whether or not the case is tried.", "negation", []),
        ("She won the prize of Don Pedro.", "negation", []),
        ("The contracts were signed after the fall of the wall.", "trend", []),
        ("The contraction of trade went on.", "trend", [("contraction", -1)]),
        ("Exports fell while prices were rising.", "trend", [("fell", -1), ("rising", 1)]),
    ],
)
def test_marks(text: str, category: str, expected: list[tuple[str, int | None]]) -> None:
    assert found(text, category) == expected


def test_marks_keep_their_place() -> None:
    text = "Summary. The accord is unlikely to hold."
    (mark,) = [mark for mark in marks(text, 9) if mark.category == "likelihood"]
    assert text[mark.start : mark.end] == "unlikely"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trade of $4.5 billion", [("money", "dollar", 4.5e9)]),
        ("trade of USD 15 million", [("money", "dollar", 15e6)]),
        ("only 100 million dollars", [("money", "dollar", 1e8)]),
        ("84% of the delegates", [("percent", "percent", 84.0)]),
        ("84 percent of the delegates", [("percent", "percent", 84.0)]),
        ("36 aircraft", [("count", "aircraft", 36.0)]),
        ("three ships", [("count", "ship", 3.0)]),
        ("4.7 trillion cubic feet of gas", [("count", "feet", 4.7e12)]),
        ("two U.S. ships", [("count", "ship", 2.0)]),
        ("over 25 have been sold", []),
        ("nine Qa-19 helicopters", [("count", "qa", 9.0)]),
        ("a 65-foot patrol boat", []),
        ("see paragraph 4 below", []),
        ("the minister met us on May 12", []),
        ("the vote is scheduled for April 2009", [("date", "month", 24112.469)]),
        ("the vote of 2004", []),
    ],
)
def test_quantities(text: str, expected: list[tuple[str, str, float]]) -> None:
    assert [(q.kind, q.unit, q.value) for q in quantities(text)] == expected


def only(write: Callable[..., Cable], text: str) -> object:
    return claims(write((text,)))[-1]


@pytest.mark.parametrize(
    ("left", "right", "kind", "direction"),
    [
        ("The accord is unlikely to hold.", "The accord is likely to hold.", "likelihood", "up"),
        ("The accord will certainly hold.", "The accord is unlikely to hold.", "likelihood", "down"),
        ("Sales reached 40 million dollars.", "Sales reached 95 million dollars.", "quantity", "up"),
        ("Exports are growing.", "Exports are shrinking.", "trend", "down"),
        ("The bloc is in crisis.", "The bloc is stable and popular.", "polarity", "up"),
        ("The court is considering the appeal.", "The court approved the appeal.", "status", "up"),
        ("The pipeline was completed.", "The pipeline is on hold.", "status", "down"),
        ("The governor seems to back it.", "The governor clearly backs it.", "hedge", "firmer"),
        ("The base is a top concern of his.", "The base is a secondary matter for him.", "priority", "down"),
        ("The judge spoke of the river.", "The judge spoke of the bridge.", "framing", "reversed"),
    ],
)
def test_kind_and_direction(write: Callable[..., Cable], left: str, right: str, kind: str, direction: str) -> None:
    one, other = claims(write((left,)))[-1], claims(write((right,)))[-1]
    reading = judge((one,), (other,), (one, other))
    assert (reading.kind, reading.direction) == (kind, direction)


def test_the_month_of_may_lies_not_ahead(write: Callable[..., Cable]) -> None:
    left, right = (only(write, f"The harbor fair {verb} the pilots.") for verb in ("in May praised", "has praised"))
    assert all(reading.kind != "status" for reading in readings([left], [right]))


def test_words_on_both_sides_carry_no_change(write: Callable[..., Cable]) -> None:
    one = claims(write(("The crisis is not over.",)))[-1]
    other = claims(write(("The crisis in the port is not yet over.",)))[-1]
    assert not [reading for reading in readings((one,), (other,)) if reading.kind == "polarity"]


def test_a_negation_turns_a_judgement(write: Callable[..., Cable]) -> None:
    assert polarity_of([claims(write(("The plan is not effective.",)))[-1]]) < 0
    assert polarity_of([claims(write(("The plan is effective.",)))[-1]]) > 0
