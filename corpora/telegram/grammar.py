"""Read one telegram: `read_telegram(extract, witness, hints)` -> `Cable`.

The text is read in two steps, each of which leaves a map to the one before: characters are repaired
(`corpora.repairs`), then lines are joined and page lines and rules are cut (`reading`). Header fields are read from the
repaired text, the body's positions are carried over into the reading.
"""

from __future__ import annotations

from dataclasses import dataclass

from crosscable.corpora.cable import (
    Cable,
    Heading,
    Loss,
    PageTurn,
    Paragraph,
    Repair,
    Section,
    Witness,
)
from crosscable.corpora.noise import GAP
from crosscable.corpora.repairs import character_edits
from crosscable.corpora.telegram.body import Body, Chunk, read_body, trim
from crosscable.corpora.telegram.caption import find_caption
from crosscable.corpora.telegram.closing import close
from crosscable.corpora.telegram.damage import lost_numbers, split_at_noise
from crosscable.corpora.telegram.header import Head, read_head
from crosscable.corpora.telegram.hints import NO_HINTS, Hints
from crosscable.corpora.telegram.labels import opens_before, read_opening
from crosscable.corpora.telegram.layout import Zone, page_lines
from crosscable.corpora.telegram.marks import find_blocks, find_protected, find_redactions
from crosscable.corpora.telegram.reading import LAYOUT, layout_edits
from crosscable.corpora.telegram.roles import Roles, read_roles
from crosscable.corpora.telegram.sections import SectionMark, find_records, find_sections
from crosscable.corpora.telegram.transmission import sent_from
from crosscable.corpora.text import BareEdit, Extract, SourceMap, apply, join

__all__ = ["read_telegram"]

# A classification line farther off than this is a quotation. Archive pages put up to 9,000 characters before it.
_CAPTION_ROOM = 12_000
_CAPITALS_SAMPLE = 5000  # characters that tell whether lines were cut inside words, as in texts all in capitals
_CAPITALS = 0.8  # share of the paragraphs' characters in paragraphs without any small letter


@dataclass(frozen=True, slots=True)
class _Repaired:
    """The text after the character rules, its way back to the source, and the edits."""

    text: str
    map: SourceMap
    edits: list[BareEdit]


@dataclass(frozen=True, slots=True)
class _Layout:
    """The reading, its map to the repaired text, and the edits that made it."""

    reading: str
    map: SourceMap
    edits: list[BareEdit]


def read_telegram(
    extract: Extract, witness: Witness, hints: Hints = NO_HINTS, *, without: frozenset[str] = frozenset()
) -> Cable:
    """Read the telegram in `extract`; every field that it does not have is absent.

    Args:
        extract: the telegram's text and the way back to the file.
        witness: the file it survives in.
        hints: what the file's form knows of it.
        without: names of repair rules that are not applied.
    """
    repaired = _repair(extract, without)
    text = repaired.text
    caption = find_caption(text, min(len(text), _CAPTION_ROOM))
    if caption and sent_from(text[: caption.start]) is None and opens_before(text, caption.start):
        caption = None  # a classification line under the labels opens a second copy or the next cable
    opening = read_opening(text, caption.end if caption else 0, len(text))
    head = read_head(text, caption, opening, hints)
    marks = find_sections(text, opening.body) if "section-line" not in without else []
    zones = _zones(text, marks, without)
    body, signature = _body(text, opening.body, without, [zone for zone in zones if zone.start >= opening.body])
    roles = read_roles(text, body.chunks)
    layout = _lay_out(text, opening.body, body, without, [zone for zone in zones if zone.end <= opening.body])
    paragraphs, headings = _paragraphs(layout, body.chunks, roles)
    source = join(layout.map, repaired.map)
    return Cable(
        source=extract.source,
        text=layout.reading,
        map=source,
        witness=witness,
        **head.fields(),
        summary=_summary(layout, roles),
        paragraphs=paragraphs,
        blocks=find_blocks(layout.reading, paragraphs),
        headings=headings,
        signature=signature,
        sections=_sections(layout, head, marks),
        redactions=find_redactions(layout.reading),
        protected=find_protected(layout.reading),
        capitals=_all_capitals(paragraphs),
        repairs=_repairs(extract, repaired, layout),
        losses=_losses(extract, repaired, body),
        page_turns=_page_turns(repaired, layout),
    )


def _zones(text: str, marks: list[SectionMark], without: frozenset[str]) -> list[Zone]:
    """The pieces that are no text of the telegram: repeated openings and an archive's record, apart from each other."""
    found = [Zone("section-line", mark.start, mark.end) for mark in marks]
    if "archive-record" not in without:
        found += [Zone("archive-record", start, end) for start, end in find_records(text)]
    zones: list[Zone] = []
    for zone in sorted(found, key=lambda zone: zone.start):
        if not zones or zone.start >= zones[-1].end:
            zones.append(zone)
    return zones


