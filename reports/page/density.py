"""How much of each paragraph changed: a small map of a cable that tells where to look first.

Every character of a paragraph is in words that the corresponding passage has too (where the two can be lined up: at
that place), in other words of such a passage, or in no such passage at all; the three shares add up to 1. Names in
another spelling, redactions and other signs are no edits and count as kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crosscable.compare.alignment.edit_kinds import NO_EDIT
from crosscable.compare.alignment.wording import tokens
from crosscable.compare.comparison import Comparison
from crosscable.compare.passage_edits import positions
from crosscable.corpora.cable import Cable
from crosscable.reports.passages import PassageView

__all__ = ["Bar", "DensityMap", "density_maps"]

WIDTH, HEIGHT, GAP = 600.0, 48.0, 2.0
"""The map's own units; the page stretches it to the width of its column."""

_HARDLY, _WHOLLY = 0.05, 0.95
"""Shares below and above which the sentence under a map calls a paragraph hardly changed, or without counterpart."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One paragraph: label, index, the shares of its characters (0..1), and its place in the picture."""

    label: str
    index: int
    changed: float
    alone: float
    x: float
    width: float
    changed_height: float
    alone_height: float


@dataclass(frozen=True, slots=True)
class DensityMap:
    """The map of one cable: its bars in the order of the text and one sentence on what they show."""

    bars: tuple[Bar, ...]
    reading: str
    width: float = WIDTH
    height: float = HEIGHT


def density_maps(comparison: Comparison, passages: Sequence[PassageView]) -> tuple[DensityMap, DensityMap]:
    """The maps of the left and of the right cable; `passages` are the comparison's own."""
    left, right = comparison.left, comparison.right
    flags = (_Flags(len(left.text)), _Flags(len(right.text)))
    for passage in passages:
        for side in (0, 1):
            _flag(passage, side, flags[side])
    return _draw(left, flags[0]), _draw(right, flags[1])


class _Flags:
    """For each character of a reading whether some passage keeps it and whether some passage changes it."""

    def __init__(self, size: int) -> None:
        self.same, self.changed = bytearray(size), bytearray(size)


def _flag(passage: PassageView, side: int, flags: _Flags) -> None:
    places = positions(passage.ranges[side])
    for text, same in _parts(passage, side):
        target = flags.same if same else flags.changed
        for _ in text:
            position = next(places, None)
            if position is not None:
                target[position] = 1


def _parts(passage: PassageView, side: int) -> list[tuple[str, bool]]:
    """One side's wording in parts, each with whether the other side has it too: there, or, retold, anywhere."""
    texts = [[edit[1 + at] for edit in passage.edits] for at in (side, 1 - side)]
    if passage.lined_up:
        return [(text, edit.kind in NO_EDIT) for text, edit in zip(texts[0], passage.edits, strict=True)]
    there = {word.casefold() for word in tokens("".join(texts[1]))}
    return [(word, word.isspace() or word.casefold() in there) for word in tokens("".join(texts[0]))]


def _draw(cable: Cable, flags: _Flags) -> DensityMap:
    total = sum(len(paragraph.text) for paragraph in cable.paragraphs) or 1
    room = WIDTH - GAP * max(0, len(cable.paragraphs) - 1)
    bars: list[Bar] = []
    x, last = 0.0, ""
    for index, paragraph in enumerate(cable.paragraphs):
        start, end = paragraph.start, paragraph.end
        size, kept = max(1, end - start), sum(flags.same[start:end])
        other = sum(b > a for a, b in zip(flags.same[start:end], flags.changed[start:end], strict=True))
        changed, alone = other / size, max(0, size - kept - other) / size
        label = f"¶{paragraph.number}" if paragraph.number is not None else f"{paragraph.role}{last}"
        last = f" after {label}" if paragraph.number is not None else last
        width = room * len(paragraph.text) / total
        bars.append(Bar(label, index, changed, alone, x, width, HEIGHT * changed, HEIGHT * alone))
        x += width + GAP
    return DensityMap(tuple(bars), _reading(bars))


def _reading(bars: Sequence[Bar]) -> str:
    if not bars:
        return "There are no paragraphs."
    kept = [bar.label for bar in bars if bar.changed + bar.alone < _HARDLY]
    alone = [bar.label for bar in bars if bar.alone > _WHOLLY]
    closest = max(bars, key=lambda bar: (1 - bar.changed - bar.alone, -bar.index))
    share = 1 - closest.changed - closest.alone
    if kept:
        parts = [f"hardly changed: {_named(kept)}"]
    elif share > _HARDLY:
        parts = [f"most words in common: {closest.label} ({100 * share:.0f} %)"]
    else:
        parts = ["no paragraph keeps its words"]
    parts += [f"without counterpart: {_named(alone)}"] if alone else []
    sentence = "; ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _named(labels: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(labels))
