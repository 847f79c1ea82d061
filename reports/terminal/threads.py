"""Threads for people: each a timeline, every cable with what ties it to the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crosscable.compare.matching.threads import Link, Thread
from crosscable.reports.terminal.match import heading
from crosscable.reports.terminal.tables import table, window, wrap

__all__ = ["thread_lines", "thread_markdown"]


def thread_lines(threads: Iterable[Thread], width: int | None = None) -> Iterator[str]:
    """One table a thread."""
    columns = window(width)
    rest = columns - 10 - 3 * 2
    for number, thread in enumerate(threads, 1):
        yield from wrap(_title(number, thread), columns)
        yield ""
        widths = (None, max(12, rest * 3 // 10), max(12, rest * 4 // 10), max(12, rest - rest * 7 // 10))
        yield from table(("sent", "cable", "subject", "tied by"), list(_rows(thread)), widths)
        yield ""


def thread_markdown(threads: Iterable[Thread]) -> Iterator[str]:
    """One section a thread."""
    from crosscable.reports.markdown import escape

    yield "# Threads"
    for number, thread in enumerate(threads, 1):
        yield ""
        yield f"## {escape(_title(number, thread))}"
        yield ""
        yield "| sent | cable | subject | tied by |"
        yield "|---|---|---|---|"
        for cells in _rows(thread):
            yield "| " + " | ".join(escape(cell) for cell in cells) + " |"


def _title(number: int, thread: Thread) -> str:
    days = [item.day.isoformat() for item in thread.entries if item.day]
    between = f", {days[0]} to {days[-1]}" if days else ""
    posts = sorted({item.post for item in thread.entries if item.post})
    return f"Thread {number}: {len(thread.entries)} cables{between}, {', '.join(posts) or 'post unknown'}"


def _rows(thread: Thread) -> Iterator[tuple[str, str, str, str]]:
    for item in thread.entries:
        ties = "; ".join(tie for tie in (_tie(item.name, link) for link in thread.links) if tie)
        day = item.day.isoformat() if item.day else "no date"
        yield day, heading(item).replace(f", {day}", "", 1), item.subject or "", ties


def _tie(name: str, link: Link) -> str:
    """What `link` says of the cable `name`; a likeness is told at the first of the two ids."""
    if link.cable != name:
        return ""
    return f"cites {link.other}" if link.kind == "reference" else f"like {link.other} ({link.score:.2f})"
