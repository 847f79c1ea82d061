"""`diff`: what the texts changed is told apart from what the rules changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from crosscable.compare.decision_file import append
from crosscable.compare.decisions import decide_names
from crosscable.corpora.demo import demo_folder
from crosscable.corpora.errors import UsageError
from crosscable.reports.cli.app import run
from crosscable.reports.difference import difference, read_output
from crosscable.reports.machine.difference import difference_value

SCHEMAS = Path(__file__).parents[2] / "reports" / "schemas"
Edit = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("check") / "checked.json"
    run(["check", str(demo_folder()), "--format", "json", "-o", str(path), "--fail-on", "never"])
    return path


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("compare") / "compared.json"
    files = sorted(map(str, demo_folder().glob("*.txt")))[:2]
    assert run(["compare", *files, "--format", "json", "-o", str(path)]) == 0
    return path


def edited(path: Path, *edits: Edit) -> Path:
    value = json.loads(path.read_text(encoding="utf-8"))
    for edit in edits:
        edit(value)
    other = path.with_name(f"other-{len(list(path.parent.iterdir()))}.json")
    other.write_text(json.dumps(value), encoding="utf-8")
    return other


def other_rules(value: dict[str, Any]) -> None:
    value["rules"] = "0" * 16


def without_first_finding(value: dict[str, Any]) -> None:
    del value["findings"][0]


def other_text(value: dict[str, Any]) -> None:
    quoted = {span["cable"] for span in value["findings"][0]["spans"]}
    for cable in value["cables"]:
        if cable["cable"] in quoted:
            cable["sha256"] = "0" * 64


def test_an_output_of_check_is_what_its_schema_says(checked: Path) -> None:
    schema = json.loads((SCHEMAS / "check.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(checked.read_text(encoding="utf-8")), schema)


def test_an_output_does_not_differ_from_itself(checked: Path, compared: Path) -> None:
    for path in (checked, compared):
        found = difference(read_output(path), read_output(path))
        assert found.changes == ()
        assert found.unchanged


@pytest.mark.parametrize(
    ("edits", "cause"),
    [
        ((), "other"),
        ((other_rules,), "rules"),
        ((other_text,), "text"),
        ((other_text, other_rules), "both"),
    ],
)
def test_each_change_is_laid_to_what_changed(checked: Path, edits: tuple[Edit, ...], cause: str) -> None:
    other = edited(checked, *edits, without_first_finding)
    (change,) = difference(read_output(checked), read_output(other)).changes
    assert (change.change, change.cause) == ("gone", cause)
    (back,) = difference(read_output(other), read_output(checked)).changes
    assert (back.change, back.cause) == ("new", cause)


def test_a_result_that_is_told_differently_has_changed(compared: Path) -> None:
    def weaker(value: dict[str, Any]) -> None:
        value["shifts"][0]["score"] = 0.001

    (change,) = difference(read_output(compared), read_output(edited(compared, weaker, other_rules))).changes
    assert (change.change, change.cause, change.kind) == ("changed", "rules", "shift")


def test_a_result_that_only_moved_in_its_file_has_not_changed(compared: Path) -> None:
    def moved(value: Any) -> None:
        for part in value.values() if isinstance(value, dict) else value:
            if isinstance(part, (dict, list)):
                moved(part)
        if isinstance(value, dict) and "quote" in value:
            value["start"] += 7
            value["end"] += 7

    assert difference(read_output(compared), read_output(edited(compared, moved))).changes == ()


def test_cables_that_came_and_went_are_named(checked: Path) -> None:
    def without_a_cable(value: dict[str, Any]) -> None:
        del value["cables"][0]

    found = difference(read_output(checked), read_output(edited(checked, without_a_cable, other_text)))
    assert len(found.removed) == 1
    assert found.edited
    assert found.added == ()


@pytest.mark.parametrize("form", ["table", "md", "json"])
def test_the_command_tells_it_in_each_form(checked: Path, tmp_path: Path, form: str) -> None:
    output = tmp_path / "out"
    other = edited(checked, other_rules, without_first_finding)
    assert run(["diff", str(checked), str(other), "--format", form, "-o", str(output)]) == 0
    text = output.read_text(encoding="utf-8")
    if form == "json":
        schema = json.loads((SCHEMAS / "diff.json").read_text(encoding="utf-8"))
        jsonschema.validate(json.loads(text), schema)
    else:
        assert "What the rules changed" in text
        assert "What the texts changed" not in text


def test_the_value_counts_every_change_once(checked: Path) -> None:
    found = difference(read_output(checked), read_output(edited(checked, without_first_finding)))
    assert sum(difference_value(found)["causes"].values()) == len(found.changes) == 1


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports: the second of one cable more, and with an editor's decision."""
    folder = tmp_path_factory.mktemp("reports")
    files = [str(demo_folder() / name) for name in ("05DRAVIK90418.txt", "07DRAVIK90733.md", "08SELVANE92055.html")]
    assert run(["report", *files[:2], "--min-score", "0", "-o", str(folder / "old")]) == 0
    append(folder, [decide_names("Victor Elnikov", "Viktor Yelnikov", "same", by="anna", at="2031-05-06T07:08:09Z")])
    new = ["--decisions", str(folder), "-o", str(folder / "new")]
    assert run(["report", *files, "--min-score", "0", *new]) == 0
    return folder


