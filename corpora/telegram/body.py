"""The body of a telegram: its lines grouped into paragraphs, headings, lists and tables."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from crosscable.corpora.noise import GAP
from crosscable.corpora.telegram.layout import Line, Zone, lines_of
from crosscable.corpora.telegram.numbers import in_sentence

__all__ = ["Body", "Chunk", "read_body", "trim"]

_STOPS = '.?!:;"”)]*'
_HEADING_LENGTH = 200  # characters; the longest headings with a rule take three lines
_FULL_LINE = 40  # characters; a shorter line without a stop at its end is a heading or an item of a list
_TITLE_LENGTH = 95  # a heading without a rule is one short line
# A heading that a converter put at the end of the paragraph before it: words with capitals after the last stop.
_SMALL = r"(?:of|the|and|to|in|on|for|a|an|or|at|by|vs\.?|with|from|versus|[-–—&:])"
_RUN_IN = re.compile(
    rf"(?<=[.!?\"”)])[ ]+(?P<title>[A-Z][\w'’.-]*,?(?:[ ](?:[A-Z0-9\"“][\w'’.\"”-]*,?|{_SMALL})){{0,9}}[?!]?)\Z"
)
_RUN_IN_ROOM = 100
_NOT_A_TITLE = re.compile(r"(?i:END )|X{4,}|.*\d{5}")
_TITLE_LINE = re.compile(rf"[A-Z][\w'’.-]*(?<![.]),?(?:[ ](?:[A-Z0-9\"“][\w'’\"”-]*,?|{_SMALL})){{0,9}}[?!]?(?<![,.])")
_TITLES_OF_PERSONS = (" Mr.", " Dr.", " Mrs.", " Ms.", " Amb.", " Gen.", " Sen.", " Rep.", " St.", "U.S.", " Col.")
_SUMMARY_ALONE = re.compile(r"(?:EXECUTIVE )?SUMMARY(?: AND COMMENT)?|COMMENT", re.IGNORECASE)
_END_MARK = re.compile(r"END (?:OF )?(?:SUMMARY|COMMENT|NOTE|TEXT|POINTS)\b", re.IGNORECASE)  # never a heading
_NO_TITLE = re.compile(r"(?i:begin|end) |SENSITIVE|Classified|CLASSIFIED|REF\b|SIPDIS|.*\d{4,6}$")


@dataclass(slots=True)
class Chunk:
    """Lines that belong together: `start` is where they begin, `words` where their words begin, after the number.

    `kind` is text, list, table or heading. `lines` counts them; `last` is where the last one begins; `number` is the
    printed number, also of the paragraphs that continue a numbered one (`first` is then False). `lost` chunks follow a
    burst of noise: their number is not known.
    """

    kind: str
    start: int
    words: int
    end: int
    number: int | None = None
    marking: str | None = None
    first: bool = False
    lines: int = 1
    last: int = 0
    ruled: bool = False
    lost: bool = False
    breaks: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Body:
    """Chunks in order, and the lines that are no text: (rule, start, end)."""

    chunks: list[Chunk]
    cuts: list[tuple[str, int, int]]


class _Grouper:
    """Groups lines; one method for each kind of line."""

    def __init__(self, text: str, without: frozenset[str]) -> None:
        self.text = text
        self.without = without
        self.chunks: list[Chunk] = []
        self.cuts: list[tuple[str, int, int]] = []
        self.open: Chunk | None = None  # the chunk that the next line may continue
        self.blank = self.page = self.rule = False  # what stands between that chunk and the next line
        self.number = 0
        self.alone = False  # whether a blank line follows the line that is being added
        self.signed = False  # whether paragraph numbers come with a paragraph sign or a portion marking

    def _start(self, kind: str, line: Line, words: int) -> Chunk:
        ruled = self.rule and not self.blank
        chunk = Chunk(kind, line.start, words, line.end, lines=line.size, last=line.last or line.start, ruled=ruled)
        self.chunks.append(chunk)
        self.open = chunk
        return chunk

    def _extend(self, line: Line, *, keep_break: bool = False) -> None:
        chunk = self.open
        if chunk is None:
            self._start("text", line, line.start)
            return
        if chunk.words >= chunk.end:  # so far a number without words
            chunk.words = line.start
        if keep_break:
            chunk.breaks.append(line.start)
        chunk.end = line.end
        chunk.last = line.last or line.start
        chunk.lines += line.size

    def _ended(self) -> bool:
        """Whether the open chunk ends like a sentence."""
        return self.open is None or self.text[self.open.end - 1] in _STOPS

    def _continues(self, line: Line) -> bool:
        """Whether a line of text goes on with the open chunk."""
        chunk = self.open
        if chunk is None or chunk.kind in ("heading", "table") or self.rule:
            return False
        if not self.blank:
            return True
        lower = self.text[line.start].islower()
        if self.page:
            return lower or not (self._ended() or self._is_title(chunk))
        if self._ended() or "blank-in-sentence" in self.without:
            return False
        return lower or self._is_cut(chunk, line)

    def _is_cut(self, chunk: Chunk, line: Line) -> bool:
        """Whether a blank line cut a sentence in two: a full line without a stop before it, no heading after it."""
        if chunk.kind != "text" or (chunk.number is None and chunk.lines == 1 and self.chunks[:1] == [chunk]):
            return False
        full = chunk.end - chunk.last > _FULL_LINE or self.text[chunk.end - 1] == ","
        title = self.alone and line.end - line.start <= _TITLE_LENGTH and self.text[line.end - 1] not in _STOPS
        return full and not title and not self._is_title(chunk)

    def _is_title(self, chunk: Chunk) -> bool:
        return chunk.lines == 1 and chunk.number is None and chunk.end - chunk.start <= _TITLE_LENGTH

    def text_line(self, line: Line) -> None:
        if self._continues(line):
            self._extend(line, keep_break=False)
        else:
            self._start("text", line, line.start)

    def bullet_line(self, line: Line) -> None:
        dashed = self.text[line.start] in "-*•·‣–—"
        dash = dashed and self.open is not None and self.open.kind == "text" and self._lower_after_dash(line)
        if (not dashed or dash) and not (self.blank or self.rule or self._ended()):
            self.text_line(line)
        elif self.open and self.open.kind == "list" and not (self.blank or self.rule):
            self._extend(line, keep_break=True)
        else:
            self._start("list", line, line.start)

    def _lower_after_dash(self, line: Line) -> bool:
        """Whether a line begins with a dash inside a sentence, and not with a bullet."""
        return self.text[line.start : line.end].lstrip("-–— ")[:1].islower()

    def table_line(self, line: Line) -> None:
        if self.open and self.open.kind == "table" and not self.blank:
            self._extend(line, keep_break=True)
        else:
            self._start("table", line, line.start)

    def _is_paragraph(self, line: Line) -> bool:
        signed = line.marking is not None or self.text[line.start] == "¶"
        if line.number is None:
            return False
        if self.text.startswith(GAP, line.words) and line.number > self.number:
            return True
        if line.number == self.number + 1 and self.blank and self._ended():
            return True
        if self.text[line.start] == "¶" or (signed and line.number > self.number):
            return True
        if self.signed and not signed:
            return False
        return self.number < line.number <= self.number + 10 and (self.blank or self.rule or self._ended())

    def _is_counted(self, line: Line) -> bool:
        """Whether a line begins with a number that the sentence before it counts, and not with a paragraph's."""
        chunk = self.open
        if chunk is None or line.number is None or line.marking or self.rule or chunk.kind not in ("text", "list"):
            return False
        if self._ended() or self.text.startswith(GAP, line.words):
            return False
        step = line.number - self.number
        return in_sentence(self.text, chunk.last, chunk.end, step=step, blank=self.blank)

    def _counted_line(self, line: Line) -> None:
        """Go on with a sentence whose next line begins with a number; a converter may have put a sign before it."""
        if self.text[line.start] == "¶" and "stray-pilcrow" not in self.without:
            self.cuts.append(("stray-pilcrow", line.start, line.start + 1))
            line = line._replace(start=line.start + 1)
        if self.blank and "blank-in-sentence" in self.without:
            self.text_line(line)
        else:
            self._extend(line)

    def number_line(self, line: Line) -> None:
        if self._is_counted(line):
            self._counted_line(line)
            return
        if not self._is_paragraph(line) or line.number is None:
            self.bullet_line(line)
            return
        self.signed = self.signed or line.marking is not None or self.text[line.start] == "¶"
        self.number = max(self.number, line.number)
        chunk = self._start("text", line, line.words)
        chunk.number, chunk.marking, chunk.first = line.number, line.marking, True

    def mark_line(self, line: Line) -> None:
        if not self.blank and not self.rule and not self._ended():
            self.text_line(line)
            return
        chunk = self._start("text", line, line.words)
        chunk.marking = line.marking

    def rule_line(self, line: Line) -> None:
        self.cuts.append((line.rule, line.start, line.end))
        chunk = self.open
        if chunk and not self.blank and chunk.number is None and chunk.kind == "text":
            if chunk.lines <= 3 and chunk.end - chunk.start <= _HEADING_LENGTH:
                chunk.kind = "heading"
            elif chunk.lines > 1:
                self._split_heading(chunk)
        elif chunk and not self.blank and chunk.number is not None and chunk.lines > 1:
            self._split_heading(chunk)
        self.rule = True
        self.blank = self.page = False

    def _split_heading(self, chunk: Chunk) -> None:
        """The last line of a chunk is a heading if the lines before it end a sentence and it does not."""
        before = self.text[chunk.start : chunk.last].rstrip()
        if before[-1:] in _STOPS and chunk.end - chunk.last <= _TITLE_LENGTH and self.text[chunk.end - 1] not in ".,;":
            heading = Chunk("heading", chunk.last, chunk.last, chunk.end, last=chunk.last)
            chunk.end = chunk.start + len(before)
            chunk.lines -= 1
            self.chunks.append(heading)
            self.open = heading

    def add(self, line: Line) -> None:
        if line.kind == "blank":
            self._close_overlined()
            self.blank = True
        elif line.kind == "cut":
            self.cuts.append((line.rule, line.start, line.end))
            if line.rule == "filler-line":
                self.blank = True
            else:
                self.page = True
        elif line.kind == "rule":
            self.rule_line(line)
        else:
            getattr(self, f"{line.kind}_line")(line)
            self.blank = self.page = self.rule = False

    def _close_overlined(self) -> None:
        chunk = self.open
        if (
            chunk and chunk.ruled and chunk.kind == "text" and chunk.number is None and not self.blank and not self.rule
            and chunk.lines <= 2 and chunk.end - chunk.start <= _HEADING_LENGTH and self.text[chunk.end - 1] != "."
        ):  # fmt: skip
            chunk.kind = "heading"


