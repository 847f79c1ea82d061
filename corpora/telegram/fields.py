"""Values of labelled lines: declassification and subject."""

from __future__ import annotations

import re
from datetime import date

from crosscable.corpora.telegram.transmission import MONTHS

__all__ = ["read_declassification", "read_subject"]

_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b|(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})\b")
_WORDED = re.compile(
    r"\b(\d{1,2})[ ]?([A-Z]{3})[A-Z]*[ ,]+(\d{4}|\d{2})\b|\b([A-Z]{3})[A-Z]*[. ]+(\d{1,2}),?[ ]+(\d{4})\b", re.I
)
_NOT_APPLICABLE = re.compile(r"N/?\.?A\b|NA$|NONE$", re.IGNORECASE)
_ORDER = re.compile(r"^[ :.]*\d{4,5}[A-Z]?\b[ :;.]*")
_DECL = re.compile(r"^(?:D+E?C?LL?(?:ASSIFY|ASSIFICATION)?(?:[ ]ON)?|DNG)\b[ :;.]*", re.IGNORECASE)
_MARKS = re.compile(
    r"^(?:\((?:U|C|S|SBU|C/NF|S/NF|C//NF|S//NF|U//FOUO|LOU|S/REL[^)]*|C/REL[^)]*)\)|[:;.\s-])+", re.IGNORECASE
)
_HYPHEN = re.compile(r"(?<=\w)-[ \t\r]*\n[ \t]*(?=[A-Za-z])")
_PAGE_TAIL = re.compile(r"\n[ \t]*[A-Z][A-Z .']{2,30} \d{5,8}[ ]+\d{3}(?:\.\d)?[ ]+OF[ ]+\d{3}.*")
_PIVOT = 70  # two-digit years below it are of this century: cables of the 1970s and dates up to 2069


def _year(written: str) -> int:
    year = int(written)
    return year if year > 99 else year + (2000 if year < _PIVOT else 1900)


def _date_in(text: str) -> date | None:
    try:
        if match := _DATE.search(text):
            if match[4]:
                return date(int(match[4]), int(match[5]), int(match[6]))
            month, day = int(match[1]), int(match[2])
            return date(_year(match[3]), *((month, day) if month <= 12 else (day, month)))
        if match := _WORDED.search(text):
            written = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
            if written[1].upper() in MONTHS:
                return date(_year(written[2]), MONTHS.index(written[1].upper()) + 1, int(written[0]))
    except ValueError:
        return None
    return None


def read_declassification(value: str) -> date | str | None:
    """When a cable is to be declassified: a date, an event or rule as written (OADR), None for "N/A"."""
    rest = _ORDER.sub("", value.strip())
    rest = _DECL.sub("", rest).strip(" \t\r\\.")
    if not rest or _NOT_APPLICABLE.match(rest):
        return None
    return _date_in(rest) or " ".join(rest.split())


def read_subject(value: str) -> str | None:
    """The subject in one line, without the portion marking before it."""
    text = _PAGE_TAIL.sub(" ", value)
    text = _HYPHEN.sub("-", text)
    text = " ".join(text.replace("\\\n", "\n").split())
    return _MARKS.sub("", text).strip() or None
