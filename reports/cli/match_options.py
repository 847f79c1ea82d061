"""The options of `crosscable match` that no other command has, so that the command reads as what it does."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "ByWay",
    "Engine",
    "Format",
    "IgnoreReferences",
    "InFormat",
    "Index",
    "Master",
    "MinScore",
    "Of",
    "OnEngine",
    "Paths",
    "Prefer",
    "Preferred",
    "Reuse",
    "Threads",
    "Top",
    "Way",
]


class Format(StrEnum):
    """How relatives are printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    tsv = "tsv"
    md = "md"


class Prefer(StrEnum):
    """Which relatives come first."""

    same_event = "same-event"
    counterpart = "counterpart"


class Engine(StrEnum):
    """Where the work is done."""

    local = "local"
    spark = "spark"


class Way(StrEnum):
    """How candidates are found."""

    auto = "auto"
    exact = "exact"
    pruned = "pruned"


Paths = Annotated[
    list[str] | None,
    typer.Argument(
        help="Files, folders, archives, or - for standard input; may be left out with --index.",
        show_default=False,
        metavar="PATH...",
    ),
]
Of = Annotated[
    list[str] | None, typer.Option("--of", metavar="ID", help="Only the relatives of this cable; may be repeated.")
]
Top = Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many relatives a cable is given.")]
MinScore = Annotated[
    float, typer.Option("--min-score", metavar="SCORE", min=0.0, max=1.0, help="Leave out relatives that score lower.")
]
Preferred = Annotated[
    Prefer | None,
    typer.Option(
        "--prefer",
        help="same-event: closeness in time counts more. counterpart: it does not count, and only cables at least "
        "four months apart are shown, such as last year's visit.",
        show_default=False,
    ),
]
IgnoreReferences = Annotated[
    bool, typer.Option("--ignore-references", help="Leave out of the evidence that one cable cites the other.")
]
ByWay = Annotated[
    Way, typer.Option("--path", help="exact: compare all pairs. pruned: the best candidates. auto: by size.")
]
Threads = Annotated[
    bool, typer.Option("--threads", help="Show the groups that hang together, each in the order of time.")
]
Reuse = Annotated[bool, typer.Option("--reuse", help="Show the passages that recur word for word, boilerplate apart.")]
Index = Annotated[
    Path | None,
    typer.Option(
        "--index",
        metavar="FOLDER",
        help="Keep an index there: with PATHs it is brought up to date, without it is only asked.",
        show_default=False,
    ),
]
OnEngine = Annotated[
    Engine, typer.Option("--engine", help="spark: on a cluster, with the [spark] extra; the rows are the same.")
]
Master = Annotated[
    str | None,
    typer.Option(
        "--master",
        metavar="URL",
        help="The cluster for --engine spark, such as spark://host:7077; default: all cores of this machine.",
        show_default=False,
    ),
]
InFormat = Annotated[Format, typer.Option("--format", help="How to print it.")]
