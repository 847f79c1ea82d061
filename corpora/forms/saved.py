"""A page saved as text: the site's words, a line of five facts, the telegram, the site's words again.

The line of facts is what the page's table becomes when its text is copied: reference, created, released,
classification and origin, on one line or one below the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from crosscable.corpora.errors import NotACableError
from crosscable.corpora.forms.found import archive_id
from crosscable.corpora.telegram.hints import Hints
from crosscable.corpora.text import Edit, Extract, apply

__all__ = ["FORM", "Frame", "extract_saved", "find_frame", "is_saved", "moment"]

FORM = "saved-page"
_LEVEL = r"(?:UNCLASSIFIED|CONFIDENTIAL|SECRET|TOP SECRET)(?://[A-Z][A-Z ]*[A-Z])?"
_DAY = r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?"
_FACTS = re.compile(
    rf"^[ \t|]*(?P<id>\d\d[A-Z][A-Z-]*\d+)[\s|]+(?P<created>{_DAY})[\s|]+(?P<released>{_DAY})[\s|]+(?P<level>{_LEVEL})"
    r"[\s|]+(?P<origin>[A-Z][^\r\n|]{2,60})[ \t|]*$",
    re.M,
)
_HEADS = re.compile(r"^[ \t|]*Reference ID[\s|]+Created[\s|]+Released[\s|]+Classification[\s|]+Origin[ \t|]*$", re.M)
_MOST_FACTS = 2  # the cable's own, and one that its text may quote
_VIEWING = re.compile(r"^[ \t#]*Viewing cable (\d\d[A-Z-]+\d+),?[ \t]*([^\r\n]*)$", re.M)
# What stands at the foot of such pages, on lines of their own.
_FOOT = re.compile(
    r"^[ \t]*(?:Help us extend and defend|E-?mail this page|© ?\d{4}|Powered by|Discuss this cable)\b", re.M | re.I
)
# Where a telegram begins when no line of facts says it, and a mark that it is one.
_LEVEL_LINE = r"(?:UNCLAS|C ?O ?N ?F ?I ?D ?E ?N ?T ?I ?A ?L|S ?E ?C ?R ?E ?T)\b[^\r\n]*\b\d{3,6}[ \t]*$"
_FIRST_LINES = re.compile(
    r"^[ \t]*(?:VZCZC[A-Z]{3}\d{4}|(?:[OPRZ] ){1,3}\d{6}Z [A-Z]{3} \d\d|FM [A-Z]{2,}|"
    + _LEVEL_LINE
    + r"|E\.?O\.? ?1\d{4}\b)",
    re.M,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the telegram stands in a page's text, and what the page says of it."""

    start: int
    end: int
    hints: Hints


def find_frame(text: str) -> Frame | None:
    """The telegram in the text of a page, None where there is none."""
    facts = _FACTS.search(text)
    viewing = _VIEWING.search(text)
    if facts is not None:
        start = facts.end()
    else:
        first = _FIRST_LINES.search(text, viewing.end() if viewing else 0)
        if first is None:
            return None
        start = first.start()
    foot = _FOOT.search(text, start)
    return Frame(start, foot.start() if foot else len(text), _hints(facts, viewing))


def _hints(facts: re.Match[str] | None, viewing: re.Match[str] | None) -> Hints:
    subject = viewing[2].strip() or None if viewing else None
    if facts is None:
        return Hints(id=archive_id(viewing[1]) if viewing else None, subject=subject)
    return Hints(
        id=archive_id(facts["id"]),
        sent=moment(facts["created"]),
        released=moment(facts["released"]),
        classification=facts["level"],
        origin=facts["origin"].strip(),
        subject=subject,
    )


def is_saved(text: str) -> bool:
    """Whether a text is a saved page: it has one line of facts, or the words that stand above it.

    Many such lines are an index and no page.
    """
    facts = len(list(islice(_FACTS.finditer(text), _MOST_FACTS + 1)))
    return 0 < facts <= _MOST_FACTS or _HEADS.search(text) is not None or _VIEWING.search(text) is not None


def extract_saved(text: str, where: str) -> tuple[Extract, Hints]:
    """The telegram of a saved page, and what the page says of it.

    Raises:
        NotACableError: the page shows no telegram.
    """
    frame = find_frame(text)
    if frame is None:
        raise NotACableError("a saved page without a cable", where=where)
    edits = (Edit(0, frame.start, "", "site-chrome"), Edit(frame.end, len(text), "", "site-chrome"))
    kept = [edit for edit in edits if edit.start < edit.end]
    reading, source_map = apply(text, kept)
    return Extract(text, reading, source_map, tuple((edit.rule, edit.start, edit.end) for edit in kept)), frame.hints


def moment(written: str | None) -> datetime | None:
    """A day and time as the archives write them, 2008-12-05 14:23, taken as UTC."""
    for pattern in ("%Y-%m-%d %H:%M", "%Y-%m-%d"):
        try:
            return datetime.strptime((written or "").strip(), pattern).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None
