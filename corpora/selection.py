"""Which cables of a corpus are asked for: by day sent, post and tag."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from crosscable.corpora.errors import UsageError

__all__ = ["EVERYTHING", "Selection", "selection"]

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
# What archives put before the place in the name of a post.
_RANK = re.compile(
    r"^(?:(?:american|us|u\.s\.)\s+)?"
    r"(?:embassy branch office|embassy|am ?embassy|consulate general|consulate|mission|interests section|branch office)"
    r"\s+",
    re.I,
)
_LETTERS = re.compile(r"[^A-Z]")


@dataclass(frozen=True, slots=True)
class Selection:
    """Days are inclusive; an empty `posts` or `tags` asks for all. A cable without a date is never within a range."""

    since: date | None = None
    until: date | None = None
    posts: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    def holds(self, name: str, sent: datetime | None, origin: str | None, tags: Iterable[str]) -> bool:
        """Whether a cable called `name` (its id), of this day, post and tags, is asked for."""
        if self.since is not None and (sent is None or sent.date() < self.since):
            return False
        if self.until is not None and (sent is None or sent.date() > self.until):
            return False
        if self.posts and self.posts.isdisjoint(_posts(name, origin)):
            return False
        return not self.tags or not self.tags.isdisjoint(tag.upper() for tag in tags)


EVERYTHING = Selection()


def selection(
    since: str | None = None, until: str | None = None, posts: Iterable[str] = (), tags: Iterable[str] = ()
) -> Selection:
    """A selection from what a user types: days as 2007, 2007-09 or 2007-09-26; posts as MOSCOW or "Embassy Moscow".

    Raises:
        UsageError: a day that is none, or `since` after `until`.
    """
    first = _day("--since", since, last=False) if since else None
    last = _day("--until", until, last=True) if until else None
    if first is not None and last is not None and first > last:
        raise UsageError(f"--since {since} is after --until {until}")
    return Selection(
        first, last, frozenset(_place(post) for post in posts), frozenset(tag.strip().upper() for tag in tags)
    )


def _day(option: str, text: str, *, last: bool) -> date:
    match = _DAY.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError
        year = int(match[1])
        month = int(match[2]) if match[2] else (12 if last else 1)
        day = int(match[3]) if match[3] else (monthrange(year, month)[1] if last else 1)
        return date(year, month, day)
    except ValueError:  # also what calendar raises for a thirteenth month
        raise UsageError(f"{option}: {text!r} is no day", remedy="write 2007, 2007-09 or 2007-09-26") from None


def _place(post: str) -> str:
    return _LETTERS.sub("", _RANK.sub("", post.strip()).upper())


def _posts(name: str, origin: str | None) -> set[str]:
    """The names under which a cable's post may be asked for: the letters of its id, and its origin without the rank."""
    match = re.fullmatch(r"\d{2}([A-Z]+)\d+", name)
    return {found for found in (match[1] if match else "", _place(origin) if origin else "") if found}
