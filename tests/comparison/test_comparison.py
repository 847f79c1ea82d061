"""One pair of the demo corpus, compared whole: the record, its machine form and what people are shown."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from crosscable.compare.comparison import Comparison, compare, in_order
from crosscable.corpora import read
from crosscable.corpora.cable import Cable
from crosscable.corpora.demo import demo_folder
from crosscable.reports.machine.comparison import comparison_value
from crosscable.reports.markdown import comparison_markdown
from crosscable.reports.story import tell
from crosscable.reports.terminal.comparison import comparison_lines

SCHEMAS = Path(__file__).parents[2] / "reports" / "schemas"


@pytest.fixture(scope="module")
def cables() -> dict[str, Cable]:
    return {cable.name: cable for cable in read(str(demo_folder()))}


@pytest.fixture(scope="module")
def comparison(cables: dict[str, Cable]) -> Comparison:
    return compare(cables["08SELVANE92055"], cables["06SELVANE91877"])


def test_the_earlier_cable_is_left_whichever_way_they_are_given(cables: dict[str, Cable]) -> None:
    a, b = cables["06SELVANE91877"], cables["08SELVANE92055"]
    assert in_order(a, b) == in_order(b, a) == (a, b, "date")


def test_undated_cables_stand_in_the_order_given(cables: dict[str, Cable]) -> None:
    import dataclasses

    a, b = (dataclasses.replace(c, sent=None) for c in (cables["08SELVANE92055"], cables["06SELVANE91877"]))
    assert in_order(a, b) == (a, b, "given")


def test_the_machine_output_is_what_the_schema_promises(comparison: Comparison) -> None:
    schema = json.loads((SCHEMAS / "compare.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(json.dumps(comparison_value(comparison))), schema)


def test_every_span_is_an_exact_slice_of_its_file(comparison: Comparison) -> None:
    sources = {c.witness.name: c.source for c in (comparison.left, comparison.right)}
    spans = list(_spans(comparison_value(comparison)))
    assert spans
    for span in spans:
        assert sources[span["file"]][span["start"] : span["end"]] == span["quote"]


def _spans(value: object) -> object:
    if isinstance(value, dict):
        if "quote" in value:
            yield value
        else:
            for inner in value.values():
                yield from _spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(inner)


@pytest.mark.parametrize("width", [40, 79, 90, 120, 200])
def test_no_line_is_wider_than_the_window(comparison: Comparison, width: int) -> None:
    assert max(map(len, comparison_lines(tell(comparison), width))) <= width


def test_no_finding_is_told_twice(comparison: Comparison) -> None:
    told = [(shift.kind, shift.left, shift.right) for shift in comparison.shifts]
    assert len(told) == len(set(told))
    assert len({shift.fingerprint for shift in comparison.shifts}) == len(comparison.shifts)


def test_a_cable_compared_with_itself_has_no_shifts(cables: dict[str, Cable]) -> None:
    cable = cables["06SELVANE91877"]
    assert compare(cable, cable).shifts == ()


def test_markdown_lets_no_text_of_a_cable_act(comparison: Comparison) -> None:
    import dataclasses

    evil = dataclasses.replace(comparison.left, subject="<script>alert(1)</script> [x](javascript:y) | *z*")
    text = "\n".join(comparison_markdown(tell(dataclasses.replace(comparison, left=evil))))
    assert "<script" not in text.replace("\\<script", "")
    assert "](javascript:" not in text.replace("\\](", "")


def test_markdown_that_would_be_refused_for_its_size_ends_and_says_so(
    comparison: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crosscable.reports import markdown

    whole = comparison_markdown(tell(comparison))
    monkeypatch.setattr(markdown, "LARGEST", 3000)
    short = comparison_markdown(tell(comparison))
    assert len("\n".join(short).encode("utf-8")) <= 3000
    kept = len(short) - 2
    assert short[:kept] == whole[:kept]
    assert f"{sum(bool(line) for line in whole[kept:])} more lines are left out" in short[-1]


def test_two_versions_of_one_cable_keep_their_people_apart() -> None:
    found = [
        c for name in ("08SELVANE92055.html", "08SELVANE92055-corrected.txt") for c in read(str(demo_folder() / name))
    ]
    versions = compare(*found)
    assert versions.left.name == versions.right.name
    value = comparison_value(versions)
    for person in value["people"]:
        for form in person["forms"]:
            assert {span["file"] for span in form["left"]} <= {versions.left.witness.name}
            assert {span["file"] for span in form["right"]} <= {versions.right.witness.name}
    imbert = next(person for person in value["people"] if person["preferred"] == "Leandro Vasques Imbert")
    assert [len(form["left"]) for form in imbert["forms"]] == [len(form["right"]) for form in imbert["forms"]]
