"""Characters that act or hide instead of being seen, and how they are shown: by their numbers."""

from __future__ import annotations

__all__ = ["written_out"]

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


def written_out(text: str) -> str:
    """`text` with every character that acts or hides written as its number; tab and line feed stay."""
    return text.translate(_HIDDEN)
