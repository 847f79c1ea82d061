"""What was read, as Markdown: a table of the cables, or a few cables with facts, text, repairs and losses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosscable.corpora.cable import Cable
from crosscable.reports.citation import cite
from crosscable.reports.markdown import escape
from crosscable.reports.terminal.read import facts, level

__all__ = ["markdown_lines"]

_FEW = 3  # up to so many cables are given in full


def markdown_lines(cables: Sequence[Cable], *, show_repairs: bool = False) -> Iterator[str]:
    """The cables as lines of Markdown."""
    if len(cables) <= _FEW:
        for cable in cables:
            yield from _cable(cable)
    else:
        yield from _row("cable", "sent", "classification", "¶", "repairs", "losses", "subject")
        yield "|" + " --- |" * 7
        for cable in cables:
            yield from _row(
                cable.name,
                cable.sent.date().isoformat() if cable.sent else "",
                level(cable),
                str(len(cable.paragraphs)),
                str(len(cable.repairs) or ""),
                str(len(cable.losses) or ""),
                cable.subject or "",
            )
        yield ""
    if show_repairs:
        yield from _repairs(cables)


def _row(*cells: str) -> Iterator[str]:
    yield "| " + " | ".join(escape(cell) for cell in cells) + " |"


def _cable(cable: Cable) -> Iterator[str]:
    yield f"## {escape(cable.name)}"
    yield ""
    yield f"*{escape(cite(cable))}*"
    yield ""
    for label, value in facts(cable):
        yield f"- **{label}:** {escape(value)}"
    heading = None
    for paragraph in cable.paragraphs:
        if paragraph.heading and paragraph.heading != heading:
            yield f"\n### {escape(paragraph.heading)}"
        heading = paragraph.heading
        number = f"¶{paragraph.number} " if paragraph.number is not None else ""
        marking = f"({paragraph.marking}) " if paragraph.marking else ""
        yield f"\n{number}{escape(marking + paragraph.text)}"
    yield ""
    for loss in cable.losses:
        yield f"- lost: {escape(loss.message)}"
    if cable.losses:
        yield ""


def _repairs(cables: Sequence[Cable]) -> Iterator[str]:
    yield from _row("cable", "rule", "start", "end", "before", "after")
    yield "|" + " --- |" * 6
    for cable in cables:
        for repair in cable.repairs:
            before = repair.before if len(repair.before) <= 160 else f"{repair.before[:80]} … {repair.before[-80:]}"
            yield from _row(cable.name, repair.rule, str(repair.start), str(repair.end), before, repair.after)
    yield ""
