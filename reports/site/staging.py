"""A folder that is the old one or the new one: it is written beside its place and moved into it when it is whole."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crosscable.corpora.errors import UsageError

__all__ = ["LISTING", "staged"]

LISTING = "files.txt"
"""Names the files of a report, so that the next run knows which of a folder's files are its own to replace."""


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A new, empty folder that takes the place of `folder` when the block ends well, and vanishes otherwise.

    Raises:
        UsageError: the folder cannot be written, or holds files that no report wrote.
    """
    try:
        _refuse_foreign(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        yield new
        _list(new)
        _take_place(new, folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _unwritable(folder: Path, error: OSError) -> UsageError:
    return UsageError(
        "cannot write the report folder",
        where=str(folder),
        why=error.strerror or str(error),
        remedy="choose another -o",
    )


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def _list(folder: Path) -> None:
    names = [*_files(folder), LISTING]
    (folder / LISTING).write_text("".join(f"{name}\n" for name in sorted(names)), encoding="utf-8", newline="\n")


def _refuse_foreign(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError("the report needs a folder", where=str(folder), why="a file of this name is in the way")
    listing = folder / LISTING
    own = set(listing.read_text(encoding="utf-8").splitlines()) if listing.is_file() else set()
    foreign = [name for name in _files(folder) if name not in own]
    if foreign:
        raise UsageError(
            "the folder holds files that no report wrote",
            where=str(folder),
            why=f"{foreign[0]}" + (f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""),
            remedy="choose another -o, or empty it first",
        )


def _take_place(new: Path, folder: Path) -> None:
    """Two renames, the second undone where the first cannot be followed; file by file where folders cannot be moved."""
    new.chmod(0o755)
    if not folder.exists():
        new.rename(folder)
        return
    old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        folder.replace(old)
    except OSError:  # a mounted folder: it stays, and what leads to the other files comes last
        old.rmdir()
        _replace_files(new, folder)
        return
    try:
        new.rename(folder)
    except OSError:
        old.replace(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _replace_files(new: Path, folder: Path) -> None:
    stale = set(_files(folder)) - set(_files(new))
    for name in sorted(_files(new), key=lambda name: (name.startswith("index."), name)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (new / name).replace(folder / name)
    for name in sorted(stale):
        (folder / name).unlink()
