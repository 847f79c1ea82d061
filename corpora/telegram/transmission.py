"""The transmission header: routing lines, date-time group, FM, TO, INFO."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from crosscable.corpora.cable import Addressee

__all__ = ["MONTHS", "Transmission", "read_transmission", "sent_from"]


@dataclass(frozen=True, slots=True)
class Transmission:
    """What the transmission header says; `number` is the message number of the DE line, without year and post."""

    transmission_id: str | None = None
    number: int | None = None
    dtg: str | None = None
    sent: datetime | None = None
    precedence: str | None = None
    sender: str | None = None
    recipients: tuple[Addressee, ...] = ()
    info: tuple[Addressee, ...] = ()


_ID = re.compile(r"^[ \t]*(VZCZC\w+|[A-Z]{6,8}\d{3,4})[ \t]*$", re.MULTILINE)
_DE = re.compile(r"^[ \t]*DE[ \t]+([A-Z]{4,8})[ \t]*#?[ \t]*(\d{3,6})", re.MULTILINE)
_DTG = re.compile(
    r"(?:^|(?<=[ \t]))((?:[ZOPRY][ \t]+){0,4})(\d{6})Z[ \t]+([A-Z]{3})[A-Z]*[ \t]+(\d{4}|\d{2})\b",
    re.MULTILINE | re.IGNORECASE,
)
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_PIVOT = 50  # two-digit years below it are of this century: no telegram of this form is older
PRECEDENCES = {"Z": "FLASH", "O": "IMMEDIATE", "P": "PRIORITY", "R": "ROUTINE"}
_PRECEDENCE = re.compile(r"\s+(FLASH|NIACT IMMEDIATE|IMMEDIATE|PRIORITY|ROUTINE)\b")
_ROUTE = re.compile(r"([A-Z]{4,7})/(?=[A-Z0-9])")
_NUMBER = re.compile(r"\s+(\d{3,6})$")
_PAGE = re.compile(r"PAGE[ ]+\d+[ ]+[A-Z ]+\d{3,7}.*?(?:\d{6}Z|$)|.*\d{5,8}[ ]+\d{3}(?:\.\d)?[ ]+OF[ ]+\d{3}$")


def sent_from(text: str) -> tuple[str, datetime, str] | None:
    """The first sound date-time group of `text`: as written, as a time, and its precedence letters."""
    for match in _DTG.finditer(text):
        day, clock = match[2][:2], match[2][2:]
        month = match[3].upper()
        if month not in MONTHS:
            continue
        year = int(match[4])
        if year < 100:
            year += 2000 if year < _PIVOT else 1900
        try:
            sent = datetime(year, MONTHS.index(month) + 1, int(day), int(clock[:2]), int(clock[2:]), tzinfo=UTC)
        except ValueError:
            continue
        return match[0].strip(), sent, match[1]
    return None


def _addressee(line: str) -> Addressee:
    route = precedence = number = None
    if match := _ROUTE.match(line):
        route, line = match[1], line[match.end() :]
    if match := _NUMBER.search(line):
        number, line = match[1], line[: match.start()]
    if match := _PRECEDENCE.search(line):
        precedence, line = match[1], (line[: match.start()] + line[match.end() :]).strip()
    return Addressee(" ".join(line.split()), route, precedence, number)


def _addressees(lines: list[str]) -> tuple[tuple[Addressee, ...], tuple[Addressee, ...]]:
    """Action and info addressees; XMT begins those who are exempt from a collective."""
    to: list[Addressee] = []
    info: list[Addressee] = []
    current: list[Addressee] | None = None
    for line in lines:
        word, _, rest = line.partition(" ")
        if word in ("TO", "INFO"):
            current, line = (to if word == "TO" else info), rest.strip()
        elif word == "XMT":
            current = None
        elif word in ("FM", "BT"):
            current = None
            continue
        if line.startswith("XMT"):
            current = None
        if "PAGE" in line or " OF " in line:
            line = _PAGE.sub("", line).strip()
        if current is not None and line and line != "XMT":
            current.append(_addressee(line))
    return tuple(to), tuple(info)


def read_transmission(text: str) -> Transmission:
    """Read the header lines in `text`, which ends where the classification line begins."""
    lines = [line.strip() for line in text.split("\n")]
    first = next((n for n, line in enumerate(lines) if line.startswith(("TO ", "INFO ", "FM "))), None)
    to: tuple[Addressee, ...] = ()
    info: tuple[Addressee, ...] = ()
    sender = None
    if first is not None:
        last = first
        while last < len(lines) and (lines[last] or last == first):
            last += 1
        to, info = _addressees(lines[first:last])
        sender = next((line[3:].strip() for line in lines if line.startswith("FM ")), None)
    found = sent_from(text)
    number = _DE.search(text)
    identity = _ID.search(text)
    letters = found[2].upper().split() if found else []
    return Transmission(
        transmission_id=identity[1] if identity else None,
        number=int(number[2]) if number else None,
        dtg=found[0] if found else None,
        sent=found[1] if found else None,
        precedence=next((PRECEDENCES[letter] for letter in letters if letter in PRECEDENCES), None),
        sender=sender,
        recipients=to,
        info=info,
    )
