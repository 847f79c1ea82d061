"""What each paragraph is for: summary, comment, action, note, list, table, signature, or body."""

from __future__ import annotations

import re
from bisect import bisect_left

from crosscable.corpora.telegram.body import Chunk

__all__ = ["Roles", "read_roles"]

_SUMMARY = re.compile(
    r"[\W_]{0,8}(?:\((?:U|C|S|SBU)\)[ ]*)?(?:BEGIN[ ]+)?(?:EXECUTIVE[ ]+)?SUMMARY(?:[ ]+(?:AND"
    r"|&)[ ]+[A-Z]+(?:[ ]+(?:OF[ ]+)?[A-Z]+)?)?[ ]*(?:[:.;]|--?(?=[ ])|$)[ ]*",
    re.IGNORECASE,
)
_SUMMARY_PARAGRAPH = re.compile(
    r"(?:BEGIN[ ]+)?(?:EXECUTIVE[ ]+)?SUMMARY(?:[ ]+AND[ ]+[A-Z]+(?:[ ]+[A-Z]+)?)?[ ]*(?:[:.;]|--|$)[ ]*"
    r"(?:\((?:U|C|S|SBU|C/NF|S/NF)\)[ ]+)?",  # "SUMMARY. (C) The board …"
    re.IGNORECASE,
)
_END_SUMMARY = re.compile(r"[(\[]?\bEND\s*(?:OF\s+)?(?:EXECUTIVE\s+)?SUMMARY\b[^.)\]\n]{0,40}[.)\]]*", re.IGNORECASE)
_COMMENT = re.compile(
    r"[\W_]{0,6}(?:BEGIN[ ]+)?(?:(?:EMBASSY|POST|MISSION|AMBASSADOR'?S?|FINAL|BRIEF)[ ]+)?COMMENTS?(?:[ ]+(?:AND"
    r"|&)[ ]+[A-Z ]{3,30})?[ ]*(?:[:.;]|--?(?=[ ])|$)[ ]*",
    re.IGNORECASE,
)
_COMMENT_HEADING = re.compile(r"\bCOMMENTS?\b", re.IGNORECASE)
_END_COMMENT = re.compile(r"\bEND\s*(?:OF\s+)?(?:[A-Z]+\s+)?COMMENTS?\b", re.IGNORECASE)
_NOTE = re.compile(r"[(\[]?(?:BEGIN[ ]+)?(?:BIO(?:GRAPHIC)?[ ]+)?NOTE[ ]*[:.]", re.IGNORECASE)
_AUTHORITY = re.compile(r"CLASSIFIED BY|DERIVED FROM", re.IGNORECASE)
_REMARK = re.compile(rf"{_NOTE.pattern}|{_AUTHORITY.pattern}", re.IGNORECASE)
_ACTION = re.compile(
    r"(?:THIS IS AN ACTION (?:REQUEST|MESSAGE|CABLE)|ACTION REQUEST(?:ED)?\b|ACTION ITEMS?\b|BEGIN ACTION)",
    re.IGNORECASE,
)


class Roles:
    """The role of each chunk, by place, and where the summary's words are: (start, end) in the text."""

    def __init__(self, count: int) -> None:
        self.roles = ["body"] * count
        self.summary: list[tuple[int, int]] = []


class _Ends:
    """The end marks of one kind in a text. Where the word occurs that each must hold is found once, which is cheap."""

    def __init__(self, text: str, pattern: re.Pattern[str], words: tuple[str, ...]) -> None:
        self._text = text
        self._pattern = pattern
        self._places: list[int] = []
        for word in words:
            at = text.find(word)
            while at >= 0:
                self._places.append(at)
                at = text.find(word, at + 1)
        self._places.sort()

    def find(self, start: int, end: int) -> re.Match[str] | None:
        """The end mark in `text[start:end]`."""
        index = bisect_left(self._places, start)
        if index == len(self._places) or self._places[index] >= end:
            return None
        return self._pattern.search(self._text, start, end)


