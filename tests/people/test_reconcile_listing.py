from __future__ import annotations

import json

import pytest

from crosscable.compare.decision_file import append
from crosscable.compare.decisions import decide_names
from crosscable.reports.cli.app import run

OPENING = "FM AMEMBASSY DRAVIK\nTO SECSTATE WASHDC\nUNCLAS DRAVIK {number:06}\n\nSUBJECT: A TEST\n\n1. (U) {text}\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("CROSSCABLE_NO_CACHE", "1")
    cables = tmp_path / "cables"
    cables.mkdir()
    texts = [
        "MFA Lowland Affairs Section Head Igor Levtchenko told us so. Levtchenko left the Culture Ministry.",
        "MFA Lowland Affairs Section Head Igor Levchenko agreed with Minister Duarte Quental.",
    ]
    for number, text in enumerate(texts, 1):
        (cables / f"{number}.txt").write_text(OPENING.format(number=number, text=text), encoding="utf-8")
    return cables


def rows(capsys, *arguments):
    assert run(["names", "list", *map(str, arguments)]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_rows_hold_what_is_promised(folder, capsys):
    found = rows(capsys, folder, "--format", "jsonl")
    assert [row["preferred"] for row in found] == ["Duarte Quental", "Igor Levchenko"]
    for row in found:
        assert set(row) == {
            *("person", "preferred", "kind", "forms", "roles", "posts", "years", "decided", "why", "probably")
        }
        for form in row["forms"]:
            assert form["count"] == len(form["mentions"])
            for mention in form["mentions"]:
                source = (folder / mention["file"].rsplit("/", 1)[-1]).read_text(encoding="utf-8")
                assert source[mention["start"] : mention["end"]] == mention["quote"] == form["form"]
                assert mention["paragraph"] == 1


def test_one_value_of_json_holds_the_same_rows(folder, capsys):
    lines = rows(capsys, folder, "--format", "jsonl")
    assert rows(capsys, folder, "--format", "json") == [{"cables": 2, "persons": lines}]


def test_organisations_are_listed_when_asked_for(folder, capsys):
    assert [row["kind"] for row in rows(capsys, folder, "--format", "jsonl", "--kind", "organisation")] == [
        "organisation",
        "organisation",
    ]
    assert len(rows(capsys, folder, "--format", "jsonl", "--kind", "all")) == 4


def test_only_variants_and_only_frequent_names(folder, capsys):
    assert [r["person"] for r in rows(capsys, folder, "--format", "jsonl", "--variants")] == ["igor-levchenko"]
    assert [r["person"] for r in rows(capsys, folder, "--format", "jsonl", "--min-count", 2)] == ["igor-levchenko"]


def test_decisions_of_a_folder_are_used(folder, tmp_path, capsys):
    append(tmp_path, [decide_names("Igor Levtchenko", "Igor Levchenko", "different", by="ed", at="2024-05-01")])
    found = rows(capsys, folder, "--format", "jsonl", "--decisions", tmp_path)
    assert [row["preferred"] for row in found] == ["Duarte Quental", "Igor Levchenko", "Igor Levtchenko"]


def test_the_table_shows_spellings_roles_places_and_reasons(folder, capsys):
    assert run(["names", "list", str(folder), "--width", "200"]) == 0
    captured = capsys.readouterr()
    assert "Igor Levchenko [igor-levchenko]" in captured.out
    assert "  written: Igor Levchenko (1), Igor Levtchenko (1), Levtchenko (1)" in captured.out
    assert "  role: MFA Lowland Affairs Section Head" in captured.out
    assert "why: " in captured.out
    assert "2 cables" in captured.err


def test_a_missing_folder_is_told(tmp_path, capsys):
    assert run(["names", "list", str(tmp_path / "nowhere")]) == 3
    assert "no such file or folder" in capsys.readouterr().err