def _single_tables(lines: list[Line]) -> list[Line]:
    """A line with gaps is a row of a table only beside another such line, or with nothing but a rule between them."""
    if not any(line.kind == "table" for line in lines):
        return lines
    places = [place for place, line in enumerate(lines) if line.kind != "rule"]
    beside: set[int] = set()
    for one, other in pairwise(places):
        if lines[one].kind == lines[other].kind == "table":
            beside |= {one, other}
    return [
        line._replace(kind="text", last=line.start) if line.kind == "table" and place not in beside else line
        for place, line in enumerate(lines)
    ]


def _run_in_titles(text: str, chunks: list[Chunk]) -> None:
    """Split headings off the end of long one-line paragraphs that another numbered paragraph follows."""
    place = 0
    while place + 1 < len(chunks):
        chunk, after = chunks[place], chunks[place + 1]
        place += 1
        if not after.first or chunk.kind not in ("text", "list") or text.find("\n", chunk.last, chunk.end) >= 0:
            continue
        if _ends_with_title(text, chunk):
            title = Chunk("heading", chunk.last, chunk.last, chunk.end, last=chunk.last)
            chunk.end = chunk.start + len(text[chunk.start : chunk.last].rstrip())
            chunk.lines -= 1
            chunks.insert(place, title)
            place += 1
            continue
        if text[chunk.end - 1] in '.,;)]"' or chunk.end - chunk.words < 2 * _RUN_IN_ROOM:
            continue
        found = _RUN_IN.search(text, chunk.end - _RUN_IN_ROOM, chunk.end)
        if not found or text.endswith(_TITLES_OF_PERSONS, 0, found.start()):
            continue
        start = found.start("title")
        chunks.insert(place, Chunk("heading", start, start, chunk.end, last=start))
        chunk.end = found.start()
        place += 1


