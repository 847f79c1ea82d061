"""Arrays of an index on disk: written one file each, mapped into memory when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from crosscable.compare.matching.collection import Entry, EntrySequence
from crosscable.compare.matching.counting import Counts, Vocabulary
from crosscable.compare.matching.phrases import Phrases
from crosscable.compare.matching.signals import Scales
from crosscable.compare.matching.vectors import in_order

__all__ = ["Entries", "Loaded", "count_arrays", "counts_of", "packed", "packed_scales", "put"]

_decode = msgspec.msgpack.Decoder(Entry).decode
_encode = msgspec.msgpack.Encoder().encode
_encode_entry = msgspec.msgpack.Encoder(order="deterministic").encode  # sets ascend: as they lie differs by process


class Entries(EntrySequence):
    """Entries that are decoded when they are asked for."""

    def __init__(self, blob: NDArray[np.uint8], starts: NDArray[np.int64]) -> None:
        self._blob, self._starts = blob, starts

    def __len__(self) -> int:
        return len(self._starts) - 1

    def entry(self, number: int) -> Entry:
        """The entry of one cable."""
        return _decode(self._blob[self._starts[number] : self._starts[number + 1]].tobytes())


def packed(entries: Iterable[Entry]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The bytes of `entries` one after the other, and where each starts."""
    pieces = [_encode_entry(item) for item in entries]
    starts = np.concatenate(([0], np.cumsum([len(piece) for piece in pieces]))).astype(np.int64)
    return np.frombuffer(b"".join(pieces), np.uint8), starts


def count_arrays(kind: str, counts: Counts) -> dict[str, NDArray[Any]]:
    """The arrays of `counts`, which are of the texts or subjects as `kind` says."""
    return {
        f"{kind}_hashes": counts.vocabulary.hashes,
        f"{kind}_spelling": counts.vocabulary.spelling,
        f"{kind}_starts": counts.vocabulary.starts,
        f"{kind}_rows": counts.rows,
        f"{kind}_terms": counts.terms,
        f"{kind}_times": counts.times,
        f"{kind}_phrases": counts.phrases,
        f"{kind}_phrase_rows": counts.phrase_rows,
    }


def counts_of(kind: str, stored: Any) -> Counts:
    """What `count_arrays` stored."""
    vocabulary = Vocabulary(stored[f"{kind}_hashes"], stored[f"{kind}_spelling"], stored[f"{kind}_starts"])
    arrays = (stored[f"{kind}_{part}"] for part in ("rows", "terms", "times", "phrases", "phrase_rows"))
    return Counts(vocabulary, *arrays)


def packed_scales(scales: Scales) -> NDArray[np.uint8]:
    """The bytes of `scales`."""
    return np.frombuffer(_encode(scales), np.uint8)


def put(folder: Path, name: str, value: NDArray[Any] | csr_matrix) -> None:
    """Write one array or matrix."""
    if isinstance(value, csr_matrix):
        np.save(folder / f"{name}.data.npy", value.data)
        np.save(folder / f"{name}.indices.npy", value.indices)
        np.save(folder / f"{name}.indptr.npy", value.indptr)
        np.save(folder / f"{name}.shape.npy", np.array(value.shape, np.int64))
    else:
        np.save(folder / f"{name}.npy", value)


class Loaded:
    """The arrays of one folder, mapped into memory as they are asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def array(self, name: str) -> NDArray[Any]:
        """The array `name`."""
        path = self._folder / f"{name}.npy"
        try:
            mapped: NDArray[Any] = np.load(path, mmap_mode="r")
        except ValueError:  # an array without elements cannot be mapped
            mapped = np.load(path)
        return mapped

    def matrix(self, name: str) -> csr_matrix:
        """The matrix `name`."""
        data, columns, starts = (self.array(f"{name}.{part}") for part in ("data", "indices", "indptr"))
        rows, width = self.array(f"{name}.shape").tolist()
        return in_order(data, columns, starts, (rows, width))

    def value(self, name: str) -> Any:
        """The array or matrix `name`."""
        return self.matrix(name) if (self._folder / f"{name}.data.npy").exists() else self.array(name)

    def vocabulary(self) -> Vocabulary:
        """The terms."""
        return Vocabulary(self.array("hashes"), self.array("spelling"), self.array("spelling_starts"))

    def phrases(self) -> Phrases:
        """The rare phrases."""
        return Phrases(self.array("phrase_numbers"), self.matrix("phrases"))

    def entries(self) -> Entries:
        """The entries."""
        return Entries(self.array("entries"), self.array("entry_starts"))

    def scales(self) -> Scales:
        """The scales of the features."""
        return msgspec.msgpack.decode(self.array("scales").tobytes(), type=Scales)
