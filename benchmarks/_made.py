"""Larger corpora made out of a real one, for measurements of speed and memory.

Each made cable is a real one of which 45 % of the lines are swapped for lines of other cables (two thirds of the same
post) and 6 % of the words replaced, half of those by new words with a long tail.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from crosscable.compare.matching.collection import Entry

__all__ = ["Item", "entries_of", "texts_of", "write_made"]

Item = tuple[Entry, str]
_SYLLABLES = "ba do ki lu mer nos pa ril sta tun vo zel gra fen hul dim".split()
_SERIAL = re.compile(r"\d+$")


def write_made(items: Sequence[Item], cables: int, path: Path) -> None:
    """Write that many made cables, one a line: the place of its model among `items`, a tabulator, its text."""
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as stream:
        for at, text in _made(items, cables):
            stream.write(f"{at}\t{text}\n")
    part.replace(path)


def _made(items: Sequence[Item], cables: int) -> Iterator[tuple[int, str]]:
    chance = random.Random(1)
    lines = [text.split("\n") for _, text in items]
    of_post: dict[str | None, list[int]] = defaultdict(list)
    for at, (item, _) in enumerate(items):
        of_post[item.post].append(at)
    for _ in range(cables):
        at = chance.randrange(len(items))
        item = items[at][0]
        kept = list(lines[at])
        for place in range(len(kept)):
            if chance.random() < 0.45:
                same_post = chance.random() < 0.67
                donor = chance.choice(of_post[item.post]) if same_post else chance.randrange(len(lines))
                kept[place] = chance.choice(lines[donor])
        words = " ".join(kept).split(" ")
        for _ in range(len(words) * 6 // 100):
            place = chance.randrange(len(words))
            if chance.random() < 0.5:
                rank = int(chance.paretovariate(0.35)) % 10**7
                words[place] = "".join(_SYLLABLES[rank // 16**digit % 16] for digit in range(4))
            else:
                words[place] = words[chance.randrange(len(words))]
        yield at, " ".join(words)


def entries_of(items: Sequence[Item], path: Path) -> list[Entry]:
    """The entries of the made cables in `path`; ids have year and post of the model, so neighbours share them."""
    made = []
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream):
            item = items[int(line[: line.index("\t")])][0]
            name = f"{_SERIAL.sub('', item.name)}{number:07}"
            made.append(replace(item, name=name, cites=(), length=len(line)))
    return made


def texts_of(path: Path) -> Iterator[str]:
    """The texts of the made cables in `path`."""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield line.partition("\t")[2]
