"""What one task counts: some thousand cables, each reduced to an entry and the counts of its terms."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

import msgspec

from crosscable.compare.matching.collection import Entry
from crosscable.compare.matching.counting import Counts, count

__all__ = ["PIECE", "Piece", "count_pieces", "spread"]

PIECE = 1000  # cables counted together; about 10 MB of text
_Item = TypeVar("_Item")
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[tuple[Entry, str]]).decode


@dataclass(frozen=True, slots=True)
class Piece:
    """Entries and the counts of their texts, one row each."""

    entries: tuple[Entry, ...]
    texts: Counts


def count_pieces(items: Iterable[tuple[Entry, str]]) -> Iterator[Piece]:
    """Count texts with the tokenizer of the local engine."""
    for some in _batched(items):
        yield Piece(tuple(item for item, _ in some), count((text for _, text in some), phrases=True))


def spread(context: Any, items: Iterable[tuple[Entry, str]]) -> Any:
    """The pieces of entries and texts that the driver has read."""
    parts = [context.parallelize([zlib.compress(_encode(some), 1)], 1) for some in _batched(items)]
    packed = context.union(parts) if parts else context.parallelize([], 1)
    return packed.flatMap(_unpacked)


def _unpacked(packed: bytes) -> Iterator[Piece]:
    return count_pieces(_decode(zlib.decompress(packed)))


def _batched(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    waiting = iter(items)
    while some := list(islice(waiting, PIECE)):
        yield some
