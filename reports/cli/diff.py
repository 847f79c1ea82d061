"""`crosscable diff OLD NEW`: what differs between two outputs, and whether texts or rules made the difference."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from crosscable.reports.cli.options import Output, Width

__all__ = ["diff_command"]


class _Format(StrEnum):
    table = "table"
    md = "md"
    json = "json"


def diff_command(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", help="The earlier output of compare or check, or report folder.")
    ],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later one of the same command.")],
    format: Annotated[_Format, typer.Option("--format", help="How to print it.")] = _Format.table,
    output: Output = None,
    width: Width = None,
) -> None:
    """Tell two outputs apart: what the texts changed, and what a new version of the rules changed.

    Of compare and check it takes what --format json wrote, of report the folders.

    For example:

      crosscable diff compared-2025.json compared.json

      crosscable diff checked-before.json checked.json --format md

      crosscable diff report-2025/ report/
    """
    from crosscable.reports.cli.output import emit
    from crosscable.reports.difference import difference, read_output

    found = difference(read_output(old), read_output(new))
    if format is _Format.json:
        from crosscable.reports.machine.difference import difference_value

        emit([json.dumps(difference_value(found), ensure_ascii=False)], output)
        return
    from crosscable.reports.terminal.difference import difference_lines, difference_markdown

    emit(difference_markdown(found) if format is _Format.md else difference_lines(found, width), output)
