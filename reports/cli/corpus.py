"""How commands get their cables: reading, selecting, refusals on stderr, one cable by id or by file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import typer

from crosscable.corpora.cable import Cable
from crosscable.corpora.collection import Corpus, open_corpus
from crosscable.corpora.errors import InputError, UsageError
from crosscable.corpora.forms.found import PLAIN, Settings
from crosscable.corpora.selection import EVERYTHING, Selection, selection
from crosscable.reports.cli import refusals
from crosscable.reports.cli.progress import ReadingProgress

__all__ = ["keeping", "load", "note", "one_cable", "selected_cables", "two_cables"]


def keeping(no_cache: bool) -> bool:
    """Whether anything is kept for the next time: not with --no-cache, nor where CROSSCABLE_NO_CACHE is set."""
    return not no_cache and not os.environ.get("CROSSCABLE_NO_CACHE")


def note(line: str) -> None:
    """Say on stderr what a user may want to know, and need not act on."""
    typer.echo(f"note: {line}", err=True)


def load(
    paths: Iterable[str],
    chosen: Selection = EVERYTHING,
    *,
    strict: bool = False,
    settings: Settings = PLAIN,
    keep: bool = True,
) -> Corpus:
    """The cables of `paths` that `chosen` holds.

    Each refused input is told on stderr and makes the command end with exit code 3. Nothing is kept for the next time
    without `keep`, nor where `keeping` says so.

    Raises:
        InputError: the first refusal, where `strict`.
    """

    def refuse(error: InputError) -> None:
        if strict:
            raise error
        refusals.tell(error)

    with ReadingProgress() as progress:
        found = open_corpus(
            paths,
            chosen,
            settings=settings,
            keep=keeping(not keep),
            on_refused=refuse,
            on_record=progress.step,
            talk=note,
        )
    if not len(found) and not found.refused and chosen != EVERYTHING:
        note("no cable was sent in these days, by these posts, with these tags; `crosscable read` lists what there is")
    return found


def selected_cables(
    paths: Iterable[str],
    *,
    since: str | None = None,
    until: str | None = None,
    posts: Iterable[str] | None = None,
    tags: Iterable[str] | None = None,
    strict: bool = False,
) -> Sequence[Cable]:
    """The cables of `paths` within what the shared options ask for."""
    return load(paths, selection(since, until, posts or (), tags or ()), strict=strict).cables


def one_cable(side: str, corpus: Iterable[str] | None = None) -> Cable:
    """The cable that a command line names: an id in `corpus`, or a file that holds one cable.

    Raises:
        UsageError: an id without a corpus, an unknown id, or a file of several cables.
    """
    if corpus and not Path(side).exists():
        return load(corpus).find(side)
    return _cable_of_file(side)


def two_cables(left: str, right: str, corpus: Iterable[str] | None = None) -> tuple[Cable, Cable]:
    """The same for a pair; the corpus is opened once.

    Raises:
        UsageError: as `one_cable`.
    """
    held = load(corpus) if corpus and not (Path(left).exists() and Path(right).exists()) else None
    first, second = (
        _cable_of_file(side) if held is None or Path(side).exists() else held.find(side) for side in (left, right)
    )
    return first, second


def _cable_of_file(side: str) -> Cable:
    if side != "-" and not Path(side).exists():
        raise UsageError(f"no such file: {side}", remedy="for an id, say with --corpus where to look it up")
    found = load([side]).cables
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"{side} holds no cable")
    raise UsageError(
        f"{side} holds {len(found)} cables where one is asked for",
        remedy=f"name one by its id, e.g. {found[0].name}, with --corpus {side}",
    )
