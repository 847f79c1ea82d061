"""Which pairs of names are worth comparing: blocks of names that share a key, never all pairs.

A name enters several blocks (`_block_keys`), each for one way in which two spellings of a person drift apart; pairs
within a block are candidates. Blocks above a limit are split by the full first name and the written surname, and what
that leaves out is counted in `Candidates.capped`. Works on numbers throughout, so a million names fit in memory.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosscable.compare.people.chinese import neutral
from crosscable.compare.people.names import Name
from crosscable.compare.people.spelling import keys

__all__ = ["LIMIT", "Candidates", "Capped", "candidates"]

# Names in one block above which it is split: 400 names are 80,000 pairs, hardly eight of them matches.
LIMIT = 400
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Capped:
    """A block that was too large: its key, its names, the pairs it would have given and those that were kept."""

    key: str
    names: int
    pairs: int
    kept: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of row numbers, `left` below `right`, sorted and without repeats; and the blocks that were capped."""

    left: Numbers
    right: Numbers
    capped: tuple[Capped, ...]


def _initial(word: str) -> str:
    """First sound of a given name, with the letters that transliteration exchanges made one."""
    return {"k": "C", "S": "C", "J": "i", "y": "i", "e": "i", "z": "s", "u": "o", "v": "f"}.get(
        letter := keys(word)[0][:1], letter
    )


def _surnames(name: Name) -> tuple[str, ...]:
    """Everything that may be the surname: all words together, with particles, each of several, a last middle name."""
    words = ["".join(name.surname)]
    if name.particles:
        words.append("".join((*name.particles, *name.surname)))
    if len(name.surname) > 1:
        words += [word for word in name.surname if len(word) > 2]
    if len(name.given) > 1 and len(name.given[-1]) > 2:
        words.append(name.given[-1])
    return tuple(dict.fromkeys(word for word in words if word))


def _block_keys(name: Name) -> Iterator[tuple[str, str]]:
    """The blocks of a name: (key, part), where a part other than "" pairs only with other parts of its block."""
    initials = tuple(dict.fromkeys(_initial(word) for word in name.given[:2]))
    surnames = _surnames(name)
    for place, surname in enumerate(surnames):
        sound, vowels, skeleton = keys(surname)
        if initials:
            if len(skeleton) > 1:
                yield f"s{skeleton}/{initials[0]}", ""
            if place == 0:
                yield f"v{vowels[:4]}/{initials[0]}", ""
            for initial in initials:
                yield f"x{sound}/{initial}", ""
            yield f"b{vowels}", "full"
        else:
            yield f"b{vowels}", ""
            yield f"v{vowels[:4]}/", ""
            if len(skeleton) > 1:
                yield f"s{skeleton}/", ""
    # Family name first, forename alone, a Spanish name with either of its surnames: any two words in any order.
    skeletons = sorted({keys(word)[2] for word in (*name.surname, *name.given) if len(word) > 2})
    for i, first in enumerate(skeletons[:5]):
        for second in skeletons[i + 1 : 5]:
            if len(first) > 1 and len(second) > 1:
                yield f"t{first} {second}", ""
    if name.family_first:
        yield f"c{neutral(''.join(name.surname))} {neutral(''.join(name.given))}", ""
    if name.given and len(name.given[0]) > 2:
        yield f"b{keys(name.given[0])[1]}", "full"


