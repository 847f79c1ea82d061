"""What surrounds a statement: to whom, by which channel, on which day it was made, and whether to protect its source."""

from __future__ import annotations

import re
from datetime import date, datetime

from crosscable.compare.attribution.words import EMBASSY, Words

__all__ = ["addressee", "channel", "day", "protections"]

_US = frozenset(
    ["us", "ambassador", "charge", "chargé", "dcm", "poloff", "poloffs", "econoff", "econoffs", "emboff", "emboffs", "conoff", "conoffs", "polcouns", "econcouns", "pao", "polcounselor", "econcounselor", "consul", "datt", "datts", "defatt", "embassy", "mission", "post", "codel", "staffdel", "staffdels", "secretary", "usg", "visitors", "delegation", "polchief", "econchief", "legatt", "rso", "usoff", "usoffs", "laboff", "laboffs", "deptoff", "congenoff", "apao", "adcm", "a/dcm", "polmiloff", "washington"]
)
_PRESS = frozenset(
    ["press", "media", "reporters", "reporter", "journalists", "journalist", "newspaper", "newspapers", "daily", "television", "tv", "radio", "bbc", "cnn", "reuters", "interfax", "itar-tass", "al-jazeera", "afp", "correspondents", "magazine", "paper", "public", "crowd", "audience", "supporters", "rally", "parliament", "nation"]
)
_PUBLIC_ONLY = frozenset(["public", "crowd", "audience", "supporters", "rally", "parliament", "nation"])

# Words in the sentence outside of the report that tell the channel, in the order in which they are asked.
_CHANNELS: tuple[tuple[str, frozenset[str]], ...] = (
    ("phone", frozenset(["telephone", "phone", "phoned", "telephoned", "telcon", "call-back", "teleconference"])),
    (
        "press",
        frozenset(["press", "media", "interview", "reporters", "journalists", "newspaper", "daily", "television", "tv", "radio", "editorial"]),
    ),
    (
        "document",
        frozenset(["letter", "memo", "memorandum", "email", "e-mail", "nonpaper", "non-paper", "report", "statement", "article", "note"]),
    ),
    (
        "meeting",
        frozenset(
            ["meeting", "lunch", "dinner", "breakfast", "meetings", "courtesy", "visit", "discussion", "talks", "met", "conversation", "reception"]
        ),
    ),
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_PROTECT = re.compile(r"[(\[]\s*[^()\[\]]{0,30}\bprotect\b[^()\[\]]{0,40}[)\]]", re.IGNORECASE)


def addressee(words: Words, start: int, end: int) -> str | None:
    """Us, press or other: what the words of the person addressed say; None for no words."""
    if end <= start:
        return None
    low = words.low[start:end]
    if low == ("us",):
        return "us"
    flags = words.flags[start:end]
    if any(word in _PRESS for word in low) and not any(word in _PUBLIC_ONLY for word in low):
        return "press"
    foreign = any(
        low[k] in _US
        and k
        and words.text[start + k - 1][:1].isupper()
        and low[k - 1] not in ("the", "u.s.", "us", "our")
        for k in range(len(low))
    )
    if not foreign and any(word in _US or flag & EMBASSY for word, flag in zip(low, flags, strict=True)):
        return "us"
    return "other"


def channel(words: Words, spans: list[tuple[int, int]]) -> str | None:
    """By which channel, from the words outside of the report."""
    seen = {words.low[k] for first, after in spans for k in range(first, after)}
    for name, marks in _CHANNELS:
        if seen & marks:
            return name
    return None


def day(words: Words, spans: list[tuple[int, int]], sent: datetime | None) -> date | None:
    """The day named outside of the report ("on December 3"), in the year before sending when it has none."""
    for first, after in spans:
        for index in range(first, after - 1):
            month = _MONTHS.get(words.low[index].rstrip("."))
            if month is None:
                continue
            number = words.low[index + 1]
            if not number.isdigit() and index > first and words.low[index - 1].isdigit():
                number = words.low[index - 1]
            if not number.isdigit() or not 1 <= int(number) <= 31:
                continue
            year = next((int(w) for w in words.low[index + 2 : index + 4] if w.isdigit() and len(w) == 4), None)
            return _date(year, month, int(number), sent)
    return None


def _date(year: int | None, month: int, number: int, sent: datetime | None) -> date | None:
    try:
        if year is not None:
            return date(year, month, number)
        if sent is None:
            return None
        found = date(sent.year, month, number)
        return found if found <= sent.date() else date(sent.year - 1, month, number)
    except ValueError:
        return None


def protections(text: str) -> list[tuple[int, int]]:
    """Where the text asks to protect somebody: "(strictly protect)", "(please protect throughout)"."""
    return [match.span() for match in _PROTECT.finditer(text)]
