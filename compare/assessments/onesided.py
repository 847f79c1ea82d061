"""Matters that only one of the two cables raises, where they carry weight there.

A sentence of a later cable is new more often than not; what is worth saying is a matter that the cable returns to, or
puts into its summary, comment or a heading, and of which the other cable has neither the word nor a near one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscable.compare.alignment.vectors import table, terms
from crosscable.compare.assessments.blocks import MAX_CLAIMS, MAX_LENGTH
from crosscable.compare.terms import words_with_places

if TYPE_CHECKING:
    from crosscable.compare.assessments.claims import Claim

__all__ = ["Raised", "raised"]

_REDACTED = re.compile(r"X{4,}|\[(?:NAME|TEXT) REMOVED\]|¦{2,}|\*{4,}")

# How much a clause counts for a matter, by zone.
ZONE_WEIGHT = {"summary": 2.0, "comment": 2.0, "heading": 2.0, "body": 1.0}
LEAST_WEIGHT = 18.0  # inverse document frequency times clauses: a rare word in four, or in the summary and one more
LEAST_CLAUSES = 2
# Terms of the other cable nearer than this are taken for the same matter in other words.
NEAR = 0.7
MOST = 8


@dataclass(frozen=True, slots=True)
class Raised:
    """A matter that one cable raises: its leading term, its clauses (weightiest first), its weight."""

    term: str
    claims: tuple[Claim, ...]
    weight: float


def raised(claims: Sequence[Claim], others: Sequence[Claim], elsewhere: frozenset[str]) -> tuple[Raised, ...]:
    """What `claims` raise and `others` do not, weightiest first; `elsewhere` are terms of the other cable's header."""
    theirs = {term for claim in others for term in terms(claim.text)} | elsewhere
    redacted = any(_REDACTED.search(claim.text) for claim in (*claims, *others))
    places: dict[str, list[Claim]] = {}
    for claim in claims:
        for term in dict.fromkeys(terms(claim.text)):
            places.setdefault(term, []).append(claim)
    weights = {
        term: table().idf(term) * sum(ZONE_WEIGHT[claim.zone] for claim in found)
        for term, found in places.items()
        if term not in theirs
        and len(found) >= LEAST_CLAUSES
        and term in table().index
        and not (redacted and _is_name(term, found))
    }
    out: list[Raised] = []
    used: set[int] = set()
    for term in sorted(weights, key=lambda term: (-weights[term], term)):
        if weights[term] < LEAST_WEIGHT or len(out) == MOST:
            break
        if _has_near(term, theirs):
            continue
        chosen = _chosen([claim for claim in places[term] if claim.start not in used], weights)
        if chosen:
            used.update(claim.start for claim in places[term])
            out.append(Raised(term, chosen, weights[term]))
    return tuple(out)


def _is_name(term: str, found: Sequence[Claim]) -> bool:
    """Whether the term stands with a capital in every clause; where names were taken out, its absence means nothing."""
    return not any(
        claim.text[start].islower()
        for claim in found
        for _, start, end in words_with_places(claim.text)
        if terms(claim.text[start:end]) == [term]
    )


def _has_near(term: str, theirs: set[str]) -> bool:
    words = table()
    vector = words.vector(term)
    return any(float(vector @ words.vector(other)) >= NEAR for other in theirs if other in words.index)


def _chosen(found: Sequence[Claim], weights: Mapping[str, float]) -> tuple[Claim, ...]:
    """The clauses to quote: those with most new matter first, short enough together."""

    def worth(claim: Claim) -> float:
        return ZONE_WEIGHT[claim.zone] * sum(weights.get(term, 0.0) for term in set(terms(claim.text)))

    chosen: list[Claim] = []
    room = MAX_LENGTH
    for claim in sorted(found, key=lambda claim: (-worth(claim), claim.start)):
        if claim.zone != "heading" and claim.end - claim.start <= room and len(chosen) < MAX_CLAIMS:
            chosen.append(claim)
            room -= claim.end - claim.start
    return tuple(chosen)
