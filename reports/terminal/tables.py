"""Tables for people: wrapped to the window, cells never read as numbers, control characters shown and not acted on."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence

from tabulate import tabulate

__all__ = ["table", "visible", "window", "wrap"]

# Bidirectional controls reorder what a reader sees; they are shown by name instead.
_HIDDEN = {
    **{code: f"\\x{code:02x}" for code in range(0x20) if code not in (0x09, 0x0A)},
    **{code: f"\\x{code:02x}" for code in range(0x7F, 0xA0)},
    **{code: f"\\u{code:04x}" for code in (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))},
}


def visible(text: str) -> str:
    """`text` with control and direction characters written out, so that a terminal shows and never obeys them."""
    return text.translate(_HIDDEN)


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
    cells = [
        [
            "\n".join(
                line
                for part in (visible(cell).split("\n") or [""])
                for line in (textwrap.wrap(part, width) if width else [part]) or [""]
            )
            for cell, width in zip(row, widths, strict=True)
        ]
        for row in rows
    ]
    # disable_numparse: tabulate would print the id 09E1 as the number 90.
    text = tabulate(cells, headers=list(headers), tablefmt="simple", disable_numparse=True)
    return text.splitlines()
