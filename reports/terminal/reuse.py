"""Reused passages for people: who wrote it first, who has it too, and the words."""

from __future__ import annotations

from collections.abc import Iterator

from crosscable.compare.matching.reuse import Boilerplate, Reuse, Reused
from crosscable.corpora.cable import Cable
from crosscable.reports.terminal.tables import window, wrap

__all__ = ["reuse_lines", "reuse_markdown"]

_SHOWN = 400  # signs of a passage; the rest can be read in the cable


def reuse_lines(found: Reuse, width: int | None = None) -> Iterator[str]:
    """Passages, the longest first, then boilerplate, the most frequent first."""
    columns = window(width)
    for passage in found.passages:
        yield from wrap(_of_passage(passage), columns)
        yield from wrap(_words(passage.left, passage.left_place), columns, "  ")
        yield ""
    if found.boilerplate:
        yield "Boilerplate"
        yield ""
    for standing in found.boilerplate:
        yield from wrap(_of_boilerplate(standing), columns)
        yield from wrap(_words(standing.cable, standing.place), columns, "  ")
        yield ""


def reuse_markdown(found: Reuse) -> Iterator[str]:
    """The same with quotations as Markdown quotes."""
    from crosscable.reports.markdown import escape

    yield "# Passages in two cables"
    for passage in found.passages:
        yield from ("", escape(_of_passage(passage)), "", f"> {escape(_words(passage.left, passage.left_place))}")
    yield from ("", "# Boilerplate")
    for standing in found.boilerplate:
        yield from ("", escape(_of_boilerplate(standing)), "", f"> {escape(_words(standing.cable, standing.place))}")


def _of_passage(passage: Reused) -> str:
    left = _where(passage.left, passage.left_place)
    return f"{passage.words} words of {left}, also in {_where(passage.right, passage.right_place)}"


def _of_boilerplate(standing: Boilerplate) -> str:
    others = ", ".join(standing.cables[:4]) + (" …" if len(standing.cables) > 4 else "")
    return f"{standing.words} words in {len(standing.cables)} cables ({others})"


def _where(cable: Cable, place: tuple[int, int]) -> str:
    paragraph = cable.paragraph_at(place[0])
    number = f" ¶{paragraph.number}" if paragraph and paragraph.number is not None else ""
    return f"{cable.name}{number} ({cable.sent.date().isoformat() if cable.sent else 'no date'})"


def _words(cable: Cable, place: tuple[int, int]) -> str:
    text = " ".join(cable.text[slice(*place)].split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 2].rsplit(" ", 1)[0] + " …"
