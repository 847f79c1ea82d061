"""Shifts: what two related cables say differently about one matter, best first, each with its quotations.

A shift is about one proposition; something in it differs: its sign, likelihood, firmness, status, scope … (`KINDS`).
The embassy's own view, one source's view and contrasts between sources are three groups that never mix. The search is
not fenced by these groups (measured: a fence halves precision); they sort the result.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from crosscable.compare.assessments.blocks import MAX_LENGTH, Block, grow_blocks, matters, quotable
from crosscable.compare.assessments.bound import Bound, bound_changes
from crosscable.compare.assessments.claims import Claim, claims
from crosscable.compare.assessments.kinds import Reading, judge, readings
from crosscable.compare.assessments.onesided import is_whole, raised
from crosscable.compare.assessments.pairing import Pairing, pair_claims
from crosscable.compare.assessments.phrasing import reason, topic_of
from crosscable.compare.assessments.restating import renamed
from crosscable.compare.assessments.shift import GROUPS, UNCHANGED, Range, Shift, group_of, places_of
from crosscable.compare.assessments.support import Support, ground, support
from crosscable.compare.assessments.tellings import told_raised, told_renamed, told_unchanged
from crosscable.compare.assessments.voices import Echo, echoes
from crosscable.compare.findings import fingerprint

if TYPE_CHECKING:
    from crosscable.compare.assessments.lexicon import Mark
    from crosscable.compare.assessments.quantities import Quantity
    from crosscable.compare.attribution.statements import Statement
    from crosscable.compare.people.reconcile import People
    from crosscable.corpora.cable import Cable

__all__ = [
    "CHANGE",
    "GROUPS",
    "Candidate",
    "Shift",
    "candidates",
    "contrasts",
    "definitions",
    "find_shifts",
    "shifts_between",
    "side_by_side",
    "worth_reading",
]

TRIED = 30  # blocks grown for a pair
MAX_WEIGHT = 6.0  # about the weight of the best block of a pair
LEAST_WEIGHT = 1e-9  # of it; a pair of sentences that no block holds has none
CHANGE = 0.5  # least score of a change that the words show; what claims no change stands below
SURE_WEIGHT = 8.0  # of shared terms, at which a change stands half-way between its border and 1
MOST = 20  # contrasts reported for a pair
MOST_RENAMED = 2  # repeated claims of a pair that name another; two texts that do so more often are one form
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
    found += [told_raised(item, "newly_raised", whole=is_whole(left)) for item in raised(right, pairing.right, left)]
    found += [told_raised(item, "not_repeated", whole=is_whole(right)) for item in raised(left, pairing.left, right)]
    if unchanged:
        found += [told_unchanged(*pair) for pair in pairing.repeated if not renamed(*pair)]
    return tuple(found)


def worth_reading(shifts: Sequence[Shift], judged: Collection[str] = ()) -> tuple[Shift, ...]:
    """The findings that people are shown, best first: changes that the words show, and weighty one-sided matters.

    Programs get all the others too, with scores below one half; a reader would take them for findings. Those with a
    fingerprint in `judged`, which an editor kept or worded anew, are findings whatever their score.
    """
    found = (
        shift
        for shift in shifts
        if shift.kind == UNCHANGED or shift.fingerprint in judged or shift.standing == "change"
    )
    return _told_once(found)


def side_by_side(shifts: Sequence[Shift]) -> tuple[Shift, ...]:
    """What one voice says then and later on a near matter, best fit first; no finding, for the reader to judge."""
    return _told_once(shift for shift in shifts if shift.standing == "echo")


def _told_once(shifts: Iterable[Shift]) -> tuple[Shift, ...]:
    """Without the same change told from another restatement: one of its two quotations is there already."""
    shown: set[tuple[str, int, Range]] = set()
    kept = []
    for shift in shifts:
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

    `standing` is a key of `STANDINGS`, `score` 0..1 within the borders of that standing.
    """

    block: Block
    lead: tuple[Claim, Claim]
    sentences: tuple[tuple[Claim, ...], tuple[Claim, ...]]
    reading: Reading
    standing: str
    score: float


def candidates(pairing: Pairing) -> tuple[Candidate, ...]:
    """Everything that could be a shift; no two sentences meet twice as leads.

    First the changes that words show, then the others by the weight of their blocks, last their matters one by one.
    That one voice speaks twice moves nothing up: where it did, better blocks fell out (`benchmarks/read_pairs.py`).
    """
    blocks = grow_blocks(pairing, TRIED)
    found: list[Candidate] = []
    shown: set[tuple[Range, Range]] = set()
    changes = (_change(pairing, bound, blocks) for bound in bound_changes(pairing))
    for candidate in (*changes, *(_echo(pairing, echo, blocks) for echo in echoes(pairing))):
        # Two restatements of one change stand in one block.
        if _leads(candidate) not in shown and candidate.block not in {one.block for one in found}:
            shown.add(_leads(candidate))
            found.append(candidate)
    told = {candidate.block for candidate in found}
    alone = [matter for block in blocks for matter in matters(block, pairing)]
    for block in (*blocks, *alone):
        lead = None if block in told else _lead(pairing, block, shown)
        if lead is not None:
            shown.add((lead[0].sentence, lead[1].sentence))
            found.append(_near(pairing, block, lead))
    return tuple(sorted(found, key=lambda candidate: -candidate.score))


