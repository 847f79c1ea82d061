"""Results that cost time and depend on nothing but what they were made of are kept beside the store of read cables.

One SQLite file, `results.sqlite`. A result is known by its kind and by a digest of everything that it depends on: the
readings of its cables, the rules of comparing (`rules_digest`, taken over the modules and tables themselves), and the
decisions that concern it. Whatever changes, the old result no longer answers. Several processes may read and write at
once; a result that two of them make is the same. Each carries a checksum; a file that shows damage is thrown away, and
what it held is made anew.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import fields
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar
from weakref import finalize
from zlib import crc32

import msgspec

from crosscable.corpora.cable import Cable
from crosscable.corpora.cache import (
    DamageError,
    UnusableError,
    add_modules,
    cache_folder,
    connect,
    named_faults,
    remove_database,
)
from crosscable.corpora.store import rules_digest as reading_digest

__all__ = ["Results", "cable_digest", "clear_results", "joint_digest", "results_file", "rules_digest", "rules_version"]

T = TypeVar("T")

_FILE = "results.sqlite"
_BATCH = 200  # results that are lost at most when the process is killed
_SIZE = 16  # bytes of a digest
_SCHEMA = """
CREATE TABLE IF NOT EXISTS result (
    number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, key BLOB NOT NULL, rules BLOB NOT NULL,
    checksum INTEGER NOT NULL, bytes BLOB NOT NULL, UNIQUE (kind, key));
"""
_KEEP = "INSERT OR REPLACE INTO result (kind, key, rules, checksum, bytes) VALUES (?, ?, ?, ?, ?)"
_LIMIT = 500_000_000  # bytes of results; above, the oldest go first
# What of a cable nothing that is kept depends on: where it was found, and how its reading leads back to the source.
_NOT_COMPARED = frozenset({"source", "map", "witness", "repairs", "losses", "page_turns", "versions", "parts"})
# Libraries whose version can change a result.
_LIBRARIES = ("anyascii", "jellyfish", "numpy", "rapidfuzz", "scikit-learn")


def results_file() -> Path:
    """The file of the results, whether it exists or not."""
    return cache_folder() / _FILE


def clear_results(file: Path | None = None) -> int:
    """Remove all results; returns the bytes that they took."""
    return remove_database(file or results_file())


@cache
def rules_digest() -> bytes:
    """The version of the rules of comparing: a digest over the modules and tables that they are made of."""
    digest = blake2b(reading_digest() + repr(sys.version_info[:2]).encode(), digest_size=_SIZE)
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\0".encode())
    add_modules(digest.update, files("crosscable.compare"), "")
    return digest.digest()


@cache
def rules_version() -> str:
    """The rules of reading and comparing, whatever Python and libraries run them: what outputs are marked with."""
    digest = blake2b(digest_size=8)
    for package in ("corpora", "compare"):
        add_modules(digest.update, files(f"crosscable.{package}"), f"{package}/")
    return digest.hexdigest()


def cable_digest(cable: Cable) -> bytes:
    """A digest of a cable's reading: of its name, text, header and parts, not of the file it stands in."""
    values: list[Any] = [cable.name, cable.witness.form]
    values += [getattr(cable, field.name) for field in fields(cable) if field.name not in _NOT_COMPARED]
    return blake2b(msgspec.msgpack.encode(values), digest_size=_SIZE).digest()


def joint_digest(parts: Iterable[bytes | str]) -> bytes:
    """One digest of several parts, in their order."""
    digest = blake2b(digest_size=_SIZE)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "little") + data)
    return digest.digest()


class Results:
    """Kept results; with `path` None nothing is kept.

    `talk` is told when the file was damaged, or cannot be used: then this object goes on without it.
    """

    def __init__(self, path: Path | None, talk: Callable[[str], object] | None = None) -> None:
        self._path = path
        self._talk = talk or (lambda _: None)
        self._connection: sqlite3.Connection | None = None
        self._waiting: list[tuple[str, bytes, bytes, int, bytes]] = []
        if path is not None:
            try:
                self._open(path)
            except (DamageError, UnusableError) as fault:
                self._mend(fault)

    def get(self, kind: str, key: bytes, type: Any) -> Any:
        """What was kept under this key, as a value of `type`; None where nothing was, or where other rules made it."""
        return self._guarded(lambda connection: _fetched(connection, kind, key, type))

    def put(self, kind: str, key: bytes, value: Any) -> None:
        """Keep a result; it is written with the next ones."""
        block = msgspec.msgpack.encode(value)
        self._waiting.append((kind, key, rules_digest(), crc32(block), block))
        if len(self._waiting) >= _BATCH:
            self.commit()

    def commit(self) -> None:
        """Write what waits: all of it or nothing."""
        rows, self._waiting = self._waiting, []

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(_KEEP, rows)
            connection.execute("COMMIT")

        if rows:
            self._guarded(write)

    def forget_stale(self) -> None:
        """Drop what other rules have made."""
        self._guarded(lambda connection: connection.execute("DELETE FROM result WHERE rules <> ?", (rules_digest(),)))

    def counts(self) -> dict[str, tuple[int, int]]:
        """For each kind how many results are kept and their bytes."""
        asked = "SELECT kind, count(*), sum(length(bytes)) FROM result GROUP BY kind ORDER BY kind"
        found = self._guarded(lambda connection: connection.execute(asked).fetchall())
        return {kind: (count, size) for kind, count, size in found or ()}

    def close(self) -> None:
        """Write what waits, drop the oldest results where all are too much, and let go of the file."""
        self.commit()
        self._guarded(_shrink)
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self, path: Path) -> None:
        self._connection = connect(path, _SCHEMA)
        finalize(self, self._connection.close)

    def _guarded(self, act: Callable[[sqlite3.Connection], T]) -> T | None:
        """What `act` does with the file; None where there is none, or where it turns out to be damaged."""
        if self._connection is None:
            return None
        try:
            with named_faults():
                return act(self._connection)
        except (DamageError, UnusableError) as fault:
            self._mend(fault)
            return None

    def _mend(self, fault: DamageError | UnusableError) -> None:
        """Go on with a new file after damage, and without any where that does not help or the file cannot be used."""
        path, self._path = self._path, None  # a second fault while opening anew ends it
        assert path is not None
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
        reason: Exception = fault
        if isinstance(fault, DamageError):
            try:
                clear_results(path)
                self._open(path)
            except (DamageError, UnusableError, OSError) as second:
                reason = second
            else:
                self._path = path
                self._talk(f"the kept results were damaged and are made anew ({path})")
                return
        self._talk(f"results are not kept for the next time ({reason}; {path})")


def _shrink(connection: sqlite3.Connection) -> None:
    if connection.execute("SELECT coalesce(sum(length(bytes)), 0) FROM result").fetchone()[0] > _LIMIT:
        newest_first = "SELECT number, sum(length(bytes)) OVER (ORDER BY number DESC) AS total FROM result"
        connection.execute(
            f"DELETE FROM result WHERE number IN (SELECT number FROM ({newest_first}) WHERE total > ?)",  # noqa: S608
            (_LIMIT,),
        )


def _fetched(connection: sqlite3.Connection, kind: str, key: bytes, type: Any) -> Any:
    row = connection.execute(
        "SELECT rules, checksum, bytes FROM result WHERE kind = ? AND key = ?", (kind, key)
    ).fetchone()
    if row is None or row[0] != rules_digest():
        return None
    if not isinstance(row[2], bytes) or crc32(row[2]) != row[1]:
        raise DamageError("a result is not what was written")
    return msgspec.msgpack.decode(row[2], type=type)
