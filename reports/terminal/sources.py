"""Sources for people: one line a source, or every statement under its cable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from crosscable.compare.attribution.voices import Said, Voice
from crosscable.reports.terminal.tables import table, visible, window, wrap

__all__ = ["sources_markdown", "statement_lines", "voice_lines"]

_TOLD = {"us": "told us", "press": "to the press", "other": "to others", None: ""}
_HEADERS = ("source", "kind", "said", "told us", "press", "cables", "when")
_OTHERS, _DAYS = 60, 23
"""Columns that all but the name take where two days stand below each other, and those of two days side by side."""


def voice_lines(voices: Sequence[Voice], width: int | None = None) -> Iterator[str]:
    """A table of sources, those quoted in most cables first."""
    columns = window(width)
    rows = [_voice_cells(voice) for voice in voices]
    days = _DAYS if columns >= 100 else _DAYS // 2 + 1
    yield from table(_HEADERS, rows, (max(20, columns - _OTHERS - days + 12), None, None, None, None, None, days))


def _voice_cells(voice: Voice) -> list[str]:
    days = voice.days
    when = "" if not days else days[0].isoformat() if days[0] == days[-1] else f"{days[0]} – {days[-1]}"
    told = voice.told
    numbers = [str(len(voice.said)), *(str(told[who]) if told[who] else "" for who in ("us", "press"))]
    name = f"{voice.name} [protect]" if voice.protected else voice.name
    return [name, voice.kind, *numbers, str(len(voice.cables)), when]


def statement_lines(said: Iterable[Said], width: int | None = None) -> Iterator[str]:
    """Every statement under its cable: paragraph, who, to whom, with which word, and what."""
    columns = window(width)
    for _, group in groupby(said, key=lambda item: item.cable.name):
        items = list(group)
        yield from wrap(_heading(items[0]), columns)
        yield ""
        for item in items:
            yield from wrap(f"{_paragraph(item)}{_speaker(item)}: {_cue(item)}", columns)
            yield from wrap(_content(item), columns - 4, "    ")
            yield ""


def _heading(item: Said) -> str:
    cable = item.cable
    parts = (cable.name, cable.sent and cable.sent.date().isoformat(), cable.origin, cable.subject)
    return ", ".join(part for part in parts if part)


def _paragraph(item: Said) -> str:
    paragraph = item.cable.paragraph_at(item.statement.cue[0])
    return f"¶{paragraph.number} " if paragraph and paragraph.number is not None else ""


def _speaker(item: Said) -> str:
    """The name of who is meant, with what was written where that differs, and through whom it came."""
    statement = item.statement
    written = item.cable.text[slice(*statement.speaker)] if statement.speaker else ""
    name = statement.resolved or written or "(nobody named)"
    shown = name if name in written or written.lower() in ("he", "she", "they", "") else f"{name} ({written})"
    through = f", through {' and '.join(statement.chain)}" if statement.chain else ""
    return shown + (" [protect]" if statement.protected else "") + through


def _cue(item: Said) -> str:
    statement = item.statement
    about = [_TOLD[statement.addressee], statement.channel or "", statement.date.isoformat() if statement.date else ""]
    circumstances = ", ".join(part for part in about if part)
    cue = item.cable.text[slice(*statement.cue)]
    return f"{cue} [{statement.cue_class}]" + (f" ({circumstances})" if circumstances else "")


def _content(item: Said) -> str:
    return " … ".join(item.cable.text[start:end] for start, end in item.statement.content)


def sources_markdown(said: Iterable[Said], voices: Sequence[Voice], *, listed: bool) -> Iterator[str]:
    """The same as Markdown: the table of sources, and the statements when they are `listed`."""
    from crosscable.reports.markdown import escape

    yield "# Sources"
    yield ""
    yield "| " + " | ".join(_HEADERS) + " |"
    yield "|---|---|---:|---:|---:|---:|---|"
    for voice in voices:
        yield "| " + " | ".join(escape(cell) for cell in _voice_cells(voice)) + " |"
    if not listed:
        return
    for _, group in groupby(said, key=lambda item: item.cable.name):
        items = list(group)
        yield ""
        yield f"## {escape(visible(_heading(items[0])))}"
        yield ""
        for item in items:
            what = escape(visible(_content(item)))
            yield f"- {_paragraph(item)}**{escape(_speaker(item))}**, {escape(_cue(item))}: {what}"