def _ends_with_title(text: str, chunk: Chunk) -> bool:
    """Whether the last of several lines is a heading that lost its rule and its empty line: it begins after a stop."""
    if chunk.kind != "text" or chunk.lines < 2 or chunk.end - chunk.last > _TITLE_LENGTH or chunk.last <= chunk.words:
        return False
    before = text[max(chunk.words, chunk.last - 40) : chunk.last].rstrip()
    if before[-1:] not in ".!?" or _NOT_A_TITLE.match(text, chunk.last, chunk.end):
        return False
    return _TITLE_LINE.fullmatch(text, chunk.last, chunk.end) is not None


def _titles(text: str, chunks: list[Chunk]) -> None:
    """Headings without a rule: a short line of its own before a paragraph, after the end of another."""
    for place, chunk in enumerate(chunks[:-1]):
        if chunk.kind != "text" or chunk.number is not None or chunk.lines > 1 or chunk.marking:
            continue
        after = chunks[place + 1]
        if _SUMMARY_ALONE.fullmatch(text, chunk.start, chunk.end):
            chunk.kind = "heading"
            continue
        if chunk.end - chunk.start > _TITLE_LENGTH or after.kind == "heading" or not (after.first or after.marking):
            continue
        words = text[chunk.start : chunk.end]
        if words.startswith("//") and words.endswith("//"):
            chunk.kind = "heading"
            continue
        if (
            words[-1] in ".,;"
            or not (words[0].isupper() or words[0].isdigit() or words[0] in "\"'“(")
            or _NO_TITLE.match(words)
        ):
            continue
        chunk.kind = "heading"


