"""Inputs that could not be read during one command: each is told at once, and together they make exit code 3."""

from __future__ import annotations

import typer

from crosscable.corpora.errors import InputError

__all__ = ["code", "forget", "tell"]

_told: list[str] = []


def forget() -> None:
    """Begin a command."""
    _told.clear()


def tell(error: InputError) -> None:
    """Say on stderr what could not be read and why, one line; once, though a command may open a corpus twice."""
    line = " ".join(str(error).split("\n"))
    if line in _told:
        return
    _told.append(line)
    typer.echo(f"refused: {line}", err=True)


def code() -> int:
    """What the command ends with when nothing else decides it: 3 where something was refused, else 0."""
    return InputError.exit_code if _told else 0
