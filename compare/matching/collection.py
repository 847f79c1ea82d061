"""What matching knows of a corpus: a small entry for each cable and the counts of its terms; the texts are let go."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, overload

from crosscable.compare.matching.counting import Counts, count
from crosscable.compare.matching.phrases import Phrases, rare_phrases
from crosscable.compare.terms import compared_text, words

if TYPE_CHECKING:
    from crosscable.corpora.cable import Cable

__all__ = ["Collection", "Entry", "EntrySequence", "collect", "entry", "gather", "one_each"]

_DEPARTMENT = re.compile(r"secretary of state|department of state|secstate|^state\b", re.IGNORECASE)
# Words of a head line that say what an office is and not which one.
_OFFICE = frozenset(
    words(
        "the of in at to from for and amembassy embassy usembassy amconsul consulate usmission mission legation "
        "minister ambassador charge consul general acting american telegram washdc washington priority"
    )
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One cable as matching sees it.

    `post` is the sending post as outputs name it, `department` whether it is the Department itself, `sender` and
    `addressees` the telling words of the head lines, `cites` the ids in its reference list, `length` the characters
    of the compared text.
    """

    name: str
    file: str
    sent: datetime | None
    post: str | None
    department: bool
    subject: str | None
    tags: tuple[str, ...]
    cites: tuple[str, ...]
    sender: frozenset[str]
    addressees: frozenset[str]
    length: int

    @property
    def day(self) -> date | None:
        """The day it was sent."""
        return self.sent.date() if self.sent else None


class EntrySequence(Sequence[Entry]):
    """Entries that are made when they are asked for: a class of this kind gives their number and one of them."""

    @abstractmethod
    def entry(self, number: int) -> Entry:
        """The entry of one cable; IndexError behind the last."""

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(index, slice):
            return [self.entry(number) for number in range(*index.indices(len(self)))]
        return self.entry(index)


@dataclass(frozen=True, slots=True)
class Collection:
    """Entries in the order of their names, what was counted of their texts and subjects, and what was left out.

    `repeated` names the cables that came more than once; of each the copy with the longest text was taken.
    """

    entries: tuple[Entry, ...]
    texts: Counts
    phrases: Phrases
    subjects: Counts
    repeated: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.entries)


def entry(cable: Cable, length: int) -> Entry:
    """The entry of `cable`, whose compared text has `length` characters."""
    sender = cable.sender or cable.origin
    return Entry(
        name=cable.name,
        file=cable.witness.name,
        sent=_in_utc(cable.sent),
        post=cable.origin or cable.sender,
        department=bool(sender and _DEPARTMENT.search(sender)),
        subject=cable.subject,
        tags=tuple(sorted(set(cable.tags))),
        cites=tuple(sorted({reference.id for reference in cable.references if reference.id})),
        sender=_telling(sender or ""),
        addressees=_telling(" ".join(addressee.name for addressee in cable.recipients)),
        length=length,
    )


def _in_utc(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def _telling(line: str) -> frozenset[str]:
    return frozenset(word for word in words(line) if word not in _OFFICE and not word.isdigit())


def gather(cables: Iterable[Cable]) -> Collection:
    """Read `cables` once and keep what matching needs; the result does not depend on their order."""
    texts = ((cable, compared_text(cable)) for cable in cables)
    return collect((entry(cable, len(text)), text) for cable, text in texts)


def collect(items: Iterable[tuple[Entry, str]]) -> Collection:
    """A collection of entries and their compared texts; the texts are counted as they come and let go."""
    entries: list[Entry] = []

    def texts() -> Iterator[str]:
        for item, text in items:
            entries.append(item)
            yield text

    counted = count(texts(), phrases=True)
    kept, repeated = one_each(entries)
    phrases = rare_phrases(counted, kept)
    counted = counted.without_phrases()  # as large as all the rest
    return Collection(
        entries=tuple(entries[at] for at in kept),
        texts=counted.take(kept),
        phrases=phrases,
        subjects=count(entries[at].subject or "" for at in kept),
        repeated=repeated,
    )


def one_each(entries: Sequence[Entry]) -> tuple[list[int], tuple[str, ...]]:
    """The places of the entries in the order of their names, of one name the longest text; the repeated names."""
    order = sorted(range(len(entries)), key=lambda at: (entries[at].name, -entries[at].length, entries[at].file))
    kept: list[int] = []
    repeated: list[str] = []
    for at in order:  # of several copies the longest comes first
        if kept and entries[kept[-1]].name == entries[at].name:
            repeated.append(entries[at].name)
        else:
            kept.append(at)
    return kept, tuple(dict.fromkeys(repeated))
