"""Records of one id become one cable: sections that were filed apart are joined, re-releases are kept as versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from crosscable.corpora.cable import Cable, Loss, Part
from crosscable.corpora.text import Piece, SourceMap

__all__ = ["join"]

_BETWEEN = "\n\n"
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
# The fields of a record that hold positions, in the reading and in the source.
_IN_TEXT = ("paragraphs", "blocks", "headings", "sections", "redactions", "protected", "marked")
_IN_SOURCE = ("repairs", "losses", "page_turns")


def join(records: Sequence[Cable]) -> Cable:
    """The cable of several records of one id.

    Records that give different section numbers are parts of one text and are joined in the order of the numbers; a
    number that is missing, or that two different records give, is reported among the losses. Any other records are
    versions: the cable is the one released last (then a corrected copy, then the longest), and holds the others in
    `versions`, in the order of their release. The same text twice counts once.
    """
    distinct = list({record.witness.sha256: record for record in reversed(records)}.values())[::-1]
    if len(distinct) == 1:
        return distinct[0]
    numbers = [_section(record) for record in distinct]
    if len({number for number in numbers if number}) > 1 and None not in numbers:
        return _joined(sorted(distinct, key=lambda record: (_section(record) or 0, record.witness.name)))
    ordered = sorted(distinct, key=_rank)
    return replace(ordered[-1], versions=tuple(ordered[:-1]))


def _rank(record: Cable) -> tuple[datetime, bool, int, str]:
    corrected = any("CORRECTED" in caveat.upper() for caveat in record.caveats)
    return record.released or _LONG_AGO, corrected, len(record.text), record.witness.name


def _section(record: Cable) -> int | None:
    """The number of the only section that a record says it is, None for a whole cable."""
    return record.sections[0].number if len(record.sections) == 1 and record.sections[0].of > 1 else None


def _joined(records: list[Cable]) -> Cable:
    """One cable of its sections, each of which keeps its witness."""
    kept, repeated = [records[0]], list[Cable]()
    for record in records[1:]:
        (repeated if _section(record) == _section(kept[-1]) else kept).append(record)
    pieces: list[Piece] = []
    parts: list[Part] = []
    placed: dict[str, list[Any]] = {name: [] for name in (*_IN_TEXT, *_IN_SOURCE)}
    text_at = source_at = 0
    for index, record in enumerate(kept):
        if index:  # the blank line between two sections stands for no source text
            pieces.append((text_at, text_at + len(_BETWEEN), source_at, source_at))
            text_at += len(_BETWEEN)
        pieces += [_shifted(piece, text_at, source_at) for piece in record.map.pieces]
        parts.append(Part(record.witness, source_at, source_at + len(record.source)))
        for names, by in ((_IN_TEXT, text_at), (_IN_SOURCE, source_at)):
            for name in names:
                placed[name] += [replace(it, start=it.start + by, end=it.end + by) for it in getattr(record, name)]
        text_at += len(record.text)
        source_at += len(record.source)
    placed["losses"] += _faults(kept, repeated, parts)
    moved: dict[str, Any] = {name: tuple(found) for name, found in placed.items()}
    return replace(
        kept[0],
        source="".join(record.source for record in kept),
        text=_BETWEEN.join(record.text for record in kept),
        map=SourceMap(tuple(pieces)),
        parts=tuple(parts),
        summary=next((record.summary for record in kept if record.summary), None),
        signature=next((record.signature for record in reversed(kept) if record.signature), None),
        tags=tuple(dict.fromkeys(tag for record in kept for tag in record.tags)),
        references=tuple(dict.fromkeys(item for record in kept for item in record.references)),
        versions=tuple(repeated),
        **moved,
    )


def _faults(kept: list[Cable], repeated: list[Cable], parts: list[Part]) -> list[Loss]:
    """Sections that are missing, and sections of which there are two texts."""
    faults: list[Loss] = []
    expected = 1
    for record, part in zip(kept, parts, strict=True):
        number = _section(record) or expected
        faults += [_missing(section, part.start) for section in range(expected, number)]
        expected = number + 1
    of = max(record.sections[0].of for record in kept)
    faults += [_missing(section, parts[-1].end) for section in range(expected, of + 1)]
    for record in repeated:
        at = next(part.start for part, one in zip(parts, kept, strict=True) if _section(one) == _section(record))
        message = f"section {_section(record)} has another text in {record.witness.name}"
        faults.append(Loss("repeated-section", at, at, message))
    return faults


def _missing(section: int, at: int) -> Loss:
    return Loss("missing-section", at, at, f"section {section} is not among the records")


def _shifted(piece: Piece, text_at: int, source_at: int) -> Piece:
    start, end, source_start, source_end = piece
    return start + text_at, end + text_at, source_start + source_at, source_end + source_at
