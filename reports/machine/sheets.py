"""Tables as CSV or tab-separated text that a spreadsheet shows as they are: nothing runs, nothing turns into a number.

UTF-8, one header row, RFC 4180 quoting with a line feed at the end of each record, days as ISO 8601, numbers with a
point, yes and no as `true` and `false`, nothing as an empty cell.

A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return (OWASP, "CSV Injection"; the
full-width signs too), and takes the id 09E1 for 90 and 1-2 for a day. Such a text gets an apostrophe in front, and so
does a text that has one there already. To read a sheet back, take one apostrophe away from the front of a cell:
`plain_text` does. Real numbers and days are written as they are. Characters that act or hide are written out as in
every output for people; that alone is not taken back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Literal

from crosscable.corpora.tabular import Cell, Table
from crosscable.reports.terminal.tables import visible

__all__ = ["BOM", "Form", "plain_text", "sheet"]

Form = Literal["csv", "tsv"]

BOM = "\ufeff"
"""What some spreadsheets need at the beginning of a file to take it for UTF-8."""

_ACTS = re.compile(r"[\s\"]*[=+\-@＝＋－＠\t\r\n|%]|'")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
# What a spreadsheet makes a number, a day, a time or a truth value of. Its own forms differ from country to country, so
# everything is taken that is made of digits and the signs between them.
_READ_OTHERWISE = re.compile(
    rf"[\s$€£¥]*\d[\d\s.,:/\-]*(?:e[+\-]?\d+)?[\s%€$£¥]*|\.\d+|true|false|\d{{1,4}}[\s\-/.]*{_MONTH}[\s\-/.,]*\d{{0,4}}"
    rf"|{_MONTH}[\s\-/.,]*\d{{1,4}}(?:[\s\-/.,]+\d{{2,4}})?|\d[\d:.\s]*[ap]\.?m\.?",
    re.IGNORECASE,
)


def sheet(table: Table, form: Form) -> Iterator[str]:
    """The records of `table` in `form`, header first; a record whose cells hold line ends has several lines."""
    if table.columns:
        yield _record(table.columns, form)
    for row in table.rows:
        yield _record(map(_written, row), form)


def plain_text(cell: str) -> str:
    """The text of a cell as it was before `sheet` made it safe."""
    return cell.removeprefix("'")


def _written(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    text = visible(value)
    return f"'{text}" if _ACTS.match(text) or _READ_OTHERWISE.fullmatch(text) else text


def _record(cells: Iterable[str], form: Form) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter="\t" if form == "tsv" else ",", lineterminator="\r\n").writerow(cells)
    return stream.getvalue().removesuffix("\r\n")
