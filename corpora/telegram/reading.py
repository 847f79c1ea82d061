"""From the chunks of a body to the edits that make its reading: running lines, blank lines between paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left

from crosscable.corpora.repairs import has_word
from crosscable.corpora.telegram.body import Body, Chunk
from crosscable.corpora.text import BareEdit

__all__ = ["LAYOUT", "layout_edits"]

LAYOUT = "layout"  # white space only; the map tells where, and `corpora.repairs` does not list it
_WRAP = re.compile(r"[ \t\r]*\n\s*")
_SPLIT_WORD = re.compile(r"([A-Za-z]{2,})-\Z")
_FIRST_WORD = re.compile(r"[A-Za-z]+")


class _Edits:
    """The edits of a body, in order."""

    def __init__(self, text: str, body: Body, without: frozenset[str], *, capitals: bool) -> None:
        self.text = text
        self.cuts = sorted(body.cuts, key=lambda cut: cut[1])
        self.starts = [cut[1] for cut in self.cuts]
        self.cut_starts = frozenset(self.starts)
        self.without = without
        self.capitals = capitals
        self.edits: list[BareEdit] = []

    def gap(self, start: int, end: int, between: str) -> None:
        """What stands from `start` to `end`, white space and cut lines, is read as `between`."""
        if self.edits:
            start = max(start, self.edits[-1][1])  # a cut line may end in the white space that is read here
            end = max(start, end)
        if start == end:
            if between:
                self.edits.append((start, end, between, LAYOUT))
            return
        at = start
        for rule, cut_start, cut_end in self.cuts[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            cut_start, cut_end = max(at, cut_start), max(at, cut_end)
            if at < cut_start or between:
                self.edits.append((at, cut_start, between, LAYOUT))
                between = ""
            self.edits.append((cut_start, cut_end, "", rule))
            at = cut_end
        if at < end or between:
            self.edits.append((at, end, between, LAYOUT))

    def inside(self, start: int, end: int, breaks: list[int]) -> None:
        """Join the lines of a chunk, also over page lines; `breaks` are line beginnings that stay."""
        kept = frozenset(breaks)
        text, at = self.text, start
        for _, cut_start, cut_end in self.cuts[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            begin = _back(text, cut_start, at)
            if cut_start > at:
                self.lines(at, begin, kept)
            stop = cut_end
            while stop < end and text[stop] in " \t\r\n":
                stop += 1
            if stop in self.cut_starts:  # the next cut goes on from here
                self.gap(begin, stop, "")
            else:
                self.wrap(begin, stop, keep=stop in kept)
            at = stop
        self.lines(at, end, kept)

    def lines(self, start: int, end: int, kept: frozenset[int]) -> None:
        """Join the lines between `start` and `end`, where nothing is cut."""
        text, at, edits = self.text, start, self.edits
        while at < end:
            newline = text.find("\n", at, end)
            if newline < 0:
                return
            begin, stop = newline, newline + 1
            while begin > start and text[begin - 1] in " \t\r\n":
                begin -= 1
            while stop < end and text[stop] in " \t\r\n":
                stop += 1
            if stop in kept:
                edits.append((begin, stop, "\n", LAYOUT))
            elif text[begin - 1] != "-" or "hyphen-wrap" in self.without or not self.split_word(begin, stop):
                edits.append((begin, stop, " ", LAYOUT))
            at = stop

    def wrap(self, start: int, end: int, *, keep: bool) -> None:
        if keep:
            self.gap(start, end, "\n")
        elif self.text[start - 1] == "-" and "hyphen-wrap" not in self.without and self.split_word(start, end):
            return
        else:
            self.gap(start, end, " ")

    def split_word(self, start: int, end: int) -> bool:
        """A word cut by a hyphen at the end of a line; whether it keeps the hyphen, the rest of the text tells."""
        left = _SPLIT_WORD.search(self.text, max(0, start - 30), start)
        right = _FIRST_WORD.match(self.text, end)
        if not left or not right:
            return False
        joined, hyphened = left[1] + right[0], f"{left[1]}-{right[0]}"
        drop = not has_word(self.text, hyphened) and (self.capitals or has_word(self.text, joined))
        if self.cuts and bisect_left(self.starts, start) != bisect_left(self.starts, end):
            self.gap(start, end, "")
        else:
            self.edits.append((start - 1, end, "" if drop else "-", "hyphen-wrap"))
        return True


def _back(text: str, at: int, start: int) -> int:
    while at > start and text[at - 1] in " \t\r\n":
        at -= 1
    return at


def layout_edits(
    text: str, start: int, end: int, body: Body, without: frozenset[str] = frozenset(), *, capitals: bool = False
) -> list[BareEdit]:
    """The edits that join lines and set paragraphs apart in `text[start:end]`."""
    made = _Edits(text, body, without, capitals=capitals)
    at = start
    for chunk in body.chunks:
        made.gap(at, chunk.start, "\n\n" if at else "")
        if "rewrap" in without:
            made.inside(chunk.start, chunk.end, _line_starts(text, chunk))
        else:
            made.inside(chunk.start, chunk.end, chunk.breaks)
        at = chunk.end
    if at < end:
        made.gap(at, end, "")
    return made.edits


def _line_starts(text: str, chunk: Chunk) -> list[int]:
    return [match.end() for match in _WRAP.finditer(text, chunk.start, chunk.end)]
