"""Archives and compressed files, opened without trust: nothing is written to disk, everything has a limit.

Raises `UnsafeArchiveError` where a limit is broken; a member that points outside of its archive, or is no plain file,
is refused alone. The limits hold for one file given by the user, with all that is packed inside of it.
"""

from __future__ import annotations

import gzip
import io
import lzma
import re
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from crosscable.corpora.errors import InputError, UnsafeArchiveError

__all__ = ["LIMITS", "Budget", "Limits", "archive_kind", "compression", "expand", "members"]


@dataclass(frozen=True, slots=True)
class Limits:
    """`ratio`: unpacked to packed bytes, counted from `free` unpacked bytes on, since tiny files pack very well;
    `entries`: members of all archives together; `size`: unpacked bytes of all members; `depth`: archives inside of
    archives. A quarter of a million web pages in one file, some 6 GB, are no attack.
    """

    ratio: int = 100
    free: int = 16 * 1024 * 1024
    entries: int = 1_000_000
    size: int = 32 * 1024**3
    depth: int = 3


LIMITS = Limits()
_SPOOL = 8 * 1024 * 1024  # an archive inside of an archive is kept in memory up to here, then in a nameless file
_CHUNK = 1 << 18
# What the standard library raises at damaged archives; the second line is what it does not mean to (an unknown version
# of the format, a wrong password, a field cut off).
_FAULTS = (
    *(OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile),
    *(RuntimeError, struct.error, LookupError, ArithmeticError),
)
# Names that leave the archive's folder, mean a device, or hide another stream of a file.
_TRICKS = (
    (re.compile(r"[\x00-\x1f\x7f]"), "control characters in its name"),
    (re.compile(r"^(?:/|\\)"), "an absolute path"),
    (re.compile(r"^[A-Za-z]:"), "a drive letter"),
    (re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)"), "a path that leaves the archive"),
    (re.compile(r":"), "a name of a file stream"),
    (re.compile(r"(?:^|[/\\])(?:con|prn|aux|nul|com\d|lpt\d)(?:\.[^/\\]*)?$", re.I), "the name of a device"),
)


@dataclass(slots=True)
class Budget:
    """What one input may still unpack; shared by everything inside of it."""

    where: str
    packed: int
    limits: Limits = LIMITS
    unpacked: int = 0
    entries: int = 0

    def spend(self, count: int) -> None:
        """Count unpacked bytes of archive members."""
        self.unpacked += count
        if self.unpacked > self.limits.size:
            raise UnsafeArchiveError(
                "archive refused", where=self.where, why=f"it unpacks to more than {self.limits.size >> 30} GiB"
            )
        self.check_ratio(self.unpacked, self.packed)

    def check_ratio(self, unpacked: int, packed: int) -> None:
        """Refuse what unpacks to more than `ratio` times its size."""
        if unpacked > self.limits.free and unpacked > self.limits.ratio * max(1, packed):
            raise UnsafeArchiveError(
                "archive refused",
                where=self.where,
                why=f"it unpacks to more than {self.limits.ratio} times its size, as decompression bombs do",
            )

    def enter(self) -> None:
        """Count one member."""
        self.entries += 1
        if self.entries > self.limits.entries:
            raise UnsafeArchiveError(
                "archive refused", where=self.where, why=f"it has more than {self.limits.entries} members"
            )


def compression(head: bytes) -> str | None:
    """gzip, xz or zstd, by the first bytes."""
    for magic, name in ((b"\x1f\x8b", "gzip"), (b"\xfd7zXZ\0", "xz"), (b"\x28\xb5\x2f\xfd", "zstd")):
        if head.startswith(magic):
            return name
    return None


