"""Which pairs of names are worth comparing: blocks of names that share a key, never all pairs.

A name enters several blocks (`_block_keys`), each for one way in which two spellings of a person drift apart; pairs
within a block are candidates. Blocks above a limit are split by the full first name and the written surname, and what
that leaves out is counted in `Candidates.capped`. Keys and pairs are numbers in arrays, so a million names fit in
memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from crosscable.compare.people.chinese import neutral
from crosscable.compare.people.names import Name
from crosscable.compare.people.neighbours import neighbours
from crosscable.compare.people.pairs import Numbers, Pairs, Rows, between, groups, within
from crosscable.compare.people.spelling import keys

__all__ = ["LIMIT", "Candidates", "Capped", "candidates"]

# Names in one block above which it is split: 400 names are 80,000 pairs, hardly eight of them matches.
LIMIT = 400
# The kinds of blocks, by what their names share: skeleton, first vowels, sound, vowels, two words, Chinese name.
_KINDS = "svxbtc"
# Room for the number of a word in the number of a block.
_WORD_BITS = 28
_WORD_MASK = (1 << _WORD_BITS) - 1


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

    left: Rows
    right: Rows
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


class _Vocabulary:
    """Numbers for words, keys and initials; what is asked of a word more than once is kept."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._initials: dict[str, int] = {}
        self._keys: dict[str, tuple[int, int, int, int]] = {}

    def number(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers))

    def initial(self, word: str) -> int:
        if (number := self._initials.get(word)) is None:
            number = self._initials[word] = self.number(_initial(word))
        return number

    def keys(self, word: str) -> tuple[int, int, int, int]:
        """Sound, vowels, the first four letters of vowels, and skeleton, -1 where that is a single letter."""
        if (found := self._keys.get(word)) is None:
            sound, vowels, skeleton = keys(word)
            short = self.number(skeleton) if len(skeleton) > 1 else -1
            found = self.number(sound), self.number(vowels), self.number(vowels[:4]), short
            self._keys[word] = found
        return found


def _block(kind: str, first: int, second: int, full: bool = False) -> int:
    """A block as a number; the last bit tells names that pair only with bare surnames in it."""
    return ((first << _WORD_BITS | second) << 3 | _KINDS.index(kind)) << 1 | full


def _label(block: int, words: Sequence[str]) -> str:
    """What a block is called in a report, from its number without the last bit."""
    kind, pair = _KINDS[block & 7], block >> 3
    first, second = words[pair >> _WORD_BITS], words[pair & _WORD_MASK]
    return kind + first + ("" if kind == "b" else f" {second}" if kind in "tc" else f"/{second}")


def _blocks(name: Name, surnames: tuple[str, ...], known: _Vocabulary) -> Iterator[int]:
    """The blocks of a name."""
    initials = tuple(dict.fromkeys(known.initial(word) for word in name.given[:2]))
    nothing = known.number("")
    for place, surname in enumerate(surnames):
        sound, vowels, opening, skeleton = known.keys(surname)
        if initials:
            if skeleton >= 0:
                yield _block("s", skeleton, initials[0])
            if place == 0:
                yield _block("v", opening, initials[0])
            for initial in initials:
                yield _block("x", sound, initial)
            yield _block("b", vowels, 0, True)
        else:
            yield _block("b", vowels, 0)
            yield _block("v", opening, nothing)
            if skeleton >= 0:
                yield _block("s", skeleton, nothing)
    # Family name first, forename alone, a Spanish name with either of its surnames: any two words in any order.
    skeletons = sorted({keys(word)[2] for word in (*name.surname, *name.given) if len(word) > 2})
    for i, first in enumerate(skeletons[:5]):
        for second in skeletons[i + 1 : 5]:
            if len(first) > 1 and len(second) > 1:
                yield _block("t", known.number(first), known.number(second))
    if name.family_first:
        yield _block("c", known.number(neutral("".join(name.surname))), known.number(neutral("".join(name.given))))
    if name.given and len(name.given[0]) > 2:
        yield _block("b", known.keys(name.given[0])[1], 0, True)


def candidates(names: Sequence[Name]) -> Candidates:
    """The pairs of `names` worth comparing, by row number."""
    known = _Vocabulary()
    blocks, rows = array("q"), array("q")
    vowels, initials, bearers = array("q"), array("q"), array("q")
    for row, name in enumerate(names):
        surnames = _surnames(name)
        for block in dict.fromkeys(_blocks(name, surnames, known)):
            blocks.append(block)
            rows.append(row)
        initial = known.initial(name.given[0]) if name.given else known.number("")
        for surname in surnames[:2]:
            vowels.append(known.keys(surname)[1])
            initials.append(initial)
            bearers.append(row)
    words = list(known.numbers)
    del known
    found = Pairs(len(names))
    capped = _near(_numbers(vowels), _numbers(initials), _numbers(bearers), words, len(names), found)
    capped += _shared(names, _numbers(blocks), _numbers(rows), words, found)
    left, right = found.take()
    return Candidates(left, right, tuple(sorted(capped, key=lambda c: c.key)))


