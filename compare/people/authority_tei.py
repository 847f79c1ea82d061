"""An authority file as TEI `listPerson`, there and back without loss."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from crosscable.compare.decisions import canonical_form
from crosscable.compare.people.authority import Authority, Entry, Redirect
from crosscable.compare.placed import parse_placed
from crosscable.corpora.errors import InputError

__all__ = ["parse_tei", "tei"]

_NAMESPACE = "http://www.tei-c.org/ns/1.0"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="{_NAMESPACE}">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>Persons and the written forms of their names</title></titleStmt>
      <publicationStmt><p>Made from an authority file.</p></publicationStmt>
      <sourceDesc><p>Written forms as found in the sources.</p></sourceDesc>
    </fileDesc>
  </teiHeader>
  <standOff>
    <listPerson>
"""
_FOOT = "    </listPerson>\n  </standOff>\n</TEI>\n"


def _xml_id(person: str) -> str:
    """An id that XML allows: one that opens with a digit or a hyphen gets an underscore, which ids never open with."""
    return person if person[:1].isalpha() else f"_{person}"


def tei(authority: Authority) -> str:
    """A TEI document: `person` with `persName` of type preferred or variant; a merged person points to the other."""
    lines = [_HEAD]
    for person, entries in sorted(authority.persons().items()):
        lines.append(f"      <person xml:id={quoteattr(_xml_id(person))}>\n")
        for entry in entries:
            lines.append(
                f"        <persName type={quoteattr(entry.kind)} subtype={quoteattr(entry.status)}>"
                f"{_name(entry.form)}</persName>\n"
            )
        lines.append("      </person>\n")
    for redirect in authority.redirects:
        target = quoteattr(f"#{_xml_id(redirect.see)}")
        lines.append(f"      <person xml:id={quoteattr(_xml_id(redirect.person))} corresp={target}/>\n")
    return "".join([*lines, _FOOT])


def _name(form: str) -> str:
    """A written form; the place that tells it from others of its writing stands in a note."""
    placed = parse_placed(form)
    if placed is None:
        return escape(form)
    place = str(placed).removeprefix(f"{placed.form} @ ")
    return f'{escape(placed.form)}<note type="place">{escape(place)}</note>'


def _form(name: Any) -> str:
    """The written form of a `persName`, with the place that its note names."""
    note = name.find(f"{{{_NAMESPACE}}}note[@type='place']")
    if note is None:
        return canonical_form("".join(str(part) for part in name.itertext()))
    place = "".join(str(part) for part in note.itertext())
    tail = note.tail or ""
    note.getparent().remove(note)
    return canonical_form(f"{''.join(str(part) for part in name.itertext())}{tail} @ {place}")


def parse_tei(data: bytes, where: str) -> Authority:
    """The persons of any `listPerson` in a TEI document.

    A person without `xml:id` is refused; `persName` without a type counts as a variant, the first of a person without
    any preferred one as preferred. Nested mark-up inside `persName` is read as its text.

    Raises:
        InputError: no XML, no person, or a form that belongs to two persons.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError("not XML", where=f"{where}:{error.lineno}", why=error.msg or "") from error
    entries: dict[str, Entry] = {}
    redirects = []
    for element in root.iter(f"{{{_NAMESPACE}}}person"):
        place = f"{where}:{element.sourceline}"
        identifier = (element.get(_ID) or "").removeprefix("_")
        if not identifier:
            raise InputError("a person without xml:id", where=place, remedy="give it one")
        target = element.get("corresp")
        names = element.findall(f"{{{_NAMESPACE}}}persName")
        if target and not names:
            redirects.append(Redirect(identifier, target.removeprefix("#").removeprefix("_")))
            continue
        some_preferred = any(name.get("type") == "preferred" for name in names)
        for number, name in enumerate(names):
            form = _form(name)
            first = number == 0 and not some_preferred
            kind = "preferred" if first or name.get("type") == "preferred" else "variant"
            if form in entries and entries[form].person != identifier:
                raise InputError(f"{form!r} belongs to {entries[form].person} and to {identifier}", where=place)
            if form:
                entries[form] = Entry(identifier, form, kind, name.get("subtype") or "decided")
    if not entries and not redirects:
        raise InputError("no person in this TEI document", where=where, remedy="it needs a listPerson")
    return Authority(
        tuple(sorted(entries.values(), key=lambda e: (e.person, e.form))),
        tuple(sorted(redirects, key=lambda r: r.person)),
    )
