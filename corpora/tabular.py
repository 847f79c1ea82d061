"""Results as plain tables: for spreadsheets, for data frames, for a notebook's cell.

A result that is `Tabular` says what its tables are; here they become dictionaries, frames of pandas or polars, or HTML.
Neither library is needed to use crosscable: each is loaded when its method is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from importlib import import_module
from typing import Any

from crosscable.corpora.characters import written_out
from crosscable.corpora.errors import UsageError

__all__ = ["Cell", "Table", "Tabular", "chosen"]

Cell = str | int | float | bool | date | datetime | None

_SHOWN = 50  # rows in a notebook
"""Rows that a notebook shows; the rest is counted."""
_LONGEST = 300  # characters of a cell there
"""Characters of a cell that a notebook shows."""


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows of plain values, in the order of the result. `title` says what the rows are."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self.rows)

    def to_dicts(self) -> list[dict[str, Cell]]:
        """A dictionary for each row, keys in the order of the columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> Any:
        """A pandas data frame; days and times are datetime columns.

        Raises:
            UsageError: pandas is not installed.
        """
        pandas = _loaded("pandas")
        frame = pandas.DataFrame.from_records(list(self.rows), columns=list(self.columns))
        for name in self._times():
            frame[name] = pandas.to_datetime(frame[name])
        return frame

    def to_polars(self) -> Any:
        """A polars data frame; a column that is empty throughout has the type Null.

        Raises:
            UsageError: polars is not installed.
        """
        polars = _loaded("polars")
        return polars.DataFrame(list(self.rows), schema=list(self.columns), orient="row", infer_schema_length=None)

    def _times(self) -> list[str]:
        found = []
        for number, name in enumerate(self.columns):
            values = [row[number] for row in self.rows if row[number] is not None]
            if values and all(isinstance(value, date) for value in values):
                found.append(name)
        return found

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in self.rows[:_SHOWN])
        more = f" ({_SHOWN} of {len(self)} shown)" if len(self) > _SHOWN else ""
        caption = f"<caption>{escape(f'{len(self)} {self.title}{more}')}</caption>"
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


class Tabular:
    """What every public result offers. Most have one table; those with several name them in `table`."""

    __slots__ = ()

    def table(self, what: str = "") -> Table:
        """One of the result's tables; without `what` the foremost.

        Raises:
            UsageError: the result has no such table.
        """
        raise NotImplementedError

    def to_dicts(self, what: str = "") -> list[dict[str, Cell]]:
        """The rows of `table(what)` as dictionaries."""
        return self.table(what).to_dicts()

    def to_pandas(self, what: str = "") -> Any:
        """`table(what)` as a pandas data frame."""
        return self.table(what).to_pandas()

    def to_polars(self, what: str = "") -> Any:
        """`table(what)` as a polars data frame."""
        return self.table(what).to_polars()

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


def chosen(what: str, known: Iterable[str]) -> str:
    """The table asked for, the first of `known` where none is.

    Raises:
        UsageError: there is no such table.
    """
    names = list(known)
    if what and what not in names:
        raise UsageError(f"no table {what!r}", remedy=f"there are: {', '.join(names)}")
    return what or names[0]


def _cell(value: Cell) -> str:
    text = "" if value is None else str(value)
    shown = written_out(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
    return f"<td>{escape(shown)}</td>"


def _loaded(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(f"{name} is not installed", remedy=f"pip install {name}, or use to_dicts()") from error
