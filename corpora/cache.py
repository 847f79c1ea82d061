"""What may be forgotten: the folder it stands in, its SQLite files, and the digest of the rules that made it.

A file that is damaged, or cannot be used now, is told apart from a fault of ours by `named_faults`; whoever keeps
something here goes on without it.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

__all__ = ["DamageError", "UnusableError", "add_modules", "cache_folder", "connect", "named_faults", "remove_database"]

_UNUSABLE = frozenset(
    (
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_CONSTRAINT,  # another version of crosscable dropped the input that is being written
    )
)  # fmt: skip
_WAIT_SECONDS = 60  # for another process's batch; one takes a fraction of a second
_NO_RULES = frozenset({"__pycache__", "demo"})


class DamageError(Exception):
    """The file is not what was written into it. It never leaves the opening of a corpus or of kept results."""


class UnusableError(Exception):
    """The file cannot be used now: locked, full, read-only. It never leaves the opening of a corpus or of results."""


def cache_folder() -> Path:
    """The folder for everything that crosscable may forget."""
    named = os.environ.get("CROSSCABLE_CACHE")
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "crosscable"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "crosscable"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "crosscable"


def connect(path: Path | None, schema: str) -> sqlite3.Connection:
    """A connection to the file at `path`, made if need be; None: to one on disk that lasts as long as the connection.

    `schema` is run in any case and makes what is missing. Every statement is a transaction of its own unless it stands
    between BEGIN and COMMIT.

    Raises:
        DamageError: the file is no database, or a damaged one.
        UnusableError: it cannot be made, read or written.
    """
    if path is not None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UnusableError(str(error)) from error
    with named_faults():
        connection = sqlite3.connect(path or "", timeout=_WAIT_SECONDS, isolation_level=None)
        try:
            if path is not None:
                connection.execute("PRAGMA journal_mode = WAL")
                # A batch lost to a power cut is made again; the file itself is never torn.
                connection.execute("PRAGMA synchronous = NORMAL")
            connection.executescript(schema)
        except sqlite3.Error:
            connection.close()
            raise
    return connection


@contextmanager
def named_faults() -> Iterator[None]:
    """A file that is damaged raises DamageError; one that cannot be used now raises UnusableError."""
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _UNUSABLE:
            raise UnusableError(str(error)) from error
        raise DamageError(str(error)) from error
    except msgspec.DecodeError as error:
        raise DamageError(str(error)) from error


def remove_database(file: Path) -> int:
    """Remove an SQLite file with what it keeps beside itself, whatever of it there is; returns the bytes it took."""
    freed = 0
    for suffix in ("", "-wal", "-shm"):
        path = file.with_name(file.name + suffix)
        with suppress(FileNotFoundError):
            freed += path.stat().st_size
            path.unlink()
    return freed


def add_modules(add: Callable[[bytes], object], folder: Traversable, name: str) -> None:
    """Give the modules and tables of a package to `add`, each behind its path, which begins with `name`."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir() and item.name not in _NO_RULES:
            add_modules(add, item, f"{name}{item.name}/")
        elif item.is_file() and not item.name.endswith((".pyc", ".md")):
            add(f"{name}{item.name}\0".encode())
            add(item.read_bytes())
