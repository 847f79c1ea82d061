"""Shifts: what two related cables say differently about one matter, best first, each with its quotations.

A shift is about one proposition; something in it differs: its sign, likelihood, firmness, status, scope … (`KINDS`).
The embassy's own view, one source's view and contrasts between sources are three groups that never mix. The search is
not fenced by these groups (measured: a fence halves precision); they sort the result.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from crosscable.compare.alignment.similarity import DAMPING
from crosscable.compare.alignment.vectors import table, terms
from crosscable.compare.assessments.blocks import MAX_LENGTH, Block, grow_blocks, voice_blocks
from crosscable.compare.assessments.claims import Claim, claims
from crosscable.compare.assessments.evidence import facts, weights
from crosscable.compare.assessments.kinds import Reading, judge, readings
from crosscable.compare.assessments.onesided import raised
from crosscable.compare.assessments.pairing import SAME_ZONE, SURE, Pairing, pair_claims
from crosscable.compare.assessments.phrasing import reason, topic_of
from crosscable.compare.assessments.restating import renamed
from crosscable.compare.assessments.shift import GROUPS, UNCHANGED, Range, Shift, group_of, places_of
from crosscable.compare.assessments.support import Support, ground, support
from crosscable.compare.assessments.tellings import told_raised, told_renamed, told_unchanged
from crosscable.compare.findings import fingerprint
from crosscable.compare.terms import words_with_places

if TYPE_CHECKING:
    from crosscable.compare.assessments.lexicon import Mark
    from crosscable.compare.assessments.quantities import Quantity
    from crosscable.compare.attribution.statements import Statement
    from crosscable.compare.people.reconcile import People
    from crosscable.corpora.cable import Cable

__all__ = [
    "BORNE_OUT",
    "GROUPS",
    "Candidate",
    "Shift",
    "candidates",
    "contrasts",
    "definitions",
    "find_shifts",
    "shifts_between",
    "worth_reading",
]

TRIED = 30  # blocks grown for a pair
SHARED_TERMS = 2
SHARED_WEIGHT = 2.5  # sum of their inverse document frequencies, damped by how often the pair uses them
SAME_VOICE = 1.5  # what one and the same source, or two comments, or two summaries, are worth in that sum
MAX_WEIGHT = 6.0  # about the weight of the best block of a pair
BORNE_OUT = 0.5  # least score of a shift with evidence enough
# Evidence from which a shift is told as a finding. Of those above it readers kept three in ten, of the others one in
# six: it sorts, and it does not decide.
ENOUGH = 0.3
OF_ONE_VOICE = 0.2  # least score of what one voice says then and later; below, readers kept one in seven
WEIGHTY = 0.3  # least score of a one-sided matter that people are shown
MOST = 20  # contrasts reported for a pair
# Likeness from which a quoted statement counts as speaking of the matter of a judgement.
SAME_MATTER = 0.45
DIFFERENCE = 1.0  # what a sure difference weighs in the choice of the leading pair, in standard deviations


@lru_cache(maxsize=1)
def definitions() -> dict[str, dict[str, dict[str, str]]]:
    """The kinds and directions: for each a definition in one line and an example."""
    stored: dict[str, dict[str, dict[str, str]]] = json.loads(
        (files("crosscable.compare.assessments") / "definitions.json").read_text(encoding="utf-8")
    )
    return stored


def find_shifts(
    left: Cable,
    right: Cable,
    left_statements: Sequence[Statement] = (),
    right_statements: Sequence[Statement] = (),
    people: People | None = None,
    *,
    unchanged: bool = False,
) -> tuple[Shift, ...]:
    """The shifts from `left` (the earlier) to `right`, best first.

    Args:
        left: the earlier cable.
        right: the later cable.
        left_statements: who says what in the earlier one; without them every claim counts as the embassy's.
        right_statements: the same for the later one.
        people: the reconciled persons of both.
        unchanged: also list claims that are repeated without change, as kind "unchanged", after the shifts.
    """
    sides = (claims(left, left_statements, people), claims(right, right_statements, people))
    return shifts_between((left, right), sides, (left_statements, right_statements), unchanged=unchanged)


def shifts_between(
    cables: tuple[Cable, Cable],
    sides: tuple[Sequence[Claim], Sequence[Claim]],
    statements: tuple[Sequence[Statement], Sequence[Statement]],
    *,
    unchanged: bool = False,
) -> tuple[Shift, ...]:
    """The same where the claims of both cables are known."""
    left, right = cables
    pairing = pair_claims(*sides)
    found = _contrasts(pairing, statements, MOST)
    found += [told_raised(item, "newly_raised") for item in raised(pairing.right, sides[0], _header_terms(left))]
    found += [told_raised(item, "not_repeated") for item in raised(pairing.left, sides[1], _header_terms(right))]
    if unchanged:
        found += [told_unchanged(*pair) for pair in pairing.repeated if not renamed(*pair)]
    return tuple(found)


def worth_reading(shifts: Sequence[Shift]) -> tuple[Shift, ...]:
    """What people are shown, best first.

    Shifts with evidence enough, what one voice of both cables says then and later on a near matter, and weighty
    one-sided matters. The rest are candidates: near in matter, but little says that anything changed.
    Programs get them all, with scores below one half; a reader would take them for findings.
    """
    shown: set[tuple[str, int, Range]] = set()
    kept = []
    for shift in shifts:
        least = OF_ONE_VOICE if shift.same_voice else BORNE_OUT if shift.left and shift.right else WEIGHTY
        if shift.kind != UNCHANGED and shift.score < least:
            continue
        # The same change told from another restatement: one of its two quotations is there already.
        quoted = {(shift.kind, side, place) for side, place in enumerate(shift.lead) if place is not None}
        if not quoted & shown:
            kept.append(shift)
            shown |= quoted
    return tuple(kept)


def contrasts(
    left: Sequence[Claim],
    right: Sequence[Claim],
    left_statements: Sequence[Statement],
    right_statements: Sequence[Statement],
    most: int,
) -> tuple[Shift, ...]:
    """At most `most` shifts between some claims of two cables, best first; nothing one-sided."""
    return tuple(_contrasts(pair_claims(left, right), (left_statements, right_statements), most))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block with its leading pair of claims, the sentences these stand in, and what is read from them.

    `evidence`: how likely a reader keeps the leading quotations, 0..1; `facts` are what it rests on.
    """

    block: Block
    lead: tuple[Claim, Claim]
    sentences: tuple[tuple[Claim, ...], tuple[Claim, ...]]
    reading: Reading
    facts: Mapping[str, float]
    evidence: float


