"""Where each thing of a report stands: file names and places in pages, the same for every run on the same corpus."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

__all__ = ["PAGE", "Part", "file_stems", "parts", "up_from"]

T = TypeVar("T")

PAGE = 100
"""Rows a list shows on one page; what is more goes to further pages."""
_LONGEST = 80
_OTHER = re.compile(r"[^A-Za-z0-9_-]+")


def file_stems(names: Iterable[str]) -> list[str]:
    """A file name without ending for each name, each only once, not even where upper and lower case are one.

    Names of cables may hold anything; file names only letters, digits, - and _.
    """
    stems: list[str] = []
    taken: set[str] = set()
    for name in names:
        plain = _OTHER.sub("-", name)[:_LONGEST] or "-"
        stem, number = plain, 2
        while stem.lower() in taken:
            stem, number = f"{plain}-{number}", number + 1
        taken.add(stem.lower())
        stems.append(stem)
    return stems


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list that may be too long for one: its file, which of how many it is, and its neighbours' files."""

    file: str
    number: int
    of: int
    first: int
    last: int
    files: tuple[str, ...]

    @property
    def before(self) -> str:
        """The file of the page before, empty on the first."""
        return self.files[self.number - 2] if self.number > 1 else ""

    @property
    def after(self) -> str:
        """The file of the next page, empty on the last."""
        return self.files[self.number] if self.number < self.of else ""


def parts(stem: str, items: Sequence[T], size: int = PAGE) -> Iterator[tuple[Part, Sequence[T]]]:
    """The pages of a list: `stem.html`, `stem-2.html` …; one page, without items, where there are none."""
    count = max(1, -(-len(items) // size))
    files = tuple(f"{stem}.html" if number == 1 else f"{stem}-{number}.html" for number in range(1, count + 1))
    for number, file in enumerate(files, 1):
        shown = items[(number - 1) * size : number * size]
        first = (number - 1) * size + 1
        yield Part(file, number, count, first, first + len(shown) - 1, files), shown


def up_from(file: str) -> str:
    """What leads from `file` up to the report's folder, to be put before the name of another of its files."""
    return "../" * file.count("/")
