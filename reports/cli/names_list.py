"""`crosscable names list PATH...`: the persons of a corpus, every spelling with its places, and what joined them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from crosscable.corpora.selection import selection
from crosscable.reports.cli.options import (
    Bom,
    Corpus,
    DecisionsFolder,
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
    from crosscable.compare.people.reconcile import Person
    from crosscable.corpora.cable import Cable

__all__ = ["list_command"]


class _Format(StrEnum):
    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    tsv = "tsv"


class _Kind(StrEnum):
    person = "person"
    organisation = "organisation"
    all = "all"


def list_command(
    paths: Corpus,
    kind: Annotated[_Kind, typer.Option("--kind", help="Persons, organisations, or both.")] = _Kind.person,
    variants: Annotated[
        bool, typer.Option("--variants", help="Only names that are spelled in more than one way.")
    ] = False,
    at_least: Annotated[
        int, typer.Option("--min-count", metavar="N", min=1, help="Only names mentioned at least so often.")
    ] = 1,
    since: Since = None,
    until: Until = None,
    post: Posts = None,
    tag: Tags = None,
    decisions: DecisionsFolder = None,
    strict: Strict = False,
    no_cache: NoCache = False,
    mask_protected: MaskProtected = False,
    format: Annotated[_Format, typer.Option("--format", help="How to print it.")] = _Format.table,
    bom: Bom = False,
    output: Output = None,
    width: Width = None,
) -> None:
    """List the persons of a corpus: preferred form, every spelling with counts and places, roles, posts, years.

    Spellings are joined only when they are equal or as good as certain; others are shown as "probably".

    For example:

      crosscable names list cables/

      crosscable names list cables/ --post DRAVIK --variants

      crosscable names list cables/ --decisions edition --format jsonl -o persons.jsonl
    """
    from crosscable.compare.people.reconcile import reconcile
    from crosscable.compare.recall import Recall
    from crosscable.compare.results import Results, results_file
    from crosscable.reports.cli.corpus import keeping, load, note
    from crosscable.reports.cli.editing import folder_decisions
    from crosscable.reports.cli.hiding import hiding
    from crosscable.reports.cli.output import emit

    cables = load(paths, selection(since, until, post or (), tag or ()), strict=strict, keep=not no_cache).cables
    known = folder_decisions(decisions) if decisions else None
    results = Results(results_file() if keeping(no_cache) else None, note)
    people = reconcile(cables, decisions=known, mentions_of=Recall(cables, known, results).mentions)
    results.close()
    chosen = [
        person
        for person in people.persons
        if (kind is _Kind.all or person.kind == kind.value)
        and sum(form.count for form in person.forms) >= at_least
        and (not variants or len(person.forms) > 1)
    ]
    typer.echo(f"{len(cables)} cables, {len(chosen)} of {len(people.persons)} names listed", err=True)
    hide = hiding(mask_protected, cables, decisions=known)
    emit(_lines(hide(chosen), [hide(cable) for cable in cables], format, width), output, bom=bom)


def _lines(persons: list[Person], cables: Sequence[Cable], format: _Format, width: int | None) -> Iterable[str]:
    if format is _Format.table:
        from crosscable.reports.terminal.names_list import person_lines

        return person_lines(persons, cables, width)
    if format in (_Format.csv, _Format.tsv):
        from crosscable.compare.flat import people_table
        from crosscable.reports.machine.sheets import sheet

        return sheet(people_table(persons, cables), "tsv" if format is _Format.tsv else "csv")
    from crosscable.reports.machine.names_list import persons_json, persons_jsonl

    return persons_jsonl(persons, cables) if format is _Format.jsonl else [persons_json(persons, cables)]
