"""Tables for people: wrapped to the window, cells never read as numbers, control characters shown and not acted on."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence

from tabulate import tabulate

__all__ = ["table", "visible", "window", "wrap"]

# Characters that act or hide instead of being seen; each is shown by its number.
_ACTING = (
    *(code for code in range(0x20) if code not in (0x09, 0x0A)),  # control characters: escape sequences begin here
    *range(0x7F, 0xA0),  # delete and the second set of control characters
    *(0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),  # direction: reorder what is read
    *(0x2028, 0x2029),  # line and paragraph separator: a line end in one program, none in the next
    *(0x180E, 0x200B, *range(0x2060, 0x2066), *range(0x206A, 0x2070), 0xFEFF),  # no width: words that only look alike
    *range(0xFFF9, 0xFFFC),  # annotation inside of a line
    *range(0xE0000, 0xE0080),  # tags: a second, invisible text
)
_HIDDEN = {
    code: f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    for code in _ACTING
}


def visible(text: str) -> str:
    """`text` with characters that act or hide written out, so that every output shows and none obeys them.

    Control characters, direction marks and overrides, line separators, characters without width and tags; tab and line
    feed stay, and so do the joiners that some scripts are written with.
    """
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
    text = tabulate(cells, headers=[visible(header) for header in headers], tablefmt="simple", disable_numparse=True)
    return text.splitlines()
