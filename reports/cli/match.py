"""`crosscable match PATH...`: which cables belong together, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from crosscable.corpora.errors import UsageError
from crosscable.reports.cli.match_options import (
    ByWay,
    Engine,
    Format,
    IgnoreReferences,
    Index,
    InFormat,
    Master,
    MinScore,
    Of,
    OnEngine,
    Paths,
    Preferred,
    Reuse,
    Threads,
    Top,
    Way,
)
from crosscable.reports.cli.options import Bom, MaskProtected, Output, Posts, Since, Strict, Tags, Until, Width

if TYPE_CHECKING:
    from crosscable.compare.matching.records import Matched
    from crosscable.corpora.cable import Cable
    from crosscable.corpora.collection import Corpus
    from crosscable.corpora.selection import Selection
    from crosscable.reports.masking import Hide

__all__ = ["match_command"]

_THREAD_TOP = 3  # relatives that threads look at


def match_command(
    paths: Paths = None,
    of: Of = None,
    top: Top = 10,
    min_score: MinScore = 0.0,
    prefer: Preferred = None,
    ignore_references: IgnoreReferences = False,
    path: ByWay = Way.auto,
    threads: Threads = False,
    reuse: Reuse = False,
    index: Index = None,
    engine: OnEngine = Engine.local,
    master: Master = None,
    since: Since = None,
    until: Until = None,
    post: Posts = None,
    tag: Tags = None,
    strict: Strict = False,
    mask_protected: MaskProtected = False,
    format: InFormat = Format.table,
    bom: Bom = False,
    output: Output = None,
    width: Width = None,
) -> None:
    """Find for each cable its nearest relatives, with score, rank and reasons.

    The score runs from 0 to 1: .50 is as strong as the middle pair of those in which one author cites the other.

    For example:

      crosscable match cables/ --top 5

      crosscable match cables/ --of 06SELVANE91877 --prefer counterpart

      crosscable match cables/ --since 2005 --post DRAVIK --format jsonl -o related.jsonl

      crosscable match cables/ --threads --of 08SELVANE92055

      crosscable match cables.parquet --engine spark --master spark://host:7077 --format jsonl
    """
    from crosscable.corpora.selection import selection
    from crosscable.reports.cli.corpus import load
    from crosscable.reports.cli.hiding import hiding
    from crosscable.reports.cli.output import emit

    _refuse_contradictions(paths, index, engine, master, threads=threads, reuse=reuse, masked=mask_protected)
    chosen = selection(since, until, post or (), tag or ())
    corpus = load(paths, chosen, strict=strict) if paths and engine is Engine.local else None
    hide = hiding(mask_protected, corpus.cables if corpus is not None and mask_protected else ())
    if reuse and corpus is not None:
        emit(_reuse_lines(corpus.cables, of or [], format, width, hide), output, bom=bom)
        return
    asked = _Asked(
        of=() if threads else tuple(of or ()),
        top=max(top, _THREAD_TOP) if threads else top,
        min_score=min_score,
        prefer=prefer.value if prefer else None,
        # Threads show references as links of their own; likeness then stands for itself.
        ignore_references=ignore_references or threads,
    )
    if index is not None:
        matched = hide(_indexed(index, corpus, asked))
    elif corpus is not None:
        matched = hide(_matched(corpus, asked, path))
    else:
        matched = hide(_on_spark(paths or [], chosen, master, asked, path, strict=strict))
    _say(matched)
    if threads:
        emit(_thread_lines(matched, hide(of or []), ignore_references, format, width), output, bom=bom)
    else:
        emit(_lines(matched, format, width), output, bom=bom)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which relatives are asked for, in the words of `compare.matching`."""

    of: tuple[str, ...]
    top: int
    min_score: float
    prefer: str | None
    ignore_references: bool


def _refuse_contradictions(
    paths: list[str] | None,
    index: Path | None,
    engine: Engine,
    master: str | None,
    *,
    threads: bool,
    reuse: bool,
    masked: bool,
) -> None:
    if threads and reuse:
        raise UsageError("--threads and --reuse are two different views", remedy="run the command twice")
    if index is not None and (threads or reuse):
        raise UsageError("an index answers with relatives only", remedy="leave out --index, or --threads and --reuse")
    if not paths and index is None:
        raise UsageError("no cables given", remedy="name a file, a folder or an archive; only --index does without")
    if engine is Engine.spark and (reuse or index is not None):
        raise UsageError("--engine spark makes neither --reuse nor --index", remedy="leave out one of them")
    if masked and (engine is Engine.spark or not paths):
        raise UsageError("--mask-protected needs the cables here", remedy="name them, without --engine spark")
    if engine is Engine.local and master is not None:
        raise UsageError("--master is for --engine spark")