def _numbers(values: array[int]) -> Numbers:
    return np.frombuffer(values, dtype=np.int64) if values else np.zeros(0, dtype=np.int64)


def _shared(names: Sequence[Name], block: Numbers, row: Numbers, words: Sequence[str], found: Pairs) -> list[Capped]:
    """Add the pairs within blocks; returns what was capped."""
    order = np.argsort(block, kind="stable")
    block, row = block[order], row[order]
    full = (block & 1).astype(np.bool_)
    block = block >> 1
    starts, sizes = groups(block)
    if not len(starts):
        return []
    bare = np.add.reduceat((~full).astype(np.int64), starts)
    # A block of full names alone, where only bare ones are looked for, pairs nobody.
    small = (bare > 0) & (sizes <= LIMIT)
    for first, second in within(starts[small], sizes[small]):
        keep = ~(full[first] & full[second])
        left, right = row[first[keep]], row[second[keep]]
        found.add((np.minimum(left, right) * len(names) + np.maximum(left, right))[left != right])
    large = np.flatnonzero((bare > 0) & (sizes > LIMIT))
    kept = _split(names, row, starts[large], sizes[large], found)
    capped = []
    for at, part in zip(large.tolist(), kept, strict=True):
        size, others = int(sizes[at]), int(sizes[at] - bare[at])
        pairs = size * (size - 1) // 2 - others * (others - 1) // 2
        if pairs > part:
            capped.append(Capped(_label(int(block[starts[at]]), words), size, pairs, part))
    return capped


def _split(names: Sequence[Name], row: Numbers, starts: Numbers, sizes: Numbers, found: Pairs) -> list[int]:
    """Add the pairs of blocks that are too large, by written surname and full first name, and count them by block.

    A bare surname joins none.
    """
    if not len(starts):
        return []
    member = np.concatenate([row[at : at + size] for at, size in zip(starts.tolist(), sizes.tolist(), strict=True)])
    block = np.repeat(np.arange(len(starts)), sizes)
    forms: dict[tuple[str, str], int] = {}
    distinct, place = np.unique(member, return_inverse=True)
    of = [
        forms.setdefault(("".join(name.surname), name.given[0]), len(forms)) if name.given else -1
        for name in (names[number] for number in distinct.tolist())
    ]
    form = np.array(of, dtype=np.int64)[place]
    order = np.lexsort((member, form, block))
    order = order[form[order] >= 0]
    member, form, block = member[order], form[order], block[order]
    at, size = groups(block, form)
    fit = size <= LIMIT
    for first, second in within(at[fit], size[fit]):
        found.add(member[first] * len(names) + member[second])
    pairs = size[fit] * (size[fit] - 1) // 2
    kept = np.zeros(len(starts), dtype=np.int64)
    np.add.at(kept, block[at[fit]], pairs)
    counts: list[int] = kept.tolist()
    return counts


def _near(
    vowels: Numbers, initial: Numbers, row: Numbers, words: Sequence[str], total: int, found: Pairs
) -> list[Capped]:
    """Add pairs of names whose surnames' vowel keys are one letter apart, with the same initial before them."""
    used: list[int] = np.unique(vowels).tolist()
    used.sort(key=words.__getitem__)
    texts: list[str] = [words[number] for number in used]
    rank = np.zeros(len(words) + 1, dtype=np.int64)
    rank[used] = np.arange(len(used))
    width = len(words) + 1
    code = rank[vowels] * width + initial
    order = np.argsort(code, kind="stable")
    code, row = code[order], row[order]
    starts, sizes = groups(code)
    group = code[starts]
    first, second = neighbours(texts)
    # Every group of the one word, beside the group of the other word with the same initial, if there is one.
    begin = np.searchsorted(group, first * width)
    count = np.searchsorted(group, (first + 1) * width) - begin
    pair = np.repeat(np.arange(len(first)), count)
    one = np.arange(len(pair)) - np.repeat(np.cumsum(count) - count, count) + begin[pair]
    wanted = second[pair] * width + group[one] % width
    other = np.searchsorted(group, wanted)
    hit = np.flatnonzero(group[np.minimum(other, len(group) - 1)] == wanted) if len(group) else other
    one, other = one[hit], other[hit]
    size = sizes[one] * sizes[other]
    fit = size <= LIMIT**2
    places = (starts[one[fit]], starts[other[fit]])
    for a, b in between(places, (sizes[one[fit]], sizes[other[fit]])):
        left, right = row[a], row[b]
        found.add((np.minimum(left, right) * total + np.maximum(left, right))[left != right])
    large = np.flatnonzero(~fit)
    capped = []
    for a, b in zip(one[large].tolist(), other[large].tolist(), strict=True):
        key = f"n{texts[int(group[a]) // width]} {texts[int(group[b]) // width]}/{words[int(group[a]) % width]}"
        capped.append(Capped(key, int(sizes[a] + sizes[b]), int(sizes[a] * sizes[b]), 0))
    return capped
