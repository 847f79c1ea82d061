r"""Markdown conversions of cables: the mark-up out, its places kept.

What a converter adds around words is taken out here: emphasis, heading marks, the marks of a quoted block, fences and
hard line ends. Links (`[PREL](#)`) and escapes (`\$4.25`) are read by the rules for single characters, since they are
also met in texts that are Markdown in nothing else. A line of dashes or a bullet stays: telegrams have both.
"""

from __future__ import annotations

import re

from crosscable.corpora.text import Edit, Extract, apply

__all__ = ["FORM", "extract_markdown", "is_markdown"]

FORM = "markdown"
_LINK = re.compile(r"!?\[[^\[\]\n]{0,500}\]\([^()\s]{0,2000}\)")
_ESCAPE = re.compile(r"\\[$_*#\[\]().~-]")
_HEADING = re.compile(r"^#{1,6} \S|^\*\*[^*\n]+\*\*[ \t]*$", re.M)
_EMPHASIS = r"(?<![\w*_\\])(?P<mark>\*\*|__|\*|_)(?=[^\s*_])(?P<words>[^*_\n]{1,500}?)(?<=[^\s*_\\])(?P=mark)(?![\w*_])"
_MARKUP = re.compile(
    r"(?m:^(?P<heading>#{1,6}[ \t]+))"
    r"|(?m:^(?P<quote>(?:>[ \t]?)+))"
    r"|(?m:^(?P<fence>(?:```|~~~)[\w-]*[ \t]*(?:\r?\n|\Z)))"
    rf"|{_EMPHASIS}"
)


def is_markdown(text: str) -> bool:
    """Whether a telegram has been through a Markdown converter: linked words, escaped signs or marked headings."""
    return any(mark.search(text) for mark in (_LINK, _ESCAPE, _HEADING))


def extract_markdown(text: str) -> Extract:
    """The text without its mark-up."""
    edits: list[Edit] = []
    for match in _MARKUP.finditer(text):
        kind = match.lastgroup or ""
        if match["words"] is not None:
            start, end = match.span("words")
            edits += (
                Edit(match.start(), start, "", "markdown-emphasis"),
                Edit(end, match.end(), "", "markdown-emphasis"),
            )
        else:
            edits.append(Edit(*match.span(kind), "", f"markdown-{kind}"))
    reading, source_map = apply(text, edits)
    return Extract(text, reading, source_map, tuple((edit.rule, edit.start, edit.end) for edit in edits))
