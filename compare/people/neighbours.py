"""Words one letter apart, in a vocabulary of any size, by symmetric deletion.

Two words are neighbours when they become equal after one letter is left out of either or both. All words with one
letter left out are sorted together with the whole words of that length; neighbours then stand side by side. Words are
packed into numbers, several letters in each, so nothing but arrays grows with the vocabulary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from crosscable.compare.people.pairs import Numbers, Pairs, groups, within

__all__ = ["neighbours"]

# Words that leave the same remainder above which it says nothing: short and frequent stems.
_MOST = 60
# Shorter words are one letter apart from too many others.
_SHORTEST = 4


def neighbours(words: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Pairs of neighbours among distinct `words` of at least four letters, as places, the lower on the left."""
    of_length: dict[int, list[int]] = defaultdict(list)
    for place, word in enumerate(words):
        if len(word) >= _SHORTEST:
            of_length[len(word)].append(place)
    letters = {letter: number for number, letter in enumerate(sorted(set().union(*words)), 1)}
    tables = {length: _table([words[i] for i in places], letters) for length, places in of_length.items()}
    owners = {length: np.array(places, dtype=np.int64) for length, places in of_length.items()}
    found = Pairs(len(words))
    for length in sorted({*of_length, *(length - 1 for length in of_length)}):
        forms, holders = [], []
        if length in tables:
            forms.append(tables[length])
            holders.append(owners[length])
        for at in range(length + 1 if length + 1 in tables else 0):
            forms.append(np.delete(tables[length + 1], at, axis=1))
            holders.append(owners[length + 1])
        _meet(_packed(np.concatenate(forms), len(letters).bit_length()), np.concatenate(holders), len(words), found)
    left, right = found.take()
    return left.astype(np.int64), right.astype(np.int64)


def _table(words: Sequence[str], letters: dict[str, int]) -> Numbers:
    """Words of one length as rows of numbers of letters."""
    return np.array([[letters[letter] for letter in word] for word in words], dtype=np.int16).astype(np.int64)


def _packed(table: Numbers, bits: int) -> list[Numbers]:
    """Columns of letters packed, as many as fit, into columns of numbers."""
    room = 62 // bits
    packed = []
    for begin in range(0, table.shape[1], room):
        column = np.zeros(len(table), dtype=np.int64)
        for letter in table[:, begin : begin + room].T:
            column = (column << bits) | letter
        packed.append(column)
    return packed


def _meet(columns: list[Numbers], owner: Numbers, total: int, found: Pairs) -> None:
    """Add the pairs of words that share a form."""
    order = np.lexsort((owner, *columns))
    columns, owner = [column[order] for column in columns], owner[order]
    first, _ = groups(owner, *columns)  # a double letter leaves the same form twice
    columns, owner = [column[first] for column in columns], owner[first]
    starts, sizes = groups(*columns)
    few = sizes <= _MOST
    for left, right in within(starts[few], sizes[few]):
        found.add(owner[left] * total + owner[right])
