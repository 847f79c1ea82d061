"""`crosscable names check`, `export` and `import`: the authority file in CI and in other programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosscable.corpora.errors import InputError, UsageError
from crosscable.reports.cli.editing import (
    By,
    Folder,
    Given,
    ListOfNames,
    editor,
    folder_decisions,
    judged,
    now,
)
from crosscable.reports.cli.options import MaskProtected, Output, Width

if TYPE_CHECKING:
    from crosscable.compare.decisions import Decision, Decisions
    from crosscable.compare.people.authority import Authority, Entry
    from crosscable.reports.masking import Hide

__all__ = ["check_command", "export_command", "import_command"]


class _CheckFormat(StrEnum):
    table = "table"
    json = "json"
    jsonl = "jsonl"


class _ExportFormat(StrEnum):
    csv = "csv"
    skos = "skos"
    tei = "tei"
    openrefine = "openrefine"


def check_command(
    decisions: Folder,
    paths: Given = None,
    as_list: ListOfNames = False,
    least: Annotated[
        float,
        typer.Option(
            "--min-probability", metavar="P", min=0.0, max=1.0, help="An undecided pair from here on is a finding."
        ),
    ] = 0.5,
    update: Annotated[bool, typer.Option("--update", help="Write authority.csv anew before checking.")] = False,
    mask_protected: MaskProtected = False,
    format: Annotated[_CheckFormat, typer.Option("--format", help="How to print it.")] = _CheckFormat.table,
    output: Output = None,
    width: Width = None,
) -> None:
    """Fail (exit 1) on a variant without decision, a contradiction, drift, or a decision about a vanished form.

    Without PATH the forms of authority.csv are checked against the decisions.

    For example:

      crosscable names check cables/ --decisions editing/

      crosscable names check cables/ --decisions editing/ --update
    """
    from crosscable.compare.people.authority import FILE, authority_csv, read, rebuild
    from crosscable.compare.people.authority_checks import check_names
    from crosscable.compare.people.questions import forms_of_list
    from crosscable.reports.cli.output import emit, write_atomically
    from crosscable.reports.masking import hide_nothing

    known, authority = folder_decisions(decisions), read(decisions)
    hide = _hiding(None if as_list else paths, known) if mask_protected else hide_nothing
    if paths:
        found_in = judged(list(paths), as_list, known)
        forms, joined, refused = found_in.forms, found_in.joined, found_in.refused
    else:
        forms = forms_of_list(entry.form for entry in authority.entries) if authority else ()
        joined, refused = (authority.joined() if authority else ()), ()
    if update:
        authority = rebuild({form.text: form.count for form in forms}, known, authority, joined)
        write_atomically(decisions / FILE, authority_csv(authority))
    found = hide(check_names(forms, known, authority, least=least, joined=joined))
    rows = [{"rule": f.rule, "level": f.level, "message": f.message, "fingerprint": f.fingerprint} for f in found]
    if format is _CheckFormat.table:
        from crosscable.reports.terminal.tables import table, window

        cells = [(row["rule"], row["level"], row["message"]) for row in rows]
        room = max(30, window(width) - 36)
        emit(table(("rule", "level", "finding"), cells, (None, None, room)) if cells else [], output)
    else:
        from crosscable.reports.machine.names import json_lines, json_value

        emit(json_lines(rows) if format is _CheckFormat.jsonl else json_value(rows), output)
    typer.echo(f"{len(forms)} forms, {len(known.holding)} decisions, {len(found)} findings", err=True)
    if found or refused:
        raise typer.Exit(1 if found else InputError.exit_code)


def export_command(
    decisions: Folder,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Cables whose requests for protection count, with --mask-protected.",
            show_default=False,
            metavar="[PATH]...",
        ),
    ] = None,
    mask_protected: MaskProtected = False,
    format: Annotated[_ExportFormat, typer.Option("--format", help="How to write it.")] = _ExportFormat.csv,
    output: Output = None,
) -> None:
    """Write the authority file for other programs: CSV, SKOS (Turtle), TEI listPerson, a table for OpenRefine.

    The file knows no cables: with --mask-protected name those that ask for protection. A hidden person is one entry,
    "[protected 1]", without spellings.

    For example:

      crosscable names export --decisions editing/ --format tei -o persons.xml

      crosscable names export --decisions editing/ --format openrefine -o forms.csv

      crosscable names export cables/ --decisions editing/ --mask-protected -o persons.csv
    """
    from crosscable.compare.people.authority import FILE, authority_csv, read
    from crosscable.compare.people.authority_tei import tei
    from crosscable.reports.cli.output import emit
    from crosscable.reports.machine.authority import openrefine_table, skos

    authority = read(decisions)
    if authority is None:
        raise UsageError(
            "there is no authority file", where=str(decisions / FILE), remedy="run `names check --update` first"
        )
    if mask_protected:
        from crosscable.reports.authority_masking import masked_authority

        authority = masked_authority(authority, _hiding(paths, folder_decisions(decisions)))
    elif paths:
        raise UsageError("cables are read for --mask-protected only", where=paths[0], remedy="leave them out")
    write = {"csv": authority_csv, "skos": skos, "tei": tei, "openrefine": openrefine_table}[format.value]
    emit(write(authority).rstrip("\n").split("\n"), output)


def _hiding(paths: list[str] | None, known: Decisions) -> Hide:
    """The mask of the cables that ask for protection.

    Raises:
        UsageError: there are none.
    """
    from crosscable.reports.cli.corpus import load
    from crosscable.reports.cli.hiding import hiding

    if not paths:
        raise UsageError(
            "--mask-protected needs cables",
            why="neither a list of names nor an authority file says whom cables ask to protect",
            remedy="name the cables that ask for it",
        )
    return hiding(True, load(paths).cables, decisions=known)


def import_command(
    file: Annotated[Path, typer.Argument(help="A CSV or TEI file of persons and forms.", metavar="FILE")],
    decisions: Folder,
    by: By = None,
) -> None:
    """Take persons and forms from CSV or TEI; what they join becomes decisions, ids and preferred forms stay.

    Nothing is written if the file contradicts earlier decisions.

    For example:

      crosscable names import persons.xml --decisions editing/ --by "A. Editor"

      crosscable names import persons.csv --decisions editing/
    """
    from crosscable.compare.decision_file import append
    from crosscable.compare.people.authority import FILE, authority_csv, read, rebuild
    from crosscable.reports.cli.output import write_atomically

    known = folder_decisions(decisions)
    incoming = _incoming(file)
    made = _joins(incoming, known, editor(by), now(), file.name)
    together = known.with_(*made)
    together.require_consistent()
    previous = _united(read(decisions), incoming)
    authority = rebuild({entry.form: 1 for entry in previous.entries}, together, previous, previous.joined())
    append(decisions, made)
    write_atomically(decisions / FILE, authority_csv(authority))
    typer.echo(f"{len(incoming.entries)} forms read, {len(made)} decisions added", err=True)


def _incoming(file: Path) -> Authority:
    from crosscable.compare.people.authority import parse_csv
    from crosscable.compare.people.authority_tei import parse_tei

    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError("cannot read the file", where=str(file), why=error.strerror or str(error)) from error
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return parse_tei(data, str(file))
    try:
        return parse_csv(data.decode("utf-8-sig"), str(file))
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8", where=str(file), remedy="save it as UTF-8") from error


def _joins(incoming: Authority, known: Decisions, by: str, at: str, name: str) -> list[Decision]:
    """What the file says and no decision does: variants beside their preferred form, one form as several persons'."""
    from crosscable.compare.decisions import decide_names
    from crosscable.compare.placed import parse_placed, plain_form

    def decide(form: str, other: str, judgement: str) -> Decision:
        return decide_names(form, other, judgement, by=by, at=at, why=f"imported from {name}")

    made = []
    for entries in incoming.persons().values():
        for entry in entries[1:]:
            if entry.status != "certain" and known.implied(entries[0].form, entry.form) != "same":
                made.append(decide(entries[0].form, entry.form, "same"))
    shared: dict[str, list[Entry]] = {}
    for entry in incoming.entries:
        shared.setdefault(plain_form(entry.form).casefold(), []).append(entry)
    for alike in shared.values():
        for number, one in enumerate(alike):
            for two in alike[number + 1 :]:
                told = parse_placed(one.form) or parse_placed(two.form)
                if told and one.person != two.person and known.implied(one.form, two.form) != "different":
                    made.append(decide(one.form, two.form, "different"))
    return made


def _united(old: Authority | None, new: Authority) -> Authority:
    """Both authorities; what the new one says of a form wins."""
    from crosscable.compare.people.authority import Authority

    entries = {entry.form: entry for entry in (*(old.entries if old else ()), *new.entries)}
    redirects = {redirect.person: redirect for redirect in (*(old.redirects if old else ()), *new.redirects)}
    return Authority(
        tuple(sorted(entries.values(), key=lambda e: (e.person, e.form))),
        tuple(redirects[person] for person in sorted(redirects)),
    )
