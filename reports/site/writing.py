"""Write a report as a site: every pair compared and every page made, on as many cores as there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from crosscable.compare.assessments.claims import Claim, claims
from crosscable.compare.comparison import Comparison
from crosscable.compare.tracking import Step, follow
from crosscable.corpora.cable import Cable
from crosscable.reports.charts.chart import Chart, saved
from crosscable.reports.machine.report import RECORD, pair_row, report_json
from crosscable.reports.masking import Hide
from crosscable.reports.page.comparison import comparison_page
from crosscable.reports.placeholders import shown
from crosscable.reports.site.addresses import PAGE, Part, parts
from crosscable.reports.site.corpus import SiteCorpus, hidden
from crosscable.reports.site.fulltext import index_words, searched_text, word_files
from crosscable.reports.site.lists import Compared, cable_lists, overview, search_page, source_lists, thread_lists
from crosscable.reports.site.pages import cable_page, names_page, sources_page, thread_page
from crosscable.reports.site.parallel import in_order

__all__ = ["Comparer", "write_site"]

_KEPT = 1500
"""Cables whose claims a process keeps, about 0.1 MB each."""

Comparer = Callable[[Cable, Cable], Comparison]


@dataclass(frozen=True, slots=True)
class _Task:
    """One page to make: what of, and the numbers of its things; a page of names is a part of their list."""

    kind: str
    first: int
    last: int = 0
    part: Part | None = None


class _Claims:
    """The claims of cables, kept: a cable is asked for once for each source that it quotes."""

    def __init__(self, found: SiteCorpus) -> None:
        self._found = found
        self._kept: dict[str, tuple[Claim, ...]] = {}

    def __call__(self, cable: Cable) -> tuple[Claim, ...]:
        known = self._kept.get(cable.name)
        if known is None:
            known = claims(cable, self._found.statements[cable.name], self._found.people)
            if len(self._kept) < _KEPT:
                self._kept[cable.name] = known
        return known


@dataclass(frozen=True, slots=True)
class _Shared:
    """What every process works with: `found` to look for more in, `site` to show, made of it by `hide`."""

    folder: Path
    found: SiteCorpus
    site: SiteCorpus
    comparer: Comparer
    hide: Hide
    claims_of: _Claims


def write_site(folder: Path, found: SiteCorpus, comparer: Comparer, hide: Hide, jobs: int = 1) -> None:
    """Write all pages on `found` into the empty `folder`, as `hide` shows it; the same bytes for any number of jobs."""
    site = hidden(found, hide)
    for name in ("cables", "charts", "pairs", "sources", "threads", "words"):
        (folder / name).mkdir()
    tasks = [*_pair_tasks(site), *_page_tasks(site)]
    shared = _Shared(folder, found, site, comparer, hide, _Claims(found))
    compared = [told for told in in_order(_work, shared, tasks, jobs) if told is not None]
    for name, html in (*cable_lists(site), *thread_lists(site), *source_lists(site)):
        _write(folder, name, html)
    _write_search(folder, site)
    pages, charts = overview(site, compared)
    _save(folder, charts)
    for name, html in pages:
        _write(folder, name, html)
    _write(folder, RECORD, report_json(site.cables, [each.row for each in compared], site.people.persons))


def _write_search(folder: Path, site: SiteCorpus) -> None:
    words = index_words(shown(searched_text(cable)) for cable in site.cables)
    firsts = []
    for number, (first, script) in enumerate(word_files(words), 1):
        firsts.append(first)
        _write(folder, f"words/{number}.js", script)
    _write(folder, "search.html", search_page(site, firsts, words.most))


def _pair_tasks(site: SiteCorpus) -> Iterator[_Task]:
    for number in range(len(site.chosen.pairs)):
        yield _Task("pair", number)


def _page_tasks(site: SiteCorpus) -> Iterator[_Task]:
    for number in range(len(site.cables)):
        yield _Task("cable", number)
    for number in range(len(site.threads)):
        yield _Task("thread", number)
    files = [address.partition("#")[0] for address in site.at.sources]
    first = 0
    for number, file in enumerate(files, 1):
        if number == len(files) or files[number] != file:
            yield _Task("sources", first, number)
            first = number
    for number, (part, _) in enumerate(parts("names", site.people.persons)):
        yield _Task("names", number * PAGE, (number + 1) * PAGE, part)


def _work(shared: _Shared, task: _Task) -> Compared | None:
    """Make one page; of a pair tell what the lists say of it."""
    folder, site = shared.folder, shared.site
    if task.kind == "pair":
        return _pair(shared, task.first)
    if task.kind == "cable":
        _write(folder, site.at.files[task.first], cable_page(site, task.first))
    elif task.kind == "thread":
        html, charts = thread_page(site, task.first)
        _write(folder, f"threads/{task.first + 1}.html", html)
        _save(folder, charts)
    elif task.kind == "sources":
        file = site.at.sources[task.first].partition("#")[0]
        html, charts = sources_page(site, file, range(task.first, task.last), partial(_steps, shared))
        _write(folder, file, html)
        _save(folder, charts)
    elif task.part is not None:
        html, charts = names_page(site, task.part, site.people.persons[task.first : task.last])
        _write(folder, task.part.file, html)
        _save(folder, charts)
    return None


def _steps(shared: _Shared, number: int) -> tuple[Step, ...]:
    found = shared.found
    return shared.hide(follow(found.voices[number].said, found.statements, shared.claims_of))


def _pair(shared: _Shared, number: int) -> Compared:
    pair, files = shared.found.chosen.pairs[number], shared.site.at.pairs
    held = shared.site.chosen.pairs[number]
    comparison = shared.hide(shared.comparer(pair.left, pair.right))
    before = files[number - 1] if number else ""
    after = files[number + 1] if number + 1 < len(files) else ""
    html = comparison_page(
        comparison,
        index="../index.html",
        before=before.removeprefix("pairs/"),
        after=after.removeprefix("pairs/"),
        pages=(_page_of(shared.site, held.left), _page_of(shared.site, held.right)),
    )
    _write(shared.folder, files[number], html)
    return Compared(pair_row(held, comparison, files[number]))


def _page_of(site: SiteCorpus, cable: Cable) -> str:
    """What leads from the page of a pair to that of one of its cables, empty where the report has none of it."""
    file = site.at.cables.get(cable.name, "")
    return file and f"../{file}"


def _write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(shown(text), encoding="utf-8", newline="\n")


def _save(folder: Path, charts: list[Chart]) -> None:
    for chart in charts:
        _write(folder, f"charts/{chart.name}.svg", saved(chart))
