"""What surrounds a statement: to whom, by which channel, on which day it was made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from crosscable.compare.attribution.clauses import Phrase
from crosscable.compare.attribution.lexicon import listed
from crosscable.compare.attribution.words import EMBASSY, GENITIVE, NAME, Words

__all__ = ["addressee", "channel", "day", "met_with_us"]

# In the order in which they are asked: a telephone talk is no meeting, an interview no document.
_CHANNELS = ("phone", "press", "document", "meeting")
_NAMES_OF_MONTHS = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_MONTHS = {name: number for number, names in enumerate(_NAMES_OF_MONTHS, start=1) for name in names}


def addressee(words: Words, start: int, end: int) -> str | None:
    """Us, press or other: what the words of the person addressed say; None for no words."""
    if end <= start:
        return None
    low = words.low[start:end]
    if low == ("us",) or _own_side(words, start, end):
        return "us"
    return "press" if any(word in listed("press_addressed") for word in low) else "other"


def _own_side(words: Words, start: int, end: int) -> bool:
    """Whether the cable's own people are named, and no other country with them ("the Swedish Ambassador")."""
    for index in range(start, end):
        if words.low[index] not in listed("us") and not words.flags[index] & EMBASSY:
            continue
        country = index > start and words.flags[index - 1] & (NAME | GENITIVE)
        if not country or words.low[index - 1] in ("u.s.", "us", "american"):
            return True
    return False


def met_with_us(words: Words, around: Sequence[Phrase]) -> bool:
    """Whether the words outside of the report tell of a meeting with the cable's own side."""
    if channel(words, around) not in ("meeting", "phone"):
        return False
    for first, after in around:
        for index in range(first, after - 1):
            if words.low[index] in ("with", "to", "by", "for") and _own_side(words, index + 1, min(after, index + 5)):
                return True
    return False


def channel(words: Words, around: Sequence[Phrase]) -> str | None:
    """Meeting, phone, press or document, from the words outside of the report."""
    seen = {words.low[index] for first, after in around for index in range(first, after)}
    return next((name for name in _CHANNELS if seen & listed(f"channel_{name}")), None)


def day(words: Words, around: Sequence[Phrase], sent: datetime | None) -> date | None:
    """The day named outside of the report ("on December 3"); without a year, the last such day before sending."""
    for first, after in around:
        for index in range(first, after):
            month = _MONTHS.get(words.low[index].rstrip("."))
            if month is None:
                continue
            number = _day_number(words, index, first, after)
            if number is not None:
                return _date(_year(words, index + 1, after), month, number, sent)
    return None


def _day_number(words: Words, month: int, first: int, after: int) -> int | None:
    """The number after the month, or before it."""
    for index in (month + 1, month - 1):
        if first <= index < after and words.low[index].isdecimal() and 1 <= int(words.low[index]) <= 31:
            return int(words.low[index])
    return None


def _year(words: Words, start: int, after: int) -> int | None:
    numbers = words.low[start : min(after, start + 3)]
    return next((int(word) for word in numbers if word.isdecimal() and len(word) == 4), None)


def _date(year: int | None, month: int, number: int, sent: datetime | None) -> date | None:
    if year is None and sent is None:
        return None
    try:
        found = date(year or (sent.year if sent else 1), month, number)
        if year is None and sent is not None and found > sent.date():
            return date(sent.year - 1, month, number)
    except ValueError:  # February 30
        return None
    return found
