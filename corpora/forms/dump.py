"""The eight-column dump: number, date, reference, origin, classification, references, header, body; comma-separated.

Rows are cut at the beginnings of rows, not at quotation marks: a damaged row then costs itself and not its
neighbours, and memory holds one row, however long the file. Two dialects exist, quotes escaped by a backslash and
quotes doubled; the first rows tell which.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import BinaryIO

from crosscable.corpora.cable import Cable
from crosscable.corpora.decoding import decode
from crosscable.corpora.errors import InputError
from crosscable.corpora.forms.found import Found, Settings, archive_id, telegram
from crosscable.corpora.telegram.hints import Hints
from crosscable.corpora.text import whole

__all__ = ["find_dump", "is_dump", "rows"]

FORM = "dump"
COLUMNS = 8  # number, date, reference, origin, classification, references, header, body
# The longest cable on record has 66 thousand characters; a row of this size is damage.
LONGEST_ROW = 16 * 1024 * 1024
_BLOCK = 1 << 20
# A row begins with its number and its date, "12","11/8/2007 12:12", at the beginning of a line. Where the numbers are
# quoted only a quoted one begins a row: some cables quote rows of another, unquoted dump in their text, and there
# each quotation mark is escaped.
_QUOTED = rb'"\d{1,9}","\d{1,2}/\d{1,2}/\d{4}[ "]'
_BARE = rb'\d{1,9},"?\d{1,2}/\d{1,2}/\d{4}[ ",]'
_ROW_START = re.compile(rb"(?:" + _QUOTED + rb"|" + _BARE + rb")")
_NEXT_QUOTED = re.compile(rb"\n(?=" + _QUOTED + rb")")
_NEXT_BARE = re.compile(rb"\n(?=" + _BARE + rb")")
_OVERLAP = 64  # longer than any beginning of a row: a start cut in two by the end of a block is found with the next
# Lines before the first row of a dump, where they are not a damaged row themselves. A telegram that quotes a row of a
# dump, as some do, has more before it.
_LINES_BEFORE = 3
_EMPTY_FIELD = re.compile(rb',""(?=,|\r?\n?\Z)')
_COLUMN_NAMES = re.compile(rb"^\W*(?:id|number|no)\W+(?:date|datetime)\W+\w+", re.I)
# One field with what ends it. Possessive runs inside keep a field without its closing quote linear.
_FIELD = {
    "backslash": re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"(,|\r?\n?\Z)|([^",\r\n]*+)(,|\r?\n?\Z)', re.S),
    "doubled": re.compile(r'"([^"]*+(?:""[^"]*+)*+)"(,|\r?\n?\Z)|([^",\r\n]*+)(,|\r?\n?\Z)', re.S),
}
_ESCAPED = re.compile(r"\\(.)", re.S)
_DATES = ("%m/%d/%Y %H:%M", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d")


def is_dump(head: bytes) -> bool:
    """Whether a file that begins with `head` is a dump: one of its first lines begins a row."""
    if _ROW_START.match(head.removeprefix(BOM_UTF8)):
        return True
    start = _next_row(head).search(head)
    if start is None:
        return False
    return head.lstrip().startswith(b'"') or head.count(b"\n", 0, start.start()) < _LINES_BEFORE


def _next_row(head: bytes) -> re.Pattern[bytes]:
    """The beginning of a further row in a dump that begins with `head`."""
    return _NEXT_QUOTED if _NEXT_QUOTED.search(b"\n" + head) else _NEXT_BARE


def rows(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Cut a dump into rows: (line on which it begins, its bytes). What stands before the first row is given as one.

    A row longer than LONGEST_ROW is given cut off, and the rest of it is passed over without being kept.
    """
    buffer = stream.read(max(_BLOCK, _OVERLAP)).removeprefix(BOM_UTF8)
    next_row = _next_row(buffer)
    line, searched, dropping, ended = 1, 0, False, False
    while not ended:
        block = stream.read(_BLOCK)
        buffer, ended = buffer + block, not block
        begin = 0
        for match in next_row.finditer(buffer, searched):
            end = match.end()
            if not dropping:
                yield line, buffer[begin:end]
            dropping = False
            line += buffer.count(b"\n", begin, end)
            begin = end
        keep = begin
        if len(buffer) - begin > LONGEST_ROW:
            if not dropping:
                yield line, buffer[begin:]
            dropping, keep = True, len(buffer) - _OVERLAP
            line += buffer.count(b"\n", begin, keep)
        buffer = buffer[keep:]
        searched = max(0, len(buffer) - _OVERLAP)
    if buffer and not dropping:
        yield line, buffer


def find_dump(stream: BinaryIO, name: str, settings: Settings, refuse: Callable[[InputError], None]) -> Iterator[Found]:
    """The records of a dump in its order, in constant memory; each damaged row goes to `refuse` with its line."""
    dialect = None
    for line, chunk in rows(stream):
        if not chunk.strip() or (line == 1 and _COLUMN_NAMES.match(chunk)):
            continue
        dialect = dialect or _dialect(chunk)
        try:
            columns = _columns(chunk, dialect or "backslash", f"{name}, line {line}")
        except InputError as error:
            refuse(error)
            continue
        record = f"{name}#{columns[2].strip()}"
        yield Found(record, partial(_cable, columns, record, settings))


def _dialect(chunk: bytes) -> str | None:
    """How quotation marks are escaped, None where a row has none inside its fields."""
    if b'\\"' in chunk:
        return "backslash"
    return "doubled" if b'""' in _EMPTY_FIELD.sub(b",", chunk) else None


def _columns(chunk: bytes, dialect: str, where: str) -> list[str]:
    if len(chunk) > LONGEST_ROW:
        raise InputError("row refused", where=where, why=f"it is longer than {LONGEST_ROW >> 20} MB")
    if not _ROW_START.match(chunk):
        raise InputError("row refused", where=where, why="it does not begin with a number and a date")
    try:
        text = chunk.decode("utf-8")
    except UnicodeDecodeError:
        text = decode(chunk, where).text
    pattern, at = _FIELD[dialect], 0
    columns: list[str] = []
    while True:
        match = pattern.match(text, at)
        if match is None:
            raise InputError(
                "row refused", where=where, why=f"column {len(columns) + 1} has no closing quotation mark in its place"
            )
        quoted, bare = match[1], match[3]
        columns.append(bare if quoted is None else _unescape(quoted, dialect))
        at = match.end()
        if (match[2] if quoted is not None else match[4]) != ",":
            break
    if at < len(text.rstrip()) or len(columns) != COLUMNS:
        raise InputError("row refused", where=where, why=f"it has {len(columns)} columns instead of {COLUMNS}")
    return columns


def _unescape(field: str, dialect: str) -> str:
    if dialect == "doubled":
        return field.replace('""', '"')
    return _ESCAPED.sub(r"\1", field) if "\\" in field else field


def _cable(columns: list[str], name: str, settings: Settings) -> Cable:
    _, written, reference, origin, classification, references, header, body = columns
    hints = Hints(
        id=archive_id(reference),
        sent=_moment(written),
        origin=origin.strip() or None,
        classification=classification.strip() or None,
        header=header or None,
        references=references.strip() or None,
    )
    return telegram(whole(body), name, FORM, settings, hints)


def _moment(written: str) -> datetime | None:
    for pattern in _DATES:
        try:
            return datetime.strptime(written.strip(), pattern).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None
