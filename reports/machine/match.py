"""Rows of `match` for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from crosscable.compare.matching.records import Matched, Relative

__all__ = ["match_csv", "match_json", "match_jsonl", "match_row"]

COLUMNS = ("cable", "related", "rank", "score", "sent", "related_sent", "subject", "related_subject", "why")


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


def match_csv(matched: Matched) -> Iterator[str]:
    """One row a line behind a header, with dates and subjects of both cables; the reasons as "kind value share"."""
    yield _line(COLUMNS)
    for relative in matched.relatives:
        one, two = matched.entries[relative.cable], matched.entries[relative.related]
        why = "; ".join(f"{reason.kind} {reason.value} {reason.share:.4f}" for reason in relative.why)
        days = [item.day.isoformat() if item.day else "" for item in (one, two)]
        subjects = [one.subject or "", two.subject or ""]
        yield _line([relative.cable, relative.related, relative.rank, f"{relative.score:.6f}", *days, *subjects, why])


def _line(cells: Iterable[object]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="").writerow(cells)
    return stream.getvalue()
