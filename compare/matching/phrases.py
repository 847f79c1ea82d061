"""Rare phrases: two telling terms, one after the other, that few cables hold.

Who reports on one matter uses the same turns: "drought insurance", a minister's name with his title. Which phrases are
rare is counted over the whole corpus. A phrase is a 32-bit number made of its two terms (`counting`); where it is told
as a reason, the terms are found again among those of the cable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from crosscable.compare.matching.counting import PHRASE, Counts, Hashes, telling_hashes
from crosscable.compare.matching.vectors import in_order

__all__ = [
    "Numbers",
    "Phrases",
    "by_number",
    "frequencies_of_phrases",
    "held_phrases",
    "likeness",
    "rare",
    "rare_phrases",
    "terms_of",
]

LEAST, MOST = 2, 30  # cables that hold a rare phrase,
_PART = 100  # and in a small corpus one in so many at most: what every tenth of fifty cables says is not rare
_AT_ONCE = 1 << 25  # phrases sorted at once, eight bytes each
_ROWS = 8192
_LOW = np.uint64((1 << 32) - 1)
Places = NDArray[np.int64]
Numbers = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Phrases:
    """The rare phrases of a corpus: their `numbers`, and a row of ones a cable; its columns are the places of these."""

    numbers: Numbers
    matrix: csr_matrix


def rare_phrases(counts: Counts, kept: Sequence[int] | None = None, *, cables: int | None = None) -> Phrases:
    """The rare phrases of the texts `kept` (default: all), in that order.

    They are as rare as in a corpus of so many `cables` (default: so many as are kept).
    """
    kept = range(len(counts.rows) - 1) if kept is None else kept
    places = np.full(len(counts.rows) - 1, -1, np.int64)
    places[np.asarray(kept, np.int64)] = np.arange(len(kept))
    parts = max(1, len(counts.phrases) // _AT_ONCE)
    bounds = [(part << 32) // parts for part in range(parts + 1)]
    found = [_rare_between(counts, places, cables or len(kept), *limits) for limits in pairwise(bounds)]
    numbers = np.concatenate([part[0] for part in found])
    starts = np.concatenate(([0], np.cumsum(np.concatenate([part[1] for part in found]))))
    holders = np.concatenate([part[2] for part in found])
    del found
    shape = (len(numbers), len(kept))
    by_phrase = in_order(np.ones(len(holders), np.uint8), holders, _short(starts), shape)
    return Phrases(numbers, csr_matrix(by_phrase.T.tocsr()))


def _rare_between(
    counts: Counts, places: Places, cables: int, first: int, end: int
) -> tuple[Numbers, Places, NDArray[np.int32]]:
    """Those of the rare phrases from number `first` to `end`, how many cables hold each, and these, ascending."""
    pairs = np.empty(np.count_nonzero((counts.phrases >= first) & (counts.phrases <= end - 1)), np.uint64)
    held = 0
    for at in range(0, len(places), _ROWS):
        rows = counts.phrase_rows[at : at + _ROWS + 1]
        phrases = counts.phrases[rows[0] : rows[-1]]
        cable = np.repeat(places[at : at + _ROWS], np.diff(rows))
        which = np.flatnonzero((phrases >= first) & (phrases <= end - 1) & (cable >= 0))
        here = pairs[held : held + len(which)]
        np.left_shift(phrases[which], 32, out=here, dtype=np.uint64)
        here |= cable[which].astype(np.uint64)
        held += len(which)
    pairs = pairs[:held]
    pairs.sort()
    pairs = _distinct(pairs)
    numbers = (pairs >> np.uint64(32)).astype(np.uint32)
    starts = np.flatnonzero(_first(numbers))
    frequencies = np.diff(np.append(starts, len(numbers)))
    kept = rare(frequencies, cables)
    holders = (pairs[np.repeat(kept, frequencies)] & _LOW).astype(np.int32)
    return numbers[starts[kept]], frequencies[kept], holders


def rare(frequencies: Places, cables: int) -> NDArray[np.bool_]:
    """Which of the phrases that so many of the `cables` hold are rare."""
    kept: NDArray[np.bool_] = (frequencies >= LEAST) & (frequencies <= max(LEAST, min(MOST, cables // _PART)))
    return kept


def _distinct(ordered: Hashes) -> Hashes:
    """Each number of `ordered` once."""
    return ordered[_first(ordered)]


def _first(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Which of `ordered` are not as the one before."""
    first = np.ones(len(ordered), np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return first


def frequencies_of_phrases(counts: Counts) -> tuple[Numbers, Places]:
    """All phrases of `counts`, ascending, and how many texts hold each."""
    pairs = _pairs(counts)
    numbers, frequencies = np.unique((pairs & _LOW).astype(np.uint32), return_counts=True)
    return numbers, frequencies.astype(np.int64)


def _pairs(counts: Counts) -> Hashes:
    """Each phrase of each text once: the place of the text, then the phrase, in one number, ascending."""
    cable = np.repeat(np.arange(len(counts.rows) - 1, dtype=np.uint64), np.diff(counts.phrase_rows))
    return _distinct(np.sort((cable << np.uint64(32)) | counts.phrases))


def held_phrases(counts: Counts, numbers: Numbers) -> csr_matrix:
    """The phrases of each text that are among `numbers`, which ascend, as `Phrases.matrix` has them."""
    cables = len(counts.rows) - 1
    pairs = _pairs(counts)
    wanted = (pairs & _LOW).astype(np.uint32)
    places = np.searchsorted(numbers, wanted)
    places[places == len(numbers)] = 0
    known = np.flatnonzero(numbers[places] == wanted) if len(numbers) else places[:0]
    starts = np.searchsorted(pairs[known] >> np.uint64(32), np.arange(cables + 1, dtype=np.uint64))
    ones = np.ones(len(known), np.uint8)
    return csr_matrix((ones, places[known].astype(np.int32), starts), shape=(cables, len(numbers)))


def _short(starts: Places) -> NDArray[np.int32] | Places:
    return starts if len(starts) and starts[-1] >> 31 else starts.astype(np.int32)


def likeness(shared: NDArray[Any], one: Places, two: Places) -> NDArray[np.float32]:
    """The cosine of two cables that hold `one` and `two` rare phrases, of which `shared` are in both."""
    cosines: NDArray[np.float32] = (shared / np.sqrt(np.maximum(one * two, 1))).astype(np.float32)
    return cosines


def by_number(hashes: Hashes) -> tuple[Numbers, Places]:
    """What phrases are made of for the terms of a cable: ascending numbers, and which term each is of."""
    numbers = telling_hashes(hashes)
    order = np.argsort(numbers, kind="stable")
    return numbers[order], order


def terms_of(phrases: Numbers, numbers: Numbers) -> list[tuple[int, int] | None]:
    """The places in `numbers`, which ascend, of the two terms of each of `phrases`; None where they are not there."""
    second = phrases[:, None] - (numbers * np.uint32(PHRASE))[None, :]
    places = np.minimum(np.searchsorted(numbers, second), len(numbers) - 1)
    found = numbers[places] == second
    first = found.argmax(axis=1).tolist()
    return [(one, int(places[at, one])) if found[at, one] else None for at, one in enumerate(first)]
