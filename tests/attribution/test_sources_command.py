from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from crosscable.corpora.cable import Cable
from crosscable.reports.cli.app import run

ROW = ["speaker", "cue", "content", "resolved", "person", "kind", "addressee", "protected", "cue_class", "rule"]


@pytest.fixture
def corpus(telegram: Callable[..., Cable], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CROSSCABLE_NO_CACHE", "1")
    texts = [
        ("Minister Ilva Tarn told us the ferry sank, noting that it was old. Experts agreed.", 1),
        ("Minister Ilva Tarn (strictly protect) said the ferry was safe.", 2),
    ]
    for text, number in texts:
        (tmp_path / f"{number}.txt").write_text(telegram(text, number=number).source, encoding="utf-8")
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["sources", *arguments]) == 0
    return capsys.readouterr().out


def test_jsonl_rows_are_as_promised_and_quote_the_file(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [json.loads(line) for line in printed(capsys, str(corpus), "--format", "jsonl").splitlines()]
    assert all(list(row) == ROW for row in rows)
    assert [row["cue"]["quote"] for row in rows] == ["told us", "noting", "agreed", "said"]
    source = (corpus / "1.txt").read_text(encoding="utf-8")
    assert source[rows[0]["speaker"]["start"] : rows[0]["speaker"]["end"]] == "Minister Ilva Tarn"
    assert rows[0]["person"] == rows[1]["person"] == rows[3]["person"] is not None


def test_one_source_is_chosen_by_words_of_its_name(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = printed(capsys, str(corpus), "--source", "tarn", "--format", "jsonl").splitlines()
    assert len(rows) == 3


def test_what_was_told_to_us_takes_in_what_was_said_on_the_same_occasion(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [json.loads(line) for line in printed(capsys, str(corpus), "--told-us", "--format", "jsonl").splitlines()]
    assert [row["cue"]["quote"] for row in rows] == ["told us", "noting"]


def test_the_table_has_one_line_a_source_with_the_most_quoted_first(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = printed(capsys, str(corpus), "--width", "120").splitlines()
    assert lines[2].split()[:7] == ["Ilva", "Tarn", "[protect]", "person", "3", "2", "2"]


def test_csv_and_json_hold_the_same_statements(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = list(csv.DictReader(io.StringIO(printed(capsys, str(corpus), "--format", "csv"))))
    value = json.loads(printed(capsys, str(corpus), "--format", "json"))
    assert [row["cue"] for row in table] == [row["cue"]["quote"] for row in value["statements"]]
    assert value["sources"][0]["statements"] == 3


@pytest.mark.parametrize("format", ["table", "md", "csv", "json", "jsonl"])
def test_the_same_input_gives_the_same_bytes(corpus: Path, capsys: pytest.CaptureFixture[str], format: str) -> None:
    arguments = (str(corpus), "--statements", "--format", format)
    assert printed(capsys, *arguments) == printed(capsys, *arguments)
