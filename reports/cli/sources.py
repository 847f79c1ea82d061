"""`crosscable sources PATH...`: who speaks in cables, to whom, how often, where and when."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from crosscable.reports.cli.options import Bom, Corpus, MaskProtected, Output, Posts, Since, Strict, Tags, Until, Width

if TYPE_CHECKING:
    from crosscable.compare.attribution.voices import Said
    from crosscable.compare.people.reconcile import People

__all__ = ["sources_command"]


class _Format(StrEnum):
    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    tsv = "tsv"
    md = "md"


class _Kind(StrEnum):
    person = "person"
    institution = "institution"
    group = "group"
    embassy = "embassy"
    press = "press"
    document = "document"
    redacted = "redacted"
    unnamed = "unnamed"


def sources_command(
    paths: Corpus,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="NAME", help="Only this source, in any spelling: all it said."),
    ] = None,
    kind: Annotated[
        list[_Kind] | None, typer.Option("--kind", help="Only sources of this kind; may be repeated.")
    ] = None,
    told_us: Annotated[bool, typer.Option("--told-us", help="Only what was told to the embassy itself.")] = False,
    min_cables: Annotated[
        int,
        typer.Option(
            "--min-cables", metavar="N", min=1, help="Only sources that so many cables quote; 2: quoted in both."
        ),
    ] = 1,
    statements: Annotated[
        bool, typer.Option("--statements", help="List every statement; the default for one cable or one source.")
    ] = False,
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
    """Find who told whom what: every attributed statement with speaker, cue, content and kind.

    For many cables the table has one line a source, those quoted in most cables first.

    For example:

      crosscable sources cables/05DRAVIK90418.txt

      crosscable sources cables/ --min-cables 2 --told-us

      crosscable sources cables/ --source Quental --format jsonl
    """
    from crosscable.compare.attribution.voices import select, statements_of
    from crosscable.compare.people.reconcile import reconcile
    from crosscable.reports.cli.corpus import selected_cables
    from crosscable.reports.cli.hiding import hiding, with_notice
    from crosscable.reports.cli.output import emit

    cables = selected_cables(paths, since=since, until=until, posts=post, tags=tag, strict=strict)
    people = reconcile(cables)
    said = select(
        statements_of(cables, people),
        people,
        source=source,
        kinds=[each.value for each in kind or ()],
        told_us=told_us,
        min_cables=min_cables,
    )
    typer.echo(f"{len(cables)} {'cable' if len(cables) == 1 else 'cables'}, {len(said)} statements", err=True)
    listed = statements or source is not None or len(cables) == 1
    hide = hiding(mask_protected, cables)
    lines = _lines(hide(said), hide(people), format, listed=listed, width=width)
    shown = map(hide, cables)
    emit(with_notice(lines, shown, inside=format in (_Format.table, _Format.md)), output, bom=bom)


def _lines(said: list[Said], people: People, format: _Format, *, listed: bool, width: int | None) -> Iterable[str]:
    from crosscable.compare.attribution.voices import voices

    if format is _Format.table:
        from crosscable.reports.terminal.sources import statement_lines, voice_lines

        return statement_lines(said, width) if listed else voice_lines(voices(said, people), width)
    if format is _Format.md:
        from crosscable.reports.terminal.sources import sources_markdown

        return sources_markdown(said, voices(said, people), listed=listed)
    from crosscable.reports.machine.sources import sources_json, sources_jsonl

    if format is _Format.jsonl:
        return sources_jsonl(said)
    if format is _Format.json:
        return [sources_json(said, voices(said, people))]
    from crosscable.compare.flat import statement_table
    from crosscable.reports.machine.sheets import sheet

    return sheet(statement_table(said), "tsv" if format is _Format.tsv else "csv")
