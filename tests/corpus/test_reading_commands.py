"""`read`, `show` and `cache`: what they print, on which stream, and how they end."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from crosscable.reports.cli.app import run

Write = Callable[[str, "str | bytes"], Path]
Telegram = Callable[..., str]


@pytest.fixture
def folder(write: Write, telegram: Telegram) -> Path:
    for number in (1, 2, 3, 4):
        write(f"cables/{number}.txt", telegram(number, day=number))
    return write("cables/5.html", f"<html><pre>{telegram(5, post='PORTOAMARO')}</pre></html>").parent


def rows(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_read_gives_a_line_for_each_cable(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(folder), "--format", "jsonl"]) == 0
    found = rows(capsys)
    assert [row["id"] for row in found] == ["08ZUBRAVA1", "08ZUBRAVA2", "08ZUBRAVA3", "08ZUBRAVA4", "08PORTOAMARO5"]
    assert found[0]["sent"] == "2008-03-01T15:12:00Z"
    assert found[0]["tags"] == ["PREL", "ECON", "XX"]
    assert found[0]["subject"] == "TOLLS ON THE RIVER"


def test_read_of_its_own_lines_prints_the_same_bytes(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["read", str(folder), "--format", "jsonl", "-o", str(tmp_path / "first.jsonl")]) == 0
    assert run(["read", str(tmp_path / "first.jsonl"), "--format", "jsonl"]) == 0
    assert capsys.readouterr().out == (tmp_path / "first.jsonl").read_text(encoding="utf-8")


def test_read_json_is_one_array(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(folder), "--format", "json", "--until", "2008-03-02"]) == 0
    assert [row["id"] for row in json.loads(capsys.readouterr().out)] == ["08ZUBRAVA1", "08ZUBRAVA2"]
    assert run(["read", str(folder), "--format", "json", "--since", "2009"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_read_table_lists_the_cables_within_the_window(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(folder), "--width", "80"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[-1] == "5 cables (1 page, 4 telegram)"
    assert any(line.startswith("08PORTOAMARO5") and "2008-03-07" in line for line in lines)


def test_read_of_one_cable_tells_its_facts_and_paragraphs(
    write: Write, telegram: Telegram, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["read", str(write("one.txt", telegram(1)))]) == 0
    out = capsys.readouterr().out
    assert "Subject        TOLLS ON THE RIVER" in out
    assert "¶1 (C) Malik spoke." in out


def test_read_markdown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(folder), "--format", "md"]) == 0
    out = capsys.readouterr().out
    assert "| 08ZUBRAVA1 | 2008-03-01 | CONFIDENTIAL//SIPDIS | 2 |" in out


@pytest.mark.parametrize("bad", ["missing.txt", "empty.txt", "image.png", "nothing", "words.txt"])
def test_what_cannot_be_read_is_told_in_a_line_and_the_rest_is_read(
    bad: str, folder: Path, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write("empty.txt", b"")
    write("image.png", b"\x89PNG\r\n\x1a\n")
    write("words.txt", b"too few words")
    (tmp_path / "nothing").mkdir()
    assert run(["read", str(tmp_path / bad), str(folder), "--format", "jsonl"]) == 3
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 5
    assert len(captured.err.splitlines()) == 1
    assert captured.err.startswith(f"refused: {tmp_path / bad}: ")


def test_strict_stops_at_the_first_refusal(folder: Path, write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write("cables/0.png", b"\x89PNG\r\n\x1a\n")
    assert run(["read", str(folder), "--strict"]) == 3
    captured = capsys.readouterr()
    assert not captured.out
    assert "PNG" in captured.err


def test_read_from_standard_input(
    telegram: Telegram, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(telegram(9).encode())))
    assert run(["read", "-", "--format", "jsonl"]) == 0
    [row] = rows(capsys)
    assert row["id"] == "08ZUBRAVA9"
    assert row["witness"]["name"] == "-"  # type: ignore[index]


def test_a_switched_off_repair_is_not_made(
    write: Write, telegram: Telegram, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(write("one.txt", telegram(1, words="The GOC,s view. Malik didn,t speak.")))
    assert run(["read", path, "--show-repairs"]) == 0
    out = capsys.readouterr().out
    assert "comma-for-apostrophe" in out
    assert "GOC[-,-]{+'+}s view" in out
    assert run(["read", path, "--format", "jsonl", "--no-repair", "comma-for-apostrophe"]) == 0
    assert "GOC,s view" in str(rows(capsys)[0]["text"])
    assert run(["read", path, "--format", "jsonl", "--repairs", "none"]) == 0
    [row] = rows(capsys)
    assert "GOC,s view" in str(row["text"])
    assert row["repairs"] == []


def test_an_unknown_repair_is_answered_with_the_nearest(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(folder), "--no-repair", "comma-for-apostrofe"]) == 2
    assert "did you mean comma-for-apostrophe?" in capsys.readouterr().err


def test_the_year_dates_what_nothing_else_dates(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    path = write("part.txt", "UNCLAS ZUBRAVA 000012\n\nE.O. 12958: N/A\nREF: ZUBRAVA 7\n\n¶1. (U) Malik spoke.\n")
    assert run(["read", str(path), "--format", "jsonl", "--year", "1999"]) == 0
    [row] = rows(capsys)
    assert row["id"] == "99ZUBRAVA12"
    assert row["references"][0]["id"] == "99ZUBRAVA7"  # type: ignore[index]


def test_show_prints_a_paragraph_as_read_and_as_filed(
    write: Write, telegram: Telegram, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(write("c/one.txt", telegram(1, words="Malik said\nthat the GOC,s dredgers were late.")))
    assert run(["show", "08ZUBRAVA1¶1", "--corpus", path]) == 0
    assert capsys.readouterr().out == "¶1 (C) Malik said that the GOC[-,-]{+'+}s dredgers were late.\n"
    assert run(["show", "08 Zubrava 1:1", "--corpus", path, "--as-filed"]) == 0
    assert capsys.readouterr().out == "Malik said\nthat the GOC,s dredgers were late.\n"


def test_show_cites_as_in_frus_and_as_csl(write: Write, telegram: Telegram, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(write("one.txt", telegram(412)))
    assert run(["show", f"{path}:1", "--cite", "frus"]) == 0
    assert capsys.readouterr().out == "Embassy Zubrava to State, telegram 412, March 7, 2008, ¶1\n"
    assert run(["show", path, "--cite", "csl"]) == 0
    [item] = json.loads(capsys.readouterr().out)
    assert item["number"] == "412"
    assert item["issued"] == {"date-parts": [[2008, 3, 7]]}
    assert "locator" not in item


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["show", "08ZUBRAVA8", "--corpus", "{folder}"], "did you mean 08ZUBRAVA"),
        (["show", "08ZUBRAVA1¶9", "--corpus", "{folder}"], "its paragraphs end with ¶1"),
        (["show", "08ZUBRAVA1"], "--corpus"),
        (["show", "{folder}"], "holds 5 cables where one is asked for"),
        (["read", "{folder}", "--since", "last week"], "is no day"),
        (["read", "{folder}", "--repairs", "some"], "all or none"),
    ],
)
def test_a_request_that_cannot_be_carried_out_ends_with_2(
    arguments: list[str], reason: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([argument.replace("{folder}", str(folder)) for argument in arguments]) == 2
    captured = capsys.readouterr()
    assert reason in captured.err
    assert len(captured.err.strip().splitlines()) == 1
    assert not captured.out


def test_the_store_tells_what_it_holds_and_can_be_emptied(
    folder: Path, own_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["cache", "info"]) == 0
    assert "nothing" in capsys.readouterr().out
    run(["read", str(folder)])
    capsys.readouterr()
    assert run(["cache", "info"]) == 0
    out = capsys.readouterr().out
    assert str(own_store) in out
    assert "5 cables of 5 files" in out
    assert run(["cache", "clear"]) == 0
    assert not list(own_store.iterdir())


def test_no_cache_keeps_nothing(folder: Path, own_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(folder), "--no-cache", "--format", "jsonl"]) == 0
    without = capsys.readouterr().out
    assert not list(own_store.iterdir())
    assert run(["read", str(folder), "--format", "jsonl"]) == 0
    assert capsys.readouterr().out == without


def test_hidden_files_of_a_folder_are_left_out(folder: Path, write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write("cables/.DS_Store", b"\0\0\0\1Bud1")
    write("cables/.git/config", b"[core]")
    assert run(["read", str(folder)]) == 0


def test_control_characters_of_a_cable_are_shown_and_not_obeyed(
    write: Write, telegram: Telegram, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(write("one.txt", telegram(1, words="Malik \x1b]0;title\x07spoke \u202ebackwards\u202c.")))
    for arguments in (["read", path], ["read", path, "--show-repairs"], ["show", path], ["show", path, "--as-filed"]):
        assert run(arguments) == 0
        out = capsys.readouterr().out
        assert "\x1b" not in out
        assert "\u202e" not in out
