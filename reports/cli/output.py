"""Where results go: stdout, or a file that is either the old one or the new one, never half of it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path

from crosscable.corpora.characters import escaped
from crosscable.corpora.errors import UsageError
from crosscable.reports.placeholders import shown

__all__ = ["emit", "write_atomically"]


def emit(lines: Iterable[str], output: Path | None, *, bom: bool = False) -> None:
    """Write `lines`, each ended with a newline, to `output`, or to stdout as they come when it is None.

    `bom` puts the mark of UTF-8 in front, as some spreadsheets need it. Presenters for people have written out every
    character that acts or hides; what is left of them stands in JSON and leaves as an escape.
    """
    lines = map(escaped, lines)
    if bom:
        lines = _marked(lines)
    if output is not None:
        write_atomically(output, (f"{line}\n" for line in lines))
        return
    stream = sys.stdout
    if isinstance(stream, TextIOWrapper):
        # A terminal that cannot show a character gets an escape, never a crash; files and pipes are UTF-8.
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace", newline="\n")
    for line in lines:
        stream.write(f"{shown(line)}\n")
    stream.flush()


def _marked(lines: Iterable[str]) -> Iterator[str]:
    mark = "\ufeff"
    for line in lines:
        yield mark + line
        mark = ""


def write_atomically(path: Path, content: str | Iterable[str]) -> None:
    """Write a whole file by way of a temporary neighbour, so that a full disk or a kill leaves the old file.

    Content given in pieces is written as it comes.

    Raises:
        UsageError: the folder is missing or not writable.
    """
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(map(shown, [content] if isinstance(content, str) else content))
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
        temporary = None
    except OSError as error:
        raise UsageError(
            "cannot write the output", where=str(path), why=error.strerror or str(error), remedy="choose another -o"
        ) from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
