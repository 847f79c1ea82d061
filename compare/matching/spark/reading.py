"""JSON lines and Parquet read by the tasks, line by line; what else the local engine reads, the driver reads.

Records of one id are joined as they are everywhere. They are few, and only they come to the driver.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from crosscable.compare.matching.collection import Entry, entry
from crosscable.compare.matching.spark.pieces import Piece, count_pieces, spread
from crosscable.compare.matching.spark.session import kept
from crosscable.compare.terms import compared_text
from crosscable.corpora.cable import Cable
from crosscable.corpora.corpus import read_record
from crosscable.corpora.decoding import decode
from crosscable.corpora.errors import InputError, UsageError
from crosscable.corpora.forms.document import find_document
from crosscable.corpora.forms.found import PLAIN, Found
from crosscable.corpora.forms.jsonlines import is_jsonlines
from crosscable.corpora.record import from_json
from crosscable.corpora.selection import EVERYTHING, Selection
from crosscable.corpora.versions import join

__all__ = ["TEXT_COLUMNS", "read_by_tasks", "read_pieces", "spread_cables"]

TEXT_COLUMNS = ("source", "text")  # of a Parquet file: the first that it has holds the text of the cable
_PARQUET = ".parquet"
_LINES = (".jsonl", ".ndjson")
_PATTERN = frozenset("*?[]{},\\")  # Spark would take these as a pattern or as several paths
_HEAD = 65_536
Refusal = tuple[str, str, str, str]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Line:
    """One record, not yet read: the input and the place there decide the order of records of one id."""

    place: Place
    name: str
    content: bytes
    parquet: bool


@dataclass(frozen=True, slots=True)
class _Batch:
    """Records of one task, counted: what is needed to see which of them belong together, and what was refused."""

    piece: Piece
    ids: tuple[str | None, ...]
    places: tuple[Place, ...]
    held: tuple[bool, ...]
    refused: tuple[Refusal, ...]


def read_by_tasks(paths: Sequence[str]) -> bool:
    """Whether all `paths` are JSON lines of ours or Parquet, so that the tasks read them.

    Raises:
        UsageError: Parquet beside something that only the driver can read.
    """
    if all(map(_splittable, paths)):
        return True
    if any(path.endswith(_PARQUET) or "://" in path for path in paths):
        raise UsageError(
            "Parquet and addresses cannot be mixed with other inputs",
            remedy="convert the others with `crosscable read --format jsonl`",
        )
    return False


def _splittable(path: str) -> bool:
    if "://" in path:
        return path.endswith((_PARQUET, *_LINES))
    if _PATTERN & set(path):
        return False
    place = Path(path)
    if path.endswith(_PARQUET):
        return place.exists()
    if not path.endswith(_LINES) or not place.is_file():
        return False
    with place.open("rb") as stream:
        return is_jsonlines(stream.read(_HEAD).decode("utf-8-sig", "replace"))


def spread_cables(context: Any, cables: Iterable[Cable]) -> Any:
    """The pieces of cables that the driver has read."""
    return spread(context, map(_item, cables))


def _item(cable: Cable) -> tuple[Entry, str]:
    text = compared_text(cable)
    return entry(cable, len(text)), text


def read_pieces(
    session: Any, paths: Sequence[str], chosen: Selection = EVERYTHING, *, refuse: Callable[[InputError], None]
) -> Any:
    """The pieces of the cables of `paths` that `chosen` holds, read by the tasks; refusals go to `refuse`.

    Raises:
        UsageError: a Parquet file without a column of texts.
    """
    context = session.sparkContext
    lines = context.union([_lines(session, number, path) for number, path in enumerate(paths)])
    batches = kept(lines.mapPartitions(partial(_read_all, chosen)))
    heads = batches.map(_head).collect()
    for what, where, why, remedy in (refusal for _, refused in heads for refusal in refused):
        refuse(InputError(what, where=where, why=why, remedy=remedy))
    known = [(id, place) for ids, _ in heads for id, place in ids if id]
    often = {id for id, number in Counter(id for id, _ in known).items() if number > 1}
    alone = batches.map(partial(_kept, context.broadcast(frozenset(often))))
    if not often:
        return alone
    places = context.broadcast(frozenset(place for id, place in known if id in often))
    records = lines.filter(partial(_among, places)).mapPartitions(_cables).collect()
    return alone.union(spread_cables(context, _joined(records, chosen)))


def _lines(session: Any, number: int, path: str) -> Any:
    address = path if "://" in path else f"file://{Path(path).absolute()}"
    if not path.endswith(_PARQUET):
        return (
            session.sparkContext.textFile(address, use_unicode=False)
            .zipWithIndex()
            .map(partial(_json_line, number, path))
        )
    frame = session.read.parquet(address)
    column = next((name for name in TEXT_COLUMNS if name in frame.columns), None)
    if column is None:
        raise UsageError(
            "no column of texts", where=path, remedy=f"name the column of the texts {' or '.join(TEXT_COLUMNS)}"
        )
    return frame.select(column).rdd.zipWithIndex().map(partial(_parquet_line, number, path))


def _json_line(number: int, path: str, numbered: tuple[bytes | str, int]) -> _Line:
    content, at = numbered
    content = content.encode("utf-8") if isinstance(content, str) else bytes(content)
    return _Line((number, at), f"{path}, line {at + 1}", content.removeprefix(b"\xef\xbb\xbf"), False)


def _parquet_line(number: int, path: str, numbered: tuple[Any, int]) -> _Line:
    row, at = numbered
    return _Line((number, at), f"{path}#{at + 1}", (row[0] or "").encode("utf-8", "replace"), True)


def _records(line: _Line, refuse: Callable[[InputError], None]) -> Iterator[Cable]:
    if not line.content.strip():
        return
    found: Iterable[Found]
    try:
        if line.parquet:
            found = find_document(decode(line.content, line.name), line.name, PLAIN, refuse)
        else:
            found = (Found(line.name, partial(from_json, line.content, line.name)),)
        for record in found:
            cable = read_record(record, refuse)
            if cable is not None:
                yield cable
    except InputError as error:
        refuse(error)


def _read_all(chosen: Selection, lines: Iterable[_Line]) -> Iterator[_Batch]:
    """The records of one partition, counted piece by piece."""
    facts: list[tuple[str | None, Place, bool]] = []
    refused: list[InputError] = []

    def items() -> Iterator[tuple[Entry, str]]:
        for line in lines:
            for cable in _records(line, refused.append):
                facts.append((cable.id, line.place, _holds(chosen, cable)))
                yield _item(cable)

    for piece in count_pieces(items()):
        here, facts[:] = facts[: len(piece.entries)], facts[len(piece.entries) :]
        ids, places, held = zip(*here, strict=True)
        yield _Batch(piece, ids, places, held, _told(refused))
        refused.clear()
    if refused:
        yield _Batch(Piece((), next(count_pieces([_NOTHING])).texts.take([])), (), (), (), _told(refused))


_NOTHING = (Entry("", "", None, None, False, None, (), (), frozenset(), frozenset(), 0), "")


def _told(refused: Iterable[InputError]) -> tuple[Refusal, ...]:
    return tuple((error.what, error.where, error.why, error.remedy) for error in refused)


def _holds(chosen: Selection, cable: Cable) -> bool:
    return chosen.holds(cable.id or cable.witness.name, cable.sent, cable.origin, cable.tags)


def _head(batch: _Batch) -> tuple[list[tuple[str | None, Place]], tuple[Refusal, ...]]:
    return list(zip(batch.ids, batch.places, strict=True)), batch.refused


def _kept(often: Any, batch: _Batch) -> Piece:
    """What is asked for of a batch, without the ids that come more than once."""
    which = [
        at for at, (id, held) in enumerate(zip(batch.ids, batch.held, strict=True)) if held and id not in often.value
    ]
    return Piece(
        tuple(batch.piece.entries[at] for at in which), batch.piece.texts.take(np.array(which, np.int64).tolist())
    )


def _among(places: Any, line: _Line) -> bool:
    return line.place in places.value


def _cables(lines: Iterable[_Line]) -> Iterator[tuple[Place, Cable]]:
    for line in lines:
        for cable in _records(line, lambda _: None):  # told when it was counted
            yield line.place, cable


def _joined(records: Iterable[tuple[Place, Cable]], chosen: Selection) -> Iterator[Cable]:
    """One cable of all records of an id, where one of them is asked for."""
    groups: dict[str | None, list[Cable]] = {}
    for _, cable in sorted(records, key=lambda record: record[0]):
        groups.setdefault(cable.id, []).append(cable)
    for group in groups.values():
        if any(_holds(chosen, cable) for cable in group):
            yield join(group)
