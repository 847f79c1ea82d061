"""The relatives of cables, for people: under each cable a list, each relative with its reasons in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from crosscable.compare.matching.collection import Entry
from crosscable.compare.matching.reasons import days_apart
from crosscable.compare.matching.records import Matched, Reason, Relative
from crosscable.reports.terminal.tables import table, visible, window, wrap

__all__ = ["heading", "match_lines", "match_markdown", "reasons_in_words"]

_LEAST_SHARE = 0.02  # reasons below two per cent are not worth a reader's time
_SHOWN_TERMS = 6


def match_lines(matched: Matched, width: int | None = None) -> Iterator[str]:
    """One block a cable: its heading, then a table of its relatives."""
    columns = window(width)
    for name, group in _blocks(matched):
        item = matched.entries[name]
        yield from wrap(heading(item), columns)
        if item.subject:
            yield from wrap(item.subject, columns - 2, "  ")
        yield ""
        yield from table(("", "score", "cable", "why related"), list(_rows(matched, item, group)), _widths(columns))
        yield ""


def match_markdown(matched: Matched) -> Iterator[str]:
    """The same as Markdown, a section a cable."""
    from crosscable.reports.markdown import escape

    yield "# Related cables"
    yield ""
    yield _how(matched)
    for name, group in _blocks(matched):
        item = matched.entries[name]
        yield ""
        yield f"## {escape(heading(item))}"
        if item.subject:
            yield ""
            yield escape(item.subject)
        yield ""
        yield "| | score | cable | why related |"
        yield "|---:|---:|---|---|"
        for rank, score, *cells in _rows(matched, item, group):
            told = ("<br>".join(escape(line) for line in cell.split("\n")) for cell in cells)
            yield f"| {rank} | {score} | {' | '.join(told)} |"


def heading(item: Entry) -> str:
    """Id, day and post of a cable."""
    return visible(", ".join(part for part in (item.name, item.day and item.day.isoformat(), item.post) if part))


def reasons_in_words(why: Iterable[Reason]) -> str:
    """The reasons in the order of their share, each with its per cent."""
    terms = [reason for reason in why if reason.kind == "term"]
    shown = [reason for reason in terms if not reason.value.startswith("(")][:_SHOWN_TERMS]
    told: list[tuple[float, str]] = []
    text = sum(reason.share for reason in terms)
    if shown:
        more = _terms_in_all(terms) - len(shown)
        words = ", ".join(reason.value for reason in shown) + (f" and {more} more" if more else "")
        told.append((text, f"shared words {words}"))
    elif terms:
        told.append((text, "no shared words"))
    told += [(reason.share, _sentence(reason)) for reason in why if reason.kind != "term"]
    told.sort(key=lambda part: (-part[0], part[1]))
    return "; ".join(f"{words} ({share:.0%})" for share, words in told if share >= _LEAST_SHARE or len(told) == 1)


def _terms_in_all(terms: list[Reason]) -> int:
    rest = [reason for reason in terms if reason.value.startswith("(")]
    return (
        len(terms) - len(rest) + sum(int(reason.value[1:].split()[0]) for reason in rest if reason.value[1].isdigit())
    )


def _sentence(reason: Reason) -> str:
    if reason.kind == "phrase":
        return f"rare phrases {reason.value.replace(', (', ' (')}"
    if reason.kind == "subject":
        return f"subject words {', '.join(reason.value.split())}"
    if reason.kind == "tag":
        return f"TAGS {reason.value}"
    return reason.value


def _blocks(matched: Matched) -> Iterator[tuple[str, list[Relative]]]:
    for name, group in groupby(matched.relatives, key=lambda relative: relative.cable):
        yield name, list(group)


def _rows(matched: Matched, item: Entry, group: list[Relative]) -> Iterator[tuple[str, str, str, str]]:
    for relative in group:
        other = matched.entries[relative.related]
        day = f"{other.day.isoformat()}, {days_apart(item, other)}" if other.day else "no date"
        title = "\n".join(part for part in (relative.related, day, visible(other.subject or "")) if part)
        yield str(relative.rank), f"{relative.score:.2f}", title, reasons_in_words(relative.why)


def _widths(columns: int) -> tuple[int | None, ...]:
    rest = columns - 3 - 5 - 3 * 2
    return None, None, max(16, rest * 45 // 100), max(16, rest - rest * 45 // 100)


def _how(matched: Matched) -> str:
    compared = "every pair compared" if matched.path == "exact" else "best candidates compared"
    return f"{len(matched.entries)} cables, {compared}."
