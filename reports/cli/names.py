"""The group `crosscable names`: reconcile the spellings of names and keep an editor's decisions."""

from __future__ import annotations

import typer

from crosscable.reports.cli.names_authority import check_command, export_command, import_command
from crosscable.reports.cli.names_list import list_command
from crosscable.reports.cli.names_pairs import cluster_command, explain_command, score_command
from crosscable.reports.cli.names_review import review_command

__all__ = ["names"]

names = typer.Typer(
    help="Reconcile names: who is who across cables, with reasons, decisions and an authority file.",
    no_args_is_help=True,
)

# Each subcommand's module defines its function; its registration is one line here: names.command("list")(…).
names.command("list")(list_command)
names.command("cluster")(cluster_command)
names.command("score")(score_command)
names.command("explain")(explain_command)
names.command("review")(review_command)
names.command("check")(check_command)
names.command("export")(export_command)
names.command("import")(import_command)
