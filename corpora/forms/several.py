"""Where one text holds several telegrams, one after the other: where each begins and ends."""

from __future__ import annotations

import re
from itertools import pairwise

__all__ = ["telegrams_in"]

# A classification line that ends with post and message number. A later one of another message opens another telegram,
# if its labelled lines follow and the telegram before it has paragraphs: one that only hands on another has none.
_OPENS = re.compile(
    r"^[ \t]*(?:UNCLAS(?:SIFIED)?|C ?O ?N ?F ?I ?D ?E ?N ?T ?I ?A ?L|S ?E ?C ?R ?E ?T|LIMITED OFFICIAL USE)\b"
    r"[^\r\n]{0,60}?\b(?P<post>[A-Z][A-Z.']{2,}(?: [A-Z.']{2,}){0,3})[ ]+(?P<number>\d{5,7})[ \t]*\r?$",
    re.MULTILINE,
)
_LABEL = re.compile(
    r"^[ \t]*(?:(?P<eo>E\.? ?O\.?[ ]?1\d{3,4})|(?P<tags>TAGS\b)|(?P<subject>SUBJ(?:ECT)?[ ]?:))", re.MULTILINE
)
_LABEL_ROOM = 1500  # characters under a classification line, in which its labelled lines stand
_PARAGRAPH = re.compile(r"^[ \t]*(?:¶[ ]?)?\d{1,2}[ ]?[.)][ ]*[A-Z(\"]", re.MULTILINE)
# The routing lines above a classification line: nothing but capitals, from the first of these on.
_ROUTING = re.compile(r"^[ \t]*(?:VZCZC\w|(?:[OPRZ][ ]){1,4}\d{6}Z |FM [A-Z]|DE RUE|ZN[RY] )", re.MULTILINE)
_SMALL_LETTER = re.compile(r"[a-z]")
_ROUTING_ROOM = 6000  # characters above it that routing lines take with long lists of addressees


def telegrams_in(text: str) -> list[tuple[int, int]]:
    """The telegrams of `text` as (start, end); one that holds everything where there are not several.

    Sections and second copies of one message, which have its number, are not told apart here.
    """
    opened = [match for match in _OPENS.finditer(text) if _is_labelled(text, match.end())]
    starts = [0]
    for before, match in pairwise(opened):
        if match["number"].lstrip("0") != before["number"].lstrip("0") and _PARAGRAPH.search(
            text, before.end(), match.start()
        ):
            starts.append(_routing(text, before.end(), match.start()))
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _is_labelled(text: str, at: int) -> bool:
    return len({match.lastgroup for match in _LABEL.finditer(text, at, at + _LABEL_ROOM)}) > 1


def _routing(text: str, after: int, start: int) -> int:
    """Where the routing lines above the classification line at `start` begin, `start` where it has none."""
    room = max(after, start - _ROUTING_ROOM)
    for match in _ROUTING.finditer(text, room, start):
        if not _SMALL_LETTER.search(text, match.start(), start):
            return match.start()
    return start
