"""A report folder in Markdown: an index of the corpus and one page for each pair. Written whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from crosscable.compare.comparison import Comparison
from crosscable.compare.pairs import Chosen, Pair
from crosscable.corpora.cable import Cable
from crosscable.corpora.errors import InputError
from crosscable.reports.cli.output import write_atomically
from crosscable.reports.markdown import comparison_markdown, escape
from crosscable.reports.story import long_date, tell

__all__ = ["index_lines", "page_name", "write_folder"]


def write_folder(
    folder: Path,
    cables: Sequence[Cable],
    chosen: Chosen,
    refused: Iterable[InputError],
    comparer: Callable[[Cable, Cable], Comparison],
) -> Path:
    """Compare each pair, write its page and the index; returns the path of the index.

    Raises:
        UsageError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts: list[int] = []
    for pair in chosen.pairs:
        comparison = comparer(pair.left, pair.right)
        counts.append(len(comparison.shifts))
        write_atomically(folder / page_name(pair), "\n".join([*comparison_markdown(tell(comparison)), ""]))
    index = folder / "index.md"
    write_atomically(index, "\n".join([*index_lines(cables, chosen, counts, refused), ""]))
    return index


def page_name(pair: Pair) -> str:
    """The file name of a pair's page; names of cables may hold anything, file names only letters, digits, - and _."""
    left, right = (re.sub(r"[^A-Za-z0-9_-]+", "-", cable.name)[:80] for cable in (pair.left, pair.right))
    return f"{left}_{right}.md"


def index_lines(
    cables: Sequence[Cable], chosen: Chosen, shifts: Sequence[int], refused: Iterable[InputError]
) -> list[str]:
    """The index: pairs with their reasons, then all cables, then what was left out."""
    lines = ["# Comparison report", "", f"{len(cables)} cables, {len(chosen.pairs)} pairs compared.", ""]
    lines += [
        "## Pairs",
        "",
        "| earlier | later | likeness | shifts | why | page |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for pair, count in zip(chosen.pairs, shifts, strict=True):
        score = f"{pair.score:.2f}" if pair.score is not None else "–"
        cells = (escape(pair.left.name), escape(pair.right.name), score, str(count), pair.why)
        lines.append(f"| {' | '.join(cells)} | [open]({page_name(pair)}) |")
    lines += ["", "## Cables", "", "| cable | sent | post | subject |", "| --- | --- | --- | --- |"]
    for cable in sorted(cables, key=lambda c: (c.sent is None, c.sent and c.sent.isoformat(), c.name)):
        facts = (cable.name, long_date(cable), cable.origin or "", cable.subject or "")
        lines.append(f"| {' | '.join(escape(fact) or '–' for fact in facts)} |")
    lines += ["", "## Left out", ""]
    lines.append(f"- {chosen.below} nearest relatives with a likeness below the threshold")
    lines.append(f"- cables in no pair: {escape(', '.join(chosen.alone)) or 'none'}")
    lines += [f"- not read: {escape(str(error))}" for error in refused]
    return lines
