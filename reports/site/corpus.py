"""All that the pages of a report draw on, found once, and where each thing stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crosscable.compare.attribution.voices import Said, Voice, statements_of, voices
from crosscable.compare.matching.collection import Collection, gather
from crosscable.compare.matching.relatives import match_collection
from crosscable.compare.matching.threads import Thread, threads
from crosscable.compare.people.reconcile import People, reconcile
from crosscable.reports.site.addresses import PAGE, file_stems

if TYPE_CHECKING:
    from crosscable.compare.attribution.statements import Statement
    from crosscable.compare.decisions import Decisions
    from crosscable.compare.pairs import Chosen
    from crosscable.corpora.cable import Cable
    from crosscable.corpora.errors import InputError
    from crosscable.reports.masking import Hide

__all__ = ["Addresses", "SiteCorpus", "gather_site", "hidden"]

_NEAR = 10
"""Relatives of a cable among which threads are looked for, as `match` does."""
_SHARED = 40
"""Sources of one cable that stand on a page together; a source of several cables has a page of its own."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Files and places in them, from the report's folder.

    `files` in the order of the cables, `cables` by name: of several that are called the same the first; `pairs` in the
    order of the pairs; `persons` by id; `sources` in the order of the voices; `threads` by the name of a cable that
    stands in one.
    """

    files: tuple[str, ...]
    cables: Mapping[str, str]
    pairs: tuple[str, ...]
    persons: Mapping[str, str]
    sources: tuple[str, ...]
    threads: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SiteCorpus:
    """A corpus with its findings: cables in order of time, pairs, who is who, who said what, threads.

    `named` are the cables, `statements` what is said in each, `quoted` the numbers of the voices that speak in it, all
    by the cable's name.
    """

    cables: tuple[Cable, ...]
    refused: tuple[InputError, ...]
    chosen: Chosen
    collection: Collection
    people: People
    named: Mapping[str, Cable]
    statements: Mapping[str, tuple[Statement, ...]]
    voices: tuple[Voice, ...]
    quoted: Mapping[str, tuple[int, ...]]
    threads: tuple[Thread, ...]
    at: Addresses


def gather_site(
    cables: Iterable[Cable],
    chosen: Chosen,
    refused: Iterable[InputError],
    *,
    decisions: Decisions | None = None,
) -> SiteCorpus:
    """Find all that the pages of a report on `cables` tell, except what pairs have to be compared for."""
    ordered = tuple(sorted(cables, key=_in_time))
    people = reconcile(ordered, decisions=decisions)
    said = statements_of(ordered, people)
    spoken = voices(said, people)
    collection = gather(ordered)
    near = max(1, min(_NEAR, len(collection) - 1))
    found = threads(match_collection(collection, top=near)) if len(collection) > 1 else ()
    return SiteCorpus(
        cables=ordered,
        refused=tuple(refused),
        chosen=chosen,
        collection=collection,
        people=people,
        named=_named(ordered),
        statements=_by_cable(said),
        voices=spoken,
        quoted=_quoted(spoken),
        threads=found,
        at=_addresses(ordered, chosen, people, spoken, found),
    )


def hidden(site: SiteCorpus, hide: Hide) -> SiteCorpus:
    """The same as it may be shown, file names included: pages are made of this, findings are looked for in `site`."""
    cables = tuple(hide(cable) for cable in site.cables)
    chosen, people, spoken, found = hide(site.chosen), hide(site.people), hide(site.voices), hide(site.threads)
    return SiteCorpus(
        cables=cables,
        refused=hide(site.refused),
        chosen=chosen,
        collection=replace(site.collection, entries=hide(site.collection.entries)),
        people=people,
        named=_named(cables),
        statements=hide(site.statements),
        voices=spoken,
        quoted=_quoted(spoken),
        threads=found,
        at=_addresses(cables, chosen, people, spoken, found),
    )


def _in_time(cable: Cable) -> tuple[bool, str, str, str]:
    return cable.sent is None, cable.sent.isoformat() if cable.sent else "", cable.name, cable.witness.name


def _named(cables: Sequence[Cable]) -> dict[str, Cable]:
    """The cables by name, the first of those that are called the same."""
    return {cable.name: cable for cable in reversed(cables)}


def _by_cable(said: Iterable[Said]) -> dict[str, tuple[Statement, ...]]:
    found: dict[str, list[Statement]] = {}
    for item in said:
        found.setdefault(item.cable.name, []).append(item.statement)
    return {name: tuple(statements) for name, statements in found.items()}


def _quoted(spoken: Sequence[Voice]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, voice in enumerate(spoken):
        for name in voice.cables:
            found.setdefault(name, []).append(number)
    return {name: tuple(numbers) for name, numbers in found.items()}


def _addresses(
    cables: Sequence[Cable], chosen: Chosen, people: People, spoken: Sequence[Voice], found: Sequence[Thread]
) -> Addresses:
    files = tuple(f"cables/{stem}.html" for stem in file_stems(cable.name for cable in cables))
    pages = file_stems(f"{pair.left.name}_{pair.right.name}" for pair in chosen.pairs)
    return Addresses(
        files=files,
        cables={cable.name: file for cable, file in reversed(tuple(zip(cables, files, strict=True)))},
        pairs=tuple(f"pairs/{stem}.html" for stem in pages),
        persons={person.id: _person(number) for number, person in enumerate(people.persons)},
        sources=tuple(_sources(spoken)),
        threads={
            entry.name: f"threads/{number}.html" for number, thread in enumerate(found, 1) for entry in thread.entries
        },
    )


def _person(number: int) -> str:
    page = number // PAGE + 1
    return f"names{'' if page == 1 else f'-{page}'}.html#n{number + 1}"


def _sources(spoken: Sequence[Voice]) -> Iterable[str]:
    """A page for each source of several cables; those of one cable share pages. Voices of most cables come first."""
    several = sum(len(voice.cables) > 1 for voice in spoken)
    for number in range(len(spoken)):
        page = number + 1 if number < several else several + 1 + (number - several) // _SHARED
        yield f"sources/{page}.html#s{number + 1}"
