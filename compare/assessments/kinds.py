"""What kind of change two quotations show, in which direction, and which words carry it.

Each rule looks at the slots of both sides and says how strongly they differ; the strongest wins. Framing and scope
have no reliable mark of their own, so they win only where little else speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crosscable.compare.assessments.claims import Claim
from crosscable.compare.assessments.lexicon import Mark
from crosscable.compare.assessments.quantities import Quantity

__all__ = ["OPPOSITE", "Reading", "judge", "polarity_of", "readings"]

Range = tuple[int, int]

OPPOSITE = {
    "up": "down",
    "down": "up",
    "reversed": "reversed",
    "firmer": "softer",
    "softer": "firmer",
    "wider": "narrower",
    "narrower": "wider",
    "new": "gone",
    "gone": "new",
}

# Words after a negation that it still governs.
NEGATION_REACH = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """One rule's verdict: kind, direction, strength (0 weak .. about 2), and the words that carry it on each side."""

    kind: str
    direction: str
    strength: float
    left: tuple[Mark | Quantity, ...]
    right: tuple[Mark | Quantity, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    claims: tuple[Claim, ...]

    def of(self, category: str) -> tuple[Mark, ...]:
        return tuple(mark for claim in self.claims for mark in claim.of(category))

    def total(self, category: str) -> int:
        return sum(mark.value or 0 for mark in self.of(category))

    def quantities(self) -> tuple[Quantity, ...]:
        return tuple(quantity for claim in self.claims for quantity in claim.quantities)


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _negated(claim: Claim, mark: Mark) -> bool:
    """Whether an odd number of negations stands close before the mark in its clause."""
    before = [
        negation
        for negation in claim.of("negation")
        if negation.end <= mark.start
        and claim.text[negation.end - claim.start : mark.start - claim.start].count(" ") <= NEGATION_REACH
    ]
    return len(before) % 2 == 1


def polarity_of(claims: Sequence[Claim]) -> tuple[int, tuple[Mark, ...]]:
    """The sum of the evaluative words, each turned by a negation before it, and these words."""
    total, found = 0, []
    for claim in claims:
        for mark in claim.of("value"):
            total += -(mark.value or 0) if _negated(claim, mark) else (mark.value or 0)
            found.append(mark)
    return total, tuple(found)


def _carrying(marks: Sequence[Mark], sign: int) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if _sign(mark.value or 0) == sign) or tuple(marks)


def _polarity(left: _Side, right: _Side) -> Reading | None:
    (one, words_one), (other, words_other) = polarity_of(left.claims), polarity_of(right.claims)
    negations = (left.of("negation"), right.of("negation"))
    if one * other < 0:
        strength = 1.2 + 0.1 * min(3, abs(one - other) - 2)
        return Reading("polarity", "up" if other > one else "down", strength, words_one, words_other)
    if len(negations[0]) % 2 != len(negations[1]) % 2:
        carriers = (negations[0] or words_one, negations[1] or words_other)
        direction = "reversed" if one == other else "up" if other > one else "down"
        return Reading("polarity", direction, 0.9, *carriers)
    if one != other:
        strength = 0.6 + 0.1 * min(3, abs(one - other))
        return Reading("polarity", "up" if other > one else "down", strength, words_one, words_other)
    return None


def _likelihood(left: _Side, right: _Side) -> Reading | None:
    one, other = left.of("likelihood"), right.of("likelihood")
    scaled = [[mark for mark in side if mark.value is not None] for side in (one, other)]
    if scaled[0] and scaled[1]:
        means = [sum(mark.value or 0 for mark in side) / len(side) for side in scaled]
        if means[0] != means[1]:
            direction = "up" if means[1] > means[0] else "down"
            return Reading(
                "likelihood", direction, 1.3 + 0.15 * abs(means[1] - means[0]), tuple(scaled[0]), tuple(scaled[1])
            )
        return None
    if one and other and (scaled[0] or scaled[1]):
        # A word outside of the scale against one on it: "may" says less than "likely" and more than "unlikely".
        value = (scaled[1] or scaled[0])[0].value or 0
        rises = (value > 0) == bool(scaled[1])
        return Reading("likelihood", "up" if rises else "down", 0.9, one, other)
    return None


def _hedge(left: _Side, right: _Side) -> Reading | None:
    one, other = _sign(left.total("certain")), _sign(right.total("certain"))
    if one == other:
        return None
    strength = 1.25 if one * other < 0 else 0.45
    words = [_carrying(side.of("certain"), sign) if sign else () for side, sign in ((left, one), (right, other))]
    return Reading("hedge", "firmer" if other > one else "softer", strength, words[0], words[1])