def _leads(candidate: Candidate) -> tuple[Range, Range]:
    return candidate.lead[0].sentence, candidate.lead[1].sentence


def _change(pairing: Pairing, bound: Bound, blocks: Sequence[Block]) -> Candidate:
    """A change that words show, led by the claims that hold these words."""
    sides = _claims_of(pairing, bound.sentences)
    words = (bound.reading.left[0], bound.reading.right[0])
    leads = [_holding(side, word.start) for side, word in zip(sides, words, strict=True)]
    block = _block(pairing, bound.sentences, (leads[0], leads[1]), blocks)
    score = CHANGE + (1 - CHANGE) * bound.weight / (bound.weight + SURE_WEIGHT)
    lead = (sides[0][leads[0]], sides[1][leads[1]])
    return Candidate(block, lead, sides, bound.reading, "change", round(score, 3))


def _echo(pairing: Pairing, echo: Echo, blocks: Sequence[Block]) -> Candidate:
    """What one voice says twice, led by the claims in which a rule sees a difference, else by those nearest."""
    sides = _claims_of(pairing, echo.sentences)
    scores = {(i, j): float(pairing.scores[i, j]) for i in echo.sentences[0] for j in echo.sentences[1]}
    nearest = max(scores, key=lambda pair: scores[pair])
    reading = judge(*sides, (pairing.left[nearest[0]], pairing.right[nearest[1]]))
    leads = [
        _holding(side, words[0].start) if words else numbers.index(number)
        for side, words, numbers, number in zip(
            sides, (reading.left, reading.right), echo.sentences, nearest, strict=True
        )
    ]
    block = _block(pairing, echo.sentences, (leads[0], leads[1]), blocks)
    lead = (sides[0][leads[0]], sides[1][leads[1]])
    return Candidate(block, lead, sides, reading, "echo", _place(block))


def _holding(claims: Sequence[Claim], position: int) -> int:
    return next(at for at, claim in enumerate(claims) if claim.start <= position < claim.end)


def _near(pairing: Pairing, block: Block, lead: tuple[Claim, Claim]) -> Candidate:
    sides = (_sentence_of(lead[0], pairing.left), _sentence_of(lead[1], pairing.right))
    return Candidate(block, lead, sides, judge(*sides, lead), "near", _place(block))


def _place(block: Block) -> float:
    """The score of what claims no change: by the weight of its block, below `CHANGE`."""
    place = 1.0 / (1.0 - math.log(max(LEAST_WEIGHT, min(1.0, block.weight / MAX_WEIGHT))) / 3.0)
    return round(CHANGE * place * 0.999, 3)


def _claims_of(
    pairing: Pairing, sentences: tuple[tuple[int, ...], tuple[int, ...]]
) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    return tuple(pairing.left[n] for n in sentences[0]), tuple(pairing.right[n] for n in sentences[1])


def _block(
    pairing: Pairing,
    sentences: tuple[tuple[int, ...], tuple[int, ...]],
    leads: tuple[int, int],
    blocks: Sequence[Block],
) -> Block:
    """The block that holds the leading claims against each other; where none does, what can be quoted of the two."""
    sides = _claims_of(pairing, sentences)
    first = (sentences[0][leads[0]], sentences[1][leads[1]])
    left, right = (
        tuple(numbers[at] for at in quotable(side, (lead,)))
        for numbers, side, lead in zip(sentences, sides, leads, strict=True)
    )
    holding = (block for block in blocks if first[0] in block.left and first[1] in block.right)
    return next(holding, Block(left, right, 0.0))


def _contrasts(pairing: Pairing, statements: tuple[Sequence[Statement], Sequence[Statement]], most: int) -> list[Shift]:
    """The best candidates told as shifts."""
    found = [_contrast(pairing, candidate, statements) for candidate in candidates(pairing)]
    others = [told_renamed(*pair, places) for pair in pairing.repeated if (places := renamed(*pair))]
    # More of them are one form filled in for two: another country in the same words all through.
    found += others if len(others) <= MOST_RENAMED else []
    return sorted(found, key=lambda shift: -shift.score)[:most]


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
        score=candidate.score,
        left=places_of(one),
        right=places_of(other),
        lead=(_quote(lead[0]), _quote(lead[1])),
        carriers=_carriers(candidate),
        support=_support(pairing, block, voices) if group == "own_view" else None,
        standing=candidate.standing,
        why=reason(reading, lead, topic, claimed=candidate.standing != "echo"),
        fingerprint=fingerprint(f"shift/{reading.kind}", (topic.lower(),), [claim.text for claim in (*one, *other)]),
    )


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


def _carriers(candidate: Candidate) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
    """The words that carry the shift; where nothing is claimed, only if both sides have them."""
    left, right = _carried(candidate.reading.left), _carried(candidate.reading.right)
    return ((), ()) if candidate.standing == "echo" and not (left and right) else (left, right)


def _carried(marks: Sequence[Mark | Quantity]) -> tuple[Range, ...]:
    return tuple(sorted({(mark.start, mark.end) for mark in marks}))
