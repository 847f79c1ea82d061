"""Passages that recur word for word: eight words in a row are a seed, seeds on one diagonal a passage.

Two passages are the same words if their terms are equal in order; punctuation, case and accents do not count. What
many cables hold is boilerplate and is told once, with its number of cables, instead of as pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crosscable.compare.matching.counting import Hashes, cut
from crosscable.compare.terms import fold, words_with_places

if TYPE_CHECKING:
    from crosscable.corpora.cable import Cable

__all__ = ["BOILERPLATE_FROM", "SHORTEST", "Boilerplate", "Reuse", "Reused", "reuse"]

SEED = 8  # words in a row; shorter runs are phrases of the language
SHORTEST = 16  # words; shorter passages are titles and set phrases
BOILERPLATE_FROM = 6  # cables; what more people write word for word is written by nobody in particular
_GAP = 4  # words that may differ between two seeds of one passage
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reused:
    """A passage that stands in two cables: places in their readings, and how many words it has.

    `left` is the cable sent first (by id where a date is missing), so `right` is the one that copied, if one did.
    """

    left: Cable
    left_place: tuple[int, int]
    right: Cable
    right_place: tuple[int, int]
    words: int


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A passage that many cables hold: where it stands in the first of them, and the names of all."""

    cable: Cable
    place: tuple[int, int]
    words: int
    cables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reuse:
    """The reused passages of a corpus, the longest first, and its boilerplate, the most frequent first."""

    passages: tuple[Reused, ...]
    boilerplate: tuple[Boilerplate, ...]

    def within(self, names: Sequence[str]) -> Reuse:
        """What concerns one of the cables `names`; everything, if there are none."""
        if not names:
            return self
        return Reuse(
            tuple(found for found in self.passages if {found.left.name, found.right.name} & set(names)),
            tuple(found for found in self.boilerplate if set(found.cables) & set(names)),
        )


@dataclass(frozen=True, slots=True)
class _Words:
    """All words of the corpus in a row: hash, cable, start and end in its reading."""

    hashes: Hashes
    cable: Places
    start: Places
    end: Places


def reuse(cables: Sequence[Cable], *, shortest: int = SHORTEST) -> Reuse:
    """The passages of at least `shortest` words that recur among `cables`."""
    ordered = sorted(cables, key=_when)
    row = _row(ordered)
    seeds = _seeds(row)
    order = np.argsort(seeds, kind="stable")
    held, begins = _held_by(seeds, order, row.cable)
    pairs = _pairs(begins, order, held, row.cable)
    passages = [
        Reused(
            ordered[row.cable[one]],
            (int(row.start[one]), int(row.end[one + length - 1])),
            ordered[row.cable[two]],
            (int(row.start[two]), int(row.end[two + length - 1])),
            length,
        )
        for one, two, length in _chained(pairs, row.cable, len(ordered))
        if length >= shortest and ordered[row.cable[one]].name != ordered[row.cable[two]].name
    ]
    passages.sort(key=lambda found: (-found.words, found.left.name, found.left_place, found.right.name))
    return Reuse(tuple(passages), tuple(_boilerplate(ordered, row, seeds, held, shortest)))


def _when(cable: Cable) -> tuple[bool, float, str, str]:
    sent = cable.sent
    return sent is None, sent.timestamp() if sent else 0.0, cable.name, cable.witness.name


def _row(cables: Sequence[Cable]) -> _Words:
    hashes, starts, ends, lengths = [], [], [], []
    for cable in cables:
        of_cable = [_of_text(part.text, part.start) for part in cable.paragraphs if part.role != "signature"]
        lengths.append(sum(len(part[0]) for part in of_cable))
        for part in of_cable:
            hashes.append(part[0])
            starts.append(part[1])
            ends.append(part[2])
    if not hashes:
        return _Words(np.zeros(0, np.uint64), *(np.zeros(0, np.int64) for _ in range(3)))
    cable_of = np.repeat(np.arange(len(cables)), lengths).astype(np.int64)
    return _Words(np.concatenate(hashes), cable_of, np.concatenate(starts), np.concatenate(ends))


def _of_text(text: str, shift: int) -> tuple[Hashes, Places, Places]:
    """Hashes and places (code points) of the terms of `text`."""
    folded = fold(text)
    raw = folded.encode("utf-8", "replace")
    starts, ends, hashes = cut(np.frombuffer(raw, np.uint8))
    if len(raw) == len(text):
        return hashes, starts + shift, ends + shift
    if len(folded) == len(text):  # bytes to code points
        letters = np.concatenate(([0], np.cumsum((np.frombuffer(raw, np.uint8) & 0xC0) != 0x80)))
        return hashes, letters[starts] + shift, letters[ends] + shift
    places = np.array([(start, end) for _, start, end in words_with_places(text)], np.int64).reshape(-1, 2)
    return hashes, places[:, 0] + shift, places[:, 1] + shift


