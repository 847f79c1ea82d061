"""What matching says: the relatives of a cable, in their order, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from crosscable.compare.matching.collection import Entry
from crosscable.corpora.tabular import Table, Tabular, chosen

__all__ = ["Matched", "Reason", "Relative"]


class Reason(NamedTuple):
    """One reason for a score: `kind` is term, phrase, subject, tag, date, post or reference; `value` says it in words.

    `share` is its part of the score; the shares of one relative add up to 1. A share below zero speaks against. It is
    a tuple because an archive has millions of them.
    """

    kind: str
    value: str
    share: float


@dataclass(frozen=True, slots=True)
class Relative:
    """`related` is the `rank`-th nearest relative of `cable`, rank from 1, score 0..1."""

    cable: str
    related: str
    rank: int
    score: float
    why: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Matched(Tabular):
    """The relatives found in a corpus, and how they were found.

    `relatives` can be read once, by cable and rank, unless a table was asked for: then they are kept. `entries` tells
    what is known of each cable by its name, `path` is exact or pruned, `profile` the weights used, `repeated` the ids
    that came more than once (the longest text was taken), `wordless` the cables without a term.
    """

    relatives: Iterable[Relative]
    entries: Mapping[str, Entry]
    path: str
    profile: str
    prefer: str | None
    repeated: tuple[str, ...]
    wordless: tuple[str, ...]

    def table(self, what: str = "") -> Table:
        """One row a relative, with dates and subjects of both cables."""
        from crosscable.compare.flat import match_table

        chosen(what, ("relatives",))
        if isinstance(self.relatives, Iterator):  # a notebook shows a result as often as it likes
            object.__setattr__(self, "relatives", tuple(self.relatives))
        # Pyright meets this module by its path and by its name, and takes that for two.
        return match_table(self)  # pyright: ignore[reportArgumentType]
