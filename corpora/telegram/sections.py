"""Sections of one message in one text: where each begins, and the opening lines that it repeats."""

from __future__ import annotations

import re
from typing import NamedTuple

from crosscable.corpora.telegram.labels import read_opening

__all__ = ["SectionMark", "find_records", "find_sections"]


class SectionMark(NamedTuple):
    """A repeated section line with the opening after it, `start` to `end` of the text."""

    number: int
    of: int
    start: int
    end: int


_LINE = re.compile(
    r"^[ \t]*(?:[A-Z] ?){5,20}.{0,12}?\bSECTION[ ]+(?P<number>\d{1,2})[ ]+OF[ ]+(?P<of>\d{1,2})\b[^\n]*", re.MULTILINE
)
_TRANSMISSION = re.compile(
    r"(?:^[ \t]*(?:VZCZC|[A-Z]{2} RUEH|RUEH|DE RUEH|ZN[RY] |[OPRZ] \d{6}Z|FM |TO |INFO |R[A-Z]{5,6}/|NNNN|BT"
    r"|#\d{4})[^\n]*\n[ \t]*)+\Z",
    re.MULTILINE,
)
_CAPTIONS = re.compile(r"(?:[ \t\r]*\n[ \t]*(?:SIPDIS|NOFORN|SENSITIVE|EXDIS|NODIS|LIMDIS)?[ \t\r]*(?=\n|$))+")
# An opening is repeated within this many characters of a section line or not at all.
_NEAR = 1500


# An archive's own record between a cut-off opening and its repetition: number, date, reference, post, level.
_RECORD = re.compile(
    r"(?:^[ \t]*(?:\d{1,6}|\.{3})[ \t\r]*\n\s*)+^[ \t]*\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?[ \t\r]*\n"
    r"\s*\d\d[A-Z]{3,}\d+[ \t\r]*\n(?:\s*(?:(?:Embassy|Consulate|Mission|US|UN|Secretary|American)[^\n]*"
    r"|(?:UNCLASSIFIED|CONFIDENTIAL|SECRET)(?://[A-Z ]+)?|\d\d[A-Z]{3,}\d+(?:[ |,]+\d\d[A-Z]+\d+)*)[ \t\r]*\n)*",
    re.MULTILINE,
)
_RECORD_ROOM = 4000  # characters from the beginning, in which an archive's record stands
_DAY = re.compile(r"\d{4}-\d\d-\d\d")  # without one there is no such record


def find_records(text: str) -> list[tuple[int, int]]:
    """Where an archive's record stands inside the text, near its beginning."""
    if not _DAY.search(text, 0, _RECORD_ROOM):
        return []
    return [match.span() for match in _RECORD.finditer(text, 0, min(len(text), _RECORD_ROOM))]


def find_sections(text: str, start: int) -> list[SectionMark]:
    """The section lines after `start`, each with what it repeats of the opening."""
    if text.find("SECTION", start) < 0:
        return []
    found = []
    for match in _LINE.finditer(text, start):
        begin = match.start()
        before = _TRANSMISSION.search(text, max(start, begin - 2500), begin)
        if before:
            begin = before.start()
        captions = _CAPTIONS.match(text, match.end())
        end = captions.end() if captions else match.end()
        opening = read_opening(text, end, min(len(text), end + _NEAR))
        kinds = {label.kind for label in opening.labels}
        if {"eo", "tags"} & kinds and opening.labels[0].start < end + 600:
            end = opening.body
        found.append(SectionMark(int(match["number"]), int(match["of"]), begin, end))
    return found
