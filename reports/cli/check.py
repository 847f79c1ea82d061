"""`crosscable check PATH...`: the gate of an edition; says what is new against the last accepted state."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosscable.reports.cli.options import (
    Bom,
    Corpus,
    DecisionsFolder,
    MaskProtected,
    NoCache,
    Output,
    Posts,
    Since,
    Tags,
    Until,
    Width,
)

if TYPE_CHECKING:
    from crosscable.compare.findings import Finding
    from crosscable.corpora.cable import Cable

__all__ = ["check_command"]


class _Format(StrEnum):
    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    tsv = "tsv"
    sarif = "sarif"
    junit = "junit"
    github = "github"
    md = "md"


class _Level(StrEnum):
    note = "note"
    warning = "warning"
    error = "error"
    never = "never"


def check_command(
    paths: Corpus,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline", metavar="FILE", help="Findings accepted before; only what is not in it is reported."
        ),
    ] = None,
    update: Annotated[
        bool, typer.Option("--update-baseline", help="Write what is found now to the baseline and end with 0.")
    ] = False,
    fail_on: Annotated[
        _Level, typer.Option("--fail-on", help="End with 1 where a new finding has this level or a higher one.")
    ] = _Level.warning,
    shifts: Annotated[
        float | None,
        typer.Option(
            "--shifts",
            metavar="SCORE",
            min=0.0,
            max=1.0,
            help="Also compare related pairs; report shifts of this score.",
        ),
    ] = None,
    decisions: DecisionsFolder = None,
    since: Since = None,
    until: Until = None,
    post: Posts = None,
    tag: Tags = None,
    no_cache: NoCache = False,
    mask_protected: MaskProtected = False,
    format: Annotated[_Format, typer.Option("--format", help="How to print it.")] = _Format.table,
    bom: Bom = False,
    output: Output = None,
    also: Annotated[
        list[str] | None,
        typer.Option("--also", help="Write it in another format too; may be repeated.", metavar="FORMAT=FILE"),
    ] = None,
    width: Width = None,
) -> None:
    """Check a corpus: lost text, wrong references, name variants nobody reviewed, contradictory decisions, new shifts.

    For example:

      crosscable check cables/ --baseline accepted.json --format sarif -o findings.sarif

      crosscable check cables/ --baseline accepted.json --update-baseline

      crosscable check cables/ --format github --also md=summary.md --also sarif=findings.sarif
    """
    from crosscable.corpora.errors import UsageError
    from crosscable.corpora.selection import selection
    from crosscable.reports.baseline import accepted, write_baseline
    from crosscable.reports.checking import findings_of
    from crosscable.reports.cli.corpus import keeping, load, note
    from crosscable.reports.cli.editing import folder_decisions
    from crosscable.reports.cli.hiding import hiding
    from crosscable.reports.cli.output import emit

    if update and baseline is None:
        raise UsageError("--update-baseline needs a file", remedy="name it with --baseline FILE")
    further = [_further(asked) for asked in also or ()]
    corpus = load(paths, selection(since, until, post or (), tag or ()), keep=not no_cache)
    known = folder_decisions(decisions) if decisions else None
    found = findings_of(corpus, decisions=known, shifts=shifts, keep=keeping(no_cache), talk=note)
    hide = hiding(mask_protected, corpus.cables, decisions=known)
    found, cables = hide(found), [hide(cable) for cable in corpus.cables] if mask_protected else corpus.cables
    if update and baseline is not None:
        write_baseline(baseline, found)
        emit([f"{len(found)} findings accepted in {baseline}"], None)
        return
    held = accepted(baseline) if baseline is not None else frozenset()
    new = [finding for finding in found if finding.fingerprint not in held]
    for form, file in ((format, output), *further):
        emit(_lines(new, len(found) - len(new), cables, form, width), file, bom=bom and file is output)
    if _fails(new, fail_on):
        raise typer.Exit(1)


def _fails(findings: Iterable[Finding], fail_on: _Level) -> bool:
    """Whether some finding has the level to fail on or a higher one.

    Input that could not be read does not count: it has an exit code of its own.
    """
    if fail_on is _Level.never:
        return False
    failing = list(_Level)[list(_Level).index(fail_on) :]
    return any(finding.level in failing for finding in findings if finding.rule != "reading/refused")


def _further(asked: str) -> tuple[_Format, Path]:
    """The format and the file of an `--also`."""
    from crosscable.corpora.errors import UsageError

    form, _, file = asked.partition("=")
    if form not in list(_Format) or not file:
        raise UsageError(
            f"--also {asked!r} is no FORMAT=FILE", remedy=f"FORMAT is one of {', '.join(_Format)}, as md=summary.md"
        )
    return _Format(form), Path(file)


def _lines(new: Sequence[Finding], held: int, cables: Iterable[Cable], format: _Format, width: int | None) -> list[str]:
    from crosscable.reports import ci
    from crosscable.reports.file_lines import FileLines
    from crosscable.reports.machine.findings import check_value, finding_row
    from crosscable.reports.terminal.findings import finding_lines

    if format is _Format.sarif:
        return [json.dumps(ci.sarif(new, FileLines(cables)), ensure_ascii=False, indent=1)]
    if format is _Format.junit:
        return [ci.junit(new)]
    if format is _Format.github:
        return ci.github(new, FileLines(cables))
    if format is _Format.md:
        return ci.summary(new)
    if format in (_Format.csv, _Format.tsv):
        from crosscable.compare.flat import finding_table
        from crosscable.reports.machine.sheets import sheet

        return list(sheet(finding_table(new), "tsv" if format is _Format.tsv else "csv"))
    if format is _Format.json:
        return [json.dumps(check_value(new, held, cables), ensure_ascii=False)]
    if format is _Format.jsonl:
        return [json.dumps(finding_row(finding), ensure_ascii=False) for finding in new]
    return finding_lines(new, held, width)
