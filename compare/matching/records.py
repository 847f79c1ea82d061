"""What matching says: the relatives of a cable, in their order, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from crosscable.compare.matching.collection import Entry

__all__ = ["Matched", "Reason", "Relative"]


class Reason(NamedTuple):
    """One reason for a score: `kind` is term, subject, tag, date, post or reference; `value` says it in words.

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
class Matched:
    """The relatives found in a corpus, and how they were found.

    `relatives` can be read once, by cable and rank. `entries` tells what is known of each cable by its name, `path` is
    exact or pruned, `profile` the weights used, `repeated` the ids that came more than once (the longest text was
    taken), `wordless` the cables without a term.
    """

    relatives: Iterator[Relative]
    entries: Mapping[str, Entry]
    path: str
    profile: str
    prefer: str | None
    repeated: tuple[str, ...]
    wordless: tuple[str, ...]
