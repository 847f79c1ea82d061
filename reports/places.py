"""Where a quotation stands, in the words in which a reader cites it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from crosscable.corpora.cable import Cable

__all__ = ["named_places", "paragraph_index", "place"]


def place(cable: Cable, start: int) -> str:
    """Where a position stands, as a reader cites it: "¶4", or the zone outside of numbered paragraphs."""
    paragraph = cable.paragraph_at(start)
    if paragraph is None:
        return "heading" if any(h.start <= start < h.end for h in cable.headings) else "header"
    return f"¶{paragraph.number}" if paragraph.number is not None else paragraph.role


def named_places(cable: Cable, ranges: Iterable[tuple[int, int]]) -> dict[str, int | None]:
    """The places of several ranges, each once, in the order of the text, with the index of the paragraph there."""
    found: dict[str, int | None] = {}
    for start, _ in sorted(ranges):
        found.setdefault(place(cable, start), paragraph_index(cable, start))
    return found


def paragraph_index(cable: Cable, start: int) -> int | None:
    """The index of the paragraph that holds `start`, None where there is none."""
    index = bisect_right(cable.paragraphs, start, key=lambda paragraph: paragraph.start) - 1
    return index if index >= 0 and start < cable.paragraphs[index].end else None
