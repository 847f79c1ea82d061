"""Rows of `match`, its threads and its reused passages for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from crosscable.compare.matching.records import Matched, Relative
from crosscable.compare.matching.reuse import Reuse
from crosscable.compare.matching.threads import Thread
from crosscable.corpora.tabular import Table
from crosscable.reports.machine.sheets import sheet
from crosscable.reports.machine.spans import span

__all__ = ["in_format", "match_json", "match_jsonl", "match_row", "reuse_rows", "thread_rows"]


def match_row(relative: Relative) -> dict[str, Any]:
    """The promised row: cable, related, rank, score, why."""
    return {
        "cable": relative.cable,
        "related": relative.related,
        "rank": relative.rank,
        "score": relative.score,
        "why": [{"kind": reason.kind, "value": reason.value, "share": reason.share} for reason in relative.why],
    }


def match_jsonl(matched: Matched) -> Iterator[str]:
    """One row a line, by cable and rank."""
    encode = msgspec.json.Encoder().encode
    for relative in matched.relatives:
        yield encode(match_row(relative)).decode()


def match_json(matched: Matched) -> str:
    """Everything in one value, with how it was found."""
    return msgspec.json.encode(
        {
            "cables": len(matched.entries),
            "path": matched.path,
            "weights": matched.profile,
            "prefer": matched.prefer,
            "repeated": matched.repeated,
            "wordless": matched.wordless,
            "matches": [match_row(relative) for relative in matched.relatives],
        }
    ).decode()


def thread_rows(threads: Iterable[Thread]) -> Iterator[dict[str, Any]]:
    """One row a thread: its number, its cables in the order of time, its links."""
    for number, thread in enumerate(threads, 1):
        yield {
            "thread": number,
            "cables": [
                {
                    "cable": item.name,
                    "sent": item.sent.isoformat() if item.sent else None,
                    "post": item.post,
                    "subject": item.subject,
                }
                for item in thread.entries
            ],
            "links": [
                {"cable": link.cable, "other": link.other, "kind": link.kind, "score": link.score}
                for link in thread.links
            ],
        }


def reuse_rows(found: Reuse) -> Iterator[dict[str, Any]]:
    """Passages first, then boilerplate: kind, words, the spans, the cables that hold it."""
    for passage in found.passages:
        yield {
            "kind": "passage",
            "words": passage.words,
            "cables": [passage.left.name, passage.right.name],
            "left": span(passage.left, passage.left_place),
            "right": span(passage.right, passage.right_place),
        }
    for standing in found.boilerplate:
        yield {
            "kind": "boilerplate",
            "words": standing.words,
            "cables": list(standing.cables),
            "left": span(standing.cable, standing.place),
            "right": None,
        }


def in_format(rows: Iterable[dict[str, Any]], format: str) -> Iterator[str]:
    """`rows` as json (one value), jsonl, csv or tsv; in a sheet nested values are JSON."""
    encode = msgspec.json.Encoder().encode
    if format == "json":
        yield encode(list(rows)).decode()
    elif format == "jsonl":
        yield from (encode(row).decode() for row in rows)
    else:
        yield from sheet(_flat(rows), "tsv" if format == "tsv" else "csv")


def _flat(rows: Iterable[dict[str, Any]]) -> Table:
    held = list(rows)
    cells = tuple(
        tuple(
            value if value is None or isinstance(value, (str, int, float)) else msgspec.json.encode(value).decode()
            for value in row.values()
        )
        for row in held
    )
    return Table("rows", tuple(held[0]) if held else (), cells)
