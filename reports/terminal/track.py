"""A track for people: each step under its date and cable, quotations first, then what changed."""

from __future__ import annotations

from collections.abc import Iterator

from crosscable.compare.tracking import Step, Track
from crosscable.reports.markdown import escape
from crosscable.reports.places import place
from crosscable.reports.terminal.tables import window, wrap

__all__ = ["heard", "more_sentences", "track_lines", "track_markdown"]

_NAMED = 6
"""Names that are listed where the words asked for suit several sources."""


def _title(found: Track) -> str:
    number = len(found.steps)
    return f"{found.mode}: {found.key} — {number} step{'' if number == 1 else 's'}"


def heard(found: Track) -> str:
    """What a reader has to know before the steps: that nothing was found, or more than one voice; empty otherwise."""
    if not found.steps:
        nothing = "Nobody of this name is quoted" if found.mode == "source" else "Nothing"
        return f"{nothing} in these cables{'' if found.mode == 'source' else ' speaks of it'}."
    names = sorted({name for step in found.steps for name in step.speakers})
    if found.mode != "source" or len(names) < 2:
        return ""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"Several sources are called so: {', '.join(names[:_NAMED])}{more}. To follow one, give the whole name."


def more_sentences(step: Step) -> str:
    """How many sentences on the matter are not quoted, empty where all are."""
    more = len({spoken.place for spoken in step.spoken}) - len(step.quotes)
    return "" if more < 1 else f"{more} more {'sentence speaks' if more == 1 else 'sentences speak'} of it."


def _heading(step: Step) -> str:
    day = step.cable.sent.date().isoformat() if step.cable.sent else "no date"
    return f"{day}  {step.cable.name}  {step.cable.subject or ''}".rstrip()


def _against_the_last(step: Step) -> tuple[str, str] | None:
    """What stands against the step before: the label and the text."""
    if step.change is not None:
        change = step.change
        return "Changed", f"{change.topic} — {change.turn}. {change.why}"
    return None if step.echo is None else ("Beside the last step", step.echo.why)


def _support(step: Step) -> str:
    voices = step.ground.voices
    if not voices:
        return "no voice is named"
    return "; ".join(f"{voice.name} ({'told the embassy' if voice.told_us else 'reported'})" for voice in voices)


def track_lines(found: Track, *, support: bool = False, width: int | None = None) -> Iterator[str]:
    """The track as text, wrapped to the window."""
    columns = window(width)
    yield from wrap(_title(found), columns)
    if told := heard(found):
        yield ""
        yield from wrap(told, columns)
    for step in found.steps:
        yield ""
        yield from wrap(_heading(step), columns)
        for start, end in step.quotes:
            text = f"{place(step.cable, start)}: “{step.cable.text[start:end]}”"
            yield from wrap(text, columns, "    ")
        if more := more_sentences(step):
            yield from wrap(more, columns, "    ")
        if against := _against_the_last(step):
            yield from wrap(f"{against[0]}: {against[1]}", columns, "    ")
        if support:
            yield from wrap(f"Rests on: {_support(step)}", columns, "    ")


def track_markdown(found: Track, *, support: bool = False) -> Iterator[str]:
    """The track as a Markdown section a step."""
    yield f"# {escape(_title(found))}"
    if told := heard(found):
        yield ""
        yield escape(told)
    for step in found.steps:
        yield ""
        yield f"## {escape(_heading(step))}"
        yield ""
        for start, end in step.quotes:
            yield f"> {escape(step.cable.text[start:end])} ({escape(place(step.cable, start))})"
            yield ""
        if more := more_sentences(step):
            yield more
            yield ""
        if against := _against_the_last(step):
            yield f"**{against[0]}:** {escape(against[1])}"
            yield ""
        if support:
            yield f"**Rests on:** {escape(_support(step))}"
