"""Rows of `sources` for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from crosscable.compare.attribution.voices import Said, Voice
from crosscable.reports.machine.statements import statement_row

__all__ = ["sources_json", "sources_jsonl"]


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
