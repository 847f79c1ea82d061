"""Characters that act or hide instead of being seen, and how they are shown: by their numbers.

With them go two signs that are harmless but for one reader: whatever prints `::` at the beginning of a line, or `##[`,
`##vso[` or `##teamcity[` anywhere, gives a command to the machine that runs CI.
"""

from __future__ import annotations

import re

__all__ = ["escaped", "written_out"]

_ACTING = (
    *(code for code in range(0x20) if code not in (0x09, 0x0A)),  # control characters: escape sequences begin here
    *range(0x7F, 0xA0),  # delete and the second set of control characters
    *(0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),  # direction: reorder what is read
    *(0x2028, 0x2029),  # line and paragraph separator: a line end in one program, none in the next
    *(0x180E, 0x200B, *range(0x2060, 0x2066), *range(0x206A, 0x2070), 0xFEFF),  # no width: words that only look alike
    *range(0xD800, 0xE000),  # halves of characters, which no encoding can write
    *range(0xFFF9, 0xFFFC),  # annotation inside of a line
    *(0xFFFE, 0xFFFF),  # no characters: XML that holds one cannot be read
    *range(0xE0000, 0xE0080),  # tags: a second, invisible text
)
_HIDDEN = {
    code: f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    for code in _ACTING
}

_RAW = re.compile(f"[{''.join(re.escape(chr(code)) for code in _ACTING)}]")

_COMMAND = re.compile(r"##(?=\w*\[)")


def written_out(text: str) -> str:
    """`text` with every character that acts or hides written as its number; tab and line feed stay."""
    shown = text.translate(_HIDDEN)
    if "::" in shown:
        shown = shown.replace("::", r":\x3a")
    return _COMMAND.sub(r"#\\x23", shown) if "##" in shown else shown


def escaped(line: str) -> str:
    """`line` of JSON with the same characters as escapes, which whoever reads it takes back."""
    if not line.isprintable():  # a tenth of the search's time, and most lines are
        line = _RAW.sub(_escape, line)
    return _COMMAND.sub(r"#\\u0023", line) if "##" in line else line


def _escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
