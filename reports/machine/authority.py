"""An authority file for other programs: SKOS in Turtle, and the flat table that OpenRefine takes."""

from __future__ import annotations

import csv
import io

from crosscable.compare.people.authority import Authority
from crosscable.compare.people.evidence import spelling_level
from crosscable.compare.people.names import fold
from crosscable.compare.placed import plain_form

__all__ = ["openrefine_table", "skos"]

_PREFIXES = """@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<#persons> a skos:ConceptScheme .
"""
# From this spelling level on a form differs by letters and by no habit of transliteration: a slip, for search only.
_SLIP = 4


def skos(authority: Authority) -> str:
    """Turtle: a concept for each person, its forms as labels; slips of the pen are hidden labels."""
    parts = [_PREFIXES]
    for person, entries in sorted(authority.persons().items()):
        best = plain_form(next((entry.form for entry in entries if entry.kind == "preferred"), entries[0].form))
        lines = [f"<#{person}> a skos:Concept ;", "  skos:inScheme <#persons> ;", f"  skos:prefLabel {_literal(best)}"]
        for form in dict.fromkeys(plain_form(entry.form) for entry in entries):
            if form != best:
                lines[-1] += " ;"
                lines.append(f"  skos:{_label(best, form)} {_literal(form)}")
        lines[-1] += " ."
        parts.append("\n".join(lines) + "\n")
    for redirect in authority.redirects:
        parts.append(f"<#{redirect.person}> owl:deprecated true ; dct:isReplacedBy <#{redirect.see}> .\n")
    return "\n".join(parts)


def _label(best: str, form: str) -> str:
    slip = spelling_level("".join(fold(best).split()), "".join(fold(form).split())) in (_SLIP, _SLIP + 1)
    return "hiddenLabel" if slip else "altLabel"


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def openrefine_table(authority: Authority) -> str:
    """CSV with one form a row: form, preferred, person, kind, status; "form" is the column to reconcile against."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(("form", "preferred", "person", "kind", "status"))
    best = {entry.person: entry.form for entry in authority.entries if entry.kind == "preferred"}
    for entry in sorted(authority.entries, key=lambda e: (e.form, e.person)):
        writer.writerow((entry.form, best.get(entry.person, entry.form), entry.person, entry.kind, entry.status))
    return buffer.getvalue()
