"""`crosscable verdict FINGERPRINT keep|reject|reword`: a historian's judgement on a finding, kept as data."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from crosscable.reports.cli.editing import By, editor, now

__all__ = ["verdict_command"]


class _Judgement(StrEnum):
    keep = "keep"
    reject = "reject"
    reword = "reword"
    withdrawn = "withdrawn"


def verdict_command(
    fingerprint: Annotated[str, typer.Argument(help="The finding, as `compare` and `check` print it.")],
    judgement: Annotated[_Judgement, typer.Argument(help="What you make of it.")],
    decisions: Annotated[
        Path, typer.Option("--decisions", help="Folder that holds your decisions.", metavar="DIR")
    ] = Path(),
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Your reason.")] = "",
    text: Annotated[
        str, typer.Option("--text", metavar="TEXT", help="The sentence to show instead, with reword.")
    ] = "",
    by: By = None,
) -> None:
    """Keep, reject or reword a finding; what is rejected is not shown again unless its text or rule changes.

    For example:

      crosscable verdict 33ba156b8b002a56 reject --why "two different speakers" --decisions edition

      crosscable verdict 33ba156b8b002a56 reword --text "The outlook is put more firmly." --decisions edition
    """
    from crosscable.compare.decision_file import append, read_decisions
    from crosscable.compare.decisions import decide_finding
    from crosscable.corpora.errors import UsageError

    if len(fingerprint) != 16 or not set(fingerprint) <= set("0123456789abcdef"):
        raise UsageError(
            f"no fingerprint: {fingerprint!r}", why="it has 16 hexadecimal digits", remedy="copy it from the finding"
        )
    if (judgement is _Judgement.reword) != bool(text):
        raise UsageError("a new wording goes with reword, and reword with a new wording", remedy="give --text")
    known = read_decisions(decisions)
    made = decide_finding(fingerprint, judgement.value, by=editor(by), at=now(), why=why, text=text)
    append(decisions, [known.replacing(made)])
    typer.echo(made.told(), err=True)
