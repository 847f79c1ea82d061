"""Sheets: nothing runs, nothing turns into a number, everything can be read back."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscable.corpora.demo import demo_folder
from crosscable.corpora.tabular import Table
from crosscable.reports.cli.app import run
from crosscable.reports.machine.sheets import Form, plain_text, sheet
from crosscable.reports.terminal.tables import visible

FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://hostile.example","click")',
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\t=1+1",
    "\n=1+1",
    " =1+1",
    '"=1+1"',
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "%0A=1",
    "|calc",
    "'=1+1",
    "''=1+1",
)
NUMBERS = (
    *("09E1", "1E5", "007", "3.50", "1,000", "1-2", "1/2", "12%", "$4.25", ".5", "1975"),
    *("2007-09-26", "SEP 07", "MAR1", "5 May", "26 September 2007", "10:30", "TRUE"),
)
WORDS = ("09MOSCOW1273", "the end", "", "May", "E1", "a=b", "don't", "marching 5", "Septel", "5 mayors")


def _read(lines: list[str], form: Form) -> list[list[str]]:
    """The other program: joins the lines, takes quotes and apostrophes off."""
    text = "\n".join(lines) + "\n"
    return [
        [plain_text(cell) for cell in row]
        for row in csv.reader(io.StringIO(text, newline=""), delimiter="\t" if form == "tsv" else ",")
    ]


def _cell(text: str, form: Form = "csv") -> str:
    lines = list(sheet(Table("rows", ("a", "b"), ((text, "x"),)), form))
    return next(
        iter(
            list(
                csv.reader(io.StringIO("\n".join(lines) + "\n", newline=""), delimiter="\t" if form == "tsv" else ",")
            )[1:]
        )
    )[0]


@pytest.mark.parametrize("form", ["csv", "tsv"])
@pytest.mark.parametrize("text", [*FORMULAS, *NUMBERS])
def test_a_text_that_a_spreadsheet_would_act_on_has_an_apostrophe_in_front(text: str, form: Form) -> None:
    cell = _cell(text, form)
    assert cell.startswith("'")
    assert plain_text(cell) == visible(text)


@pytest.mark.parametrize("text", WORDS)
def test_words_stay_as_they_are(text: str) -> None:
    assert _cell(text) == text


def test_numbers_days_and_nothing_are_written_as_such() -> None:
    row = (-0.25, 3, True, False, None, date(2007, 9, 26), datetime(2007, 9, 26, 14, 2, tzinfo=UTC))
    lines = list(sheet(Table("rows", tuple("abcdefg"), (row,)), "csv"))
    assert lines == ["a,b,c,d,e,f,g", "-0.25,3,true,false,,2007-09-26,2007-09-26T14:02:00+00:00"]


@given(
    st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2), max_size=6),
    st.sampled_from(["csv", "tsv"]),
)
def test_a_sheet_reads_back_as_it_was(rows: list[list[str]], form: Form) -> None:
    table = Table("rows", ("one", "two"), tuple(map(tuple, rows)))
    back = _read(list(sheet(table, form)), form)
    assert back == [["one", "two"], *([visible(cell) for cell in row] for row in rows)]


def test_control_characters_are_written_out() -> None:
    assert _cell("\r=1+1") == "\\x0d=1+1"
    assert _cell("a\x1b]8;;http://x\x07b\x00\u202e") == "a\\x1b]8;;http://x\\x07b\\x00\\u202e"


PATH = str(demo_folder())
SHEETS = {
    "match": ("match", PATH),
    "threads": ("match", PATH, "--threads"),
    "reuse": ("match", PATH, "--reuse"),
    "names list": ("names", "list", PATH),
    "sources": ("sources", PATH),
    "track": ("track", PATH, "--topic", "canal"),
    "check": ("check", PATH, "--fail-on", "never"),
    **{
        f"compare {rows}": ("compare", "06SELVANE91877", "08SELVANE92055", "--corpus", PATH, "--rows", rows)
        for rows in ("shifts", "passages", "people", "sources")
    },
}
HEADERS = {
    "match": "cable,related,rank,score,sent,related_sent,subject,related_subject,why",
    "names list": "person,preferred,kind,form,count,cables,first,last,roles,decided,why,probably",
    "sources": "cable,sent,paragraph,speaker,resolved,person,kind,cue,cue_class,addressee,channel,date,protected,chain,"
    "content,rule",
    "track": "cable,sent,origin,subject,quotes,speakers,change,direction,topic,before,now,why,support,fingerprint",
    "check": "rule,level,message,cable,file,paragraph,quote,places,fingerprint",
    "compare shifts": "kind,direction,group,topic,speaker,score,left_cable,left_paragraph,left,right_cable,"
    "right_paragraph,right,why,support,fingerprint",
}


@pytest.mark.parametrize("name", SHEETS)
def test_both_forms_hold_the_same_cells(name: str, tmp_path: Path) -> None:
    cells = {}
    for form in ("csv", "tsv"):
        file = tmp_path / form
        assert run([*SHEETS[name], "--format", form, "-o", str(file)]) == 0
        cells[form] = _read(file.read_text(encoding="utf-8").split("\n")[:-1], form)  # type: ignore[arg-type]
    assert cells["csv"] == cells["tsv"]
    header, *rows = cells["csv"]
    assert rows
    assert {len(row) for row in rows} == {len(header)}
    assert ",".join(header) == HEADERS.get(name, ",".join(header))


def test_the_mark_of_utf8_comes_first_where_it_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "sheet.csv"
    run([*SHEETS["track"], "--format", "csv", "--bom", "-o", str(file)])
    assert file.read_bytes()[:8] == b"\xef\xbb\xbfcable"
    assert file.read_bytes().count(b"\xef\xbb\xbf") == 1


def test_a_list_of_names_is_as_safe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = tmp_path / "names.txt"
    names.write_text("=Anna Sedova\n@Anna Sedova\n-1\n", encoding="utf-8")
    run(["names", "cluster", str(names), "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert all(re.match("'[=@-]", row["name"]) for row in rows)
