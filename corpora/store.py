"""Cables that have been read are kept, so that a corpus opens again at once.

One SQLite file in the folder of the cache. An input is known by the digest of its bytes, of the settings it was read
with and of the rules of reading, which is taken over the reading modules themselves: whatever changes, the old entry no
longer answers. Records are written in batches; what was interrupted goes on where the last batch ended. Several
processes may read and write at once. Each record carries a checksum, and a store that shows damage is thrown away and
built anew. It grows up to `size_limit`; beyond it the inputs that were opened longest ago go first, and never those
that are open.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from weakref import finalize
from zlib import crc32

import msgspec

from crosscable.corpora.cable import Cable
from crosscable.corpora.cache import DamageError, add_modules, cache_folder, connect, named_faults, remove_database
from crosscable.corpora.record import from_bytes, to_bytes

__all__ = ["Entry", "Store", "clear", "rules_digest", "size_limit", "store_file"]

_FILE = "cables.sqlite"
_LIMIT_MB = 4000  # some hundred thousand cables
_FILLED = 0.8  # share of the limit that is left when something had to go, so that not every opening has to
_SCHEMA = """
PRAGMA foreign_keys = ON;
CREATE TABLE IF NOT EXISTS input (
    number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, rules BLOB NOT NULL,
    done INTEGER NOT NULL, complete INTEGER NOT NULL, refused BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS record (
    number INTEGER PRIMARY KEY, input INTEGER NOT NULL REFERENCES input ON DELETE CASCADE, place INTEGER NOT NULL,
    fragment TEXT NOT NULL, id TEXT, sent TEXT, origin TEXT, tags TEXT NOT NULL, checksum INTEGER NOT NULL,
    UNIQUE (input, place));
CREATE TABLE IF NOT EXISTS block (
    record INTEGER PRIMARY KEY REFERENCES record ON DELETE CASCADE, bytes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS turn (
    input INTEGER PRIMARY KEY REFERENCES input ON DELETE CASCADE, turn INTEGER NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the store tells of a record without opening it. `number` opens it; `name` is its witness's name."""

    number: int
    name: str
    id: str | None
    sent: datetime | None
    origin: str | None
    tags: tuple[str, ...]
    checksum: int


def store_file() -> Path:
    """The file of the store, whether it exists or not."""
    return cache_folder() / _FILE


def size_limit() -> int:
    """The bytes that the store may hold: `CROSSCABLE_CACHE_MB` million, 4,000 where that is no whole number."""
    named = os.environ.get("CROSSCABLE_CACHE_MB", "")
    return (int(named) if named.isascii() and named.isdigit() else _LIMIT_MB) * 1_000_000


def clear() -> int:
    """Remove the store; returns the bytes that it took."""
    return remove_database(store_file())


@cache
def rules_digest() -> bytes:
    """The version of the rules of reading: a digest over the modules and tables that make a cable of a file."""
    digest = blake2b(repr(sys.version_info[:2]).encode(), digest_size=16)
    add_modules(digest.update, files("crosscable.corpora"), "")
    return digest.digest()


class Store:
    """Records by input. With `path` None it lasts as long as the object, on disk and not in memory."""

    def __init__(self, path: Path | None) -> None:
        self._connection = connect(path, _SCHEMA)
        finalize(self, self._connection.close)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def input(self, key: bytes) -> tuple[int, int, bool, tuple[dict[str, str], ...]]:
        """The number of an input, made if need be; how many of its records are done; whether all; what it refused."""
        with named_faults():
            row = self._connection.execute(
                "SELECT number, done, complete, refused FROM input WHERE key = ?", (key,)
            ).fetchone()
            if row is None:
                self._connection.execute(
                    "INSERT OR IGNORE INTO input (key, rules, done, complete, refused) VALUES (?, ?, 0, 0, ?)",
                    (key, rules_digest(), msgspec.msgpack.encode(())),
                )
                return self.input(key)
            refused = msgspec.msgpack.decode(row[3], type=tuple[dict[str, str], ...])
            return row[0], row[1], bool(row[2]), refused

    def begin(self) -> None:
        """Begin a batch: what follows is kept together or not at all."""
        with named_faults():
            if not self._connection.in_transaction:
                self._connection.execute("BEGIN IMMEDIATE")

    def hold(self) -> None:
        """Keep what is in the store now readable, whatever other processes do to it, until it is closed."""
        with named_faults():
            self._connection.execute("BEGIN")
            self._connection.execute("SELECT 1 FROM input LIMIT 1").fetchone()

    def commit(self) -> None:
        """End the batch."""
        with named_faults():
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")

    def add(self, number: int, place: int, fragment: str, cable: Cable) -> None:
        """Keep a record, the `place`-th of its input. Another process may have kept it already."""
        block = to_bytes(cable)
        with named_faults():
            done = self._connection.execute(
                "INSERT OR IGNORE INTO record (input, place, fragment, id, sent, origin, tags, checksum)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    number, place, fragment, cable.id, cable.sent.isoformat() if cable.sent else None,
                    cable.origin, "\n".join(cable.tags), crc32(block),
                ),
            )  # fmt: skip
            if done.rowcount:
                self._connection.execute("INSERT OR REPLACE INTO block VALUES (?, ?)", (done.lastrowid, block))

    def progress(self, number: int, done: int, refused: Iterable[dict[str, str]], *, complete: bool) -> None:
        """Note how many records of an input are done, and what was refused on the way."""
        with named_faults():
            self._connection.execute(
                "UPDATE input SET done = max(done, ?), complete = max(complete, ?), refused = ? WHERE number = ?",
                (done, complete, msgspec.msgpack.encode(tuple(refused)), number),
            )

    def entries(self, number: int, name: str) -> Iterator[Entry]:
        """What is kept of an input whose file is now called `name`, in the order of the file."""
        with named_faults():
            rows = self._connection.execute(
                "SELECT number, fragment, id, sent, origin, tags, checksum FROM record WHERE input = ? ORDER BY place",
                (number,),
            ).fetchall()
        for row in rows:
            yield Entry(
                number=row[0],
                name=row[1][1:] if row[1].startswith("=") else name + row[1][1:],
                id=row[2],
                sent=datetime.fromisoformat(row[3]) if row[3] else None,
                origin=row[4],
                tags=tuple(row[5].split("\n")) if row[5] else (),
                checksum=row[6],
            )

    def cable(self, entry: Entry) -> Cable:
        """Open a record.

        Raises:
            DamageError: it is gone or is not what was written.
        """
        with named_faults():
            row = self._connection.execute("SELECT bytes FROM block WHERE record = ?", (entry.number,)).fetchone()
            if row is None or crc32(row[0]) != entry.checksum:
                raise DamageError("a record is not what was written")
            return from_bytes(row[0], name=entry.name)

    def forget_stale(self) -> None:
        """Drop what older rules of reading have left."""
        with named_faults():
            self._connection.execute("DELETE FROM input WHERE rules <> ?", (rules_digest(),))

    def trim(self, opened: Sequence[int], limit: int) -> int:
        """Note that the inputs `opened` are in use, and drop others, the longest unused first, where more than `limit`
        bytes are held; returns how many were dropped. The file gets no smaller: its room is used again.
        """
        with named_faults():
            self._connection.execute("BEGIN IMMEDIATE")
            turn = self._connection.execute("SELECT coalesce(max(turn), 0) + 1 FROM turn").fetchone()[0]
            self._connection.executemany("INSERT OR REPLACE INTO turn VALUES (?, ?)", ((n, turn) for n in opened))
            dropped = self._drop(turn, limit) if self._held() > limit else 0
            self._connection.execute("COMMIT")
        return dropped

    def _drop(self, turn: int, limit: int) -> int:
        oldest = self._connection.execute(
            "SELECT input.number FROM input LEFT JOIN turn ON turn.input = input.number"
            " WHERE coalesce(turn, 0) < ? ORDER BY coalesce(turn, 0), input.number",
            (turn,),
        ).fetchall()
        for dropped, (number,) in enumerate(oldest):
            if self._held() <= _FILLED * limit:
                return dropped
            self._connection.execute("DELETE FROM input WHERE number = ?", (number,))
        return len(oldest)

    def _held(self) -> int:
        """The bytes of the file that hold something."""
        pages, free, size = (
            self._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)

    def counts(self) -> tuple[int, int, int]:
        """Inputs, records, and bytes of the records."""
        with named_faults():
            inputs = self._connection.execute("SELECT count(*) FROM input").fetchone()[0]
            records = self._connection.execute("SELECT count(*) FROM record").fetchone()[0]
            size = self._connection.execute("SELECT coalesce(sum(length(bytes)), 0) FROM block").fetchone()[0]
        return inputs, records, size
