"""From files to a filled store: what it does not hold yet is read, in batches, and what it holds is left alone."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import BinaryIO, cast

from crosscable.corpora.cable import Cable
from crosscable.corpora.corpus import Refuse, Source, find_records, read_record, reason
from crosscable.corpora.errors import InputError, NotACableError, UnsafeArchiveError
from crosscable.corpora.forms.found import Settings, named_reference
from crosscable.corpora.store import Entry, Store, rules_digest, size_limit

__all__ = ["fill", "spooled"]

# Records written together: few enough that an interruption costs a second, enough that writing costs little.
_BATCH = 200
_SPOOL = 64 * 1024 * 1024  # bytes of standard input kept in memory; more go to a nameless file
_CHUNK = 1 << 20
_KINDS = {kind.__name__: kind for kind in (InputError, NotACableError, UnsafeArchiveError)}


def spooled(source: Source) -> tuple[Source, Callable[[], None]]:
    """Standard input can be read once; a spooled copy can be read as often as a file, until it is closed."""
    spool = cast(BinaryIO, tempfile.SpooledTemporaryFile(_SPOOL))  # noqa: SIM115  # the caller closes it
    with source.open() as stream:
        while chunk := stream.read(_CHUNK):
            spool.write(chunk)
    size = spool.tell()

    def opened() -> BinaryIO:
        spool.seek(0)
        return cast(BinaryIO, _Kept(spool))

    return Source(source.name, opened, size), spool.close


class _Kept:
    """A stream that is still there when its reader closes it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)

    def __enter__(self) -> BinaryIO:
        return self._stream

    def __exit__(self, *_: object) -> None:
        return None


@dataclass(slots=True)
class _Waiting:
    """A record or a refusal that is read but not written: the input, its place there, the cable if it is one."""

    number: int
    place: int
    fragment: str
    cable: Cable | None


class _Writer:
    """Gathers what is read and writes it in batches."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[_Waiting] = []
        self._notes: list[tuple[int, int, tuple[dict[str, str], ...], bool]] = []

    def add(self, waiting: _Waiting, refused: Iterable[dict[str, str]]) -> None:
        self._waiting.append(waiting)
        if len(self._waiting) >= _BATCH:
            self.note(waiting.number, waiting.place + 1, refused, complete=False)
            self.flush()

    def note(self, number: int, done: int, refused: Iterable[dict[str, str]], *, complete: bool) -> None:
        self._notes.append((number, done, tuple(refused), complete))
        if len(self._notes) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        if not self._waiting and not self._notes:
            return
        self._store.begin()
        for waiting in self._waiting:
            if waiting.cable is not None:
                self._store.add(waiting.number, waiting.place, waiting.fragment, waiting.cable)
        for number, done, refused, complete in self._notes:
            self._store.progress(number, done, refused, complete=complete)
        self._store.commit()
        self._waiting.clear()
        self._notes.clear()


def fill(
    store: Store, files: Iterable[Source], settings: Settings, refuse: Refuse, on_record: Callable[[], None]
) -> Iterator[Entry]:
    """See that the store holds the records of all files, then tell them in their order."""
    writer = _Writer(store)
    inputs: list[tuple[int, str]] = []
    for source in files:
        try:
            key = _key(source, settings)
        except OSError as error:
            refuse(InputError("cannot be read", where=source.name, why=reason(error)))
            continue
        number, done, complete, refused = store.input(key)
        inputs.append((number, source.name))
        if complete:
            for row in refused:
                refuse(_refusal(row, source.name))
        else:
            _read(source, settings, number, done, refused, writer, refuse, on_record)
    writer.flush()
    store.trim([number for number, _ in inputs], size_limit())
    for number, name in inputs:
        yield from store.entries(number, name)


def _read(
    source: Source, settings: Settings, number: int, done: int, before: tuple[dict[str, str], ...],
    writer: _Writer, refuse: Refuse, on_record: Callable[[], None],
) -> None:  # fmt: skip
    """Read what is still missing of an input. `before` is what the records done so far refused."""
    from_records = list(before)  # told again only by the store: these records are not read a second time
    from_file: list[dict[str, str]] = []
    for row in before:
        refuse(_refusal(row, source.name))

    def refuse_file(error: InputError) -> None:
        from_file.append(_row(error, source.name))
        refuse(error)

    def refuse_record(error: InputError) -> None:
        from_records.append(_row(error, source.name))
        refuse(error)

    place = 0
    for found in find_records(source, settings, refuse_file):
        if place >= done:
            cable = read_record(found, refuse_record)
            on_record()
            writer.add(_Waiting(number, place, _fragment(cable, source.name), cable), from_records)
        place += 1
    writer.note(number, place, (*from_file, *from_records), complete=True)


def _fragment(cable: Cable | None, name: str) -> str:
    """The witness's name without the file's, which may be another next time; "=" marks one that does not begin so."""
    if cable is None:
        return ""
    witness = cable.witness.name
    return "+" + witness[len(name) :] if witness.startswith(name) else "=" + witness


def _key(source: Source, settings: Settings) -> bytes:
    """What decides an input's records: its bytes, the settings, the rules, and a file name that is a reference."""
    digest = blake2b(rules_digest(), digest_size=32)
    digest.update(repr((settings.year, sorted(settings.without), named_reference(source.name))).encode())
    with source.open() as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.digest()


def _row(error: InputError, name: str) -> dict[str, str]:
    where = "+" + error.where[len(name) :] if error.where.startswith(name) else "=" + error.where
    return {
        "kind": type(error).__name__, "what": error.what, "where": where, "why": error.why, "remedy": error.remedy
    }  # fmt: skip


def _refusal(row: dict[str, str], name: str) -> InputError:
    where = row["where"]
    place = name + where[1:] if where.startswith("+") else where[1:]
    return _KINDS[row["kind"]](row["what"], where=place, why=row["why"], remedy=row["remedy"])
