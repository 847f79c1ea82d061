"""A report folder: the corpus as a site for the browser, or as Markdown with an index and one page for each pair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from crosscable.compare.decisions import Decisions
from crosscable.compare.pairs import Chosen, Pair
from crosscable.compare.people.reconcile import reconcile
from crosscable.corpora.cable import Cable
from crosscable.corpora.errors import InputError
from crosscable.reports.machine.report import RECORD, pair_row, report_json
from crosscable.reports.markdown import comparison_markdown, escape
from crosscable.reports.masking import Hide, hide_nothing
from crosscable.reports.placeholders import shown
from crosscable.reports.site.addresses import file_stems
from crosscable.reports.site.corpus import gather_site
from crosscable.reports.site.lists import Compared, left_out
from crosscable.reports.site.staging import staged
from crosscable.reports.site.writing import Comparer, write_site
from crosscable.reports.story import long_date, tell

__all__ = ["Form", "page_name", "write_folder"]

Form = Literal["md", "html"]


def write_folder(
    folder: Path,
    cables: Sequence[Cable],
    chosen: Chosen,
    refused: Iterable[InputError],
    comparer: Comparer,
    form: Form = "md",
    *,
    hide: Hide = hide_nothing,
    decisions: Decisions | None = None,
    jobs: int = 1,
) -> Path:
    """Compare each pair and write the report; `folder` is the old one until the new one is whole.

    Args:
        folder: where the report goes; a former report there is replaced.
        cables: the corpus.
        chosen: its pairs, and what was left out in choosing them.
        refused: what could not be read.
        comparer: compares a pair; with several jobs a function that other processes can be handed.
        form: pages for the browser, or Markdown.
        hide: what every result goes through before it is shown; cables and pairs are given as they are.
        decisions: an editor's decisions on names, for the pages of names and sources.
        jobs: processes to work with; the pages do not depend on it.

    Returns:
        The path of the index.

    Raises:
        UsageError: the folder cannot be written, or holds files that no report wrote.
    """
    refused = tuple(refused)
    with staged(folder) as new:
        if form == "html":
            write_site(new, gather_site(cables, chosen, refused, decisions=decisions), comparer, hide, jobs)
        else:
            _write_markdown(new, cables, chosen, refused, comparer, hide, decisions)
    return folder / f"index.{form}"


def page_name(pair: Pair, form: Form) -> str:
    """Where the page of a pair stands in the folder, unless another pair's name looks the same as a file's."""
    return f"pairs/{file_stems([_both(pair)])[0]}.{form}"


def _both(pair: Pair) -> str:
    return f"{pair.left.name}_{pair.right.name}"


def _write_markdown(
    folder: Path,
    cables: Sequence[Cable],
    chosen: Chosen,
    refused: Sequence[InputError],
    comparer: Comparer,
    hide: Hide,
    decisions: Decisions | None,
) -> None:
    shown = hide(chosen)
    (folder / "pairs").mkdir()
    files = [f"pairs/{stem}.md" for stem in file_stems(_both(pair) for pair in shown.pairs)]
    rows = []
    for original, pair, file in zip(chosen.pairs, shown.pairs, files, strict=True):
        comparison = hide(comparer(original.left, original.right))
        _write(folder / file, comparison_markdown(tell(comparison)))
        rows.append((pair, file, Compared(pair_row(pair, comparison, file))))
    held = sorted(
        map(hide, cables), key=lambda c: (c.sent is None, c.sent.isoformat() if c.sent else "", c.name, c.witness.name)
    )
    _write(folder / "index.md", _markdown_index(held, rows, left_out(shown, hide(refused))))
    persons = hide(reconcile(cables, decisions=decisions)).persons
    _write(folder / RECORD, report_json(held, [found.row for _, _, found in rows], persons).splitlines())


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{shown(line)}\n" for line in lines), encoding="utf-8", newline="\n")


def _markdown_index(
    cables: Sequence[Cable], rows: Sequence[tuple[Pair, str, Compared]], left: Sequence[str]
) -> list[str]:
    lines = ["# Comparison report", "", f"{len(cables)} cables, {len(rows)} pairs compared.", "", "## Pairs", ""]
    lines += ["| earlier | later | likeness | shifts | quoted in both | why | page |", f"|{' --- |' * 7}"]
    for pair, file, found in rows:
        score = f"{pair.score:.2f}" if pair.score is not None else "–"
        cells = (
            escape(pair.left.name),
            escape(pair.right.name),
            score,
            str(found.shifts),
            str(found.sources),
            pair.why,
        )
        lines.append(f"| {' | '.join(cells)} | [open]({file}) |")
    lines += ["", "## Cables", "", "| cable | sent | post | subject |", f"|{' --- |' * 4}"]
    facts = ((c.name, long_date(c), c.origin or "", c.subject or "") for c in cables)
    lines += [f"| {' | '.join(escape(fact) or '–' for fact in cells)} |" for cells in facts]
    lines += ["", "## Left out", "", *(f"- {escape(line)}" for line in left)]
    return [*lines, "", f"All of it as data: [{RECORD}]({RECORD})"]
