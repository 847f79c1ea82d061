"""Options that several commands share, spelled once so that they read and behave the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "Bom",
    "Corpus",
    "DecisionsFolder",
    "MaskProtected",
    "NoCache",
    "Output",
    "Posts",
    "ReportFolder",
    "Since",
    "Strict",
    "Tags",
    "Until",
    "Width",
]

Bom = Annotated[
    bool, typer.Option("--bom", help="csv, tsv: begin with the mark by which some spreadsheets know UTF-8.")
]
Corpus = Annotated[
    list[str],
    typer.Argument(help="Files, folders, archives, or - for standard input.", show_default=False, metavar="PATH..."),
]
DecisionsFolder = Annotated[
    Path | None,
    typer.Option("--decisions", help="Folder with an editor's decisions and verdicts.", metavar="DIR"),
]
MaskProtected = Annotated[
    bool, typer.Option("--mask-protected", help="Hide the names of those whom a cable asks to protect.")
]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write to this file instead of stdout.", show_default=False),
]
ReportFolder = Annotated[
    Path, typer.Option("-o", "--output", metavar="DIR", help="Folder that the report is written to.")
]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DAY", help="Only cables sent on or after this day (2007, 2007-09 or 2007-09-26)."),
]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help="Only cables sent on or before this day.")]
Posts = Annotated[
    list[str] | None,
    typer.Option("--post", metavar="POST", help="Only cables of this post, e.g. MOSCOW; may be repeated."),
]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", metavar="TAG", help="Only cables with this tag; may be repeated.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at the first input that cannot be read.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Read everything anew and keep nothing for the next time.")]
Width = Annotated[
    int | None,
    typer.Option("--width", metavar="COLUMNS", help="Width of tables; default: the window.", show_default=False),
]