def _matched(corpus: Corpus, asked: _Asked, way: Way) -> Matched:
    from crosscable.compare.matching.relatives import match

    return match(corpus.stream(), path=way.value, **asdict(asked))


def _on_spark(
    paths: list[str], chosen: Selection, master: str | None, asked: _Asked, way: Way, *, strict: bool
) -> Matched:
    from crosscable.compare.matching.spark.engine import match_pieces
    from crosscable.reports.cli.cluster import pieces_on_spark

    return match_pieces(pieces_on_spark(paths, chosen, master, strict=strict), path=way.value, **asdict(asked))


def _indexed(folder: Path, corpus: Corpus | None, asked: _Asked) -> Matched:
    from crosscable.compare.matching.index import open_index, update_index
    from crosscable.compare.matching.relatives import match_index

    opened = open_index(folder) if corpus is None else update_index(folder, corpus.stream())
    return match_index(opened, **asdict(asked))


def _say(matched: Matched) -> None:
    """Tell on stderr how it was found, and what a reader of the rows could wonder about."""
    cables = len(matched.entries)
    compared = "every pair compared" if matched.path == "exact" else "best candidates of each compared"
    typer.echo(f"{cables} {'cable' if cables == 1 else 'cables'}, {compared} ({matched.path})", err=True)
    if cables < 2:
        typer.echo("nothing to match: a relative needs a second cable", err=True)
    for names, what in (
        (matched.repeated, "came more than once; the longest text was taken"),
        (matched.wordless, "without a word to compare"),
    ):
        if names:
            more = f" and {len(names) - 5} more" if len(names) > 5 else ""
            typer.echo(f"{what}: {', '.join(names[:5])}{more}", err=True)


def _lines(matched: Matched, format: Format, width: int | None) -> Iterable[str]:
    from crosscable.reports.machine.match import match_json, match_jsonl
    from crosscable.reports.terminal.match import match_lines, match_markdown

    if format is Format.jsonl:
        return match_jsonl(matched)
    if format is Format.json:
        return [match_json(matched)]
    if format in (Format.csv, Format.tsv):
        from crosscable.reports.machine.sheets import sheet

        return sheet(matched.table(), "tsv" if format is Format.tsv else "csv")
    return match_markdown(matched) if format is Format.md else match_lines(matched, width)


def _thread_lines(
    matched: Matched, of: Sequence[str], ignore_references: bool, format: Format, width: int | None
) -> Iterable[str]:
    from crosscable.compare.matching.relatives import known_names
    from crosscable.compare.matching.threads import threads
    from crosscable.reports.machine.match import in_format, thread_rows
    from crosscable.reports.terminal.threads import thread_lines, thread_markdown

    of = known_names(of, matched.entries)
    found = [
        thread
        for thread in threads(matched, references=not ignore_references)
        if not of or any(item.name in of for item in thread.entries)
    ]
    typer.echo(f"{len(found)} {'thread' if len(found) == 1 else 'threads'}", err=True)
    if format is Format.table:
        return thread_lines(found, width)
    return thread_markdown(found) if format is Format.md else in_format(thread_rows(found), format.value)


def _reuse_lines(
    cables: Sequence[Cable], of: Sequence[str], format: Format, width: int | None, hide: Hide
) -> Iterable[str]:
    from crosscable.compare.matching.relatives import known_names
    from crosscable.compare.matching.reuse import reuse
    from crosscable.reports.machine.match import in_format, reuse_rows
    from crosscable.reports.terminal.reuse import reuse_lines, reuse_markdown

    of = known_names(of, {cable.name for cable in cables})
    found = hide(reuse(cables).within(of))
    typer.echo(
        f"passages in two cables: {len(found.passages)}, boilerplate: {len(found.boilerplate)}, cables: {len(cables)}",
        err=True,
    )
    if format is Format.table:
        return reuse_lines(found, width)
    return reuse_markdown(found) if format is Format.md else in_format(reuse_rows(found), format.value)
