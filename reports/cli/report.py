"""`crosscable report PATH...`: a corpus as a folder of comparisons."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosscable.reports.cli.options import Corpus, DecisionsFolder, MaskProtected, Posts, Since, Strict, Tags, Until

if TYPE_CHECKING:
    from crosscable.compare.comparison import Comparison
    from crosscable.corpora.cable import Cable

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
    mask_protected: MaskProtected = False,
    format: Annotated[_Format, typer.Option("--format", help="What the pages are.")] = _Format.html,
) -> None:
    """Compare the pairs of a corpus that belong together, one page each, with an index.

    Pairs are the cables that cite one another and each cable's nearest relative; what is left out is counted and said.

    For example:

      crosscable report cables/ -o report

      crosscable report cables.csv --post MOSCOW --since 2007 --min-score 0.7 --format md
    """
    from crosscable.compare.comparison import compare
    from crosscable.compare.decision_file import read_decisions
    from crosscable.compare.pairs import choose_pairs, named_pairs
    from crosscable.corpora.selection import selection
    from crosscable.reports.cli.corpus import load
    from crosscable.reports.cli.hiding import hiding
    from crosscable.reports.cli.output import emit
    from crosscable.reports.folder import write_folder

    corpus = load(paths, selection(since, until, post or (), tag or ()), strict=strict)
    chosen = choose_pairs(corpus.cables, least=least) if pairs is None else named_pairs(corpus, pairs)
    known = read_decisions(decisions) if decisions else None
    hide = hiding(mask_protected, corpus.cables, decisions=known)

    def comparer(left: Cable, right: Cable) -> Comparison:
        return hide(compare(hide.original(left), hide.original(right), decisions=known))

    cables = [hide(cable) for cable in corpus.cables]
    index = write_folder(directory, cables, hide(chosen), hide(corpus.refused), comparer, format.value)
    emit([f"{len(corpus)} cables, {len(chosen.pairs)} pairs compared: {index}"], None)
