"""`crosscable cache info` and `cache clear`: the cables that were read before, and what was found in them."""

from __future__ import annotations

from pathlib import Path

import typer

__all__ = ["cache", "clear_command", "info_command"]

cache = typer.Typer(
    name="cache", help="Read cables and kept results: where they are, what they hold, how to empty them."
)


@cache.command("info")
def info_command() -> None:
    """Say where read cables and results are kept, and what is there.

    For example:

      crosscable cache info

      CROSSCABLE_CACHE=elsewhere crosscable cache info
    """
    from crosscable.compare.results import results_file
    from crosscable.corpora.store import size_limit, store_file

    for what, path, counted in (("cables", store_file(), _cables), ("results", results_file(), _results)):
        typer.echo(f"{what:8} {path}")
        if not path.exists():
            typer.echo("holds    nothing")
            continue
        for line in counted(path):
            typer.echo(line)
        typer.echo(f"on disk  {path.stat().st_size / 1e6:.1f} MB")
        if what == "cables":
            typer.echo(
                f"limit    {size_limit() / 1e6:.0f} MB; then what was opened longest ago goes (CROSSCABLE_CACHE_MB)"
            )


def _cables(path: Path) -> list[str]:
    from crosscable.corpora.cache import DamageError, UnusableError
    from crosscable.corpora.store import Store

    try:
        store = Store(path)
        inputs, records, size = store.counts()
        store.close()
    except (DamageError, UnusableError) as error:
        return [f"state    not readable ({error}); the next command builds it anew"]
    return [f"holds    {records} cables of {inputs} files, {size / 1e6:.1f} MB"]


_TOLD = {
    "mentions": ("names in {:,} cable", "names in {:,} cables"),
    "pairs": ("choices of pairs for {:,} corpus", "choices of pairs for {:,} corpora"),
    "shifts": ("comparison of {:,} pair", "comparisons of {:,} pairs"),
    "variants": ("doubtful names of {:,} corpus", "doubtful names of {:,} corpora"),
}


def _results(path: Path) -> list[str]:
    from crosscable.compare.results import Results
    from crosscable.reports.cli.corpus import note

    results = Results(path, note)
    counts = results.counts()
    results.close()
    return [
        f"holds    {_TOLD.get(kind, (kind, kind))[count != 1].format(count)}, {size / 1e6:.1f} MB"
        for kind, (count, size) in counts.items()
    ] or ["holds    nothing"]


@cache.command("clear")
def clear_command() -> None:
    """Empty both. Nothing is lost: the next command reads the files and compares the cables again.

    For example:

      crosscable cache clear

      CROSSCABLE_CACHE=elsewhere crosscable cache clear
    """
    from crosscable.compare.results import clear_results
    from crosscable.corpora.store import clear

    typer.echo(f"freed {(clear() + clear_results()) / 1e6:.1f} MB")
