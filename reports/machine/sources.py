"""Rows of `sources` for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from crosscable.compare.attribution.voices import Said, Voice
from crosscable.reports.machine.statements import statement_row

__all__ = ["COLUMNS", "sources_csv", "sources_json", "sources_jsonl"]

COLUMNS = (
    "cable",
    "sent",
    "paragraph",
    "speaker",
    "resolved",
    "person",
    "kind",
    "cue",
    "cue_class",
    "addressee",
    "channel",
    "date",
    "protected",
    "chain",
    "content",
    "rule",
)


def sources_jsonl(said: Iterable[Said]) -> Iterator[str]:
    """One statement a line, in order of time: the promised row and nothing else."""
    encode = msgspec.json.Encoder().encode
    for item in said:
        yield encode(statement_row(item.cable, item.statement, item.person)).decode()


def sources_json(said: Iterable[Said], voices: Iterable[Voice]) -> str:
    """Sources and statements in one value; the rows have channel, date, chain and quotations besides."""
    rows = [_full_row(item) for item in said]
    return msgspec.json.encode({"sources": [_voice_row(voice) for voice in voices], "statements": rows}).decode()


def _full_row(item: Said) -> dict[str, Any]:
    statement = item.statement
    return {
        "cable": item.cable.name,
        **statement_row(item.cable, statement, item.person),
        "channel": statement.channel,
        "date": statement.date.isoformat() if statement.date else None,
        "chain": list(statement.chain),
        "quotes": [msgspec.to_builtins(item.cable.span(*place)) for place in statement.quotes],
    }


def _voice_row(voice: Voice) -> dict[str, Any]:
    days = voice.days
    return {
        "name": voice.name,
        "person": voice.person,
        "kind": voice.kind,
        "forms": list(voice.forms),
        "statements": len(voice.said),
        "cables": list(voice.cables),
        "posts": list(voice.posts),
        "first": days[0].isoformat() if days else None,
        "last": days[-1].isoformat() if days else None,
        "told_us": voice.told["us"],
        "told_press": voice.told["press"],
        "protected": voice.protected,
    }


def sources_csv(said: Iterable[Said]) -> Iterator[str]:
    """One statement a line behind a header, in order of time, texts as read."""
    yield _line(COLUMNS)
    for item in said:
        yield _line(_cells(item))


def _cells(item: Said) -> list[str]:
    cable, statement = item.cable, item.statement
    paragraph = cable.paragraph_at(statement.cue[0])
    return [
        cable.name,
        cable.sent.date().isoformat() if cable.sent else "",
        str(paragraph.number) if paragraph and paragraph.number is not None else "",
        cable.text[slice(*statement.speaker)] if statement.speaker else "",
        statement.resolved or "",
        item.person or "",
        statement.kind,
        cable.text[slice(*statement.cue)],
        statement.cue_class,
        statement.addressee or "",
        statement.channel or "",
        statement.date.isoformat() if statement.date else "",
        "yes" if statement.protected else "",
        " > ".join(statement.chain),
        " … ".join(cable.text[start:end] for start, end in statement.content),
        statement.rule,
    ]


def _line(cells: Iterable[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="").writerow(cells)
    return stream.getvalue()