def _seeds(row: _Words) -> Hashes:
    """A hash of the `SEED` words from each position on; 0 where the cable ends before."""
    count = len(row.hashes) - SEED + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    seeds = np.zeros(count, np.uint64)
    for step in range(SEED):
        seeds = seeds * np.uint64(0x9E3779B97F4A7C15) + row.hashes[step : step + count]
    seeds[row.cable[:count] != row.cable[SEED - 1 :]] = 0
    return seeds


def _held_by(seeds: Hashes, order: Places, cable: Places) -> tuple[Places, Places]:
    """How many cables hold the seed at each position, and where each run of equal seeds begins in `order`."""
    ordered = seeds[order]
    begins = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1]))) if len(order) else order
    owner = cable[order]
    # Positions ascend within a run of equal seeds, so its cables do too.
    another = np.ones(len(order), np.int64)
    another[1:] = (owner[1:] != owner[:-1]) | (ordered[1:] != ordered[:-1])
    cables = np.add.reduceat(another, begins) if len(order) else another
    held = np.zeros(len(order), np.int64)
    held[order] = np.repeat(cables, np.diff(np.append(begins, len(order))))
    held[seeds == 0] = 0
    return held, begins


def _pairs(begins: Places, order: Places, held: Places, cable: Places) -> tuple[Places, Places]:
    """Every two positions in different cables that hold the same seed, where few cables hold it."""
    sizes = np.diff(np.append(begins, len(order)))
    left: list[Places] = []
    right: list[Places] = []
    # A cable may repeat itself a little; a run with many positions for few cables is a form filled in.
    for size in range(2, BOILERPLATE_FROM * 2):
        runs = begins[sizes == size]
        runs = runs[(held[order[runs]] > 1) & (held[order[runs]] < BOILERPLATE_FROM)]
        if not len(runs):
            continue
        positions = order[runs[:, None] + np.arange(size)[None, :]]
        one, two = np.triu_indices(size, 1)
        left.append(positions[:, one].ravel())
        right.append(positions[:, two].ravel())
    if not left:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    ones, twos = np.concatenate(left), np.concatenate(right)
    apart = cable[ones] != cable[twos]
    return ones[apart], twos[apart]


def _chained(pairs: tuple[Places, Places], cable: Places, cables: int) -> Iterator[tuple[int, int, int]]:
    """Seeds of two cables on one diagonal, at most `_GAP` words from one to the next, as (left, right, words)."""
    ones, twos = pairs
    if not len(ones):
        return
    order = np.lexsort((ones, twos - ones, cable[ones] * cables + cable[twos]))
    ones, twos = ones[order], twos[order]
    both = cable[ones] * cables + cable[twos]
    new = np.ones(len(ones), np.bool_)
    new[1:] = (both[1:] != both[:-1]) | (np.diff(twos - ones) != 0) | (np.diff(ones) > SEED + _GAP)
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(ones)) - 1
    yield from zip(ones[first].tolist(), twos[first].tolist(), (ones[last] - ones[first] + SEED).tolist(), strict=True)


def _boilerplate(
    cables: Sequence[Cable], row: _Words, seeds: Hashes, held: Places, shortest: int
) -> Iterator[Boilerplate]:
    """Runs of seeds that many cables hold; runs that share their most frequent seed are one passage."""
    many = np.concatenate((held >= BOILERPLATE_FROM, [False])) if len(held) else np.zeros(1, np.bool_)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], many)).astype(np.int8)))
    known: dict[int, list[tuple[int, int]]] = {}
    for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        length = end - begin + SEED - 1
        if length >= shortest:
            most = begin + int(np.argmax(held[begin:end]))
            known.setdefault(int(seeds[most]), []).append((begin, length))
    found = []
    for runs in known.values():
        names = sorted({cables[row.cable[begin]].name for begin, _ in runs})
        begin, length = max(runs, key=lambda run: (run[1], -run[0]))
        if len(names) >= BOILERPLATE_FROM:
            place = (int(row.start[begin]), int(row.end[begin + length - 1]))
            found.append(Boilerplate(cables[row.cable[begin]], place, length, tuple(names)))
    found.sort(key=lambda passage: (-len(passage.cables), passage.cable.name, passage.place))
    yield from found
