"""Web pages of the cable archives.

The telegram stands in `<pre>` elements, header and body apart, under a table of five cells (reference, created,
released, classification, origin); everything around it is the site's. A page without `<pre>` is read as the text that
it shows, and the telegram is sought in that as in a page saved as text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from crosscable.corpora.errors import NotACableError
from crosscable.corpora.forms.found import archive_id
from crosscable.corpora.forms.markup import BLOCKS, Token, entities, plain, tokens
from crosscable.corpora.forms.saved import Frame, find_frame, moment
from crosscable.corpora.telegram.hints import Hints
from crosscable.corpora.text import Edit, Extract, apply, join

__all__ = ["FORM", "extract_page", "is_page"]

FORM = "page"
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_BLANK = re.compile(r"[ \t\r\n\f]+")


class _Cell(NamedTuple):
    name: str
    start: int
    end: int


def is_page(text: str) -> bool:
    """Whether a text is a web page."""
    return _PAGE.match(text) is not None


def extract_page(html: str, where: str) -> tuple[Extract, Hints]:
    """The telegram of a page, and what the page's table says of it.

    Raises:
        NotACableError: the page holds no telegram.
    """
    found = list(tokens(html))
    preformatted = [cell for cell in _contents(found, frozenset(("pre",))) if html[cell.start : cell.end].strip()]
    if preformatted:
        return _from_blocks(html, found, preformatted), _table(html, found)
    return _from_text(html, found, where)


def _contents(found: list[Token], names: frozenset[str]) -> list[_Cell]:
    """The contents of the outermost elements of these names; one that never closes ends with the page."""
    cells: list[_Cell] = []
    opened: Token | None = None
    depth = 0
    for token in found:
        if token.name not in names:
            continue
        if token.kind == "open":
            if opened is not None and opened.name != "pre":
                cells.append(_Cell(opened.name, opened.end, token.start))  # cells need no closing tag
                opened, depth = None, 0
            depth += 1
            opened = opened or token
        elif token.kind == "close" and opened is not None and token.name == opened.name:
            depth -= 1
            if depth == 0:
                cells.append(_Cell(opened.name, opened.end, token.start))
                opened = None
    if opened is not None and found:
        cells.append(_Cell(opened.name, opened.end, found[-1].end))
    return cells


def _table(html: str, found: list[Token]) -> Hints:
    """The cells under the headings Reference ID, Created, Released, Classification, Origin."""
    cells = _contents(found, frozenset(("td", "th")))
    heads = [" ".join(plain(html, cell.start, cell.end).split()).lower() for cell in cells if cell.name == "th"]
    values = [" ".join(plain(html, cell.start, cell.end).split()) for cell in cells if cell.name == "td"]
    row = dict(zip(heads, values, strict=False))
    if not row.get("reference id"):
        return Hints()
    return Hints(
        id=archive_id(row["reference id"]),
        sent=moment(row.get("created")),
        released=moment(row.get("released")),
        classification=row.get("classification") or None,
        origin=row.get("origin") or None,
    )


def _from_blocks(html: str, found: list[Token], blocks: list[_Cell]) -> Extract:
    edits: list[Edit] = []
    cuts: list[tuple[str, int, int]] = []
    at = 0
    for block in blocks:
        between = "\n\n" if edits else ""
        edits.append(Edit(at, block.start, between, "site-chrome"))
        cuts.append(("site-chrome", at, block.start))
        inside = [token for token in found if token.start >= block.start and token.end <= block.end]
        _inline(html, inside, edits, cuts)
        at = block.end
    edits.append(Edit(at, len(html), "", "site-chrome"))
    cuts.append(("site-chrome", at, len(html)))
    text, source_map = apply(html, edits)
    return Extract(html, text, source_map, tuple(cut for cut in cuts if cut[1] < cut[2]))


def _inline(html: str, inside: list[Token], edits: list[Edit], cuts: list[tuple[str, int, int]]) -> None:
    """Preformatted text: tags out, line breaks and character references read, all else as it stands."""
    for token in inside:
        if token.kind == "text":
            edits.extend(entities(html, token.start, token.end))
            continue
        line = "\n" if token.name in ("br", "p", "div") and token.kind == "open" else ""
        edits.append(Edit(token.start, token.end, line, "mark-up"))
        cuts.append(("mark-up", token.start, token.end))


def _from_text(html: str, found: list[Token], where: str) -> tuple[Extract, Hints]:
    edits = list(_shown(html, found))
    text, source_map = apply(html, edits)
    frame = find_frame(text)
    if frame is None:
        raise NotACableError(
            "web page without a cable", where=where, why="neither preformatted text nor a telegram in it"
        )
    inner = apply(text, _outside(frame, len(text)))
    cuts = [("mark-up", edit.start, edit.end) for edit in edits if edit.rule == "mark-up"]
    joined = join(inner[1], source_map)
    for start, end in ((0, frame.start), (frame.end, len(text))):
        if start < end:
            cuts.append(("site-chrome", *source_map.to_source(start, end)))
    return Extract(html, inner[0], joined, tuple(sorted(set(cuts), key=lambda cut: (cut[1], cut[2])))), frame.hints


def _outside(frame: Frame, length: int) -> list[Edit]:
    edits = (Edit(0, frame.start, "", "site-chrome"), Edit(frame.end, length, "", "site-chrome"))
    return [edit for edit in edits if edit.start < edit.end]


def _shown(html: str, found: list[Token]) -> list[Edit]:
    """Text as a browser lays it out: blocks on lines of their own, white space between words folded."""
    edits: list[Edit] = []
    fresh = True  # nothing but white space since the last line break
    for token in found:
        if token.kind != "text":
            breaks = token.name in BLOCKS and token.kind != "hidden"
            edits.append(Edit(token.start, token.end, "\n" if breaks else "", "mark-up"))
            fresh = fresh or breaks
            continue
        folded = [Edit(m.start(), m.end(), " ", "white-space") for m in _BLANK.finditer(html, token.start, token.end)]
        if fresh and folded and folded[0].start == token.start:
            folded[0] = folded[0]._replace(after="")
        fresh = fresh and html[token.start : token.end].isspace()
        edits.extend(sorted([*folded, *entities(html, token.start, token.end)]))
    return edits
