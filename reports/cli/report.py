"""`crosscable report PATH...`: a corpus as a folder of comparisons."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from crosscable.reports.cli.options import Corpus, DecisionsFolder, Posts, Since, Strict, Tags, Until

__all__ = ["report_command"]


class _Format(StrEnum):
    html = "html"
    md = "md"


def report_command(
    paths: Corpus,
    directory: Annotated[Path, typer.Option("-o", "--output", help="Folder that the report is written to.")] = Path(
        "crosscable-report"
    ),
    least: Annotated[
        float,
        typer.Option("--min-score", min=0.0, max=1.0, help="Leave out nearest relatives that score lower."),
    ] = 0.5,
    pairs: Annotated[
        Path | None,
        typer.Option("--pairs", help="Compare only the pairs of this file: two ids a line, tab or comma between."),
    ] = None,
    decisions: DecisionsFolder = None,
    since: Since = None,
    until: Until = None,
    post: Posts = None,
    tag: Tags = None,
    strict: Strict = False,
    format: Annotated[_Format, typer.Option("--format", help="What the pages are.")] = _Format.html,
) -> None:
    """Compare the pairs of a corpus that belong together, one page each, with an index.

    Pairs are the cables that cite one another and each cable's nearest relative; what is left out is counted and said.

    For example:

      crosscable report cables/ -o report

      crosscable report cables.csv --post MOSCOW --since 2007 --min-score 0.7 --format md
    """
    from functools import partial

    from crosscable.compare.comparison import compare
    from crosscable.compare.decision_file import read_decisions
    from crosscable.compare.pairs import choose_pairs, named_pairs
    from crosscable.corpora.selection import selection
    from crosscable.reports.cli.corpus import load
    from crosscable.reports.cli.output import emit
    from crosscable.reports.folder import write_folder

    corpus = load(paths, selection(since, until, post or (), tag or ()), strict=strict)
    chosen = choose_pairs(corpus.cables, least=least) if pairs is None else named_pairs(corpus, pairs)
    comparer = partial(compare, decisions=read_decisions(decisions) if decisions else None)
    index = write_folder(directory, corpus.cables, chosen, corpus.refused, comparer, format.value)
    emit([f"{len(corpus)} cables, {len(chosen.pairs)} pairs compared: {index}"], None)
