"""An index of a corpus on disk: counted once, memory-mapped, kept up with the corpus, either the old one or the new.

    FOLDER/current.json     which generation holds; replaced last and at once
    FOLDER/counts/*.npz     what was counted, in pieces of some thousand cables; an interrupted build goes on from them
    FOLDER/generation-…/    the arrays of `Features`, the postings and the hub numbers, one file each

Cables are known by name and by the sha256 of their source: only new ones are counted. Weights, postings and hub
numbers depend on all cables and are made anew when the corpus has changed.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from crosscable.compare.matching.collection import Collection, Entry, entry, one_each
from crosscable.compare.matching.counting import Counts, Vocabulary, count, merge
from crosscable.compare.matching.search import Postings
from crosscable.compare.matching.signals import Features
from crosscable.compare.matching.vectors import Vectors, in_order
from crosscable.compare.terms import compared_text
from crosscable.corpora.errors import UsageError

if TYPE_CHECKING:
    from crosscable.corpora.cable import Cable

__all__ = ["VERSION", "Index", "open_index", "update_index"]

VERSION = 1  # of the files; raised whenever their meaning changes, terms and weights included
_PIECE = 2000  # cables counted between two writes
_decode = msgspec.msgpack.Decoder(Entry).decode
_encode = msgspec.msgpack.Encoder().encode


class _Entries(Sequence[Entry]):
    """Entries that are decoded when they are asked for."""

    def __init__(self, blob: NDArray[np.uint8], starts: NDArray[np.int64]) -> None:
        self._blob, self._starts = blob, starts

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        return _decode(self._blob[self._starts[index] : self._starts[index + 1]].tobytes())


@dataclass(frozen=True, slots=True)
class Index:
    """An opened index: everything that a look-up needs, memory-mapped."""

    features: Features
    postings: Postings
    hub: NDArray[np.float64]
    names: NDArray[np.bytes_]
    profile: str
    repeated: tuple[str, ...]

    def place(self, name: str) -> int | None:
        """Where the cable `name` stands among the entries, None where it is not in the index."""
        wanted = name.encode("utf-8")
        at = int(np.searchsorted(self.names, wanted))
        return at if at < len(self.names) and self.names[at] == wanted else None


def open_index(folder: Path) -> Index:
    """The index in `folder`.

    Raises:
        UsageError: there is none, or another version of the program wrote it.
    """
    current = _current(folder)
    if current is None:
        raise UsageError("no index here", where=str(folder), remedy="give the cables as well, and it will be built")
    if current["version"] != VERSION:
        raise UsageError(
            f"the index has version {current['version']}, this program reads version {VERSION}",
            where=str(folder),
            remedy="delete the folder and give the cables again",
        )
    loaded = _Loaded(folder / current["generation"])
    entries = _Entries(loaded.array("entries"), loaded.array("entry_starts"))
    texts = Vectors(
        Vocabulary(loaded.array("hashes"), loaded.array("spelling"), loaded.array("spelling_starts")),
        loaded.array("frequencies"),
        loaded.array("idf"),
        loaded.matrix("texts"),
    )
    return Index(
        features=Features(entries=entries, texts=texts, **{name: loaded.value(name) for name in _stored_features()}),
        postings=Postings(
            loaded.array("posting_starts"),
            loaded.array("posting_cables"),
            loaded.array("posting_weights"),
            loaded.matrix("posting_own"),
        ),
        hub=loaded.array("hub"),
        names=loaded.array("names"),
        profile=current["profile"],
        repeated=tuple(current["repeated"]),
    )


def update_index(folder: Path, cables: Iterable[Cable]) -> Index:
    """The index of exactly `cables` in `folder`, built or brought up to date; what was counted before is not again.

    Raises:
        UsageError: the folder cannot be written, or holds something else.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        wanted = _count_new(folder, cables)
        fingerprint = sha256("\n".join(sorted(map("\t".join, wanted))).encode()).hexdigest()[:16]
        generation = f"generation-{VERSION}-{fingerprint}"
        current = _current(folder)
        if current is None or current["version"] != VERSION or current["generation"] != generation:
            _build(folder, generation, wanted)
        return open_index(folder)
    except OSError as error:
        raise UsageError(
            "cannot write the index", where=str(folder), why=error.strerror or str(error), remedy="what was there stays"
        ) from error


