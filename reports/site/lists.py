"""The lists of a report: the overview with the pairs, all cables, threads and sources, and the index to search in."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crosscable.compare.matching.threads import Thread
from crosscable.compare.pairs import Chosen
from crosscable.corpora.errors import InputError
from crosscable.reports.charts.chart import Chart
from crosscable.reports.notices import protection_notice
from crosscable.reports.site.addresses import parts
from crosscable.reports.site.corpus import SiteCorpus
from crosscable.reports.site.pages import picture, show
from crosscable.reports.site.pictures import likeness_by_thread, likeness_by_time, sources_by_cable
from crosscable.reports.site.words import counted, roles

__all__ = ["Compared", "cable_lists", "left_out", "overview", "search_page", "source_lists", "thread_lists"]

_ALONE = 50
"""Cables without a pair that the overview names; where there are more, the list of cables shows them."""

Pages = Iterator[tuple[str, str]]
"""File and HTML of each page."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair that was compared: what its page shows, as data, and how much a list says there is of it."""

    row: Mapping[str, Any]

    @property
    def shifts(self) -> int:
        """How much changed."""
        return len(self.row["shifts"])

    @property
    def sources(self) -> int:
        """How many are quoted in both."""
        return len(self.row["sources"])


def overview(site: SiteCorpus, compared: Sequence[Compared]) -> tuple[list[tuple[str, str]], list[Chart]]:
    """The overview and the further pages of its list of pairs; and its pictures."""
    charts = _charts(site)
    pairs = list(zip(site.chosen.pairs, site.at.pairs, compared, strict=True))
    pages = []
    for part, rows in parts("index", pairs):
        if part.number > 1:
            pages.append((part.file, show("pairs.html", part.file, "Pairs", part=part, rows=rows, total=len(pairs))))
            continue
        html = show(
            "index.html",
            part.file,
            "Comparison report",
            part=part,
            rows=rows,
            total=len(pairs),
            tiles=_tiles(site),
            facts=_facts(site),
            left_out=left_out(site.chosen, site.refused),
            notice=protection_notice(site.cables),
            digest=_digest(site),
            pictures=[picture(chart, f"charts/{chart.name}.svg") for chart in charts],
        )
        pages.append((part.file, html))
    return pages, charts


def _charts(site: SiteCorpus) -> list[Chart]:
    links = site.at.cables
    found = (
        likeness_by_time(site.collection, links),
        likeness_by_thread(site.collection, site.threads, links),
        sources_by_cable("sources-by-cable", site.voices, site.cables, links, site.at.sources),
    )
    return [chart for chart in found if chart is not None]


def _tiles(site: SiteCorpus) -> list[tuple[str, str, str, str]]:
    kinds = Counter(person.kind for person in site.people.persons)
    statements = sum(len(found) for found in site.statements.values())
    several = sum(len(voice.cables) > 1 for voice in site.voices)
    found = [
        (len(site.cables), "cables", "cables.html", _span(site)),
        (len(site.chosen.pairs), "pairs compared", "#pairs", ""),
        (len(site.threads), "threads", "threads.html", f"{sum(len(t.entries) for t in site.threads):,} cables in them"),
        (
            len(site.voices),
            "sources",
            "sources.html",
            f"{several:,} of them in several cables; {statements:,} statements",
        ),
        (len(site.people.persons), "names", "names.html", f"{kinds['person']:,} persons"),
    ]
    return [(f"{number:,}", what, href, more) for number, what, href, more in found]


def _span(site: SiteCorpus) -> str:
    days = sorted(cable.sent.date() for cable in site.cables if cable.sent)
    if not days:
        return "none is dated"
    return days[0].isoformat() if days[0] == days[-1] else f"{days[0].isoformat()} to {days[-1].isoformat()}"


def _facts(site: SiteCorpus) -> list[tuple[str, str]]:
    """What was read, in words and numbers."""
    cables = site.cables
    undated = sum(cable.sent is None for cable in cables)
    lost = [cable for cable in cables if cable.losses]
    return [
        ("sent by", _ranked(Counter(cable.origin or "not said" for cable in cables))),
        ("classification", _ranked(Counter(cable.classification or "not said" for cable in cables))),
        ("read as", _ranked(Counter(cable.witness.form for cable in cables))),
        ("without a date", f"{undated:,}" if undated else "none"),
        ("repairs in reading", f"{sum(len(cable.repairs) for cable in cables):,}"),
        ("losses", f"{sum(len(c.losses) for c in lost):,} in {len(lost):,} cables" if lost else "none"),
        ("could not be read", f"{len(site.refused):,}" if site.refused else "none"),
    ]


def _ranked(counts: Counter[str], most: int = 8) -> str:
    ordered = sorted(counts.items(), key=lambda found: (-found[1], found[0]))
    more = f", {len(ordered) - most} others" if len(ordered) > most else ""
    return ", ".join(f"{name} ({count:,})" for name, count in ordered[:most]) + more