def _body(text: str, start: int, without: frozenset[str], zones: list[Zone]) -> tuple[Body, str | None]:
    """The chunks of the body, the last of them the signature, and the name that signs."""
    body = read_body(text, start, len(text), without, zones)
    split_at_noise(text, body.chunks)
    signature = close(text, body)
    trim(text, body)
    return body, signature


def _repair(extract: Extract, without: frozenset[str]) -> _Repaired:
    edits = character_edits(extract.text, without)
    if not edits:
        return _Repaired(extract.text, extract.map, [])
    text, signs = apply(extract.text, edits)
    return _Repaired(text, join(signs, extract.map), edits)


def _lay_out(text: str, body_start: int, body: Body, without: frozenset[str], zones: list[Zone]) -> _Layout:
    if "page-line" not in without:
        pages = page_lines(text, 0, body_start)
        zones = zones + [page for page in pages if all(page.end <= z.start or z.end <= page.start for z in zones)]
    edits: list[BareEdit] = [(zone.start, zone.end, "", zone.rule) for zone in sorted(zones, key=lambda z: z.start)]
    capitals = text[body_start : body_start + _CAPITALS_SAMPLE].isupper()
    edits += layout_edits(text, body_start, len(text), body, without, capitals=capitals)
    return _Layout(*apply(text, edits), edits)


def _paragraphs(
    layout: _Layout, chunks: list[Chunk], roles: Roles
) -> tuple[tuple[Paragraph, ...], tuple[Heading, ...]]:
    reading = layout.reading
    paragraphs = []
    headings = []
    heading: str | None = None
    held = [(chunk, role) for chunk, role in zip(chunks, roles.roles, strict=True) if chunk.words < chunk.end]
    starts = layout.map.to_readings([chunk.words for chunk, _ in held])
    lasts = layout.map.to_readings([chunk.end - 1 for chunk, _ in held])
    for (chunk, role), start, last in zip(held, starts, lasts, strict=True):
        end = last + 1
        words = reading[start:end]
        if chunk.kind == "heading":
            heading = " ".join(words.split())
            headings.append(Heading(heading, start, end))
        elif role == "signature":
            paragraphs.append(Paragraph(None, None, None, role, words, start, end))
        else:
            paragraphs.append(Paragraph(chunk.number, chunk.marking, heading, role, words, start, end))
    return tuple(paragraphs), tuple(headings)


def _summary(layout: _Layout, roles: Roles) -> str | None:
    at = layout.map.to_reading
    parts = [layout.reading[at(start) : at(end - 1) + 1].strip() for start, end in roles.summary]
    return "\n".join(part for part in parts if part) or None


def _sections(layout: _Layout, head: Head, marks: list[SectionMark]) -> tuple[Section, ...]:
    if not head.section and not marks:
        return ()
    at, end = layout.map.to_reading, len(layout.reading)
    starts = [(head.section or 1, head.of or (marks[0].of if marks else 1), 0)]
    starts += [(mark.number, mark.of, at(mark.end)) for mark in marks]
    ends = [start for _, _, start in starts[1:]] + [end]
    return tuple(Section(number, of, start, stop) for (number, of, start), stop in zip(starts, ends, strict=True))


def _all_capitals(paragraphs: tuple[Paragraph, ...]) -> bool:
    total = sum(len(each.text) for each in paragraphs)
    return total > 0 and sum(len(each.text) for each in paragraphs if each.text.isupper()) >= _CAPITALS * total


def _repairs(extract: Extract, repaired: _Repaired, layout: _Layout) -> tuple[Repair, ...]:
    """Every repair in the order of the source: the form's cuts, signs, lines. White space is in the map only."""
    source = extract.source
    repairs = [Repair(rule, start, end, source[start:end], "") for rule, start, end in extract.cuts]
    for start, end, after, rule in repaired.edits:
        first, last = extract.map.to_source(start, end)
        repairs.append(Repair(rule, first, last, source[first:last], after))
    for start, end, after, rule in layout.edits:
        if rule != LAYOUT:
            first, last = repaired.map.to_source(start, end)
            repairs.append(Repair(rule, first, last, source[first:last], after))
    if len(repairs) > 1:
        repairs.sort(key=lambda repair: (repair.start, repair.end))
    return tuple(repairs)


def _losses(extract: Extract, repaired: _Repaired, body: Body) -> tuple[Loss, ...]:
    losses = [
        Loss("garble", *extract.map.to_source(start, end), "a burst of transmission noise destroyed text here")
        for start, end, after, rule in repaired.edits
        if rule == "noise" and after == GAP
    ]
    for start, end, message in lost_numbers(body.chunks):
        losses.append(Loss("missing-paragraph", *repaired.map.to_source(start, end), message))
    return tuple(sorted(losses, key=lambda loss: (loss.start, loss.end)))


def _page_turns(repaired: _Repaired, layout: _Layout) -> tuple[PageTurn, ...]:
    return tuple(
        PageTurn(" ".join(repaired.text[start:end].split()), *repaired.map.to_source(start, end))
        for start, end, _, rule in layout.edits
        if rule == "page-line"
    )