def candidates(pairing: Pairing) -> tuple[Candidate, ...]:
    """Everything that could be a shift, in the order in which it was found; no two sentences meet twice as leads."""
    shown: set[tuple[Range, Range]] = set()
    found: list[Candidate] = []
    for block in (*grow_blocks(pairing, TRIED), *voice_blocks(pairing)):
        lead = _lead(pairing, block, shown)
        if lead is None:
            continue
        shown.add((lead[0].sentence, lead[1].sentence))
        sentences = (_sentence_of(lead[0], pairing.left), _sentence_of(lead[1], pairing.right))
        reading = judge(*sentences, lead)
        known = facts(pairing, sentences, block.weight, _borne_out(pairing, reading, sentences))
        found.append(Candidate(block, lead, sentences, reading, known, weights().probability(known)))
    return tuple(found)


def _contrasts(pairing: Pairing, statements: tuple[Sequence[Statement], Sequence[Statement]], most: int) -> list[Shift]:
    """The blocks told as shifts: those that the words of the leading pair bear out first, each tier by weight."""
    found = [_contrast(pairing, candidate, statements) for candidate in candidates(pairing)]
    found += [told_renamed(*pair, places) for pair in pairing.repeated if (places := renamed(*pair))]
    best = sorted(found, key=lambda shift: -shift.score)
    # Voices that both cables hold are never crowded out: they are what a reader looks for first.
    return [*best[:most], *(shift for shift in best[most:] if shift.same_voice)]


def _header_terms(cable: Cable) -> frozenset[str]:
    return frozenset(terms(cable.subject or ""))


