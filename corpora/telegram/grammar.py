"""Read one telegram: `read_telegram(extract, witness, hints)` -> `Cable`."""

from __future__ import annotations

import re

from crosscable.corpora.cable import Cable, Heading, Paragraph, Redaction, Repair, Witness
from crosscable.corpora.reference import canonical_post, make_id, post_of
from crosscable.corpora.repairs import character_edits
from crosscable.corpora.telegram.authority import read_authority
from crosscable.corpora.telegram.body import read_body
from crosscable.corpora.telegram.caption import Caption, caveats_in, find_caption, level_and_caveats
from crosscable.corpora.telegram.closing import close
from crosscable.corpora.telegram.fields import read_declassification, read_subject
from crosscable.corpora.telegram.hints import NO_HINTS, Hints
from crosscable.corpora.telegram.labels import first_label, read_opening
from crosscable.corpora.telegram.reading import LAYOUT, layout_edits
from crosscable.corpora.telegram.references import read_references
from crosscable.corpora.telegram.roles import read_roles
from crosscable.corpora.telegram.tags import read_tags
from crosscable.corpora.telegram.transmission import Transmission, read_transmission
from crosscable.corpora.text import Extract, apply, join

__all__ = ["read_telegram"]

_KINDS = {"AMEMBASSY": "Embassy", "AMCONSUL": "Consulate", "AMCONGEN": "Consulate"}


def read_telegram(
    extract: Extract, witness: Witness, hints: Hints = NO_HINTS, *, without: frozenset[str] = frozenset()
) -> Cable:
    """Read the telegram in `extract`; every field that it does not have is absent.

    `without` names the repair rules that are not applied.
    """
    edits = character_edits(extract.text, without)
    text, signs = apply(extract.text, edits) if edits else (extract.text, extract.map)
    below = join(signs, extract.map) if edits else extract.map
    caption = find_caption(text, min(len(text), 12000))
    header = read_transmission(hints.header if hints.header else text[: caption.start if caption else 4000])
    begin = caption.end if caption and first_label(text, caption.start) == caption.start else 0
    opening = read_opening(text, begin, len(text))
    body = read_body(text, opening.body, len(text), without)
    signature = close(text, body)
    roles = read_roles(text, body.chunks)
    layout = layout_edits(text, opening.body, len(text), body, without)
    reading, lines = apply(text, layout)
    at = lines.to_reading
    paragraphs = []
    headings = []
    heading = None
    for chunk, role in zip(body.chunks, roles.roles, strict=True):
        start, end = at(chunk.words), at(chunk.end - 1) + 1
        if chunk.kind == "heading":
            heading = reading[start:end]
            headings.append(Heading(heading, start, end))
            continue
        if start >= end:
            continue
        paragraphs.append(Paragraph(chunk.number, chunk.marking, heading, role, reading[start:end], start, end))
    summary = "\n".join(reading[at(start) : at(end - 1) + 1].strip() for start, end in roles.summary) or None
    tags = next((found for value in opening.values(text, "tags") if (found := read_tags(value))), ())
    year = hints.year or (header.sent.year if header.sent else hints.sent.year if hints.sent else None)
    references = next((items for value in opening.values(text, "ref") if (items := read_references(value, year))), ())
    authorities = [read_authority(value) for value in opening.values(text, "authority")]
    authority = next((found for found in authorities if found[0]), authorities[0] if authorities else (None, ()))
    eo = opening.values(text, "eo")
    subjects = [subject for value in opening.values(text, "subject") if (subject := read_subject(value))]
    level, more = (
        level_and_caveats(hints.classification) if hints.classification else (caption.level if caption else None, [])
    )
    captions = (
        caveats_in(text[begin : opening.labels[0].start] + (caption.rest if caption else "")) if opening.labels else []
    )
    repairs = [Repair(rule, *extract.map.to_source(s, e), extract.text[s:e], after) for s, e, after, rule in edits]
    repairs += [
        Repair(rule, *below.to_source(s, e), text[s:e], after) for s, e, after, rule in layout if rule != LAYOUT
    ]
    cuts = [Repair(rule, s, e, extract.source[s:e], "") for rule, s, e in extract.cuts]
    return Cable(
        source=extract.source,
        text=reading,
        map=join(lines, below),
        witness=witness,
        id=_identity(hints, header, caption),
        sent=header.sent or hints.sent,
        dtg=header.dtg,
        released=hints.released,
        origin=_origin(hints, header, caption),
        sender=header.sender,
        recipients=header.recipients,
        info=header.info,
        precedence=header.precedence,
        transmission_id=header.transmission_id,
        classification=level,
        caveats=tuple(dict.fromkeys(captions + more)),
        eo_line=eo[0] if eo else None,
        declassify_on=read_declassification(eo[0]) if eo else None,
        subject=subjects[0] if subjects else hints.subject,
        tags=tags,
        references=references,
        classified_by=authority[0],
        classified_reasons=authority[1],
        summary=summary,
        paragraphs=tuple(paragraphs),
        headings=tuple(headings),
        signature=signature,
        redactions=tuple(
            Redaction(m[0], m.start(), m.end()) for m in re.finditer(r"X{4,}|\[[A-Z]+ REMOVED\]", reading)
        ),
        repairs=tuple(sorted(repairs + cuts, key=lambda repair: (repair.start, repair.end))),
    )


def _identity(hints: Hints, header: Transmission, caption: Caption | None) -> str | None:
    if hints.id:
        return hints.id
    year = header.sent.year if header.sent else hints.year
    if year is None or not caption or not caption.post or caption.number is None:
        return None
    return make_id(year, caption.post, caption.number)


def _origin(hints: Hints, header: Transmission, caption: Caption | None) -> str | None:
    if hints.origin:
        return hints.origin
    if header.sender:
        kind, _, place = header.sender.partition(" ")
        code, known = canonical_post(header.sender)
        if known:
            return post_of(f"00{code}1")
        if kind in _KINDS and place:
            return f"{_KINDS[kind]} {place.title()}"
    if caption and caption.post:
        return post_of(f"00{canonical_post(caption.post)[0]}1")
    return None
