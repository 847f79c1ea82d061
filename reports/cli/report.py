"""`crosscable report PATH...`: a corpus as a folder of comparisons."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosscable.corpora.errors import InputError, UsageError
from crosscable.reports.cli.options import (
    Corpus,
    DecisionsFolder,
    MaskProtected,
    Posts,
    ReportFolder,
    Since,
    Strict,
    Tags,
    Until,
)

if TYPE_CHECKING:
    from crosscable.corpora.collection import Corpus as Cables

__all__ = ["report_command"]


class _Format(StrEnum):
    html = "html"
    md = "md"


def report_command(
    paths: Corpus,
    directory: ReportFolder = Path("crosscable-report"),
    least: Annotated[
        float,
        typer.Option(
            "--min-score", metavar="SCORE", min=0.0, max=1.0, help="Leave out nearest relatives that score lower."
        ),
    ] = 0.5,
    pairs: Annotated[
        Path | None,
        typer.Option(
            "--pairs", metavar="FILE", help="Compare only the pairs of this file: two ids a line, tab or comma between."
        ),
    ] = None,
    most: Annotated[
        int, typer.Option("--max-pairs", metavar="N", min=1, help="Compare so many pairs at most; the rest is counted.")
    ] = 1000,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", metavar="N", min=1, help="Processes to work with; default: one for each core.", show_default=False
        ),
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
    """Compare the pairs of a corpus that belong together and write a site: pairs, threads, sources, names, search.

    Pairs are the cables that cite one another and each cable's nearest relative; what is left out is counted and said.
    Every page stands for itself and needs no server. The folder is the old report until the new one is whole.

    For example:

      crosscable report cables/ -o report

      crosscable report cables/ --post DRAVIK --since 2005 --min-score 0.3 --format md
    """
    from functools import partial

    from crosscable.compare.analysis import Analyses
    from crosscable.compare.comparison import compare
    from crosscable.compare.pairs import choose_pairs, named_pairs
    from crosscable.corpora.selection import selection
    from crosscable.reports.cli.corpus import load
    from crosscable.reports.cli.editing import folder_decisions
    from crosscable.reports.cli.hiding import hiding
    from crosscable.reports.cli.output import emit
    from crosscable.reports.folder import write_folder
    from crosscable.reports.site.parallel import cores
    from crosscable.reports.site.words import counted

    corpus = load(paths, selection(since, until, post or (), tag or ()), strict=strict)
    _refuse_nothing(corpus)
    chosen = choose_pairs(corpus.cables, least=least, most=most) if pairs is None else named_pairs(corpus, pairs)
    known = folder_decisions(decisions) if decisions else None
    index = write_folder(
        directory,
        corpus.cables,
        chosen,
        corpus.refused,
        partial(compare, decisions=known, analyses=Analyses()),
        format.value,
        hide=hiding(mask_protected, corpus.cables, decisions=known),
        decisions=known,
        jobs=jobs or cores(),
    )
    emit([f"{counted(len(corpus), 'cable')}, {counted(len(chosen.pairs), 'pair')} compared: {index}"], None)


def _refuse_nothing(corpus: Cables) -> None:
    """A report of nothing would take the place of a former one: it is not written.

    Raises:
        InputError: nothing that was named could be read.
        UsageError: everything was read, and nothing of it was asked for.
    """
    if corpus.cables:
        return
    if corpus.refused:
        raise InputError("no cable was read, so no report was written")
    raise UsageError(
        "no cable to report on, so no report was written",
        remedy="ask for other days, posts or tags: `crosscable read` lists what there is",
    )