def _contrast(pairing: Pairing, candidate: Candidate, voices: tuple[Sequence[Statement], Sequence[Statement]]) -> Shift:
    block, lead, reading = candidate.block, candidate.lead, candidate.reading
    one = tuple(pairing.left[i] for i in block.left)
    other = tuple(pairing.right[j] for j in block.right)
    group, speaker = group_of(*lead)
    topic = topic_of(*candidate.sentences) or topic_of(one, other) or topic_of(lead[:1])
    return Shift(
        kind=reading.kind,
        direction=reading.direction,
        group=group,
        topic=topic,
        speaker=speaker,
        score=_score(block.weight, candidate.evidence >= ENOUGH),
        left=places_of(one),
        right=places_of(other),
        lead=(_quote(lead[0]), _quote(lead[1])),
        carriers=(_carried(reading.left), _carried(reading.right)),
        support=_support(pairing, block, voices) if group == "own_view" else None,
        same_voice=_same_voice(*lead),
        why=reason(reading, lead, topic),
        fingerprint=fingerprint(f"shift/{reading.kind}", (topic.lower(),), [claim.text for claim in (*one, *other)]),
    )


def _borne_out(pairing: Pairing, reading: Reading, sentences: tuple[Sequence[Claim], Sequence[Claim]]) -> bool:
    """Whether words on both sides carry the change and the two sentences plainly speak of one matter."""
    if not (reading.left and reading.right) or reading.strength < SURE:
        return False
    one, other = (_matter(side) for side in sentences)
    shared = sorted(one & other)
    a, b = sentences[0][0], sentences[1][0]
    same_voice = a.zone == b.zone and a.zone in SAME_ZONE if a.person is None else a.person == b.person
    weight = SAME_VOICE * same_voice + sum(table().idf(term) / (1 + pairing.spread[term] / DAMPING) for term in shared)
    return len(shared) + same_voice >= SHARED_TERMS and weight >= SHARED_WEIGHT


def _matter(sentence: Sequence[Claim]) -> set[str]:
    """The terms of a sentence that are no names: who acts is often the same where the matter is not."""
    return {
        term
        for claim in sentence
        for _, start, end in words_with_places(claim.text)
        if claim.text[start].islower()
        for term in terms(claim.text[start:end])
    }


def _same_voice(one: Claim, other: Claim) -> bool:
    if one.person is not None or other.person is not None:
        return one.person == other.person
    return one.zone == other.zone == "comment" and one.speaker is None and other.speaker is None


def _score(weight: float, enough: bool) -> float:
    """0..1: above one half where there is evidence enough; within each half by the block's weight."""
    place = 1.0 / (1.0 - math.log(max(1e-9, min(1.0, weight / MAX_WEIGHT))) / 3.0)
    return round((BORNE_OUT if enough else 0.0) + 0.5 * place, 3)


def _support(pairing: Pairing, block: Block, voices: tuple[Sequence[Statement], Sequence[Statement]]) -> Support:
    """The voices of each side whose statements are near to what the block quotes there."""
    grounds = []
    for claims_, chosen, near, statements in (
        (pairing.left, block.left, pairing.near[0], voices[0]),
        (pairing.right, block.right, pairing.near[1], voices[1]),
    ):
        told = [claim for at, claim in enumerate(claims_) if max(near[at][number] for number in chosen) >= SAME_MATTER]
        grounds.append(ground([claims_[number] for number in chosen], told, statements))
    return support(*grounds)


def _lead(pairing: Pairing, block: Block, shown: set[tuple[Range, Range]]) -> tuple[Claim, Claim] | None:
    """The pair of claims to show first: the best fit, where a rule sees a difference if possible.

    No two sentences are shown against each other twice; None where all were.
    """

    def worth(i: int, j: int) -> float:
        found = readings((pairing.left[i],), (pairing.right[j],))
        sure = max((reading.strength for reading in found if reading.left and reading.right), default=0.0)
        return float(pairing.scores[i, j]) + DIFFERENCE * sure

    pairs = [
        (i, j)
        for i in block.left
        for j in block.right
        if (pairing.left[i].sentence, pairing.right[j].sentence) not in shown
    ]
    if not pairs:
        return None
    best = max(pairs, key=lambda pair: worth(*pair))
    return pairing.left[best[0]], pairing.right[best[1]]


def _sentence_of(claim: Claim, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple(other for other in claims if other.sentence == claim.sentence)


def _quote(claim: Claim) -> Range:
    """The whole sentence of a claim where it is short enough to be quoted, else the clause."""
    start, end = claim.sentence
    return claim.sentence if end - start <= MAX_LENGTH else (claim.start, claim.end)


def _carried(marks: Sequence[Mark | Quantity]) -> tuple[Range, ...]:
    return tuple(sorted({(mark.start, mark.end) for mark in marks}))
