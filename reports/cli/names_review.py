"""`crosscable names review`: an editor judges pairs of names, one a screen, and every judgement is kept at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from crosscable.corpora.errors import UsageError
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
from crosscable.reports.cli.options import Width

__all__ = ["review_command"]


def review_command(
    decisions: Folder,
    paths: Given = None,
    as_list: ListOfNames = False,
    clusters: Annotated[
        bool, typer.Option("--clusters", help="Go through what is joined already, to take members out.")
    ] = False,
    blind: Annotated[bool, typer.Option("--blind", help="Show no scores and no reasons.")] = False,
    least: Annotated[
        float,
        typer.Option(
            "--min-probability", metavar="P", min=0.0, max=1.0, help="Ask about no pair less likely than this."
        ),
    ] = 0.05,
    most: Annotated[
        int | None, typer.Option("--max", metavar="N", min=1, help="Ask at most so many.", show_default=False)
    ] = None,
    by: By = None,
    mask_protected: Annotated[bool, typer.Option("--mask-protected", hidden=True)] = False,
    width: Width = None,
) -> None:
    """Judge which spellings are one person's: one pair a screen, one key each, the most rewarding first.

    Decisions are appended to decisions.jsonl in the folder the moment they are made; b takes the last one back.
    With --clusters each screen is a person, and what is ticked becomes somebody else: spellings, or the cables or
    paragraphs of one spelling that two people share.

    Names that a cable asks to protect are shown: nobody can judge what is hidden, so --mask-protected is refused.

    For example:

      crosscable names review cables/ --decisions editing/

      crosscable names review names.txt --list --decisions editing/ --blind
    """
    from crosscable.compare.decision_file import append, undo
    from crosscable.compare.people.parting import clusters_of
    from crosscable.compare.people.questions import questions
    from crosscable.reports.terminal.names_parting import review_clusters
    from crosscable.reports.terminal.names_review import review
    from crosscable.reports.terminal.names_sitting import Sitting

    if mask_protected:
        raise UsageError(
            "names review does not hide names",
            where="--mask-protected",
            why="nobody can judge a name that is hidden",
            remedy="review without it, and use it where results leave the house: names list, check, export",
        )
    known = folder_decisions(decisions)
    found = judged(list(paths or ()), as_list, known)
    who = editor(by)
    sitting = Sitting(
        by=who,
        key=_key,
        show=_show,
        keep=lambda made: append(decisions, made),
        take_back=lambda decision: undo(decisions, decision, by=who, at=now()),
        clock=now,
        width=width,
    )
    if clusters:
        outcome = review_clusters(clusters_of(found.clusters)[:most], known, sitting)
    else:
        asked = questions(found.forms, known, least=least, joined=found.joined)[:most]
        outcome = review(asked, known, sitting, clusters=found.clusters, blind=blind)
    typer.echo(f"{outcome.made} decided, {outcome.skipped} skipped, {outcome.left} left", err=True)


def _show(lines: Sequence[str]) -> None:
    if sys.stdout.isatty():
        typer.echo("\x1b[2J\x1b[H", nl=False)  # clear the screen, cursor to its corner
    for line in lines:
        typer.echo(line)


def _key() -> str:
    """One key from a terminal, without return; the first character of a line from anything else; "" at the end."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line.strip()[:1] or ("" if not line else " ")
    if os.name == "posix":
        import termios
        import tty

        handle = sys.stdin.fileno()
        before = termios.tcgetattr(handle)
        try:
            tty.setcbreak(handle)
            return os.read(handle, 1).decode("ascii", "replace")
        finally:
            termios.tcsetattr(handle, termios.TCSADRAIN, before)
    import msvcrt  # pragma: no cover

    return str(getattr(msvcrt, "getwch")())  # noqa: B009 # pragma: no cover
