"""Verdicts on findings: kept as data, honoured by the comparison, void when text or rule changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscable.compare.comparison import compare
from crosscable.compare.decision_file import read_decisions
from crosscable.corpora import read
from crosscable.corpora.cable import Cable
from crosscable.corpora.demo import demo_folder
from crosscable.reports.cli.app import run
from crosscable.reports.story import tell


@pytest.fixture(scope="module")
def pair() -> tuple[Cable, Cable]:
    cables = {cable.name: cable for cable in read(str(demo_folder()))}
    return cables["06SELVANE91877"], cables["08SELVANE92055"]


@pytest.fixture(scope="module")
def first(pair: tuple[Cable, Cable]) -> str:
    return compare(*pair).shifts[0].fingerprint


def verdict(folder: Path, *arguments: str) -> int:
    return run(["verdict", *arguments, "--decisions", str(folder), "--by", "reader"])


def test_a_rejected_finding_is_not_shown_again(tmp_path: Path, pair: tuple[Cable, Cable], first: str) -> None:
    assert verdict(tmp_path, first, "reject", "--why", "two speakers") == 0
    comparison = compare(*pair, decisions=read_decisions(tmp_path))
    assert first not in {shift.fingerprint for shift in comparison.shifts}
    assert comparison.rejected == 1


def test_a_withdrawn_verdict_no_longer_holds(tmp_path: Path, pair: tuple[Cable, Cable], first: str) -> None:
    verdict(tmp_path, first, "reject")
    verdict(tmp_path, first, "withdrawn")
    assert compare(*pair, decisions=read_decisions(tmp_path)).rejected == 0


def test_a_reworded_finding_is_told_in_the_new_words(tmp_path: Path, pair: tuple[Cable, Cable], first: str) -> None:
    verdict(tmp_path, first, "reword", "--text", "The outlook darkens.")
    story = tell(compare(*pair, decisions=read_decisions(tmp_path)))
    told = {shift.fingerprint: shift for _, shifts in story.shifts for shift in shifts}
    assert told[first].why == "The outlook darkens."
    assert "reword by reader" in told[first].headline


@pytest.mark.parametrize(
    "arguments",
    [("xyz", "keep"), ("0" * 16, "maybe"), ("0" * 16, "reword"), ("0" * 16, "keep", "--text", "new")],
)
def test_a_verdict_that_makes_no_sense_is_refused_and_nothing_written(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    assert verdict(tmp_path, *arguments) == 2
    assert list(tmp_path.iterdir()) == []
