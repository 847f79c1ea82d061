"""One cable as a reader wants it: its facts, its text with repairs and losses marked, or the file's own words."""

from __future__ import annotations

from crosscable.corpora.cable import Cable, Paragraph
from crosscable.reports.terminal.read import facts
from crosscable.reports.terminal.tables import visible, window, wrap

__all__ = ["as_filed", "as_read", "marked"]

_LONGEST_MARK = 120  # a cut page header is named, not printed again


def marked(cable: Cable, start: int, end: int) -> str:
    """`cable.text[start:end]` with what the file has instead: `Carvania[-?-]{+'+}s`; what is lost as `[lost: …]`."""
    marks: list[tuple[int, int, str]] = []
    for repair in cable.repairs:
        at = cable.map.to_reading(repair.start)
        after = repair.after if cable.text.startswith(repair.after, at) else ""
        if repair.before.split() == repair.after.split():
            continue  # only white space differs
        before = repair.before if len(repair.before) <= _LONGEST_MARK else f"{repair.rule}: {len(repair.before)} signs"
        before = " ".join(before.split())
        marks.append((at, at + len(after), f"[-{before}-]" + (f"{{+{after}+}}" if after.strip() else after)))
    for loss in cable.losses:
        at = cable.map.to_reading(loss.start)
        marks.append((at, at, f"[lost: {loss.message}]"))
    parts: list[str] = []
    position = start
    for at, stop, mark in sorted(marks):
        if position <= at and stop <= end:
            parts += (cable.text[position:at], mark)
            position = stop
    return "".join((*parts, cable.text[position:end]))


def as_filed(cable: Cable, paragraph: Paragraph | None) -> list[str]:
    """The file's own characters, from the first to the last that the reading stands for."""
    start, end = (paragraph.start, paragraph.end) if paragraph else (0, len(cable.text))
    span = cable.span(start, end)
    return visible(span.quote).split("\n")


def as_read(cable: Cable, paragraph: Paragraph | None, width: int | None = None) -> list[str]:
    """The cable's facts and its text, or one paragraph, wrapped to the window."""
    columns = window(width)
    if paragraph is not None:
        return wrap(_led(paragraph) + marked(cable, paragraph.start, paragraph.end), columns)
    lines = [*wrap(cable.name, columns), "=" * min(columns, len(cable.name))]
    for label, value in facts(cable):
        first, *rest = wrap(value, columns, " " * 15)
        lines += [f"{label:<14} {first.strip()}", *rest]
    heading = None
    for part in cable.paragraphs:
        if part.heading and part.heading != heading:
            lines += ["", visible(part.heading), "-" * min(columns, len(part.heading))]
        heading = part.heading
        lines.append("")
        text = _led(part) + marked(cable, part.start, part.end)
        for line in text.split("\n"):
            lines += wrap(line, columns)
    if not cable.paragraphs:
        lines += ["", *(row for line in marked(cable, 0, len(cable.text)).split("\n") for row in wrap(line, columns))]
    return lines


def _led(paragraph: Paragraph) -> str:
    number = f"¶{paragraph.number} " if paragraph.number is not None else ""
    return number + (f"({paragraph.marking}) " if paragraph.marking else "")
