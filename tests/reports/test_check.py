"""`check`: findings, their fingerprints, the baseline, and the forms that CI reads."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import fromstring

import jsonschema
import pytest

from crosscable.compare.checks import RULES, check
from crosscable.compare.findings import LEVELS, Finding
from crosscable.corpora import read
from crosscable.corpora.cable import Cable, Reference, Span
from crosscable.corpora.demo import demo_folder
from crosscable.corpora.errors import UsageError
from crosscable.reports import ci
from crosscable.reports.baseline import accepted, write_baseline
from crosscable.reports.cli.app import run
from crosscable.reports.file_lines import FileLines

EVIL = "]]></failure><x a='\x00\x1b[31m'>\u202e%0A::error::x\r\n|`*<script>"


@pytest.fixture(scope="module")
def cables() -> list[Cable]:
    return list(read(str(demo_folder())))


@pytest.fixture(scope="module")
def found(cables: list[Cable]) -> tuple[Finding, ...]:
    return check(cables)


def evil() -> Finding:
    span = Span(cable=EVIL, file=EVIL, paragraph=1, start=0, end=3, quote=EVIL, text=EVIL)
    return Finding("names/unreviewed", "warning", EVIL, (span,), "0" * 16)


def test_the_lost_text_of_the_demo_is_a_finding(found: tuple[Finding, ...]) -> None:
    assert any(f.rule == "reading/loss" and "09PORTOAMARO90109" in f.message for f in found)


def test_the_order_of_the_cables_changes_nothing(cables: list[Cable], found: tuple[Finding, ...]) -> None:
    assert check(cables[::-1]) == found


def test_fingerprints_are_unique(found: tuple[Finding, ...]) -> None:
    assert len({f.fingerprint for f in found}) == len(found)


def test_what_a_baseline_holds_is_not_reported_again(tmp_path: Path, found: tuple[Finding, ...]) -> None:
    write_baseline(tmp_path / "b.json", found)
    assert accepted(tmp_path / "b.json") == {f.fingerprint for f in found}


@pytest.mark.parametrize(
    "text", ["", "{}", '{"format": "other"}', '{"format": "crosscable/baseline/1"}\n{"a": 1}', "\x00"]
)
def test_a_damaged_baseline_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(text, encoding="utf-8")
    if not text:
        assert accepted(path) == frozenset()
        return
    with pytest.raises(UsageError, match=r"b\.json:\d"):
        accepted(path)


def test_exit_codes_follow_the_level(tmp_path: Path) -> None:
    arguments = ["check", str(demo_folder()), "-o", str(tmp_path / "out")]
    assert run(arguments) == 1
    assert run([*arguments, "--fail-on", "error"]) == 0
    baseline = ["--baseline", str(tmp_path / "b.json")]
    assert run([*arguments, *baseline, "--update-baseline"]) == 0
    assert run([*arguments, *baseline]) == 0


def test_updating_no_baseline_is_a_usage_error() -> None:
    assert run(["check", str(demo_folder()), "--update-baseline"]) == 2


def test_sarif_names_every_rule_and_keeps_the_fingerprints(found: tuple[Finding, ...]) -> None:
    log = json.loads(json.dumps(ci.sarif(found)))
    driver = log["runs"][0]["tool"]["driver"]
    assert {rule["id"] for rule in driver["rules"]} == set(RULES)
    prints = [result["partialFingerprints"]["crosscable/v1"] for result in log["runs"][0]["results"]]
    assert prints == [f.fingerprint for f in found]


def test_junit_is_well_formed_whatever_a_cable_holds() -> None:
    suite = fromstring(ci.junit([evil()]))[0]  # noqa: S314 - our own output
    assert suite.get("failures") == "1"
    assert suite.get("tests") == str(len(suite)) == str(len(RULES))
    assert "\x1b" not in "".join(suite.itertext())


def test_a_workflow_command_stays_one_line() -> None:
    lines = ci.github([evil()])
    assert len(lines) == 1
    assert "\n" not in lines[0]
    assert "\r" not in lines[0]
    assert lines[0].startswith("::warning file=")


def test_annotations_say_how_many_are_not_shown() -> None:
    many = [Finding("reading/loss", level, str(n), (), f"{n:016x}") for level in LEVELS for n in range(25)]
    lines = ci.github(many)
    for command in ("notice", "warning", "error"):
        assert sum(line.startswith(f"::{command} ") for line in lines) == ci.MOST_ANNOTATIONS
    assert f"{75 - 29} more" in lines[-1]


def test_the_summary_stays_below_its_limit() -> None:
    many = [Finding("reading/loss", "warning", "x" * 1000, (), f"{n:016x}") for n in range(2000)]
    lines = ci.summary(many)
    assert sum(len(line.encode()) + 1 for line in lines) < 1 << 20
    assert lines[-1].endswith("more")


# What SARIF 2.1.0 asks of the parts that we write (sections 3.13 to 3.30 of the standard), and nothing that it forbids.
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/run"}},
    },
    "$defs": {
        "text": {
            "type": "object",
            "required": ["text"],
            "additionalProperties": False,
            "properties": {"text": {"type": "string", "minLength": 1}},
        },
        "run": {
            "type": "object",
            "required": ["tool", "results"],
            "additionalProperties": False,
            "properties": {
                "tool": {"required": ["driver"], "properties": {"driver": {"$ref": "#/$defs/driver"}}},
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
            },
        },
        "driver": {
            "required": ["name"],
            "properties": {
                "rules": {
                    "type": "array",
                    "uniqueItems": True,
                    "items": {
                        "required": ["id"],
                        "additionalProperties": False,
                        "properties": {
                            "id": {"type": "string"},
                            "shortDescription": {"$ref": "#/$defs/text"},
                            "defaultConfiguration": {
                                "properties": {"level": {"enum": ["none", "note", "warning", "error"]}}
                            },
                        },
                    },
                }
            },
        },
        "result": {
            "type": "object",
            "required": ["message"],
            "additionalProperties": False,
            "properties": {
                "ruleId": {"type": "string"},
                "level": {"enum": ["none", "note", "warning", "error"]},
                "message": {"$ref": "#/$defs/text"},
                "locations": {"type": "array", "items": {"$ref": "#/$defs/location"}},
                "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
            },
        },
        "location": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "physicalLocation": {
                    "required": ["artifactLocation"],
                    "additionalProperties": False,
                    "properties": {
                        "artifactLocation": {"properties": {"uri": {"type": "string", "pattern": "^[!-~]+$"}}},
                        "region": {
                            "additionalProperties": False,
                            "properties": {
                                "startLine": {"type": "integer", "minimum": 1},
                                "charOffset": {"type": "integer", "minimum": 0},
                                "charLength": {"type": "integer", "minimum": 0},
                                "snippet": {"properties": {"text": {"type": "string"}}},
                            },
                        },
                    },
                },
                "logicalLocations": {"type": "array", "items": {"properties": {"name": {"type": "string"}}}},
            },
        },
    },
}


def test_sarif_is_built_as_the_standard_asks(found: tuple[Finding, ...], cables: list[Cable]) -> None:
    for log in (ci.sarif(found, FileLines(cables)), ci.sarif([evil()]), ci.sarif([])):
        jsonschema.validate(json.loads(json.dumps(log)), SARIF)


def test_lines_lead_to_the_words_that_are_quoted(found: tuple[Finding, ...], cables: list[Cable]) -> None:
    lines = FileLines(cables)
    told = [(span, line) for finding in found for span in finding.spans if (line := lines.line(span)) is not None]
    assert told
    for span, line in told:
        text = Path(span.file).read_bytes().decode("utf-8", "replace")
        assert span.quote.split("\n")[0].strip() in re.split("\r\n|\r|\n", text)[line - 1]


def test_records_inside_a_file_have_its_name_and_no_line(cables: list[Cable]) -> None:
    span = next(cable.span(0, 5) for cable in cables if "#" in cable.witness.name)
    finding = Finding("reading/loss", "warning", "x", (span,), "0" * 16)
    (location,) = ci.sarif([finding], FileLines(cables))["runs"][0]["results"][0]["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"].endswith("cables.csv")
    assert "region" not in location["physicalLocation"]
    assert "line=" not in ci.github([finding], FileLines(cables))[0]


def reference(number: str, bullet: str | None = None) -> Reference:
    return Reference("cable", number, bullet, number)


@pytest.mark.parametrize(
    ("number", "rules"),
    [
        ("05DRAVIK90418", {"reference/impossible"}),  # itself
        ("06SELVANE91602", {"reference/impossible", "reference/dangling"}),
        ("05SELVANE91602", {"reference/dangling"}),
        ("66SELVANE91602", {"reference/dangling"}),
        ("59SELVANE91602", {"reference/dangling"}),
    ],
)
def test_a_cable_cites_neither_itself_nor_a_later_year(cables: list[Cable], number: str, rules: set[str]) -> None:
    (cable,) = [cable for cable in cables if cable.name == "05DRAVIK90418"]
    told = check([replace(cable, references=(reference(number),))])
    assert {finding.rule for finding in told if finding.rule.startswith("reference/")} == rules


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("As told in refs A and B, nothing moved.", ""),
        ("As told (REF C), nothing moved.", "C"),
        ("Told in ref A, P/E says.", ""),
        ("Reftel D and Refs A, E said so.", "DE"),
        ("See ref. A minister said so in Ref A's report.", ""),
        ("REFORM A and PREF Z are words.", ""),
    ],
)
def test_a_letter_that_the_list_lacks_is_a_finding(cables: list[Cable], text: str, letters: str) -> None:
    cable = next(cable for cable in cables if cable.paragraphs)
    first = replace(cable.paragraphs[0], text=text)
    listed = (reference("05SELVANE1", "A"), reference("05SELVANE2", "B"))
    told = check([replace(cable, references=listed, paragraphs=(first,), sent=None)])
    found = [finding.message for finding in told if finding.rule == "reference/unlisted"]
    assert found == [f"{cable.name} cites reference {letter}, but lists A, B" for letter in letters]


@pytest.mark.parametrize("asked", ["md", "md=", "paper=x", "=x"])
def test_also_wants_a_format_and_a_file(asked: str) -> None:
    assert run(["check", str(demo_folder()), "--also", asked]) == 2
