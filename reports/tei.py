"""A comparison as a TEI P5 document, for editions: both cables, who is who, what corresponds, word by word.

The header names both files as witnesses. `text` holds the two cables by paragraph, names marked with `persName`; then
the corresponding passages as a parallel-segmented apparatus (`app` with one `rdg` for each witness that has words
there); then the shifts with their quotations. `standOff` holds persons and organisations with every written form, and
the links between paragraphs. Characters that XML cannot hold, or that act or hide, are written out by number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from crosscable.compare.alignment.wording import word_diff
from crosscable.reports.citation import cite
from crosscable.reports.terminal.tables import visible

if TYPE_CHECKING:
    from crosscable.compare.alignment.passages import Passage
    from crosscable.compare.assessments.shifts import Shift
    from crosscable.compare.comparison import Comparison
    from crosscable.compare.people.reconcile import Person
    from crosscable.corpora.cable import Cable

__all__ = ["comparison_tei"]

_SIDES = ("left", "right")
_Range = tuple[int, int]
_Listed = tuple["Person", str]  # with its xml:id; ids of persons may say nothing where names are hidden
# What XML 1.0 cannot hold and `visible` lets through.
_UNXML = dict.fromkeys([0xFFFE, 0xFFFF, *range(0xD800, 0xE000)], "\ufffd")


@dataclass(frozen=True, slots=True)
class _Side:
    """One cable of the document: its name there, its persons' places, the ids of its paragraphs."""

    name: str
    cable: Cable
    named: tuple[tuple[int, int, str, str], ...]

    def paragraph(self, position: int) -> str | None:
        """The xml:id of the paragraph that holds `position` of the reading."""
        found = self.cable.paragraph_at(position)
        return None if found is None else f"{self.name}-{self.cable.paragraphs.index(found) + 1}"

    def pointers(self, places: Iterable[_Range]) -> list[str]:
        """Pointers to the paragraphs that hold `places`, each once."""
        found = (self.paragraph(start) for start, _ in sorted(places))
        return list(dict.fromkeys(f"#{name}" for name in found if name))


def comparison_tei(comparison: Comparison) -> Iterator[str]:
    """The document line by line."""
    listed = [(person, f"{_kind(person)}-{n}") for n, person in enumerate(comparison.people.persons, 1)]
    cables = (comparison.left, comparison.right)
    left, right = (
        _Side(side, cable, tuple(_named(listed, key)))
        for side, cable, key in zip(_SIDES, cables, comparison.keys, strict=True)
    )
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
    yield from _header(left, right)
    yield from _stand_off(comparison, left, right, listed)
    yield "<text><body>"
    for side in (left, right):
        yield from _cable(side)
    yield from _passages(comparison.passages, left, right)
    yield from _shifts(comparison.shifts, left, right)
    yield "</body></text>"
    yield "</TEI>"


def _text(text: str) -> str:
    safe = visible(text).translate(_UNXML)
    return safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _value(text: str) -> str:
    return _text(" ".join(text.split())).replace('"', "&quot;")


def _kind(person: Person) -> str:
    return "person" if person.kind == "person" else "org"


def _named(listed: Iterable[_Listed], key: str) -> Iterator[tuple[int, int, str, str]]:
    """The places (start, end, element, pointer) of names in one cable, in order, none inside of another."""
    places = sorted(
        (mention.start, -mention.end, "persName" if person.kind == "person" else "orgName", f"#{identifier}")
        for person, identifier in listed
        for form in person.forms
        for mention in form.mentions
        if mention.cable == key
    )
    at = 0
    for start, end, element, pointer in places:
        if start >= at:
            yield start, -end, element, pointer
            at = -end


def _header(left: _Side, right: _Side) -> Iterator[str]:
    yield "<teiHeader><fileDesc>"
    yield f"<titleStmt><title>Comparison of {_text(left.cable.name)} and {_text(right.cable.name)}</title></titleStmt>"
    yield "<publicationStmt><p>Made by crosscable from the two witnesses.</p></publicationStmt>"
    yield "<sourceDesc><listWit>"
    for side in (left, right):
        cable = side.cable
        sent = f', <date when="{cable.sent.date().isoformat()}">sent</date>' if cable.sent else ""
        subject = f": {_text(cable.subject)}" if cable.subject else ""
        yield (
            f'<witness xml:id="{side.name}">{_text(cite(cable))}{subject}{sent}; '
            f'<idno type="file">{_text(cable.witness.name)}</idno>, '
            f'<idno type="sha256">{_text(cable.witness.sha256)}</idno></witness>'
        )
    yield "</listWit></sourceDesc></fileDesc>"
    yield "<encodingDesc>"
    yield f'<appInfo><application ident="crosscable" version="{_value(version("crosscable"))}">'
    yield "<label>crosscable</label></application></appInfo>"
    yield '<variantEncoding method="parallel-segmentation" location="internal"/>'
    yield "</encodingDesc></teiHeader>"