def archive_kind(head: bytes) -> str | None:
    """Zip or tar, by the first bytes."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    return "tar" if head[257:262] == b"ustar" else None


class _Unpacked(io.RawIOBase):
    """The bytes of `inner`, their counts told to `spend`; every fault of the packing is an InputError of `where`."""

    def __init__(self, inner: BinaryIO, where: str, spend: Callable[[int], None]) -> None:
        self._inner, self._where, self._spend = inner, where, spend

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        try:
            data = self._inner.read(min(len(view), _CHUNK))
        except InputError:
            raise
        except _FAULTS as error:
            raise InputError("cannot be unpacked", where=self._where, why=str(error) or "it is cut off") from error
        self._spend(len(data))
        view[: len(data)] = data
        return len(data)


def _buffered(inner: BinaryIO, where: str, spend: Callable[[int], None]) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Unpacked(inner, where, spend), _CHUNK))


def expand(stream: BinaryIO, kind: str, budget: Budget) -> BinaryIO:
    """The unpacked bytes of a compressed stream, as a buffered stream."""
    if kind == "gzip":
        inner: BinaryIO = cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    elif kind == "xz":
        inner = cast(BinaryIO, lzma.LZMAFile(stream))  # noqa: SIM115  # closed with the stream that it reads
    else:
        import zstandard

        class _Zstd(io.RawIOBase):
            """Names the library's own error as one of ours."""

            _reader = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(stream, read_across_frames=True)

            def read(self, size: int = -1) -> bytes:
                try:
                    return self._reader.read(size)
                except zstandard.ZstdError as error:
                    raise ValueError(str(error)) from error

        inner = cast(BinaryIO, _Zstd())
    unpacked = 0

    def spend(count: int) -> None:
        nonlocal unpacked
        unpacked += count
        budget.check_ratio(unpacked, budget.packed)

    return _buffered(inner, budget.where, spend)


def members(
    stream: BinaryIO, kind: str, where: str, budget: Budget, refuse: Callable[[InputError], None]
) -> Iterator[tuple[str, BinaryIO]]:
    """The plain files of an archive in its order, as (name inside, stream to be read before the next is asked for).

    A member with a trick in its name, a link or a device goes to `refuse`.
    """
    found = _zip(stream, where, refuse) if kind == "zip" else _tar(stream, where, refuse)
    names: set[str] = set()
    try:
        for name, member in found:
            budget.enter()
            fault = _fault(name, names)
            if fault is not None:
                refuse(InputError("member refused", where=f"{where}!{_shown(name)}", why=fault))
                continue
            if member is not None:
                yield name, _buffered(member, f"{where}!{name}", budget.spend)
    except _FAULTS as error:
        raise InputError("damaged archive", where=where, why=str(error) or "it is cut off") from error


def _fault(name: str, names: set[str]) -> str | None:
    if not name:
        return "it has no name"
    for pattern, fault in _TRICKS:
        if pattern.search(name):
            return fault
    folded = name.replace("\\", "/").casefold()
    if folded in names:
        return "a second member of that name"
    names.add(folded)
    return None


def _shown(name: str) -> str:
    return name.encode("unicode_escape").decode("ascii") if not name.isprintable() else name


def _zip(stream: BinaryIO, where: str, refuse: Callable[[InputError], None]) -> Iterator[tuple[str, BinaryIO | None]]:
    with _seekable(stream) as file, zipfile.ZipFile(file) as archive:
        names = {entry.filename for entry in archive.infolist()}
        if "[Content_Types].xml" in names or "mimetype" in names:
            raise InputError(
                "an office document, not an archive of cables", where=where, remedy="save it as plain text"
            )
        for entry in archive.infolist():
            if entry.filename.endswith("/"):
                continue
            kind = (entry.external_attr >> 16) & 0o170000
            if kind not in (0, 0o100000):
                refuse(InputError("member refused", where=f"{where}!{entry.filename}", why="it is a link or a device"))
            elif entry.flag_bits & 1:
                refuse(InputError("member refused", where=f"{where}!{entry.filename}", why="it is encrypted"))
            else:
                try:
                    opened = archive.open(entry)
                except _FAULTS as error:
                    refuse(InputError("member refused", where=f"{where}!{entry.filename}", why=str(error)))
                    continue
                with opened:
                    yield entry.filename, cast(BinaryIO, opened)


def _tar(stream: BinaryIO, where: str, refuse: Callable[[InputError], None]) -> Iterator[tuple[str, BinaryIO | None]]:
    with tarfile.open(fileobj=stream, mode="r|", errorlevel=2) as archive:
        for entry in archive:
            if entry.isdir():
                continue
            if not entry.isreg():
                refuse(
                    InputError("member refused", where=f"{where}!{_shown(entry.name)}", why="it is a link or a device")
                )
                continue
            yield entry.name, cast("BinaryIO | None", archive.extractfile(entry))
            archive.members = []  # type: ignore[attr-defined]  # else a long archive is kept in memory, header by header


@contextmanager
def _seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """A zip is read from its end: what cannot be rewound is spooled, under the caller's limits."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(_SPOOL) as spool:
        while chunk := stream.read(_CHUNK):
            spool.write(chunk)
        spool.seek(0)
        yield cast(BinaryIO, spool)
