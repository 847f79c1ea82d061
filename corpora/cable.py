"""The record: what a careful reader of one cable would write down. Made once, at the border; from then on a value.

Positions. `Cable.source` is the text as the file has it and never changes; `Cable.text` is the reading of it, repaired
and joined into running lines. Paragraphs, blocks, headings and redactions hold positions in the *reading*
(`cable.text[start:end]`); repairs, losses and page turns hold positions in the *source*, because most of them speak of
text that is not in the reading. `Cable.span` leads from the first to the second and is what every output prints.
Absent is None or an empty tuple.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime

from crosscable.corpora.text import SourceMap

__all__ = [
    "Addressee",
    "Block",
    "Cable",
    "Heading",
    "Loss",
    "MarkedName",
    "PageTurn",
    "Paragraph",
    "Part",
    "Redaction",
    "Reference",
    "Repair",
    "Section",
    "Span",
    "Witness",
]


@dataclass(frozen=True, slots=True)
class Span:
    """A quotation with its place: `quote` is the exact slice `start` to `end` (code points) of the decoded file.

    `cable` is the id, or the file's stem where there is none; `file` the path as given (`archive!member`,
    `dump.csv#REF`); `paragraph` the printed number, None outside of numbered paragraphs; `text` the reading of the
    quotation, which is what people are shown.
    """

    cable: str
    file: str
    paragraph: int | None
    start: int
    end: int
    quote: str
    text: str


@dataclass(frozen=True, slots=True)
class Witness:
    """The file a text survives in: its name as given, the form it was read as, the sha256 of the source text."""

    name: str
    form: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Part:
    """One of several files that together hold a cable's source: its witness, and `start` to `end` in the source."""

    witness: Witness
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Addressee:
    """One action or info addressee: name, routing indicator (RUEHC), precedence, message number."""

    name: str
    route: str | None = None
    precedence: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """One item of a REF line. `kind` is cable, email, report, phone, septel or other; `id` the canonical id of a cable.

    `bullet` is the letter it carries ("A"), `text` the item as written.
    """

    kind: str
    id: str | None
    bullet: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body, numbered or not.

    `role` is summary, body, comment, action, note, list, table or signature. `text` is `cable.text[start:end]`, without
    number and portion marking. `number` is the printed number, `marking` the portion marking without brackets
    ("SBU"), `heading` the heading it stands under.
    """

    number: int | None
    marking: str | None
    heading: str | None
    role: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A note, comment, quotation, list or table in or across paragraphs; `closed` is False where no end mark came."""

    kind: str
    start: int
    end: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line inside the body, without its rules."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A section mark, "SECTION 01 OF 03": number, of how many, and where its text begins and ends in the reading."""

    number: int
    of: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Redaction:
    """A place where somebody removed words: XXXXXXXXXXXX, [NAME REMOVED]."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkedName:
    """A name that the form itself marks up (TEI `persName`): its kind, its key in that form, its place."""

    kind: str
    text: str
    key: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Repair:
    """Where the reading differs from the source: the named rule, the source range, the text before and after."""

    rule: str
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Loss:
    """Text that the source no longer has: `kind` (garble, missing-paragraph, truncated …), place, one sentence."""

    kind: str
    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class PageTurn:
    """A page line of the telegram ("MOSCOW 00003526  002.2 OF 003") in the source."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cable:
    """One cable. See the module's docstring for what its positions count, `docs/` for each field's rules."""

    source: str
    text: str
    map: SourceMap
    witness: Witness
    id: str | None = None
    sent: datetime | None = None
    dtg: str | None = None
    released: datetime | None = None
    origin: str | None = None
    sender: str | None = None
    recipients: tuple[Addressee, ...] = ()
    info: tuple[Addressee, ...] = ()
    precedence: str | None = None
    transmission_id: str | None = None
    passing: tuple[str, ...] = ()
    classification: str | None = None
    caveats: tuple[str, ...] = ()
    eo_line: str | None = None
    declassify_on: date | str | None = None
    subject: str | None = None
    tags: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    classified_by: str | None = None
    classified_reasons: tuple[str, ...] = ()
    drafted_by: str | None = None
    approved_by: str | None = None
    cleared_by: str | None = None
    summary: str | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    blocks: tuple[Block, ...] = ()
    headings: tuple[Heading, ...] = ()
    signature: str | None = None
    sections: tuple[Section, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    protected: tuple[Redaction, ...] = ()
    marked: tuple[MarkedName, ...] = ()
    capitals: bool = False
    repairs: tuple[Repair, ...] = ()
    losses: tuple[Loss, ...] = ()
    page_turns: tuple[PageTurn, ...] = ()
    versions: tuple[Cable, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def name(self) -> str:
        """What outputs call this cable: its id, or the stem of its file."""
        if self.id:
            return self.id
        last = self.witness.name.replace("\\", "/").rsplit("!", 1)[-1].rsplit("/", 1)[-1]
        file, mark, record = last.partition("#")  # volume.xml#d12 is volume#d12: a volume holds many
        return (file.rsplit(".", 1)[0] or file) + mark + record

    def paragraph_at(self, position: int) -> Paragraph | None:
        """The paragraph that holds `position` of the reading, None between paragraphs."""
        index = bisect_right(self.paragraphs, position, key=lambda paragraph: paragraph.start) - 1
        if index >= 0 and position < self.paragraphs[index].end:
            return self.paragraphs[index]
        return None

    def span(self, start: int, end: int) -> Span:
        """The quotation for `text[start:end]`, with its place in the file."""
        source_start, source_end = self.map.to_source(start, end)
        paragraph = self.paragraph_at(start)
        file, offset = self.witness.name, 0
        for part in self.parts:
            if part.start <= source_start < part.end:
                file, offset = part.witness.name, part.start
                source_end = min(source_end, part.end)  # no quotation is an exact slice of two files
        return Span(
            cable=self.name,
            file=file,
            paragraph=paragraph.number if paragraph else None,
            start=source_start - offset,
            end=source_end - offset,
            quote=self.source[source_start:source_end],
            text=self.text[start:end],
        )
