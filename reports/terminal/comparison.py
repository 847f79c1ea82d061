"""A comparison in the terminal: what changed first, then who is quoted, who appears, and the passages side by side.

Marks are signs, never colour alone: *words that carry a shift*, [-words of the left-], {+words of the right+}, and
signs of their own for figures, spellings of a name and redactions. Passages whose wordings have little in common are
listed; reading both in full is what `show` and the page are for.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import zip_longest

from crosscable.reports.passages import KIND_LABELS, SIGNS, WORDS, PassageView, differences, how, signed
from crosscable.reports.story import ECHOES, Quote, Run, ShiftView, SourceView, Story
from crosscable.reports.terminal.tables import table, visible, window, wrap

__all__ = ["comparison_lines"]

_SIDE_BY_SIDE = 90  # below this window the two columns get too narrow to read; they follow one another instead


_PROSE = 110  # longer lines of running text are hard to follow, however wide the window


def comparison_lines(story: Story, width: int | None = None) -> list[str]:
    """The whole comparison as lines of at most `width` columns."""
    columns = window(width)
    prose = min(columns, _PROSE)
    parts = [
        _header(story, columns),
        [*_shifts(story, prose), *_echoes(story, prose)],
        _sources(story, prose),
        _people(story, columns),
        _passages(story, columns),
    ]
    return [line for part in parts for line in [*part, ""]][:-1]


def _title(text: str) -> list[str]:
    return [text, "=" * len(text)]


def _header(story: Story, columns: int) -> list[str]:
    third = max(10, (columns - 20) // 2)
    lines = [
        *_title(f"{visible(story.names[0])} and {visible(story.names[1])}"),
        *table(("", *story.labels), [(name, a or "-", b or "-") for name, a, b in story.facts], (15, third, third)),
        "",
        *wrap(f"Likeness of the two texts: {story.similarity:.2f} of 1; {story.order}.", columns),
    ]
    for warning in story.warnings:
        lines += wrap(f"! Lost in reading: {warning}", columns)
    lines += wrap(f"! Before you quote: {story.notice}", columns) if story.notice else []
    return lines


def _marked(runs: Sequence[Run], opening: str, closing: str) -> str:
    return "".join(_with_marks(text, opening, closing) if marked else text for text, marked in runs)


def _with_marks(text: str, opening: str, closing: str) -> str:
    """`text` between its marks, its outer spaces left outside of them."""
    bare = text.strip()
    if not bare:
        return text
    at = text.index(bare)
    return f"{text[:at]}{opening}{bare}{closing}{text[at + len(bare) :]}"


def _quotation(label: str, quote: Quote, columns: int, *, indent: int = 4) -> list[str]:
    head = f"{label} {quote.where}"
    note = f"  ({quote.told})" if quote.told else ""
    text = " ".join(visible(_marked(quote.runs, "*", "*")).split())
    return textwrap.wrap(
        visible(f"{head:<10} “{text}”{note}"),
        columns,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 12),
    )


def _quotations(story: Story, shift: ShiftView, columns: int) -> list[str]:
    return [
        line
        for label, quotes in zip(story.labels, (shift.left, shift.right), strict=True)
        for quote in quotes
        for line in _quotation(label, quote, columns)
    ]


def _shifts(story: Story, columns: int) -> list[str]:
    lines = _title("What changed")
    number = 0
    for title, shifts in story.shifts:
        if not shifts:
            continue
        lines += ["", title, "-" * len(title)]
        for place, shift in enumerate(shifts):
            number += 1
            lines += [""] if place else []
            lines += _shift(story, number, shift, columns)
    if story.rejected:
        lines += ["", *wrap(f"{story.rejected} more were rejected before and are not shown.", columns)]
    if not number:
        lines += wrap("Nothing that the words of both cables would bear out.", columns)
    return lines


def _echoes(story: Story, columns: int) -> list[str]:
    if not story.echoes:
        return []
    title, note = ECHOES
    lines = ["", *_title(title), *wrap(note, columns)]
    for echo in story.echoes:
        lines += ["", *wrap(echo.heard, columns)]
        lines += _quotations(story, echo, columns)
        lines += wrap(f"{echo.why} [{echo.fingerprint}]", columns, "    ")
    return lines


def _shift(story: Story, number: int, shift: ShiftView, columns: int) -> list[str]:
    lines = [*wrap(f"{number}. {shift.headline}", columns), *_quotations(story, shift, columns)]
    lines += wrap(f"Why: {shift.why} [{shift.fingerprint}]", columns, "    ")
    for support in shift.support:
        lines += wrap(support, columns, "    ")
    return lines


def _sources(story: Story, columns: int) -> list[str]:
    lines = _title("Quoted in both")
    if not story.sources:
        return [*lines, "Nobody is quoted in both cables."]
    for source in story.sources:
        lines += _source(story, source, columns)
    return lines


def _source(story: Story, source: SourceView, columns: int) -> list[str]:
    lines = ["", *wrap(source.name, columns)]
    for label, quotes in zip(story.labels, (source.left, source.right), strict=True):
        for quote in quotes:
            lines += _quotation(label, quote, columns)
    return lines


def _people(story: Story, columns: int) -> list[str]:
    lines = _title("People and organisations in both")
    if story.people and columns >= _SIDE_BY_SIDE:
        fifth = (columns - 6) // 5  # the evidence has most to say
        rows = [(person.name, person.left, person.right, person.evidence) for person in story.people]
        lines += table(("name", *story.labels, "evidence"), rows, (fifth, fifth, fifth, columns - 6 - 3 * fifth))
    elif story.people:
        for person in story.people:
            lines += wrap(person.name, columns)
            lines += wrap(f"{story.labels[0]}: {person.left}; {story.labels[1]}: {person.right}", columns, "    ")
            lines += wrap(person.evidence, columns, "    ") if person.evidence else []
    else:
        lines.append("None.")
    if story.probably:
        lines += ["", "Probably the same, for an editor to decide:"]
        lines += [line for pair in story.probably for line in wrap(pair, columns, "    ")]
    for label, names in zip(story.labels, story.alone, strict=True):
        if names:
            lines += ["", *wrap(f"Only in {label}: {', '.join(names)}.", columns)]
    return lines


def _passages(story: Story, columns: int) -> list[str]:
    lines = _title("Passages that correspond")
    if not story.passages:
        return [*lines, "None."]
    close = [passage for passage in story.passages if passage.edited]
    others = [passage for passage in story.passages if not passage.edited]
    lines += _legend(close, columns)
    for passage in close:
        lines += _passage(story, passage, columns)
    if others:
        lines += ["", *wrap("Without differences to mark, or with too little in common:", columns)] if close else []
        rows = [(*passage.where, how(passage), f"{passage.score:.2f}") for passage in others]
        third = max(6, (columns - 16) // 3)
        lines += table((*story.labels, "how they relate", "likeness"), rows, (third, third, third, None))
    return lines


def _legend(passages: Sequence[PassageView], columns: int) -> list[str]:
    """The signs that these passages use; without their meaning a reader could only guess at them."""
    seen = {kind for passage in passages for kind in passage.counts}
    told = [
        f"{SIGNS[kind][0][0]}{label[1]}{SIGNS[kind][0][1]}"
        for kind, label in KIND_LABELS.items()
        if kind in _OTHER & seen
    ]
    words = ["[-words of the earlier only-] {+words of the later only+}"] if seen & set(WORDS) else []
    return wrap(" ".join([*words, *told]), columns) if words or told else []


_OTHER = set(SIGNS) - set(WORDS)


def _passage(story: Story, passage: PassageView, columns: int) -> list[str]:
    told = f"{passage.told}, likeness {passage.score:.2f}: {differences(passage)}"
    head = f"{story.labels[0]} {passage.where[0]}  <->  {story.labels[1]} {passage.where[1]}   {told}"
    left, right = (signed(passage.edits, side) for side in (0, 1))
    if columns < _SIDE_BY_SIDE:
        return ["", *wrap(head, columns), *wrap(left, columns, "  < "), *wrap(right, columns, "  > ")]
    half = (columns - 3) // 2
    pairs = zip_longest(wrap(left, half), wrap(right, half), fillvalue="")
    return ["", *wrap(head, columns), *(f"{a:<{half}} | {b}".rstrip() for a, b in pairs)]