def test_a_report_does_not_differ_from_itself(reports: Path) -> None:
    found = difference(read_output(reports / "old"), read_output(reports / "old"))
    assert found.changes == ()
    assert found.unchanged


def test_two_reports_differ_in_pairs_findings_and_names(reports: Path) -> None:
    found = difference(read_output(reports / "old"), read_output(reports / "new"))
    assert found.command == "report"
    assert found.added == ("08SELVANE92055",)
    assert (found.removed, found.edited) == ((), ())
    assert {change.change for change in found.changes if "08SELVANE92055" in change.cables} >= {"new"}
    assert {"pair", "name"} <= {change.kind for change in found.changes if change.cause == "text"}
    assert {change.label for change in found.changes if change.kind == "pair"} == {
        "07DRAVIK90733 and 08SELVANE92055: one cites the other, nearest relative"
    }
    back = difference(read_output(reports / "new"), read_output(reports / "old"))
    turned = {"new": "gone", "gone": "new", "changed": "changed"}
    assert {(turned[c.change], c.cause, c.kind, c.key) for c in back.changes} == {
        (c.change, c.cause, c.kind, c.key) for c in found.changes
    }


def test_what_other_rules_find_in_a_report_is_laid_to_the_rules(reports: Path) -> None:
    def without_a_shift(value: dict[str, Any]) -> None:
        del next(pair["shifts"] for pair in value["pairs"] if pair["shifts"])[0]

    path = reports / "old" / "report.json"
    (change,) = difference(read_output(path), read_output(edited(path, without_a_shift, other_rules))).changes
    assert (change.change, change.cause, change.kind) == ("gone", "rules", "shift")


@pytest.mark.parametrize("form", ["table", "md", "json"])
def test_the_command_takes_two_folders(reports: Path, tmp_path: Path, form: str) -> None:
    output = tmp_path / "out"
    assert run(["diff", str(reports / "old"), str(reports / "new"), "--format", form, "-o", str(output)]) == 0
    text = output.read_text(encoding="utf-8")
    if form == "json":
        jsonschema.validate(json.loads(text), json.loads((SCHEMAS / "diff.json").read_text(encoding="utf-8")))
    assert "08SELVANE92055" in text


def test_a_folder_that_is_no_report_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", str(tmp_path), str(tmp_path)]) == 2
    assert "report.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"schema": "crosscable/check/9"}', '{"schema": "crosscable/check/1"}', "\x00", "[" * 99999],
)
def test_what_is_no_output_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"x\.json"):
        read_output(path)


def test_outputs_of_different_commands_are_refused(checked: Path, compared: Path) -> None:
    assert run(["diff", str(checked), str(compared)]) == 2
