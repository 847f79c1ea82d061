"""`crosscable cache info` and `cache clear`: the store of cables that were read before."""

from __future__ import annotations

import typer

__all__ = ["cache", "clear_command", "info_command"]

cache = typer.Typer(name="cache", help="The store of read cables: where it is, what it holds, how to empty it.")


@cache.command("info")
def info_command() -> None:
    """Say where the store is and what it holds.

    For example:

      crosscable cache info
    """
    from crosscable.corpora.store import DamageError, Store, UnusableError, store_file

    path = store_file()
    typer.echo(f"place    {path}")
    if not path.exists():
        typer.echo("holds    nothing")
        return
    try:
        store = Store(path)
        inputs, records, size = store.counts()
        store.close()
    except (DamageError, UnusableError) as error:
        typer.echo(f"state    not readable ({error}); the next command builds it anew")
        return
    typer.echo(f"holds    {records} cables of {inputs} files, {size / 1e6:.1f} MB")
    typer.echo(f"on disk  {path.stat().st_size / 1e6:.1f} MB")


@cache.command("clear")
def clear_command() -> None:
    """Empty the store. Nothing is lost: the next command reads the files again.

    For example:

      crosscable cache clear
    """
    from crosscable.corpora.store import clear

    typer.echo(f"freed {clear() / 1e6:.1f} MB")
