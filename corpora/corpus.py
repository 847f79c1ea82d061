"""From a path to cables: files, folders, archives and standard input become one stream."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from crosscable.corpora import archives
from crosscable.corpora.cable import Cable
from crosscable.corpora.decoding import decode
from crosscable.corpora.errors import InputError, NotACableError, UnsafeArchiveError
from crosscable.corpora.forms import dump, jsonlines, sniff
from crosscable.corpora.forms.document import find_document
from crosscable.corpora.forms.found import PLAIN, Found, Settings

__all__ = ["Refuse", "Source", "find_records", "read", "read_record", "reason", "sources"]

# Enough to tell a form; the line of facts of a saved page stands within the first four thousand characters.
_HEAD = 65_536
# One document (a telegram, a page, a TEI volume) is held in memory; the largest FRUS volumes have 15 MB.
LARGEST_DOCUMENT = 64 * 1024 * 1024

Refuse = Callable[[InputError], None]


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: its name as given, where its bytes are, how many there are (None: not known)."""

    name: str
    open: Callable[[], BinaryIO]
    size: int | None


def read(path: str | Path, *, settings: Settings = PLAIN, on_refused: Refuse | None = None) -> Iterator[Cable]:
    """The cables of a file, a folder, an archive or, for "-", of standard input, in their order, one at a time.

    Args:
        path: what to read; a folder is walked in the order of names, hidden files left out.
        settings: the year to assume and the repairs to leave out.
        on_refused: is told of each input that could not be read; the others are read all the same. Without it the
            first refusal is raised when all that can be read has been given.

    Raises:
        InputError: some input was refused and `on_refused` is not given.
    """
    refused: list[InputError] = []
    refuse = on_refused or refused.append
    for source in sources(str(path), refuse):
        for found in find_records(source, settings, refuse):
            cable = read_record(found, refuse)
            if cable is not None:
                yield cable
    if refused:
        if len(refused) == 1:
            raise refused[0]
        raise InputError(f"{len(refused)} inputs could not be read, the first: {refused[0]}")


def read_record(found: Found, refuse: Refuse) -> Cable | None:
    """Read a record. One that cannot be read goes to `refuse`, also where the fault is ours: it stops no other."""
    try:
        return found.read()
    except InputError as error:
        refuse(error)
    except Exception as error:
        if os.environ.get("CROSSCABLE_DEBUG"):
            raise
        refuse(
            InputError(
                "could not be read",
                where=found.name,
                why=f"a fault of crosscable: {type(error).__name__}: {error}",
                remedy="run again with `crosscable --debug …` and report what it prints",
            )
        )
    return None


def sources(path: str, refuse: Refuse) -> Iterator[Source]:
    """The files that a path stands for."""
    if path == "-":
        yield Source("-", lambda: cast(BinaryIO, sys.stdin.buffer), None)
        return
    place = Path(path)
    try:
        if place.is_dir():
            found = False
            for source in _walk(place, refuse):
                found = True
                yield source
            if not found:
                refuse(InputError("folder without files", where=path))
        elif place.is_file():
            yield _file(place)
        elif place.exists():
            refuse(InputError("neither a file nor a folder", where=path))
        else:
            refuse(InputError("no such file or folder", where=path))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        refuse(InputError("cannot be opened", where=path, why=reason(error)))


def _walk(folder: Path, refuse: Refuse) -> Iterator[Source]:
    def fault(error: OSError) -> None:
        refuse(InputError("cannot be opened", where=str(error.filename), why=reason(error)))

    for parent, folders, files in os.walk(folder, onerror=fault):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(parent, name)
            if name.startswith("."):
                continue
            if file.is_file():
                yield _file(file)
            else:
                refuse(InputError("not a plain file", where=str(file)))


def _file(path: Path) -> Source:
    return Source(_told(path), lambda: path.open("rb"), path.stat().st_size)


def _told(path: Path) -> str:
    r"""The path in characters that can be written: a byte that is no UTF-8 is told as \xff."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def reason(error: Exception) -> str:
    """What the system says of a file that cannot be read."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def find_records(source: Source, settings: Settings, refuse: Refuse) -> Iterator[Found]:
    """The records of one file, not yet read; whatever is none goes to `refuse` and ends at most this file."""
    try:
        with source.open() as stream:
            budget = archives.Budget(source.name, source.size or 0)
            yield from _opened(stream, source.name, settings, refuse, budget, 0)
    except InputError as error:
        refuse(error)
    except OSError as error:
        refuse(InputError("cannot be read", where=source.name, why=reason(error)))


def _opened(
    stream: BinaryIO, name: str, settings: Settings, refuse: Refuse, budget: archives.Budget, depth: int
) -> Iterator[Found]:
    """Look at the first bytes and go on with what they say."""
    rewound = _Rewound(stream)
    whole, head = cast(BinaryIO, rewound), rewound.head
    packing = archives.compression(head)
    archive = archives.archive_kind(head)
    if packing or archive:
        depth += 1
        if depth > budget.limits.depth + 1:
            raise InputError("refused", where=name, why=f"archives are nested deeper than {budget.limits.depth}")
    if packing:
        yield from _opened(archives.expand(whole, packing, budget), name, settings, refuse, budget, depth)
    elif archive:
        raw = stream if archive == "zip" and _rewind(stream) else whole
        empty = True
        for inside, member in archives.members(raw, archive, name, budget, refuse):
            empty = False
            try:
                yield from _opened(member, f"{name}!{inside}", settings, refuse, budget, depth)
            except UnsafeArchiveError:
                raise
            except InputError as error:
                refuse(error)
        if empty and not budget.entries:  # what was refused is told already
            refuse(InputError("archive without files that can be read", where=name))
    else:
        yield from _texts(whole, head, name, settings, refuse)


def _texts(stream: BinaryIO, head: bytes, name: str, settings: Settings, refuse: Refuse) -> Iterator[Found]:
    sniff.foreign(head, name, whole=len(head) < _HEAD)
    if dump.is_dump(head):
        yield from dump.find_dump(stream, name, settings, refuse)
    elif jsonlines.is_jsonlines(head.decode("utf-8-sig", "replace")):
        yield from jsonlines.find_jsonlines(stream, name, refuse)
    else:
        data = stream.read(LARGEST_DOCUMENT + 1)
        if len(data) > LARGEST_DOCUMENT:
            raise NotACableError("refused", where=name, why=f"one text of more than {LARGEST_DOCUMENT >> 20} MB")
        yield from find_document(decode(data, name), name, settings, refuse)


def _rewind(stream: BinaryIO) -> bool:
    if not stream.seekable():
        return False
    stream.seek(0)
    return True


class _Rewound(io.BufferedReader):
    """A stream whose first bytes were looked at and are still to be read."""

    def __init__(self, stream: BinaryIO) -> None:
        pieces, size = [], 0
        while size < _HEAD and (piece := stream.read(_HEAD - size)):
            pieces.append(piece)
            size += len(piece)
        self.head = b"".join(pieces)
        super().__init__(_Chain(self.head, stream), 1 << 18)


class _Chain(io.RawIOBase):
    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest, self._at = head, rest, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        if self._at < len(self._head):
            data = self._head[self._at : self._at + len(view)]
            self._at += len(data)
        else:
            data = self._rest.read(len(view))
        view[: len(data)] = data
        return len(data)
