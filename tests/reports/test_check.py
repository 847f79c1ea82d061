"""`check`: findings, their fingerprints, the baseline, and the forms that CI reads."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from crosscable.compare.checks import RULES, check
from crosscable.compare.findings import Finding
from crosscable.corpora import read
from crosscable.corpora.cable import Cable, Span
from crosscable.corpora.demo import demo_folder
from crosscable.corpora.errors import UsageError
from crosscable.reports import ci
from crosscable.reports.baseline import accepted, write_baseline
from crosscable.reports.cli.app import run

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
    assert "\x1b" not in "".join(suite.itertext())


def test_a_workflow_command_stays_one_line() -> None:
    lines = ci.github([evil()])
    assert len(lines) == 1
    assert "\n" not in lines[0]
    assert "\r" not in lines[0]
    assert lines[0].startswith("::warning file=")


def test_annotations_say_how_many_are_not_shown() -> None:
    many = [Finding("reading/loss", "warning", str(n), (), f"{n:016x}") for n in range(25)]
    lines = ci.github(many)
    assert len(lines) == ci.MOST_ANNOTATIONS + 1
    assert "15 more" in lines[-1]


def test_the_summary_stays_below_its_limit() -> None:
    many = [Finding("reading/loss", "warning", "x" * 1000, (), f"{n:016x}") for n in range(2000)]
    lines = ci.summary(many)
    assert sum(len(line.encode()) + 1 for line in lines) < 1 << 20
    assert lines[-1].endswith("more")
