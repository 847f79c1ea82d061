"""Text input of commands that take a list or a table and no cables: a file or `-`."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

from crosscable.corpora.errors import InputError, UsageError

__all__ = ["read_lines", "read_table"]


def _text(path: str) -> str:
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise UsageError(
            "cannot read the list", where=path, why=error.strerror or str(error), remedy="check the path, or use -"
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(
            "the list is not UTF-8", where=f"{path}:{line}", why=error.reason, remedy="save it as UTF-8"
        ) from error


def read_lines(path: str) -> list[str]:
    """The lines of a file or of standard input, without line ends; one trailing line end is not a line.

    Raises:
        UsageError: there is no such file.
        InputError: it is not UTF-8.
    """
    # Not splitlines: a form feed or a line separator inside a name is no end of a row.
    lines = _text(path).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def read_table(path: str, needed: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a tab-separated or comma-separated table with a header that has the `needed` columns.

    Raises:
        UsageError: there is no such file, or a column is missing.
        InputError: it is not UTF-8.
    """
    text = _text(path)
    tabs = "\t" in text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if tabs else ",")
    header = next(rows, [])
    missing = [name for name in needed if name not in header]
    if missing:
        raise UsageError(
            f"no column {' and '.join(missing)}",
            where=f"{path}:1",
            why=f"the header has: {', '.join(header) or 'nothing'}",
            remedy="name the columns in the first line",
        )
    return [dict(zip(header, [*row, *[""] * len(header)], strict=False)) for row in rows if row]
