"""Volumes of *Foreign Relations of the United States* in TEI: each `div` of type document is a record.

The source of a record is the string value of its `div`: all its text in document order, mark-up gone, nothing else
changed. The reading folds the white space of the XML's layout, puts each paragraph on a line, and leaves the editors'
footnotes out (they stand in the repairs with their text). What the editors marked up is kept: persons, offices and
places as marked names, links to other documents as references.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from crosscable.corpora.cable import Addressee, Block, Cable, MarkedName, Paragraph, Reference, Repair
from crosscable.corpora.errors import InputError, NotACableError
from crosscable.corpora.forms.found import Found, witness
from crosscable.corpora.text import Edit, SourceMap, apply

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["FORM", "find_tei", "is_tei"]

FORM = "tei"
_SPACE = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_ROOT = re.compile(
    r"\s*(?:<\?.{0,2000}?\?>\s*|<!--.{0,2000}?-->\s*)*(?:<!DOCTYPE\s+TEI\b|<(?:\w+:)?(?:TEI|teiCorpus)[\s>])", re.S
)
_ENTITIES = re.compile(r"<!DOCTYPE[^>]{0,500}\[|<!ENTITY")
_WORD = re.compile(r"[^ \t\r\n]+")
# Elements that stand on lines of their own, and the role of what is in them.
_ROLES = {
    "p": "body", "head": "heading", "dateline": "header", "opener": "header", "salute": "body", "byline": "header",
    "closer": "signature", "signed": "signature", "postscript": "body", "item": "list", "label": "list",
    "row": "table", "l": "body", "ab": "body", "quote": "", "attachment": "body", "list": "", "table": "",
}  # fmt: skip
_LINE_ENDS = frozenset(("lb", *_ROLES))
_CLOSE = frozenset(("header", "signature", "list", "table"))  # roles whose lines follow each other without a blank line
_NAMES = {"persName": "person", "placeName": "place", "orgName": "organization", "gloss": "office"}
_FROM_TO = re.compile(r"(?:The )?(?P<sender>.{2,120}?) to (?:the )?(?P<recipient>.{2,200})")


class _Word(NamedTuple):
    start: int
    end: int
    block: int
    role: str


@dataclass(slots=True)
class _Walk:
    """What one pass over a document gathers; all positions are in the string value."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    block: int = 0
    words: list[_Word] = field(default_factory=list)
    notes: list[tuple[int, int]] = field(default_factory=list)
    names: list[tuple[str, str | None, int, int]] = field(default_factory=list)
    links: list[tuple[str, int, int]] = field(default_factory=list)
    quotations: list[tuple[int, int]] = field(default_factory=list)
    dated: str | None = None
    dated_at: int = 0

    def add(self, text: str | None, role: str) -> None:
        """More text, inside of an element of this role."""
        if not text:
            return
        if role != "footnote":
            for match in _WORD.finditer(text):
                self.words.append(_Word(self.length + match.start(), self.length + match.end(), self.block, role))
        self.parts.append(text)
        self.length += len(text)


def is_tei(text: str) -> bool:
    """Whether a text is a TEI volume."""
    return _ROOT.match(text) is not None


def find_tei(text: str, name: str, refuse: Callable[[InputError], None]) -> Iterator[Found]:
    """The documents of a volume in their order.

    Raises:
        NotACableError: the XML is damaged, declares entities, or holds no document.
    """
    from lxml import etree

    if _ENTITIES.search(text, 0, 4096):
        raise NotACableError("volume refused", where=name, why="it declares entities of its own")
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "surrogatepass"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotACableError("damaged XML", where=name, why=str(error)) from error
    volume = root.get(_ID) or ""
    found = 0
    for element in root.iter(f"{_SPACE}div"):
        if element.get("type") == "document":
            found += 1
            number = element.get(_ID) or f"d{found}"
            record = f"{name}#{number}"
            yield Found(record, partial(_document, element, record, volume, number))
    if not found:
        refuse(NotACableError("a TEI file without documents", where=name, why="no div of type document"))


def _walked(document: _Element) -> _Walk:
    """One pass over a document, without recursion: the nesting of a hostile file is not ours to trust."""
    from lxml import etree

    walk = _Walk()
    roles, starts = [""], []
    for event, element in etree.iterwalk(document, events=("start", "end", "comment", "pi")):
        kind = etree.QName(element).localname if event in ("start", "end") else ""
        if event == "start":
            note = kind == "note" and element.get("type") != "source"
            inherited = roles[-1]
            role = "footnote" if note or inherited == "footnote" else _ROLES.get(kind) or inherited
            if kind == "note" and not note:
                role = "header"
            roles.append(role)
            starts.append(walk.length)
            walk.block += kind in _LINE_ENDS or role == "header" != inherited
            if kind == "date" and walk.dated is None and role != "footnote":
                walk.dated, walk.dated_at = element.get("when") or element.get("from"), walk.length
            walk.add(element.text, role)
            continue
        if event == "end":
            role, start = roles.pop(), starts.pop()
            walk.block += kind in _LINE_ENDS or role == "header" != roles[-1]
            _noted(walk, element, kind, role, start, outer=roles[-1])
        if element is not document:
            walk.add(element.tail, roles[-1])
    return walk


def _noted(walk: _Walk, element: _Element, kind: str, role: str, start: int, outer: str) -> None:
    """Keep what an element that has just ended marks up."""
    place = (start, walk.length)
    if role == "footnote":
        if outer != "footnote":
            walk.notes.append(place)
    elif kind in _NAMES and start < walk.length:
        walk.names.append((_NAMES[kind], element.get("corresp"), *place))
    elif kind == "quote":
        walk.quotations.append(place)
    if kind == "ref":
        walk.links.append((element.get("target") or "", *place))


