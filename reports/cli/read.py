"""`crosscable read PATH...`: what is in these files, and what was repaired, lost or refused."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from crosscable.reports.cli.options import (
    Corpus,
    MaskProtected,
    NoCache,
    Output,
    Posts,
    Since,
    Strict,
    Tags,
    Until,
    Width,
)

if TYPE_CHECKING:
    from crosscable.corpora.collection import Corpus as CableCorpus
    from crosscable.corpora.forms.found import Settings

__all__ = ["read_command"]


class _Format(StrEnum):
    table = "table"
    json = "json"
    jsonl = "jsonl"
    md = "md"


def read_command(
    paths: Corpus,
    show_repairs: Annotated[
        bool, typer.Option("--show-repairs", help="List every repair with its place, before and after.")
    ] = False,
    no_repair: Annotated[
        list[str] | None, typer.Option("--no-repair", metavar="RULE", help="Leave out this repair; may be repeated.")
    ] = None,
    repairs: Annotated[
        str, typer.Option("--repairs", metavar="all|none", help="none: read the text as the file has it.")
    ] = "all",
    year: Annotated[
        int | None,
        typer.Option("--year", metavar="YEAR", min=1950, max=2099, help="Year of references that nothing else dates."),
    ] = None,
    since: Since = None,
    until: Until = None,
    post: Posts = None,
    tag: Tags = None,
    strict: Strict = False,
    no_cache: NoCache = False,
    mask_protected: MaskProtected = False,
    format: Annotated[_Format, typer.Option("--format", help="How to print it.")] = _Format.table,
    output: Output = None,
    width: Width = None,
) -> None:
    """Read cables in any form and say what was read, repaired, lost and refused.

    For example:

      crosscable read cables/

      crosscable read cables/05DRAVIK90418.txt --show-repairs

      crosscable read cables/ --since 2005 --post DRAVIK --format jsonl -o dravik.jsonl
    """
    from dataclasses import replace

    from crosscable.corpora.selection import selection
    from crosscable.reports.cli.corpus import load
    from crosscable.reports.cli.hiding import hiding, with_notice
    from crosscable.reports.cli.output import emit

    settings = _settings(no_repair or (), repairs, year)
    chosen = selection(since, until, post or (), tag or ())
    corpus = load(paths, chosen, strict=strict, settings=settings, keep=not no_cache)
    if mask_protected:
        hide = hiding(mask_protected, corpus.cables)
        corpus = replace(corpus, cables=[hide(cable) for cable in corpus.cables])
    lines = _lines(corpus, format, show_repairs, width)
    if format in (_Format.table, _Format.md):  # the others are as long as the corpus, and say it of each cable
        lines = with_notice(lines, corpus.stream(), inside=True)
    emit(lines, output)


def _settings(no_repair: Iterable[str], repairs: str, year: int | None) -> Settings:
    from crosscable.corpora.errors import UsageError
    from crosscable.corpora.forms.found import Settings

    if repairs not in ("all", "none"):
        raise UsageError(f"--repairs {repairs}: no such choice", remedy="all or none")
    if repairs == "all" and not no_repair:
        return Settings(year=year)
    from crosscable.corpora.rules import checked_rules, repair_rules

    return Settings(year=year, without=checked_rules(repair_rules() if repairs == "none" else no_repair))


def _lines(corpus: CableCorpus, format: _Format, show_repairs: bool, width: int | None) -> Iterable[str]:
    if format in (_Format.jsonl, _Format.json):
        from crosscable.reports.machine.read import json_lines, jsonl_lines

        return (jsonl_lines if format is _Format.jsonl else json_lines)(corpus.stream())
    if format is _Format.md:
        from crosscable.reports.reading_markdown import markdown_lines

        return markdown_lines(corpus.cables, show_repairs=show_repairs)
    from crosscable.reports.terminal.read import repair_lines, table_lines

    return repair_lines(corpus.cables, width) if show_repairs else table_lines(corpus.stream(), width)
