"""Telegram printouts of the 1970s: all capitals, pages, message attributes, lines of who drafted and cleared.

The printout repeats its classification and page line on every page and ends in a table of attributes made by the
archive's computer. Neither the table nor the Department's distribution list is part of the telegram: both are cut, and
what the table says of number, day and post serves where the telegram itself does not say it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from crosscable.corpora.telegram.hints import Hints
from crosscable.corpora.text import Edit, Extract, apply

__all__ = ["FORM", "extract_printout", "is_printout"]

FORM = "printout"
_PAGE_LINE = re.compile(r"^[ \t]*PAGE[ \t]+\d\d[ \t]+[A-Z ]{3,}[ \t]+\d{4,6}\b", re.M)
_TITLE = re.compile(r"\A\s*Message Text[ \t]*$", re.M | re.I)
# NNNN ended a transmission.
_ATTRIBUTES = re.compile(r"^[ \t]*(?:NNNN?\s+)?(?:<<END OF DOCUMENT>>|Message Attributes[ \t]*$)", re.M | re.I)
_OFFICES = re.compile(r"^[ \t]*(?:ORIGIN|ACTION)[ \t]+[A-Z]{1,6}-\d\d\b", re.M)
# The Department's own routing: offices with their numbers of copies, the dashes and serial number below them, and the
# number above. It stands between page line and date-time group, and its INFO is not the telegram's.
_HEAD = 4_000
_DISTRIBUTION = re.compile(
    r"^[ \t]*(?:(?:ORIGIN|ACTION|INFO)[ \t]+)?(?:[A-Z][A-Z/]{0,7}-\d\d[ \t]*)+(?:/\d{1,3}[ \t]*[A-Z]{1,2})?[ \t]*$"
    r"|^[ \t]*-{10,}[ \t]*\d{4,6}[ \t]*$"
    r"|^[ \t]*\d{1,3}[ \t]*$(?=\s*^[ \t]*(?:ORIGIN|ACTION)[ \t])",
    re.M,
)
_DRAFTED = re.compile(r"^[ \t]*(?:DRAFTED|APPROVED|CLEARED) BY\b", re.M)
# Later telegrams may be all in capitals too; these marks came with the systems of the 1980s.
_LATER = re.compile(r"^[ \t]*(?:VZCZC[A-Z]{3}\d{4}|E\. ?O\. ?1[23]\d{3}\b|SIPDIS\b|UNCLAS SECTION\b)", re.M)
_CAPITALS_SHARE = 0.9  # ordinary print has less than .2; a slip of the shift key or a note in small letters is allowed
_POST_LETTERS = 6  # the archive's document numbers have room for no more
_ATTRIBUTE = re.compile(r"^[ \t]*([A-Z][A-Za-z ]{2,40}?)[ \t]*:[ \t]*([^\r\n]*?)[ \t]*$", re.M)


def is_printout(text: str) -> bool:
    """Whether a text is such a printout, or the bare text of one, which is all in capitals."""
    if any(mark.search(text) for mark in (_PAGE_LINE, _OFFICES, _DRAFTED, _ATTRIBUTES)):
        return True
    if _LATER.search(text):
        return False
    letters = [character for character in text[:20_000] if character.isalpha()]
    capitals = sum(character.isupper() for character in letters) >= _CAPITALS_SHARE * len(letters) > 0
    return capitals and len(letters) > 100


def extract_printout(text: str) -> tuple[Extract, Hints]:
    """The telegram without the printer's title, the distribution to offices and the table; what the table says."""
    title, table = _TITLE.search(text), _ATTRIBUTES.search(text)
    end = table.start() if table else len(text)
    edits = [Edit(0, title.end(), "", "print-title")] if title else []
    begin = title.end() if title else 0
    offices = _DISTRIBUTION.finditer(text, begin, max(begin, min(end, _HEAD)))
    edits += [Edit(match.start(), match.end(), "", "distribution") for match in offices]
    if table:
        edits.append(Edit(end, len(text), "", "message-attributes"))
    reading, source_map = apply(text, edits)
    cuts = tuple((edit.rule, edit.start, edit.end) for edit in edits)
    return Extract(text, reading, source_map, cuts), _hints(text[end:], text[:end]) if table else Hints()


def _hints(table: str, telegram: str) -> Hints:
    said = {match[1].strip().lower(): match[2] for match in _ATTRIBUTE.finditer(table) if match[2]}
    number = said.get("document number", "")
    match = re.fullmatch(r"(19\d\d)([A-Z]+)0*(\d+)", number.strip())
    return Hints(
        id=f"{match[1][2:]}{_whole_post(match[2], match[3], telegram)}{match[3]}" if match else None,
        year=int(match[1]) if match else None,
        sent=_moment(said.get("draft date") or said.get("sent date") or ""),
        subject=said.get("subject"),
    )


def _whole_post(letters: str, number: str, telegram: str) -> str:
    """The post whose first letters the archive keeps, as the telegram's own number line has it, without spaces."""
    if len(letters) < _POST_LETTERS:
        return letters
    pattern = r" ?".join(letters) + rf"([A-Z ]*?) +0*{number}$"
    line = re.search(pattern, telegram, re.M)
    return letters + line[1].replace(" ", "") if line else letters


def _moment(written: str) -> datetime | None:
    for pattern in ("%d %b %Y", "%d %B %Y", "%d-%b-%Y"):
        try:
            return datetime.strptime(written.strip(), pattern).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None
