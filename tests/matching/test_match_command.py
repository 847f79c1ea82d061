from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from crosscable.reports.cli.app import run

DEMO = str(Path(__file__).parents[2] / "corpora" / "demo" / "cables")


@pytest.fixture
def match(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def called(*arguments: str) -> tuple[int, str, str]:
        code = run(["match", *arguments])
        written = capsys.readouterr()
        return code, written.out, written.err

    return called


def test_jsonl_rows_hold_what_is_promised(match) -> None:
    code, out, err = match(DEMO, "--top", "3", "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert all(set(row) == {"cable", "related", "rank", "score", "why"} for row in rows)
    kinds = {reason["kind"] for row in rows for reason in row["why"]}
    assert kinds == {"term", "phrase", "subject", "tag", "date", "post", "reference"}
    assert [(row["cable"], row["rank"]) for row in rows] == sorted((row["cable"], row["rank"]) for row in rows)
    assert "every pair compared (exact)" in err


def test_one_cable_as_a_table_reads_in_words(match) -> None:
    code, out, _ = match(DEMO, "--of", "07DRAVIK90733", "--top", "2", "--width", "100")
    assert code == 0
    assert out.startswith("07DRAVIK90733, 2007-10-18, Embassy Dravik\n")
    assert "758 days earlier" in out
    assert "both from Embassy Dravik" in " ".join(out.split())
    assert all(len(line) <= 100 for line in out.splitlines())


@pytest.mark.parametrize("format", ["json", "csv", "md"])
def test_every_format_holds_every_row(match, format: str) -> None:
    _, lines, _ = match(DEMO, "--top", "2", "--format", "jsonl")
    _, out, _ = match(DEMO, "--top", "2", "--format", format)
    expected = len(lines.splitlines())
    if format == "json":
        assert len(json.loads(out)["matches"]) == expected
    elif format == "csv":
        assert len(list(csv.DictReader(io.StringIO(out)))) == expected
    else:
        assert sum(line.startswith(("| 1 |", "| 2 |")) for line in out.splitlines()) == expected


@pytest.mark.parametrize("view", [(), ("--threads",), ("--reuse",)])
def test_an_id_may_be_written_with_spaces_or_in_small_letters(match, view) -> None:
    compact = match(DEMO, *view, "--of", "07GENEVA97412", "--format", "jsonl")
    assert compact[0] == 0
    assert match(DEMO, *view, "--of", "07 geneva 97412", "--format", "jsonl")[1] == compact[1]


def test_min_score_leaves_out_the_weak(match) -> None:
    _, out, _ = match(DEMO, "--min-score", "0.9", "--format", "jsonl")
    assert out
    assert all(json.loads(line)["score"] >= 0.9 for line in out.splitlines())


def test_ignored_references_are_no_reason(match) -> None:
    _, out, _ = match(DEMO, "--ignore-references", "--format", "jsonl")
    assert out
    assert '"reference"' not in out


def test_only_the_chosen_cables_are_matched(match) -> None:
    _, out, _ = match(DEMO, "--post", "DRAVIK", "--since", "2006", "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert rows
    assert all("DRAVIK" in row["cable"] and "DRAVIK" in row["related"] for row in rows)


@pytest.mark.parametrize("format", ["table", "json", "jsonl", "csv", "md"])
@pytest.mark.parametrize("view", ["--threads", "--reuse"])
def test_threads_and_reuse_in_every_format(match, view: str, format: str) -> None:
    code, out, _ = match(DEMO, view, "--format", format)
    assert code == 0
    assert "07GENEVA97412" in out


def test_an_index_is_built_and_asked_again_without_the_cables(match, tmp_path: Path) -> None:
    folder = str(tmp_path / "index")
    asked = ("--index", folder, "--of", "09SELVANE92410", "--format", "jsonl")
    first, second = match(DEMO, *asked), match(*asked)
    assert first[:2] == second[:2]
    assert json.loads(second[1].splitlines()[0])["related"] == "06SELVANE91790"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((DEMO, "--of", "07NOWHERE1"), 2, "no cable 07NOWHERE1"),
        ((DEMO, "--threads", "--of", "07NOWHERE1"), 2, "no cable 07NOWHERE1"),
        ((DEMO, "--threads", "--reuse"), 2, "two different views"),
        ((), 2, "no cables given"),
        ((DEMO, "--prefer", "tomorrow"), 2, "tomorrow"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(match, arguments, code: int, message: str) -> None:
    ended, out, err = match(*arguments)
    assert (ended, out) == (code, "")
    assert message in err