def _trend(left: _Side, right: _Side) -> Reading | None:
    one, other = left.total("trend"), right.total("trend")
    if one * other >= 0:
        return None
    return Reading(
        "trend",
        "up" if other > one else "down",
        1.4,
        _carrying(left.of("trend"), _sign(one)),
        _carrying(right.of("trend"), _sign(other)),
    )


def _status(left: _Side, right: _Side) -> Reading | None:
    halts = (left.of("halt"), right.of("halt"))
    steps = (left.of("status"), right.of("status"))
    highest = [max(side, key=lambda mark: (mark.value or 0, -mark.start), default=None) for side in steps]
    if bool(halts[0]) != bool(halts[1]) and (highest[0] or halts[0]) and (highest[1] or halts[1]):
        words = tuple(halt or ((mark,) if mark else ()) for halt, mark in zip(halts, highest, strict=True))
        return Reading("status", "down" if halts[1] else "up", 1.1, words[0], words[1])
    if highest[0] is None or highest[1] is None:
        return None
    rise = (highest[1].value or 0) - (highest[0].value or 0)
    if abs(rise) < 2:
        return None
    return Reading("status", "up" if rise > 0 else "down", 0.85 + 0.1 * abs(rise), (highest[0],), (highest[1],))


def _quantity(left: _Side, right: _Side) -> Reading | None:
    one, other = left.quantities(), right.quantities()
    best: Reading | None = None
    for a in one:
        for b in other:
            if a.kind != b.kind or any(q.kind == a.kind and q.value == b.value for q in one):
                continue
            if any(q.kind == a.kind and q.value == a.value for q in other):
                continue
            same_unit = a.unit == b.unit
            strength = 1.5 if same_unit else 0.4
            if best is None or strength > best.strength:
                direction = ("up" if b.value > a.value else "down") if same_unit else "reversed"
                best = Reading("quantity", direction, strength, (a,), (b,))
    return best


def _priority(left: _Side, right: _Side) -> Reading | None:
    totals = []
    for side in (left, right):
        totals.append(
            sum(
                -(mark.value or 0) if _negated(claim, mark) else (mark.value or 0)
                for claim in side.claims
                for mark in claim.of("priority")
            )
        )
    one, other = totals
    if one == other:
        return None
    strength = 1.3 if one * other < 0 else 0.4
    return Reading("priority", "up" if other > one else "down", strength, left.of("priority"), right.of("priority"))


def _scope(left: _Side, right: _Side) -> Reading | None:
    one, other = _sign(left.total("scope")), _sign(right.total("scope"))
    if one == other:
        return None
    strength = 0.8 if one * other < 0 else 0.3
    return Reading("scope", "wider" if other > one else "narrower", strength, left.of("scope"), right.of("scope"))


def _tone(left: _Side, right: _Side) -> Reading | None:
    """Strong words on one side only: the matter is put more warmly or more harshly, not otherwise."""
    (one, words_one), (other, words_other) = polarity_of(left.claims), polarity_of(right.claims)
    sharper = (len(left.of("intensifier")), len(right.of("intensifier")))
    if one * other <= 0 or sharper[0] == sharper[1]:
        return None
    louder = (sharper[1] > sharper[0]) == (one > 0)
    return Reading(
        "tone",
        "up" if louder else "down",
        0.5,
        left.of("intensifier") or words_one,
        right.of("intensifier") or words_other,
    )


_RULES: tuple[Callable[[_Side, _Side], Reading | None], ...] = (
    _likelihood,
    _quantity,
    _trend,
    _status,
    _polarity,
    _hedge,
    _priority,
    _scope,
    _tone,
)


def readings(left: Sequence[Claim], right: Sequence[Claim]) -> tuple[Reading, ...]:
    """What every rule says, strongest first."""
    sides = (_Side(tuple(left)), _Side(tuple(right)))
    found = [reading for rule in _RULES if (reading := rule(*sides)) is not None]
    return tuple(sorted(found, key=lambda reading: -reading.strength))


def judge(left: Sequence[Claim], right: Sequence[Claim], lead: tuple[Claim, Claim]) -> Reading:
    """The kind of a block of claims: the lead pair speaks with full voice, the whole block with half.

    Where nothing reaches `FRAMING`, the two sides put the same matter in other terms: framing, without marked words.
    """
    totals: dict[str, float] = {}
    best: dict[str, Reading] = {}
    for weight, found in ((1.0, readings(lead[:1], lead[1:])), (0.5, readings(left, right))):
        for reading in found:
            totals[reading.kind] = totals.get(reading.kind, 0.0) + weight * reading.strength
            best.setdefault(reading.kind, reading)
    kind = max(totals, key=lambda name: totals[name], default=None)
    if kind is None or totals[kind] < FRAMING:
        return Reading("framing", "reversed", FRAMING, (), ())
    chosen = best[kind]
    return Reading(kind, chosen.direction, totals[kind], chosen.left, chosen.right)


FRAMING = 0.6
