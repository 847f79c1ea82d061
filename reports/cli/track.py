"""`crosscable track PATH...`: one source, topic or thread through time."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from crosscable.reports.cli.options import Bom, Corpus, MaskProtected, Output, Posts, Since, Strict, Tags, Until, Width

__all__ = ["track_command"]


class _Format(StrEnum):
    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    tsv = "tsv"
    md = "md"
    html = "html"


def track_command(
    paths: Corpus,
    source: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help="What this source says, in any spelling.")
    ] = None,
    topic: Annotated[
        str | None, typer.Option("--topic", metavar="WORDS", help="What is said of this, in these words or near ones.")
    ] = None,
    thread: Annotated[
        str | None, typer.Option("--thread", metavar="ID", help="The cables tied to this one by references.")
    ] = None,
    support: Annotated[bool, typer.Option("--support", help="Also say on whom each step rests.")] = False,
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
    """Follow one source, topic or thread through time: quotations, and what changed against the step before.

    For example:

      crosscable track cables/ --source Quental

      crosscable track cables/ --topic "dredging of the lower reach" --support --format md

      crosscable track cables/ --thread 08SELVANE92055
    """
    from crosscable.compare.tracking import track
    from crosscable.reports.cli.corpus import selected_cables
    from crosscable.reports.cli.hiding import hiding, with_notice
    from crosscable.reports.cli.output import emit
    from crosscable.reports.machine.track import track_json, track_jsonl
    from crosscable.reports.terminal.track import track_lines, track_markdown

    cables = selected_cables(paths, since=since, until=until, posts=post, tags=tag, strict=strict)
    found = hiding(mask_protected, cables)(track(cables, source=source, topic=topic, thread=thread))
    if format in (_Format.csv, _Format.tsv):
        from crosscable.reports.machine.sheets import sheet

        emit(sheet(found.table(), "tsv" if format is _Format.tsv else "csv"), output, bom=bom)
    elif format is _Format.json:
        emit([track_json(found)], output)
    elif format is _Format.jsonl:
        emit(track_jsonl(found), output)
    elif format is _Format.html:
        from crosscable.reports.site.track import track_page

        emit([track_page(found, support=support)], output)
    else:
        told = format is _Format.md
        lines = track_markdown(found, support=support) if told else track_lines(found, support=support, width=width)
        emit(with_notice(lines, [step.cable for step in found.steps], inside=True), output)