def _neighbours(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of distinct words that become equal when one letter is left out of either or both."""
    holders: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(word) > 3:
            for shorter in {word[:i] + word[i + 1 :] for i in range(len(word))}:
                holders[shorter].append(word)
            holders[word].append(word)
    for same in holders.values():
        if 1 < len(same) <= 60:
            for i, first in enumerate(same):
                for second in same[i + 1 :]:
                    if first != second:
                        yield (first, second) if first < second else (second, first)


class _Blocks:
    """Collects members of blocks as numbers."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.blocks = array("q")
        self.rows = array("q")
        self.parts = array("b")

    def add(self, key: str, row: int, part: bool) -> None:
        self.blocks.append(self.numbers.setdefault(key, len(self.numbers)))
        self.rows.append(row)
        self.parts.append(part)


def _neighbour_codes(names: Sequence[Name]) -> tuple[Numbers, list[Capped]]:
    """Pairs, as codes, of names whose surnames' vowel keys are one letter apart, with the same initial before them."""
    rows: dict[str, dict[str, array[int]]] = defaultdict(lambda: defaultdict(lambda: array("q")))
    for row, name in enumerate(names):
        initial = _initial(name.given[0]) if name.given else ""
        for surname in _surnames(name)[:2]:
            rows[keys(surname)[1]][initial].append(row)
    codes = array("q")
    capped = []
    total = len(names)
    for first, second in _neighbours(sorted(rows)):
        for initial in sorted(rows[first].keys() & rows[second].keys()):
            left, right = rows[first][initial], rows[second][initial]
            if len(left) * len(right) > LIMIT * LIMIT:
                capped.append(Capped(f"n{first} {second}/{initial}", len(left) + len(right), len(left) * len(right), 0))
                continue
            codes.extend(a * total + b if a < b else b * total + a for a in left for b in right if a != b)
    return np.unique(np.frombuffer(codes, dtype=np.int64)), capped


def _pairs_of(block: Numbers, size: int) -> Numbers:
    """All pairs within each row of a (blocks × size) table, as codes."""
    first, second = np.triu_indices(size, 1)
    return np.stack([block[:, first].ravel(), block[:, second].ravel()])


def _split(names: Sequence[Name], rows: Sequence[int]) -> Iterator[list[int]]:
    """A block that is too large, by written surname and full first name; a bare surname joins none."""
    finer: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        name = names[row]
        if name.given:
            finer["".join(name.surname), name.given[0]].append(row)
    yield from (part for part in finer.values() if 1 < len(part) <= LIMIT)


def candidates(names: Sequence[Name]) -> Candidates:
    """The pairs of `names` worth comparing, by row number."""
    blocks = _Blocks()
    for row, name in enumerate(names):
        for key, part in dict.fromkeys(_block_keys(name)):
            blocks.add(key, row, part == "full")
    return _enumerate(names, blocks)


def _enumerate(names: Sequence[Name], blocks: _Blocks) -> Candidates:
    near, capped = _neighbour_codes(names)
    codes: list[Numbers] = [near]
    label = list(blocks.numbers)
    block = np.frombuffer(blocks.blocks, dtype=np.int64)
    row = np.frombuffer(blocks.rows, dtype=np.int64)
    full = np.frombuffer(blocks.parts, dtype=np.int8).astype(bool)
    # A block of one name, or of full names alone where only bare ones are looked for, pairs nobody.
    held = np.bincount(block, minlength=len(label))
    pairing = (held > 1) & (np.bincount(block, weights=~full, minlength=len(label)) > 0)
    useful = pairing[block]
    block, row, full = block[useful], row[useful], full[useful]
    order = np.lexsort((row, block))
    block, row, full = block[order], row[order], full[order]
    starts = np.flatnonzero(np.r_[True, block[1:] != block[:-1]]) if len(block) else np.zeros(0, dtype=np.int64)
    sizes = np.diff(np.r_[starts, len(block)])
    total = len(names)
    for size in np.unique(sizes[(sizes > 1) & (sizes <= LIMIT)]).tolist():
        at = starts[sizes == size]
        step = max(1, 4_000_000 // (size * size))
        for begin in range(0, len(at), step):
            places = at[begin : begin + step, None] + np.arange(size)
            left, right = _pairs_of(row[places], size)
            masked = _pairs_of(full[places].astype(np.int64), size)
            keep = (left != right) & ~((masked[0] & masked[1]) == 1)
            codes.append(np.unique(left[keep] * total + right[keep]))
    for start, size in zip(starts[sizes > LIMIT].tolist(), sizes[sizes > LIMIT].tolist(), strict=True):
        kept = 0
        for part in _split(names, row[start : start + size].tolist()):
            left, right = _pairs_of(np.array([sorted(set(part))], dtype=np.int64), len(set(part)))
            codes.append(left * total + right)
            kept += len(left)
        key = label[int(block[start])]
        bare = size - int(full[start : start + size].sum())
        pairs = size * (size - 1) // 2 - (size - bare) * (size - bare - 1) // 2
        if pairs > kept:
            capped.append(Capped(key, size, pairs, kept))
    every = np.unique(np.concatenate(codes)) if codes else np.zeros(0, dtype=np.int64)
    return Candidates(every // max(1, total), every % max(1, total), tuple(sorted(capped, key=lambda c: c.key)))