def left_out(chosen: Chosen, refused: Iterable[InputError]) -> list[str]:
    """What is not in a report, one line each; a report leaves nothing out in silence."""
    lines = [f"{chosen.below:,} nearest relatives with a likeness below the threshold"] if chosen.below else []
    lines += [f"{chosen.beyond:,} pairs beyond the number asked for, the least alike"] if chosen.beyond else []
    if len(chosen.alone) > _ALONE:
        lines.append(f"{len(chosen.alone):,} cables stand in no pair")
    elif chosen.alone:
        lines.append(f"cables in no pair: {', '.join(chosen.alone)}")
    lines += [f"not read: {error}" for error in refused]
    return lines or ["nothing"]


def _digest(site: SiteCorpus) -> str:
    """One digest for all texts that were read: of theirs, sorted."""
    found = sorted(cable.witness.sha256 for cable in site.cables)
    return hashlib.sha256("".join(f"{digest}\n" for digest in found).encode("ascii")).hexdigest()


def cable_lists(site: SiteCorpus) -> Pages:
    """All cables in order of time, each with its file and in how many pairs it stands."""
    paired = Counter(cable.name for pair in site.chosen.pairs for cable in (pair.left, pair.right))
    for part, cables in parts("cables", tuple(zip(site.cables, site.at.files, strict=True))):
        rows = [
            (
                cable,
                cable.sent.date().isoformat() if cable.sent else "",
                file,
                paired[cable.name],
                site.at.threads.get(cable.name),
            )
            for cable, file in cables
        ]
        yield part.file, show("cables.html", part.file, "Cables", part=part, rows=rows, total=len(site.cables))


def thread_lists(site: SiteCorpus) -> Pages:
    """All threads, the longest first."""
    for part, threads in parts("threads", site.threads):
        rows = [_thread(site, thread) for thread in threads]
        yield part.file, show("threads.html", part.file, "Threads", part=part, rows=rows, total=len(site.threads))


def _thread(site: SiteCorpus, thread: Thread) -> dict[str, object]:
    first, last = thread.entries[0], thread.entries[-1]
    days = [entry.day.isoformat() for entry in (first, last) if entry.day]
    return {
        "file": site.at.threads[first.name],
        "first": first,
        "cables": [entry.name for entry in thread.entries],
        "posts": sorted({entry.post for entry in thread.entries if entry.post}),
        "days": " to ".join(dict.fromkeys(days)),
        "cited": sum(link.kind == "reference" for link in thread.links),
    }


def source_lists(site: SiteCorpus) -> Pages:
    """All sources, those quoted in most cables first."""
    numbered = list(zip(site.voices, site.at.sources, strict=True))
    for part, rows in parts("sources", numbered):
        yield part.file, show("sources.html", part.file, "Sources", part=part, rows=rows, total=len(site.voices))


def search_page(site: SiteCorpus, firsts: Sequence[str], most: int) -> str:
    """Everything that has a place in the report, in alphabetical order: to be read as an index, or searched.

    `firsts` are the first words of the files in which the words of all texts stand, `most` is the number of cables
    from which on a word is too common to stand there.
    """
    letters: dict[str, list[tuple[str, str, str, str]]] = {}
    for entry in sorted(_entries(site), key=lambda found: (_plain(found[0]), found[1], found[2])):
        letter = _plain(entry[0])[:1].upper()
        letters.setdefault(letter if letter.isalpha() else "#", []).append(entry)
    count = sum(map(len, letters.values()))
    return show(
        "search.html",
        "search.html",
        "Search",
        script="search.js",
        loads=True,
        letters=letters,
        count=count,
        numbers={file: number for number, file in enumerate(site.at.files)},
        firsts=firsts,
        most=most,
    )


def _plain(text: str) -> str:
    """Text as it is sorted: without marks on letters, in lower case."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold().lstrip("“\"' ")


def _entries(site: SiteCorpus) -> Iterator[tuple[str, str, str, str]]:
    """Text, address, kind and more words of each entry; other spellings lead to their person."""
    for person in site.people.persons:
        at = site.at.persons[person.id]
        yield person.preferred, at, person.kind, ", ".join(roles(person)[:2])
        for form in person.forms:
            if form.form != person.preferred:
                yield form.form, at, "spelling", f"see {person.preferred}"
    for voice, at in zip(site.voices, site.at.sources, strict=True):
        more = f"{counted(len(voice.said), 'statement')} in {counted(len(voice.cables), 'cable')}"
        yield voice.name, at, "source", more
    for cable, at in zip(site.cables, site.at.files, strict=True):
        more = " · ".join(filter(None, (cable.subject, cable.sent.date().isoformat() if cable.sent else "")))
        yield cable.name, at, "cable", more
        if cable.subject:
            yield cable.subject, at, "subject", cable.name
    for number, thread in enumerate(site.threads, 1):
        first = thread.entries[0]
        yield (
            f"Thread {number}",
            site.at.threads[first.name],
            "thread",
            f"{first.name} and {len(thread.entries) - 1} more",
        )
