"""A report folder: an index of the corpus and one page for each pair, as Markdown or as HTML.

Each file is written whole or not at all; the index comes last, so that it never names a page that is not there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from crosscable.compare.assessments.shifts import worth_reading
from crosscable.compare.comparison import Comparison
from crosscable.compare.pairs import Chosen, Pair
from crosscable.corpora.cable import Cable
from crosscable.corpora.errors import InputError, UsageError
from crosscable.reports.cli.output import write_atomically
from crosscable.reports.markdown import comparison_markdown, escape
from crosscable.reports.story import long_date, tell

__all__ = ["IndexRow", "page_name", "write_folder"]

Form = Literal["md", "html"]


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One pair in the index: the cables, its page, its score, how much was found, and why it was compared."""

    left: Cable
    right: Cable
    page: str
    score: str
    shifts: int
    sources: int
    why: str


def write_folder(
    folder: Path,
    cables: Sequence[Cable],
    chosen: Chosen,
    refused: Iterable[InputError],
    comparer: Callable[[Cable, Cable], Comparison],
    form: Form = "md",
) -> Path:
    """Compare each pair, write its page and the index; returns the path of the index.

    Raises:
        UsageError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError("cannot make the report folder", where=str(folder), why=error.strerror or "") from error
    rows = []
    pages = _page_names(chosen.pairs, form)
    for pair, page, before, after in zip(chosen.pairs, pages, ["", *pages], [*pages[1:], ""], strict=False):
        comparison = comparer(pair.left, pair.right)
        write_atomically(folder / page, _page(comparison, form, before, after))
        score = f"{pair.score:.2f}" if pair.score is not None else "–"
        rows.append(
            IndexRow(
                pair.left,
                pair.right,
                page,
                score,
                len(worth_reading(comparison.shifts)),  # as many as the page shows
                len(comparison.sources),
                pair.why,
            )
        )
    index = folder / f"index.{form}"
    write_atomically(index, _index(cables, rows, _left_out(chosen, refused), form))
    return index


def page_name(pair: Pair, form: Form) -> str:
    """The file name of a pair's page; names of cables may hold anything, file names only letters, digits, - and _."""
    left, right = (re.sub(r"[^A-Za-z0-9_-]+", "-", cable.name)[:80] for cable in (pair.left, pair.right))
    return f"{left}_{right}.{form}"


def _page_names(pairs: Iterable[Pair], form: Form) -> list[str]:
    """A name for each page that no other has, not even where upper and lower case are one."""
    names: list[str] = []
    taken: set[str] = set()
    for pair in pairs:
        name, number = page_name(pair, form), 2
        stem = name.removesuffix(f".{form}")
        while name.lower() in taken:
            name, number = f"{stem}-{number}.{form}", number + 1
        taken.add(name.lower())
        names.append(name)
    return names


def _page(comparison: Comparison, form: Form, before: str, after: str) -> str:
    if form == "md":
        return "\n".join([*comparison_markdown(tell(comparison)), ""])
    from crosscable.reports.page.comparison import comparison_page

    return comparison_page(comparison, index="index.html", before=before, after=after)


def _left_out(chosen: Chosen, refused: Iterable[InputError]) -> list[str]:
    return [
        f"{chosen.below} nearest relatives with a likeness below the threshold",
        f"cables in no pair: {', '.join(chosen.alone) or 'none'}",
        *(f"not read: {error}" for error in refused),
    ]


def _index(cables: Sequence[Cable], rows: Sequence[IndexRow], left_out: Sequence[str], form: Form) -> str:
    ordered = sorted(cables, key=lambda c: (c.sent is None, c.sent.isoformat() if c.sent else "", c.name))
    facts = [(c.name, long_date(c), c.origin or "", c.subject or "") for c in ordered]
    if form == "md":
        return "\n".join([*_markdown_index(facts, rows, left_out), ""])
    from crosscable.reports.page.render import render

    return render(
        "index.html",
        title="Comparison report",
        cables=facts,
        rows=rows,
        left_out=left_out,
        version=version("crosscable"),
    )


def _markdown_index(
    cables: Sequence[tuple[str, str, str, str]], rows: Sequence[IndexRow], left_out: Sequence[str]
) -> list[str]:
    lines = ["# Comparison report", "", f"{len(cables)} cables, {len(rows)} pairs compared.", "", "## Pairs", ""]
    lines += ["| earlier | later | likeness | shifts | quoted in both | why | page |", f"|{' --- |' * 7}"]
    for row in rows:
        cells = (escape(row.left.name), escape(row.right.name), row.score, str(row.shifts), str(row.sources), row.why)
        lines.append(f"| {' | '.join(cells)} | [open]({row.page}) |")
    lines += ["", "## Cables", "", "| cable | sent | post | subject |", f"|{' --- |' * 4}"]
    lines += [f"| {' | '.join(escape(fact) or '–' for fact in facts)} |" for facts in cables]
    return [*lines, "", "## Left out", "", *(f"- {escape(line)}" for line in left_out)]