def _stand_off(comparison: Comparison, left: _Side, right: _Side, listed: Sequence[_Listed]) -> Iterator[str]:
    links = list(_links(comparison.passages, left, right))
    if not links and not listed:
        return
    yield "<standOff>"
    for kind, listing in (("person", "listPerson"), ("org", "listOrg")):
        mine = [(person, identifier) for person, identifier in listed if _kind(person) == kind]
        if mine:
            yield f"<{listing}>"
            for person, identifier in mine:
                yield from _person(person, identifier)
            yield f"</{listing}>"
    if links:
        yield '<linkGrp type="passages">'
        yield from links
        yield "</linkGrp>"
    yield "</standOff>"


def _person(person: Person, identifier: str) -> Iterator[str]:
    element, name = ("person", "persName") if _kind(person) == "person" else ("org", "orgName")
    yield f'<{element} xml:id="{identifier}">'
    preferred, *variants = dict.fromkeys(map(_text, (person.preferred, *(form.form for form in person.forms))))
    yield f'<{name} type="preferred">{preferred}</{name}>'
    for variant in variants:
        yield f'<{name} type="variant">{variant}</{name}>'
    for why in person.why:
        yield f'<note type="evidence">{_text(why)}</note>'
    yield f"</{element}>"


def _links(passages: Iterable[Passage], left: _Side, right: _Side) -> Iterator[str]:
    for passage in passages:
        targets = [*left.pointers(passage.left), *right.pointers(passage.right)]
        if len(targets) > 1:
            yield f'<link type="{_value(passage.relation)}" target="{" ".join(targets)}"/>'


def _cable(side: _Side) -> Iterator[str]:
    cable = side.cable
    yield f'<div type="cable" corresp="#{side.name}">'
    yield f"<head>{_text(cable.subject or cable.name)}</head>"
    for number, paragraph in enumerate(cable.paragraphs, 1):
        printed = f' n="{paragraph.number}"' if paragraph.number is not None else ""
        body = _marked(side, paragraph.start, paragraph.end)
        yield f'<p xml:id="{side.name}-{number}"{printed}>{body}</p>'
    if not cable.paragraphs:
        yield "<p/>"
    yield "</div>"


def _marked(side: _Side, start: int, end: int) -> str:
    """The reading from `start` to `end`, names in their elements."""
    parts: list[str] = []
    at = start
    for first, last, element, pointer in side.named:
        if start <= first and last <= end:
            parts.append(_text(side.cable.text[at:first]))
            parts.append(f'<{element} ref="{pointer}">{_text(side.cable.text[first:last])}</{element}>')
            at = last
    return "".join((*parts, _text(side.cable.text[at:end])))


def _passages(passages: Sequence[Passage], left: _Side, right: _Side) -> Iterator[str]:
    if not passages:
        return
    yield '<div type="passages">'
    for passage in passages:
        one, two = (
            "\n".join(side.cable.text[start:end] for start, end in sorted(places))
            for side, places in ((left, passage.left), (right, passage.right))
        )
        pointers = " ".join([*left.pointers(passage.left), *right.pointers(passage.right)])
        corresp = f' corresp="{pointers}"' if pointers else ""
        yield f'<ab type="passage" subtype="{_value(passage.relation)}"{corresp}>{_apparatus(one, two)}</ab>'
    yield "</div>"


def _apparatus(left: str, right: str) -> str:
    """Words of both once, other words side by side."""
    parts = []
    for edit in word_diff(left, right):
        if edit.op == "equal":
            parts.append(_text(edit.left))
            continue
        readings = ((side, text) for side, text in zip(_SIDES, (edit.left, edit.right), strict=True))
        rdgs = "".join(f'<rdg wit="#{side}">{_text(text)}</rdg>' for side, text in readings)
        parts.append(f"<app>{rdgs}</app>")
    return "".join(parts)


def _shifts(shifts: Sequence[Shift], left: _Side, right: _Side) -> Iterator[str]:
    if not shifts:
        return
    yield '<div type="shifts">'
    for shift in shifts:
        yield f'<div type="shift" subtype="{_value(shift.kind)}" n="{_value(shift.fingerprint)}">'
        told = f"{shift.topic} — {shift.turn}"
        yield f"<head>{_text(told)}</head>"
        for side, lead in ((left, shift.lead[0]), (right, shift.lead[1])):
            if lead is not None:
                place = side.paragraph(lead[0])
                source = f' source="#{place}"' if place else f' source="#{side.name}"'
                yield f"<quote{source}>{_text(side.cable.text[slice(*lead)])}</quote>"
        yield f'<note type="reason">{_text(shift.why)}</note>'
        yield "</div>"
    yield "</div>"
