"""Telegram printouts of the 1970s: all capitals, pages, message attributes, lines of who drafted and cleared.

The printout repeats its classification and page line on every page and ends in a table of attributes made by the
archive's computer. The table is no part of the telegram: it is cut, and what it says of number, day and post serves
where the telegram itself does not say it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from crosscable.corpora.telegram.hints import Hints
from crosscable.corpora.text import Edit, Extract, apply, whole

__all__ = ["FORM", "extract_printout", "is_printout"]

FORM = "printout"
_PAGE_LINE = re.compile(r"^[ \t]*PAGE[ \t]+\d\d[ \t]+[A-Z ]{3,}[ \t]+\d{4,6}\b", re.M)
_TITLE = re.compile(r"\A\s*Message Text[ \t]*$", re.M | re.I)
_ATTRIBUTES = re.compile(
    r"^[ \t]*(?:NNNN?\s+)?(?:<<END OF DOCUMENT>>|Message Attributes\b)", re.M | re.I
)  # NNNN ended a transmission
_OFFICES = re.compile(r"^[ \t]*(?:ORIGIN|ACTION)[ \t]+[A-Z]{1,6}-\d\d\b", re.M)
_DRAFTED = re.compile(r"^[ \t]*(?:DRAFTED|APPROVED|CLEARED) BY\b", re.M)
# Later telegrams may be all in capitals too; these marks came with the systems of the 1980s.
_LATER = re.compile(r"^[ \t]*(?:VZCZC[A-Z]{3}\d{4}|E\. ?O\. ?1[23]\d{3}\b|SIPDIS\b|UNCLAS SECTION\b)", re.M)
_CAPITALS_SHARE = 0.9  # ordinary print has less than .2; a slip of the shift key or a note in small letters is allowed
_POST_LETTERS = 6  # the archive's document numbers have room for no more
_ATTRIBUTE = re.compile(r"^[ \t]*([A-Z][A-Za-z ]{2,40}?)[ \t]*:[ \t]*([^\r\n]*?)[ \t]*$", re.M)


def is_printout(text: str) -> bool:
    """Whether a text is such a printout, or the bare text of one, which is all in capitals."""
    if _PAGE_LINE.search(text) or _OFFICES.search(text) or _DRAFTED.search(text):
        return True
    if _LATER.search(text):
        return False
    letters = [character for character in text[:20_000] if character.isalpha()]
    capitals = sum(character.isupper() for character in letters) >= _CAPITALS_SHARE * len(letters) > 0
    return capitals and len(letters) > 100


def extract_printout(text: str) -> tuple[Extract, Hints]:
    """The telegram without the table of attributes, and what the table says."""
    title, table = _TITLE.search(text), _ATTRIBUTES.search(text)
    cuts = [(0, title.end(), "print-title")] if title else []
    if table:
        cuts.append((table.start(), len(text), "message-attributes"))
    if not cuts:
        return whole(text), Hints()
    reading, source_map = apply(text, [Edit(start, end, "", rule) for start, end, rule in cuts])
    named = tuple((rule, start, end) for start, end, rule in cuts)
    hints = _hints(text[table.start() :], text[: table.start()]) if table else Hints()
    return Extract(text, reading, source_map, named), hints


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