def _is_authority(text: str, chunk: Chunk) -> bool:
    return bool(_AUTHORITY.match(text, chunk.words, chunk.end))


def _summary_bounds(text: str, chunks: list[Chunk], ends: _Ends) -> tuple[int, int] | None:
    """The places of the first chunk of the summary and of the one after its last."""
    begin = None
    for place, chunk in enumerate(chunks):
        opens = _SUMMARY if chunk.kind == "heading" else _SUMMARY_PARAGRAPH
        match = opens.match(text, chunk.words, chunk.end)
        if match and chunk.kind == "heading" and "END" in text[chunk.start : chunk.end].upper():
            match = None
        if match or (chunk.kind == "heading" and "SUMMARY" in text[chunk.start : chunk.end].upper()):
            begin = place
            break
        if ends.find(chunk.words, chunk.end):
            begin = next((n for n, other in enumerate(chunks) if other.first and not _is_authority(text, other)), 0)
            break
    if begin is None:
        return None
    if chunks[begin].kind == "heading":
        begin += 1
    stop = None
    for place in range(begin, min(len(chunks), begin + 40)):
        if ends.find(chunks[place].start, chunks[place].end):
            stop = place + 1
            break
    if stop is None:
        stop = min(begin + 1, len(chunks))
        if begin and chunks[begin - 1].kind == "heading":
            heading = next((n for n in range(begin, len(chunks)) if chunks[n].kind == "heading"), stop)
            if heading <= begin + 6:  # farther off there is neither an end mark nor a heading that ends the summary
                stop = heading
    return begin, stop


def _mark_summary(text: str, chunks: list[Chunk], roles: Roles) -> None:
    ends = _Ends(text, _END_SUMMARY, ("ummary", "UMMARY"))
    bounds = _summary_bounds(text, chunks, ends)
    if not bounds:
        return
    for place in range(*bounds):
        chunk = chunks[place]
        if chunk.kind in ("heading", "signature", "notice"):
            continue
        roles.roles[place] = "summary"
        start, end = chunk.words, chunk.end
        if place == bounds[0] and (opened := _SUMMARY_PARAGRAPH.match(text, start, end)):
            start = opened.end()
        if closed := ends.find(start, end):
            end = closed.start()
        if text[start:end].strip():
            roles.summary.append((start, end))


def _mark_comments(text: str, chunks: list[Chunk], roles: Roles) -> None:
    ends = _Ends(text, _END_COMMENT, ("omment", "OMMENT"))
    closing = [chunk.kind != "heading" and bool(ends.find(chunk.words, chunk.end)) for chunk in chunks]
    closed_later = False  # for each chunk: whether an end mark comes after it and before the next heading
    later = [False] * len(chunks)
    for place in range(len(chunks) - 1, -1, -1):
        later[place] = closed_later
        closed_later = chunks[place].kind != "heading" and (closed_later or closing[place])
    inside = under = False
    for place, chunk in enumerate(chunks):
        if chunk.kind == "heading":
            under = bool(_COMMENT_HEADING.search(text, chunk.start, chunk.end))
            inside = False
            continue
        opens = _COMMENT.match(text, chunk.words, chunk.end)
        closes = closing[place]
        if opens and not closes:
            inside = later[place]
        if (opens or inside or under) and roles.roles[place] == "body":
            roles.roles[place] = "comment"
        if closes:
            inside = under = False


def read_roles(text: str, chunks: list[Chunk]) -> Roles:
    """Give every chunk its role."""
    roles = Roles(len(chunks))
    for place, chunk in enumerate(chunks):
        if chunk.kind == "notice":
            roles.roles[place] = "note"
        elif chunk.kind in ("list", "table", "signature"):
            roles.roles[place] = chunk.kind
        elif chunk.kind == "text" and _REMARK.match(text, chunk.words, chunk.end):
            roles.roles[place] = "note"
        elif chunk.kind == "text" and _ACTION.match(text, chunk.words, chunk.end):
            roles.roles[place] = "action"
    _mark_summary(text, chunks, roles)
    _mark_comments(text, chunks, roles)
    return roles