def _continuations(chunks: list[Chunk]) -> None:
    """Paragraphs without a number go on with the numbered one before them, up to the next heading."""
    number: int | None = None
    marking: str | None = None
    for chunk in chunks:
        if chunk.kind == "heading":
            number = marking = None
        elif chunk.first:
            number, marking = chunk.number, chunk.marking
        else:
            chunk.number = number
            chunk.marking = chunk.marking or marking


def trim(text: str, body: Body) -> None:
    """Let no chunk end with a page line: where its last line became a chunk of its own, the line stands at its end."""
    cuts = sorted((start, end) for _, start, end in body.cuts)
    for chunk in body.chunks:
        place = bisect_left(cuts, (chunk.end, 0)) - 1
        while place >= 0 and chunk.words < cuts[place][0] and chunk.end <= cuts[place][1]:
            chunk.end = cuts[place][0]
            while chunk.end > chunk.words and text[chunk.end - 1].isspace():
                chunk.end -= 1
            place -= 1


def read_body(
    text: str, start: int, end: int, without: frozenset[str] = frozenset(), zones: Sequence[Zone] = ()
) -> Body:
    """Group the lines of `text[start:end]`.

    The rules named in `without` are not applied; `zones` are pieces that are already known to be no text of the body.
    """
    grouper = _Grouper(text, without)
    lines = _single_tables(lines_of(text, start, end, without, zones))
    for place, line in enumerate(lines):
        grouper.alone = line.size == 1 and (place + 1 == len(lines) or lines[place + 1].kind == "blank")
        grouper.add(line)
    grouper._close_overlined()
    for chunk in grouper.chunks:
        if chunk.kind == "heading" and _END_MARK.match(text, chunk.start, chunk.end):
            chunk.kind = "text"
    _run_in_titles(text, grouper.chunks)
    _titles(text, grouper.chunks)
    _continuations(grouper.chunks)
    return Body(grouper.chunks, grouper.cuts)