def _current(folder: Path) -> dict[str, Any] | None:
    try:
        stored: dict[str, Any] = json.loads((folder / "current.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise UsageError("damaged index", where=str(folder), remedy="delete the folder, give the cables") from error
    return stored


def _pieces(folder: Path) -> Iterator[Path]:
    return iter(sorted((folder / "counts").glob(f"{VERSION}-*.npz")))


def _count_new(folder: Path, cables: Iterable[Cable]) -> set[tuple[str, str]]:
    """Count what no piece holds yet; the keys of all `cables`."""
    (folder / "counts").mkdir(exist_ok=True)
    known = {key for piece in _pieces(folder) for key in _keys(piece)}
    wanted: set[tuple[str, str]] = set()
    fresh: list[tuple[tuple[str, str], Entry, str, str]] = []
    for cable in cables:
        key = (cable.name, cable.witness.sha256)
        wanted.add(key)
        if key in known:
            continue
        known.add(key)
        text = compared_text(cable)
        fresh.append((key, entry(cable, len(text)), text, cable.subject or ""))
        if len(fresh) == _PIECE:
            _write_piece(folder, fresh)
            fresh = []
    if fresh:
        _write_piece(folder, fresh)
    return wanted


def _keys(piece: Path) -> list[tuple[str, str]]:
    with np.load(piece) as stored:
        return [(name, digest) for name, digest in json.loads(stored["keys"].tobytes())]


def _write_piece(folder: Path, fresh: list[tuple[tuple[str, str], Entry, str, str]]) -> None:
    keys = json.dumps([key for key, *_ in fresh]).encode()
    blob, starts = _packed([item for _, item, _, _ in fresh])
    arrays: dict[str, Any] = {"keys": np.frombuffer(keys, np.uint8), "entries": blob, "entry_starts": starts}
    arrays |= _count_arrays("text", count(text for _, _, text, _ in fresh))
    arrays |= _count_arrays("subject", count(subject for *_, subject in fresh))
    name = f"{VERSION}-{sha256(keys).hexdigest()[:16]}.npz"
    temporary = folder / "counts" / f".{name}.{os.getpid()}"
    try:
        with temporary.open("wb") as stream:
            np.savez(stream, allow_pickle=False, **arrays)
        temporary.replace(folder / "counts" / name)
    finally:
        temporary.unlink(missing_ok=True)


def _packed(entries: Iterable[Entry]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    packed = [_encode(item) for item in entries]
    starts = np.concatenate(([0], np.cumsum([len(piece) for piece in packed]))).astype(np.int64)
    return np.frombuffer(b"".join(packed), np.uint8), starts


def _count_arrays(kind: str, counts: Counts) -> dict[str, NDArray[Any]]:
    return {
        f"{kind}_hashes": counts.vocabulary.hashes,
        f"{kind}_spelling": counts.vocabulary.spelling,
        f"{kind}_starts": counts.vocabulary.starts,
        f"{kind}_rows": counts.rows,
        f"{kind}_terms": counts.terms,
        f"{kind}_times": counts.times,
    }


def _counts_of(kind: str, stored: Any) -> Counts:
    vocabulary = Vocabulary(stored[f"{kind}_hashes"], stored[f"{kind}_spelling"], stored[f"{kind}_starts"])
    return Counts(vocabulary, stored[f"{kind}_rows"], stored[f"{kind}_terms"], stored[f"{kind}_times"])


def _collected(folder: Path, wanted: set[tuple[str, str]]) -> Collection:
    """The wanted cables of all pieces as one collection."""
    entries: list[Entry] = []
    live: list[int] = []
    texts: list[Counts] = []
    subjects: list[Counts] = []
    for piece in _pieces(folder):
        with np.load(piece) as stored:
            keys = [(name, digest) for name, digest in json.loads(stored["keys"].tobytes())]
            live += [len(entries) + at for at, key in enumerate(keys) if key in wanted]
            entries += _Entries(stored["entries"], stored["entry_starts"])[:]
            texts.append(_counts_of("text", stored))
            subjects.append(_counts_of("subject", stored))
    kept, repeated = one_each([entries[at] for at in live])
    places = [live[at] for at in kept]
    return Collection(
        tuple(entries[at] for at in places), merge(texts).take(places), merge(subjects).take(places), repeated
    )


def _build(folder: Path, generation: str, wanted: set[tuple[str, str]]) -> None:
    """Write the generation, then make it the current one, then clear away the others."""
    from crosscable.compare.matching.fusion import fusion
    from crosscable.compare.matching.pruned import all_hubs
    from crosscable.compare.matching.relatives import profile
    from crosscable.compare.matching.search import postings
    from crosscable.compare.matching.signals import features
    from crosscable.compare.matching.vectors import vectors

    collection = _collected(folder, wanted)
    known = features(collection, vectors(collection.texts))
    found = postings(known.texts.matrix)
    weights = profile(collection)
    temporary = folder / f".{generation}.{os.getpid()}"
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir()
    try:
        _save(temporary, known, found, all_hubs(known, fusion(weights), found))
        shutil.rmtree(folder / generation, ignore_errors=True)
        temporary.replace(folder / generation)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    current = {"version": VERSION, "generation": generation, "profile": weights, "repeated": collection.repeated}
    note = folder / f".current.{os.getpid()}"
    note.write_text(json.dumps(current), encoding="utf-8")
    note.replace(folder / "current.json")
    for old in folder.glob("generation-*"):
        if old.name != generation:
            shutil.rmtree(old, ignore_errors=True)


def _stored_features() -> list[str]:
    return [field.name for field in fields(Features) if field.name not in ("entries", "texts")]


def _save(folder: Path, known: Features, found: Postings, hub: NDArray[np.float64]) -> None:
    entries, starts = _packed(known.entries)
    _put(folder, "entries", entries)
    _put(folder, "entry_starts", starts)
    _put(folder, "names", np.array([item.name.encode("utf-8") for item in known.entries], np.bytes_))
    vocabulary = known.texts.vocabulary
    _put(folder, "hashes", vocabulary.hashes)
    _put(folder, "spelling", vocabulary.spelling)
    _put(folder, "spelling_starts", vocabulary.starts)
    _put(folder, "frequencies", known.texts.frequencies)
    _put(folder, "idf", known.texts.idf)
    _put(folder, "texts", known.texts.matrix)
    for name in _stored_features():
        _put(folder, name, getattr(known, name))
    _put(folder, "posting_starts", found.starts)
    _put(folder, "posting_cables", found.cables)
    _put(folder, "posting_weights", found.weights)
    _put(folder, "posting_own", found.own)
    _put(folder, "hub", hub)


def _put(folder: Path, name: str, value: NDArray[Any] | csr_matrix) -> None:
    if isinstance(value, csr_matrix):
        np.save(folder / f"{name}.data.npy", value.data)
        np.save(folder / f"{name}.indices.npy", value.indices)
        np.save(folder / f"{name}.indptr.npy", value.indptr)
        np.save(folder / f"{name}.shape.npy", np.array(value.shape, np.int64))
    else:
        np.save(folder / f"{name}.npy", value)


class _Loaded:
    """The arrays of one generation, mapped into memory as they are asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def array(self, name: str) -> NDArray[Any]:
        path = self._folder / f"{name}.npy"
        try:
            mapped: NDArray[Any] = np.load(path, mmap_mode="r")
        except ValueError:  # an array without elements cannot be mapped
            mapped = np.load(path)
        return mapped

    def matrix(self, name: str) -> csr_matrix:
        data, columns, starts = (self.array(f"{name}.{part}") for part in ("data", "indices", "indptr"))
        rows, width = self.array(f"{name}.shape").tolist()
        return in_order(data, columns, starts, (rows, width))

    def value(self, name: str) -> Any:
        return self.matrix(name) if (self._folder / f"{name}.data.npy").exists() else self.array(name)
