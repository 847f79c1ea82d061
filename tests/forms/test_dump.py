"""The dump: every row as the csv module reads it, damage refused alone, memory of one row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscable.corpora import read
from crosscable.corpora.errors import InputError
from crosscable.corpora.forms import dump
from crosscable.corpora.forms.found import PLAIN

Write = Callable[[str, "str | bytes"], Path]
BODIES = st.text(alphabet='ab ,"\\\n\r¶é1/', max_size=60)


def written(bodies: list[str], *, doubled: bool = False) -> str:
    stream = io.StringIO(newline="")
    escape = {} if doubled else {"escapechar": "\\", "doublequote": False}
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n", **escape)  # type: ignore[arg-type]
    for number, body in enumerate(bodies, 1):
        writer.writerow(
            (
                number,
                f"3/{number % 27 + 1}/2008 15:12",
                f"08ZUBRAVA{number}",
                "Embassy Zubrava",
                "SECRET",
                "",
                "FM",
                body,
            )
        )
    return stream.getvalue()


def bodies(content: bytes) -> tuple[list[str], list[str]]:
    refused: list[InputError] = []
    cables = dump.find_dump(io.BytesIO(content), "d.csv", PLAIN, refused.append)
    return [found.read().source for found in cables], [str(error) for error in refused]


@given(st.lists(BODIES, min_size=1, max_size=6))
def test_reads_what_was_written(texts: list[str]) -> None:
    assert bodies(written(texts).encode()) == (texts, [])


@given(st.lists(st.text(alphabet='ab ,"\n', max_size=30), min_size=1, max_size=5))
def test_reads_doubled_quotation_marks(texts: list[str]) -> None:
    texts = ['first "quoted" body', *texts]  # the first row with a mark inside decides
    assert bodies(written(texts, doubled=True).encode()) == (texts, [])


@pytest.mark.parametrize("block", [1, 7, 64, 65, 300, 1 << 20])
def test_rows_do_not_depend_on_how_the_file_is_cut_into_blocks(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    content = written([f"body {number}\nof two lines" for number in range(40)]).encode()
    monkeypatch.setattr(dump, "_BLOCK", block)
    found = list(dump.rows(io.BytesIO(content)))
    assert [line for line, _ in found] == [1 + 2 * number for number in range(40)]
    assert b"".join(chunk for _, chunk in found) == content


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda row: row.replace('"FM"', '"FM'), "column 7 has no closing quotation mark in its place"),
        (lambda row: row.replace('"SECRET",', ""), "it has 7 columns instead of 8"),
        (lambda row: row.replace('"FM"', '"FM","more"'), "it has 9 columns instead of 8"),
        (lambda row: row[: len(row) // 2] + "\n", "no closing quotation mark"),
        (lambda row: row.rstrip("\n") + 'stray"\n', "no closing quotation mark"),
    ],
)
def test_a_damaged_row_is_refused_alone_with_its_line(damage: Callable[[str], str], reason: str) -> None:
    rows = [written([f"body of row {number}"]).replace("08ZUBRAVA1", f"08ZUBRAVA{number}") for number in (1, 2, 3)]
    rows[1] = damage(rows[1])
    texts, refused = bodies("".join(rows).encode())
    assert texts == ["body of row 1", "body of row 3"]
    assert len(refused) == 1
    assert refused[0].startswith("d.csv, line 2: row refused")
    assert reason in refused[0]


def test_a_cable_that_quotes_another_dump_stays_whole() -> None:
    quoted = 'see \n12055,11/12/2003 16:26,03ZUBRAVA1,"Embassy Zubrava",SECRET\nend'
    assert bodies(written([quoted, "next"]).encode()) == ([quoted, "next"], [])


def test_a_bare_telegram_that_quotes_a_row_is_no_dump(telegram_text: str, write: Write) -> None:
    text = telegram_text.replace("QUILL", written(["of another cable"]) + "QUILL")
    [cable] = read(write("bare.txt", text))
    assert cable.witness.form == "telegram"
    assert cable.source == text


def test_a_dump_whose_first_row_is_damaged_is_one(write: Write) -> None:
    refused: list[InputError] = []
    content = '"1","damaged\n' + "lines of its body\n" * 20 + written(["body"])
    cables = list(read(write("d.csv", content), on_refused=refused.append))
    assert [cable.source for cable in cables] == ["body"]
    assert len(refused) == 1


def test_a_row_longer_than_any_cable_is_refused_without_being_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dump, "LONGEST_ROW", 5_000)
    monkeypatch.setattr(dump, "_BLOCK", 1_000)
    texts, refused = bodies(written(["first", "x" * 40_000, "third"]).encode())
    assert texts == ["first", "third"]
    assert len(refused) == 1
    assert "line 2" in refused[0]
    sizes = [len(chunk) for _, chunk in dump.rows(io.BytesIO(written(["a", "x" * 40_000, "b"]).encode()))]
    assert max(sizes) <= 7_000


@pytest.mark.parametrize(
    "lead",
    ["", "\ufeff", "id,date,reference,origin,classification,references,header,body\n", '"id","date","reference"\n'],
)
def test_a_byte_order_mark_or_column_names_may_stand_first(lead: str) -> None:
    assert bodies((lead + written(["one", "two"])).encode()) == (["one", "two"], [])


def test_what_stands_before_the_first_row_is_refused(write: Write) -> None:
    for junk in ("junk before\n", '"a","b","c","d","e","f","g","h"\n'):
        refused: list[InputError] = []
        cables = list(read(write("d.csv", junk + written(["one"])), on_refused=refused.append))
        assert [cable.source for cable in cables] == ["one"]
        assert "line 1" in str(refused[0])


def test_a_row_in_another_encoding_is_read_by_itself() -> None:
    content = written(["plain"]).encode() + written(["caf\xe9 talks in the harbor caf\xe9"]).encode("cp1252")
    assert bodies(content) == (["plain", "caf\xe9 talks in the harbor caf\xe9"], [])
