"""Tables for people: wrapped to the window, cells never read as numbers, control characters shown and not acted on."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence

import tabulate as tabulating
from tabulate import tabulate

from crosscable.corpora.characters import written_out
from crosscable.reports.placeholders import shown

__all__ = ["table", "visible", "window", "wrap"]

tabulating.MIN_PADDING = 0  # else a column is two wider than its header, and tables do not fit the window


def visible(text: str) -> str:
    """`text` with characters that act or hide written out, so that every output shows and none obeys them.

    Control characters, direction marks and overrides, line separators, characters without width and tags; tab and line
    feed stay, and so do the joiners that some scripts are written with.
    """
    return shown(written_out(text))


def window(width: int | None = None) -> int:
    """Columns to write in: `width` if given, else the window's, 100 where there is none; at least 40."""
    return max(40, width if width is not None else shutil.get_terminal_size((100, 24)).columns)


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """`text` in lines of at most `width` columns, each opening with `indent`; blank text gives one empty line."""
    lines = textwrap.wrap(
        visible(" ".join(text.split())), max(10, width), initial_indent=indent, subsequent_indent=indent
    )
    return lines or [indent.rstrip()]


def table(headers: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int | None]) -> list[str]:
    """A plain table. `widths` gives each column's greatest width; None leaves a column as wide as its cells."""
    heads, *cells = [
        [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)] for row in (headers, *rows)
    ]
    # disable_numparse: tabulate would print the id 09E1 as the number 90.
    text = tabulate(cells, headers=heads, tablefmt="simple", disable_numparse=True)
    return text.splitlines()


def _wrapped(cell: str, width: int | None) -> str:
    """The lines of a cell, each at most `width` columns."""
    lines = visible(cell).split("\n") or [""]
    return "\n".join(part for line in lines for part in (textwrap.wrap(line, width) if width else [line]) or [""])