def _edits(walk: _Walk) -> list[Edit]:
    """White space folded between the words, footnotes out, blocks on lines of their own."""
    notes = [start for start, end in walk.notes if start < end]
    edge = _Word(0, 0, -1, "")
    edits = []
    for left, right in pairwise((edge, *walk.words, _Word(walk.length, walk.length, -1, ""))):
        index = bisect_left(notes, left.end)
        rule = "footnote" if index < len(notes) and notes[index] < right.start else "white-space"
        if -1 in (left.block, right.block):
            between = ""
        elif left.block != right.block:
            between = "\n" if left.role == right.role and left.role in _CLOSE else "\n\n"
        else:
            between = " " if _spaced(walk, left.end, right.start) else ""
        if between or left.end < right.start:
            edits.append(Edit(left.end, right.start, between, rule))
    return edits


def _spaced(walk: _Walk, start: int, end: int) -> bool:
    """Whether white space, not only a footnote, stands between two places."""
    covered = sum(min(stop, end) - max(begin, start) for begin, stop in walk.notes if begin < end and stop > start)
    return end - start > covered


def _document(element: _Element, name: str, volume: str, number: str) -> Cable:
    walk = _walked(element)
    source = "".join(walk.parts)
    edits = _edits(walk)
    text, source_map = apply(source, edits)
    place = _Placer(source_map)
    lines = _lines(walk, place)
    head = next((text[start:end] for start, end, role in lines if role == "heading"), "")
    match = _FROM_TO.fullmatch(head)
    dated = place(walk.dated_at, walk.dated_at)[0] if walk.dated else -1
    signed = [text[start:end] for start, end, role in lines if role == "signature"]
    origin = next((source[start:end] for kind, _, start, end in walk.names if kind == "place"), None)
    return Cable(
        source=source,
        text=text,
        map=source_map,
        witness=witness(name, FORM, source),
        id=f"{volume}#{number}" if volume else None,
        sent=_moment(walk.dated),
        dtg=next((text[start:end] for start, end, _ in lines if start <= dated < end), None),
        origin=" ".join(origin.split()) if origin else None,
        sender=match["sender"] if match else None,
        recipients=(Addressee(match["recipient"]),) if match else (),
        references=_references(source, walk, volume),
        paragraphs=_paragraphs(text, lines),
        blocks=tuple(Block("quotation", *place(start, end), True) for start, end in walk.quotations if start < end),
        signature=signed[-1] if signed else None,
        marked=_marked(text, walk, place),
        capitals=text.isupper(),
        repairs=tuple(
            Repair(edit.rule, edit.start, edit.end, source[edit.start : edit.end], edit.after)
            for edit in edits
            if edit.rule == "footnote"
        ),
    )


class _Placer:
    """Leads from the string value to the reading; the pieces of a document are in the order of both."""

    def __init__(self, source_map: SourceMap) -> None:
        self._pieces = source_map.pieces
        self._starts = [source_start for _, _, source_start, _ in source_map.pieces]

    def __call__(self, start: int, end: int) -> tuple[int, int]:
        """The place in the reading; what was put in after the last character belongs to no word."""
        begin = self._at(start)
        return begin, self._at(end - 1) + 1 if end > start else begin

    def _at(self, position: int) -> int:
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return 0
        start, end, source_start, _ = self._pieces[index]
        return min(end, start + position - source_start)


def _lines(walk: _Walk, place: _Placer) -> list[tuple[int, int, str]]:
    """The lines of the reading as (start, end, role)."""
    lines: list[tuple[int, int, str]] = []
    for _, group in groupby(walk.words, key=lambda word: (word.block, word.role)):
        words = list(group)
        lines.append((*place(words[0].start, words[-1].end), words[0].role))
    return lines


def _paragraphs(text: str, lines: list[tuple[int, int, str]]) -> tuple[Paragraph, ...]:
    """The paragraphs under the headings of attachments; the document's own head is no heading inside of it."""
    found: list[Paragraph] = []
    heading, heads = None, 0
    for start, end, role in lines:
        if role == "heading":
            heads += 1
            heading = text[start:end] if heads > 1 else None
        elif role != "header":
            found.append(Paragraph(None, None, heading, role or "body", text[start:end], start, end))
    return tuple(found)


def _marked(text: str, walk: _Walk, place: _Placer) -> tuple[MarkedName, ...]:
    found = []
    for kind, key, start, end in walk.names:
        begin, stop = place(start, end)
        words = text[begin:stop].strip()
        if words:
            begin = text.index(words, begin)
            found.append(MarkedName(kind, words, key.removeprefix("#") if key else None, begin, begin + len(words)))
    return tuple(sorted(found, key=lambda name: (name.start, name.end, name.kind)))


def _references(source: str, walk: _Walk, volume: str) -> tuple[Reference, ...]:
    """The editors' links: to a document a reference to its record, to a printed page one of kind other."""
    found = []
    for target, start, end in walk.links:
        book, _, anchor = target.partition("#")
        words = " ".join(source[start:end].split())
        document = re.fullmatch(r"d\d+\w*", anchor.split("fn")[0])
        if document is not None:
            found.append(Reference("cable", f"{book or volume}#{document[0]}", None, words))
        elif target:
            found.append(Reference("other", None, None, words))
    return tuple(dict.fromkeys(found))


def _moment(when: str | None) -> datetime | None:
    """The date of the dateline. Its hour is local and is kept as written; a volume knows no other."""
    try:
        moment = datetime.fromisoformat(when or "")
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
