"""All fields that stand before the body, from the transmission header to the classifying authority."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from crosscable.corpora.cable import Reference
from crosscable.corpora.reference import canonical_post, make_id, post_of
from crosscable.corpora.telegram.authority import read_authority
from crosscable.corpora.telegram.caption import Caption, captions_in, level_and_caveats
from crosscable.corpora.telegram.fields import read_declassification, read_subject
from crosscable.corpora.telegram.hints import Hints
from crosscable.corpora.telegram.labels import Opening
from crosscable.corpora.telegram.references import read_references
from crosscable.corpora.telegram.tags import read_tags
from crosscable.corpora.telegram.transmission import Transmission, read_transmission

__all__ = ["Head", "read_head"]

_KINDS = {"AMEMBASSY": "Embassy", "AMCONSUL": "Consulate", "AMCONGEN": "Consulate"}
_OWN = (
    *("id", "origin", "classification", "caveats", "passing", "eo_line", "declassify_on", "subject", "tags"),
    *("references", "classified_by", "classified_reasons"),
)
# Without a classification line the transmission header is looked for in this much of the text.
_HEADER_ROOM = 4000
_DRAFTED = re.compile(r"^[ \t]*(DRAFTED|APPROVED|CLEARED)(?: BY)?[ \t]*:?[ \t]+(\S.*?)[ \t\r]*$", re.MULTILINE)
_CLEARANCES = re.compile(r"^[ \t]*CLEARANCES?[ \t]*:[ \t]*(\S.*?)[ \t\r]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Head:
    """The fields before the body, under their names in the record; `section` of `of` is what the first line says."""

    transmission: Transmission
    hints: Hints
    id: str | None
    origin: str | None
    classification: str | None
    caveats: tuple[str, ...]
    passing: tuple[str, ...]
    eo_line: str | None
    declassify_on: date | str | None
    subject: str | None
    tags: tuple[str, ...]
    references: tuple[Reference, ...]
    classified_by: str | None
    classified_reasons: tuple[str, ...]
    drafted: tuple[str | None, str | None, str | None]
    section: int | None
    of: int | None

    def fields(self) -> dict[str, Any]:
        """The record's fields by name."""
        sent = self.transmission
        drafted_by, approved_by, cleared_by = self.drafted
        return {name: getattr(self, name) for name in _OWN} | {
            "sent": sent.sent or self.hints.sent,
            "dtg": sent.dtg,
            "released": self.hints.released,
            "sender": sent.sender,
            "recipients": sent.recipients,
            "info": sent.info,
            "precedence": sent.precedence,
            "transmission_id": sent.transmission_id,
            "drafted_by": drafted_by,
            "approved_by": approved_by,
            "cleared_by": cleared_by,
        }


def read_head(text: str, caption: Caption | None, opening: Opening, hints: Hints) -> Head:
    """Read everything before the body."""
    above = text[: caption.start if caption else min(_HEADER_ROOM, opening.body or len(text))]
    transmission = read_transmission(hints.header or above)
    captions, passing = _under_caption(text, caption, opening)
    level = caption.level if caption else None
    if hints.classification:
        level, more = level_and_caveats(hints.classification)
        captions = captions + [caveat for caveat in more if not _same(caveat, captions)]
    eo = next(iter(opening.values(text, "eo")), None)
    return Head(
        transmission=transmission,
        hints=hints,
        id=hints.id or _identity(transmission, caption, hints.year),
        origin=hints.origin or _origin(transmission, caption),
        classification=level,
        caveats=tuple(captions),
        passing=tuple(passing),
        eo_line=" ".join(eo.split()) if eo else None,
        declassify_on=read_declassification(eo) if eo else None,
        subject=_first(read_subject(value) for value in opening.values(text, "subject")) or hints.subject,
        tags=_first(read_tags(value) for value in opening.values(text, "tags")) or (),
        references=_references(text, opening, transmission, hints),
        **_authority(text, opening),
        drafted=_drafted(text[: opening.body], hints.header),
        section=caption.section if caption else None,
        of=caption.of if caption else None,
    )


def _first(values: Any) -> Any:
    return next((value for value in values if value), None)


def _same(caveat: str, captions: list[str]) -> bool:
    """SENSITIVE, SBU and FOUO are the telegram's words for the archive's FOR OFFICIAL USE ONLY."""
    if caveat == "FOR OFFICIAL USE ONLY":
        return not {"SENSITIVE", "SBU", "FOUO", caveat}.isdisjoint(captions)
    return caveat in captions


def _references(text: str, opening: Opening, sent: Transmission, hints: Hints) -> tuple[Reference, ...]:
    moment = sent.sent or hints.sent
    year = moment.year if moment else hints.year
    if year is None and hints.id and hints.id[:2].isdigit():
        year = int(hints.id[:2])
    found = _first(read_references(value, year) for value in opening.values(text, "ref"))
    if not found and hints.references:
        found = read_references(hints.references, year)
    return found or ()


def _authority(text: str, opening: Opening) -> dict[str, Any]:
    found = [read_authority(value) for value in opening.values(text, "authority")]
    name, reasons = next((each for each in found if each[0]), found[0] if found else (None, ()))
    return {"classified_by": name, "classified_reasons": reasons}


def _drafted(text: str, header: str | None) -> tuple[str | None, str | None, str | None]:
    """Who drafted, approved and cleared a telegram, as the printouts of the 1970s say."""
    whole = f"{header or ''}\n{text}"
    if "DRAFTED" not in whole and "APPROVED" not in whole and "CLEAR" not in whole:
        return None, None, None
    found: dict[str, str] = {}
    for match in _DRAFTED.finditer(whole):
        found.setdefault(match[1], match[2])
    clearances = _CLEARANCES.search(whole)
    return found.get("DRAFTED"), found.get("APPROVED"), found.get("CLEARED") or (clearances[1] if clearances else None)


def _under_caption(text: str, caption: Caption | None, opening: Opening) -> tuple[list[str], list[str]]:
    """Captions, and the lines that say to whom the telegram is to be passed."""
    if not caption:
        return [], []
    end = opening.labels[0].start if opening.labels else min(opening.body, caption.end + 600)
    return captions_in(caption.rest, text[caption.end : max(caption.end, end)])


def _identity(sent: Transmission, caption: Caption | None, year: int | None) -> str | None:
    if sent.sent:
        year = sent.sent.year
    if year is None:
        return None
    header_post, known = canonical_post(sent.sender) if sent.sender else ("", False)
    if caption and caption.post and caption.number is not None:
        conflict = known and sent.number not in (None, caption.number)
        if not conflict or canonical_post(caption.post)[0] == header_post:
            return make_id(year, caption.post, caption.number)
    if known and sent.number is not None:
        return make_id(year, header_post, sent.number)
    return None


def _origin(sent: Transmission, caption: Caption | None) -> str | None:
    if sent.sender:
        kind, _, place = sent.sender.partition(" ")
        code, known = canonical_post(sent.sender)
        if known:
            return post_of(f"00{code}1")
        if kind in _KINDS and place:
            return f"{_KINDS[kind]} {place.title()}"
    if caption and caption.post:
        return post_of(f"00{canonical_post(caption.post)[0]}1")
    return None
