"""`crosscable match PATH...`: which cables belong together, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosscable.corpora.errors import UsageError
from crosscable.reports.cli.options import Bom, MaskProtected, Output, Posts, Since, Strict, Tags, Until, Width

if TYPE_CHECKING:
    from crosscable.compare.matching.records import Matched
    from crosscable.corpora.cable import Cable
    from crosscable.corpora.collection import Corpus
    from crosscable.reports.masking import Hide

__all__ = ["match_command"]

_THREAD_TOP = 3  # relatives that threads look at


class _Format(StrEnum):
    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    tsv = "tsv"
    md = "md"


class _Prefer(StrEnum):
    same_event = "same-event"
    counterpart = "counterpart"


class _Engine(StrEnum):
    local = "local"
    spark = "spark"


class _Path(StrEnum):
    auto = "auto"
    exact = "exact"
    pruned = "pruned"


def match_command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders, archives, or - for standard input; may be left out with --index.",
            show_default=False,
            metavar="PATH...",
        ),
    ] = None,
    of: Annotated[
        list[str] | None, typer.Option("--of", metavar="ID", help="Only the relatives of this cable; may be repeated.")
    ] = None,
    top: Annotated[int, typer.Option("--top", min=1, help="How many relatives a cable is given.")] = 10,
    min_score: Annotated[
        float, typer.Option("--min-score", min=0.0, max=1.0, help="Leave out relatives that score lower.")
    ] = 0.0,
    prefer: Annotated[
        _Prefer | None,
        typer.Option(
            "--prefer",
            help="same-event: closeness in time counts more. counterpart: it does not count, and only cables at least "
            "four months apart are shown, such as last year's visit.",
            show_default=False,
        ),
    ] = None,
    ignore_references: Annotated[
        bool, typer.Option("--ignore-references", help="Leave out of the evidence that one cable cites the other.")
    ] = False,
    path: Annotated[
        _Path, typer.Option("--path", help="exact: compare all pairs. pruned: the best candidates. auto: by size.")
    ] = _Path.auto,
    threads: Annotated[
        bool, typer.Option("--threads", help="Show the groups that hang together, each in the order of time.")
    ] = False,
    reuse: Annotated[
        bool, typer.Option("--reuse", help="Show the passages that recur word for word, boilerplate apart.")
    ] = False,
    index: Annotated[
        Path | None,
        typer.Option(
            "--index",
            metavar="FOLDER",
            help="Keep an index there: with PATHs it is brought up to date, without it is only asked.",
            show_default=False,
        ),
    ] = None,
    engine: Annotated[
        _Engine, typer.Option("--engine", help="spark: on a cluster, with the [spark] extra; the rows are the same.")
    ] = _Engine.local,
    master: Annotated[
        str | None,
        typer.Option(
            "--master",
            metavar="URL",
            help="The cluster for --engine spark, such as spark://host:7077; default: all cores of this machine.",
            show_default=False,
        ),
    ] = None,
    since: Since = None,
    until: Until = None,
    post: Posts = None,
    tag: Tags = None,
    strict: Strict = False,
    mask_protected: MaskProtected = False,
    format: Annotated[_Format, typer.Option("--format", help="How to print it.")] = _Format.table,
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

    if threads and reuse:
        raise UsageError("--threads and --reuse are two different views", remedy="run the command twice")
    if not paths and (index is None or threads or reuse):
        raise UsageError("no cables given", remedy="name a file, a folder or an archive; only --index does without")
    if engine is _Engine.spark and (reuse or index is not None):
        raise UsageError("--engine spark makes neither --reuse nor --index", remedy="leave out one of them")
    if mask_protected and (engine is _Engine.spark or not paths):
        raise UsageError("--mask-protected needs the cables here", remedy="name them, without --engine spark")
    if engine is _Engine.local and master is not None:
        raise UsageError("--master is for --engine spark")
    chosen = selection(since, until, post or (), tag or ())
    corpus = load(paths, chosen, strict=strict) if paths and engine is _Engine.local else None
    hide = hiding(mask_protected, corpus.cables if corpus is not None and mask_protected else ())
    if index is not None:
        matched = hide(_indexed(index, corpus, of or (), top, min_score, prefer, ignore_references))
        _say(matched)
        emit(_lines(matched, format, width), output, bom=bom)
        return
    if reuse:
        assert corpus is not None
        emit(_reuse_lines(corpus.cables, of or [], format, width, hide), output, bom=bom)
        return
    from crosscable.compare.matching.relatives import match

    how: Callable[..., Matched] = match
    cables: object = corpus.stream() if corpus is not None else None
    if corpus is None:
        from crosscable.compare.matching.spark.engine import match_pieces
        from crosscable.reports.cli.cluster import pieces_on_spark

        how, cables = match_pieces, pieces_on_spark(paths or [], chosen, master, strict=strict)
    matched = how(
        cables,
        top=max(top, _THREAD_TOP) if threads else top,
        of=() if threads else of or (),
        min_score=min_score,
        prefer=prefer.value if prefer else None,
        # Threads show references as links of their own; likeness then stands for itself.
        ignore_references=ignore_references or threads,
        path=path.value,
    )
    matched = hide(matched)
    _say(matched)
    emit(
        _thread_lines(matched, hide(of or []), ignore_references, format, width)
        if threads
        else _lines(matched, format, width),
        output,
        bom=bom,
    )


def _indexed(
    folder: Path,
    corpus: Corpus | None,
    of: Sequence[str],
    top: int,
    min_score: float,
    prefer: _Prefer | None,
    ignore_references: bool,
) -> Matched:
    from crosscable.compare.matching.index import open_index, update_index
    from crosscable.compare.matching.relatives import match_index

    opened = open_index(folder) if corpus is None else update_index(folder, corpus.stream())
    return match_index(
        opened,
        top=top,
        of=of,
        min_score=min_score,
        prefer=prefer.value if prefer else None,
        ignore_references=ignore_references,
    )


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


def _lines(matched: Matched, format: _Format, width: int | None) -> Iterable[str]:
    from crosscable.reports.machine.match import match_json, match_jsonl
    from crosscable.reports.terminal.match import match_lines, match_markdown

    if format is _Format.jsonl:
        return match_jsonl(matched)
    if format is _Format.json:
        return [match_json(matched)]
    if format in (_Format.csv, _Format.tsv):
        from crosscable.reports.machine.sheets import sheet

        return sheet(matched.table(), "tsv" if format is _Format.tsv else "csv")
    return match_markdown(matched) if format is _Format.md else match_lines(matched, width)


def _thread_lines(
    matched: Matched, of: Sequence[str], ignore_references: bool, format: _Format, width: int | None
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
    if format is _Format.table:
        return thread_lines(found, width)
    return thread_markdown(found) if format is _Format.md else in_format(thread_rows(found), format.value)


def _reuse_lines(
    cables: Sequence[Cable], of: Sequence[str], format: _Format, width: int | None, hide: Hide
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
    if format is _Format.table:
        return reuse_lines(found, width)
    return reuse_markdown(found) if format is _Format.md else in_format(reuse_rows(found), format.value)
