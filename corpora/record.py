"""A cable as one JSON object and as one compact block of bytes, and back, without loss.

The JSON object has the record's fields under their own names. Days and times are ISO 8601, `map` is a list of
[start, end, source_start, source_end], absent fields are null or empty lists. `source` is in it, so that every span of
a cable can be checked against the row alone.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from hashlib import sha256
from typing import Any, Protocol, get_type_hints

import msgspec

from crosscable.corpora.cable import Cable, Paragraph, Part, Witness
from crosscable.corpora.errors import InputError
from crosscable.corpora.text import Piece, SourceMap

__all__ = ["from_bytes", "from_json", "to_bytes", "to_json"]

# First what tells the row's kind and the cable, last the long texts: a line's beginning shows what it is.
_FIRST = ("id", "witness", "sent")
_LAST = ("text", "map", "source", "versions")


def _row_type() -> type[msgspec.Struct]:
    hints = get_type_hints(Cable)
    # JSON has no days: a day and a word ("after unification") are both strings there, and are told apart by hand.
    hints.update(declassify_on=str | None, map=tuple[Piece, ...], versions=tuple[msgspec.Raw, ...])
    names = [*_FIRST, *(name for name in hints if name not in (*_FIRST, *_LAST)), *_LAST]
    required = {"witness", "text", "map", "source"}
    fields: list[Any] = []
    for name in names:
        if name in required:
            fields.append((name, hints[name]))
        else:
            empty: object = False if hints[name] is bool else None if type(None) in _parts(hints[name]) else ()
            fields.append((name, hints[name], empty))
    return msgspec.defstruct("CableRow", fields, kw_only=True, frozen=True, forbid_unknown_fields=True)


def _parts(hint: Any) -> tuple[Any, ...]:
    return getattr(hint, "__args__", ())


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_Row = _row_type()
_NAMES = tuple(_Row.__struct_fields__)
_PLAIN = tuple(name for name in _NAMES if name not in ("declassify_on", "map", "versions"))
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_json_encoder = msgspec.json.Encoder()
_json_decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(_Row)
_bytes_encoder = msgspec.msgpack.Encoder()
_bytes_decoder: msgspec.msgpack.Decoder[Any] = msgspec.msgpack.Decoder(_Row)


def to_json(cable: Cable) -> bytes:
    """The cable as one line of JSON, without the line's end."""
    return _json_encoder.encode(_row(cable, to_json))


def to_bytes(cable: Cable) -> bytes:
    """The cable as a compact block that only `from_bytes` of the same version reads."""
    return _bytes_encoder.encode(_row(cable, to_bytes))


def from_json(line: bytes, where: str = "") -> Cable:
    """The cable of one line that `to_json` made.

    Raises:
        InputError: the line is no such row, or its positions or its digest do not fit its texts.
    """
    try:
        row = _json_decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError("line refused", where=where, why=str(error)) from error
    cable = _cable(row, lambda raw: from_json(bytes(raw), where))
    fault = _fault(cable)
    if fault:
        raise InputError("line refused", where=where, why=fault, remedy="write it again with crosscable read")
    return cable


def from_bytes(block: bytes, *, name: str | None = None) -> Cable:
    """The cable of a block that `to_bytes` made; `name` is its witness's name, where that has changed.

    Raises:
        msgspec.DecodeError: the block is damaged or of another version.
    """
    return _cable(_bytes_decoder.decode(block), lambda raw: from_bytes(bytes(raw)), name)


def _row(cable: Cable, encode: Any) -> Any:
    values = {name: getattr(cable, name) for name in _PLAIN}
    declassify_on = cable.declassify_on
    values["declassify_on"] = declassify_on.isoformat() if isinstance(declassify_on, date) else declassify_on
    values["map"] = cable.map.pieces
    values["versions"] = tuple(msgspec.Raw(encode(version)) for version in cable.versions)
    return _Row(**values)


def _cable(row: Any, decode: Any, name: str | None = None) -> Cable:
    values = {field: getattr(row, field) for field in _PLAIN}
    if name is not None:
        values["witness"] = Witness(name, row.witness.form, row.witness.sha256)
    declassify_on = row.declassify_on
    if declassify_on is not None and _DAY.fullmatch(declassify_on):
        with suppress(ValueError):  # a day that does not exist stays as the words it is
            declassify_on = date.fromisoformat(declassify_on)
    return Cable(
        **values,
        declassify_on=declassify_on,
        map=SourceMap(row.map),
        versions=tuple(decode(version) for version in row.versions),
    )


def _fault(cable: Cable) -> str | None:
    """What in a row contradicts itself, None where nothing does."""
    for part in cable.parts or (Part(cable.witness, 0, len(cable.source)),):
        source = cable.source[part.start : part.end]
        if sha256(source.encode("utf-8", "surrogatepass")).hexdigest() != part.witness.sha256:
            return "its source is not the text that its digest names"
    at = 0
    for start, end, source_start, source_end in cable.map.pieces:
        if start != at or end <= at or not 0 <= source_start <= source_end <= len(cable.source):
            return "its map does not fit its texts"
        at = end
    if at != len(cable.text):
        return "its map does not cover its text"
    placed: list[_Placed] = [*cable.paragraphs, *cable.blocks, *cable.headings, *cable.sections]
    placed += [*cable.redactions, *cable.protected, *cable.marked]
    if any(not 0 <= part.start <= part.end <= len(cable.text) for part in placed):
        return "a position lies outside of its text"
    if any(_misplaced(cable, paragraph) for paragraph in cable.paragraphs):
        return "a paragraph is not the text at its position"
    changes: list[_Placed] = [*cable.repairs, *cable.losses, *cable.page_turns]
    if any(not 0 <= change.start <= change.end <= len(cable.source) for change in changes):
        return "a position lies outside of its source"
    return None


def _misplaced(cable: Cable, paragraph: Paragraph) -> bool:
    return cable.text[paragraph.start : paragraph.end] != paragraph.text
