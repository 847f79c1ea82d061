"""`crosscable names cluster`, `score` and `explain`: reconcile lists and pairs of names that come from anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosscable.corpora.errors import UsageError
from crosscable.reports.cli.editing import folder_decisions
from crosscable.reports.cli.options import Bom, Output, Width

if TYPE_CHECKING:
    from crosscable.compare.people.likeness import Likeness

__all__ = ["cluster_command", "explain_command", "score_command"]

Folder = Annotated[
    Path | None,
    typer.Option("--decisions", help="Folder with an editor's decisions; they win over every score.", metavar="DIR"),
]


class _Format(StrEnum):
    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    jsonl = "jsonl"


class _One(StrEnum):
    table = "table"
    json = "json"


def cluster_command(
    file: Annotated[str, typer.Argument(help="A list with one name a line, or - for standard input.", metavar="FILE")],
    threshold: Annotated[
        float,
        typer.Option(
            "--threshold", metavar="P", min=0.0, max=1.0, help="Mean probability from which names are joined."
        ),
    ] = 0.5,
    certain: Annotated[bool, typer.Option("--certain", help="Join only what needs nobody's eye (0.99).")] = False,
    decisions: Folder = None,
    format: Annotated[_Format, typer.Option("--format", help="How to print it.")] = _Format.table,
    bom: Bom = False,
    output: Output = None,
    width: Width = None,
) -> None:
    """Sort a list of names into persons.

    Every line gets the id of its person and how it came there: only (nobody else), certain, or probably.

    For example:

      crosscable names cluster names.txt

      cut -f3 people.tsv | crosscable names cluster - --format csv -o clustered.csv
    """
    from crosscable.compare.people.likeness import CERTAIN
    from crosscable.compare.people.namelist import reconcile_names
    from crosscable.reports.cli.lines import read_lines
    from crosscable.reports.cli.output import emit

    known = folder_decisions(decisions)
    known.require_consistent()
    found = reconcile_names(
        read_lines(file), same=known.same, different=known.different, threshold=CERTAIN if certain else threshold
    )
    for block in found.capped:
        typer.echo(f"block {block.key}: {block.names} names, {block.kept} of {block.pairs} pairs compared", err=True)
    typer.echo(f"{len(found.names)} names, {len(set(found.persons))} persons", err=True)
    if format is _Format.table:
        from crosscable.reports.terminal.names_pairs import cluster_lines

        emit(cluster_lines(found, width), output)
        return
    from crosscable.reports.machine.names import cluster_rows

    emit(_machine(cluster_rows(found), format), output, bom=bom)


def score_command(
    file: Annotated[
        str,
        typer.Argument(
            help="A table with columns name_a and name_b, and if you have them context_a, context_b (the name in "
            "square brackets), cable_a, cable_b; tabs or commas; - for standard input.",
            metavar="FILE",
        ),
    ],
    format: Annotated[_Format, typer.Option("--format", help="How to print it.")] = _Format.table,
    bom: Bom = False,
    output: Output = None,
    width: Width = None,
) -> None:
    """Say for each pair of names how likely one person bears both, and why.

    For example:

      crosscable names score pairs.tsv

      crosscable names score - --format csv < pairs.tsv
    """
    from crosscable.reports.cli.lines import read_table
    from crosscable.reports.cli.output import emit

    rows = read_table(file, ("name_a", "name_b"))
    pairs = [(row["name_a"], row["name_b"]) for row in rows]
    found = [_scored(row) for row in rows]
    if format is _Format.table:
        from crosscable.reports.terminal.names_pairs import score_lines

        emit(score_lines(pairs, found, width), output)
        return
    from crosscable.reports.machine.names import score_rows

    emit(_machine(score_rows(pairs, found), format), output, bom=bom)


def explain_command(
    name_a: Annotated[str, typer.Argument(help="A name.", metavar="A", show_default=False)],
    name_b: Annotated[str, typer.Argument(help="Another name.", metavar="B", show_default=False)],
    format: Annotated[_One, typer.Option("--format", help="How to print it.")] = _One.table,
    output: Output = None,
    width: Width = None,
) -> None:
    """Show what speaks for and against two names being one person's, contribution by contribution.

    For example:

      crosscable names explain Romanchenko Romanschenko

      crosscable names explain "Mohamed ElBaradei" "Muhammad al-Baradi" --format json
    """
    from crosscable.compare.people.likeness import likeness
    from crosscable.reports.cli.output import emit

    for name in (name_a, name_b):
        if not any(sign.isalpha() for sign in name):
            raise UsageError(
                f"no name: {name!r}", why="it has no letter", remedy="write both names, in quotation marks"
            )
    found = likeness(name_a, name_b)
    if format is _One.table:
        from crosscable.reports.terminal.names_pairs import explanation_lines

        emit(explanation_lines(name_a, name_b, found, width), output)
        return
    from crosscable.reports.machine.names import explanation, json_value

    emit(json_value(explanation(name_a, name_b, found)), output)


def _scored(row: dict[str, str]) -> Likeness:
    from crosscable.compare.people.context import surroundings
    from crosscable.compare.people.likeness import likeness

    places = [(row.get(f"context_{side}", ""), row.get(f"cable_{side}", "")) for side in "ab"]
    if not all(text or cable for text, cable in places):
        return likeness(row["name_a"], row["name_b"])
    around = [surroundings(text, cable) for text, cable in places]
    return likeness(row["name_a"], row["name_b"], context_a=around[0], context_b=around[1])


def _machine(rows: Iterable[dict[str, object]], format: _Format) -> Iterable[str]:
    from crosscable.reports.machine.names import json_lines, json_value, sheet_lines

    if format in (_Format.csv, _Format.tsv):
        return sheet_lines(rows, "tsv" if format is _Format.tsv else "csv")
    return json_lines(rows) if format is _Format.jsonl else json_value(list(rows))
