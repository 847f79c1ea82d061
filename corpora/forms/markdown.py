r"""Markdown conversions of cables: the mark-up out, its places kept.

Only what converters put there is taken out: link targets (`[PREL](#)`), backslashes before punctuation (`\$4.25`),
emphasis around words, heading marks, the quotation mark of a quoted block, hard line ends and fences. A line of dashes
or a bullet stays: telegrams have both.
"""

from __future__ import annotations

import re

from crosscable.corpora.text import Edit, Extract, apply

__all__ = ["FORM", "extract_markdown", "is_markdown"]

FORM = "markdown"
_LINK = r"(?P<image>!?)\[(?P<label>[^\[\]\n]{0,500})\]\((?P<target>[^()\s]{0,2000}(?: \"[^\"\n]{0,500}\")?)\)"
_RULES = (
    ("markdown-link", _LINK),
    ("markdown-escape", r"(?P<escape>\\)(?=[!-/:-@\[-`{-~])"),
    (
        "markdown-emphasis",
        r"(?<![\w*_])(?P<mark>\*\*|__|\*|_)(?=[^\s*_])(?P<words>[^*_\n]{1,500}?)(?<=[^\s*_])(?P=mark)(?![\w*_])",
    ),
    ("markdown-heading", r"(?m:^(?P<heading>#{1,6}[ \t]+))"),
    ("markdown-quote", r"(?m:^(?P<quote>(?:>[ \t]?)+))"),
    ("markdown-line-end", r"(?P<ending>(?<=\S) {2,}|\\)(?=\r?\n\S)"),
    ("markdown-fence", r"(?m:^(?P<fence>(?:```|~~~)[\w-]*[ \t]*(?:\r?\n|\Z)))"),
)
_MARKUP = re.compile("|".join(pattern for _, pattern in _RULES))
_ESCAPES = re.compile(r"\\[$_*#\[\]().~-]")
_LINKS = re.compile(_LINK)
_HEADINGS = re.compile(r"^#{1,6} \S|^\*\*[^*\n]+\*\*\s*$", re.M)


def is_markdown(text: str) -> bool:
    """Whether a telegram has been through a Markdown converter: linked words, escaped signs or marked headings."""
    return bool(_LINKS.search(text) or _ESCAPES.search(text) or _HEADINGS.search(text))


def extract_markdown(text: str) -> Extract:
    """The text without its mark-up."""
    edits: list[Edit] = []
    for match in _MARKUP.finditer(text):
        edits.extend(_edits(match))
    reading, source_map = apply(text, edits)
    return Extract(text, reading, source_map, tuple((edit.rule, edit.start, edit.end) for edit in edits))


def _edits(match: re.Match[str]) -> list[Edit]:
    if match["label"] is not None:
        inner, rule = match.span("label"), "markdown-link"
    elif match["words"] is not None:
        inner, rule = match.span("words"), "markdown-emphasis"
    else:
        kind = match.lastgroup or ""
        return [Edit(*match.span(kind), "", _NAMES[kind])]
    return [Edit(match.start(), inner[0], "", rule), Edit(inner[1], match.end(), "", rule)]


_NAMES = {
    "escape": "markdown-escape",
    "heading": "markdown-heading",
    "quote": "markdown-quote",
    "ending": "markdown-line-end",
    "fence": "markdown-fence",
}
