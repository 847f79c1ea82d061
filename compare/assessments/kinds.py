"""What kind of change two quotations show, in which direction, and which words carry it.

Each rule looks at the slots of both sides and says how strongly they differ; the strongest wins. Framing and scope
have no reliable mark of their own, so they win only where little else speaks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crosscable.compare.alignment.vectors import stem
from crosscable.compare.assessments.claims import Claim
from crosscable.compare.assessments.lexicon import Mark
from crosscable.compare.assessments.quantities import Quantity
from crosscable.compare.terms import words as words_of

__all__ = ["AHEAD", "DONE", "OPPOSITE", "Reading", "judge", "polarity_of", "readings", "turned"]

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

# Strengths are how often a rule was right on labelled pairs, rounded, so that rules of different kinds compete fairly.
FRAMING = 0.34
LEAD_BONUS = 0.03

# A step ahead or back, without and with a word of status beside it: one strength for both ways, so that exchanging the
# cables changes the direction alone.
STEP = (0.4, 0.56)

# Sum of evaluative words (a plain one counts 2, one that has other senses 1) from which a side has a plain judgement.
PLAIN = 2

# What lies ahead and what is done: a plan that became a deed is a step whatever its verb.
AHEAD = re.compile(
    r"\b(?:will|would|plans?|planned|planning|intends?|intended|expects?|expected|hopes?|hoped|going to|considering|"
    r"to be|(?-i:may|MAY)|might|could|should|next (?:week|month|year)|upcoming|wants?|seeks?|proposed|ready to)\b",
    re.IGNORECASE,
)
DONE = re.compile(
    r"\b(?:has|have|had|was|were|did|signed|agreed|announced|approved|adopted|ended|closed|began|started|decided|"
    r"rejected|took|won|lost|failed|completed|resigned)\b",
    re.IGNORECASE,
)
# Words after a negation that it still governs.
NEGATION_REACH = 5
# Categories whose words a negation before them turns round.
_TURNED = frozenset({"value", "priority"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One rule's verdict: kind, direction, strength, and the words that carry it on each side.

    `strength` is 0..1, about how often such a rule is right.
    """

    kind: str
    direction: str
    strength: float
    left: tuple[Mark | Quantity, ...]
    right: tuple[Mark | Quantity, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """The slots of one side that the other side does not share: what both say cannot be what changed."""

    marks: tuple[Mark, ...]
    quantities: tuple[Quantity, ...]
    ahead: tuple[Mark, ...]
    done: tuple[Mark, ...]

    def of(self, category: str) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.category == category)

    def total(self, category: str) -> int:
        return sum(mark.value or 0 for mark in self.of(category))


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def turned(claim: Claim, mark: Mark) -> Mark:
    """The mark as its clause means it: turned round, and quoted with the negation, where one stands close before."""
    if mark.category not in _TURNED:
        return mark
    before = [
        negation
        for negation in claim.of("negation")
        if negation.end <= mark.start
        and claim.text[negation.end - claim.start : mark.start - claim.start].count(" ") <= NEGATION_REACH
    ]
    if len(before) % 2 == 0:
        return mark
    start = before[0].start
    text = claim.text[start - claim.start : mark.end - claim.start]
    return Mark(mark.category, None if mark.value is None else -mark.value, text, start, mark.end)


def _marks(claims: Sequence[Claim]) -> list[Mark]:
    return [turned(claim, mark) for claim in claims for mark in claim.marks]


def _sides(left: Sequence[Claim], right: Sequence[Claim]) -> tuple[_Side, _Side]:
    marks = [_marks(side) for side in (left, right)]
    words = [Counter((mark.category, _form(mark)) for mark in side) for side in marks]
    values = [{(q.kind, q.unit, q.value) for claim in side for q in claim.quantities} for side in (left, right)]
    same = values[0] == values[1]
    sides = []
    for own, other, claims in ((0, 1, left), (1, 0, right)):
        shared = words[other].copy()
        kept = []
        for mark in marks[own]:
            key = (mark.category, _form(mark))
            if shared[key] > 0:
                shared[key] -= 1
            else:
                kept.append(mark)
        every = tuple(q for c in claims for q in c.quantities)
        fresh = tuple(q for q in every if (q.kind, q.unit, q.value) not in values[other])
        # A side all of whose figures stand in the other beside a new one: "from 19 to 21 million" answers "19 million".
        numbers = fresh if fresh or same else every
        sides.append(_Side(tuple(kept), numbers, _found(AHEAD, claims), _found(DONE, claims)))
    return sides[0], sides[1]


def _found(words: re.Pattern[str], claims: Sequence[Claim]) -> tuple[Mark, ...]:
    """The first such word of each claim, as a mark of status."""
    found = ((claim.start, words.search(claim.text)) for claim in claims)
    return tuple(Mark("status", None, at[0], start + at.start(), start + at.end()) for start, at in found if at)


def _form(mark: Mark) -> str:
    return " ".join(stem(word) for word in words_of(mark.text))


def polarity_of(claims: Sequence[Claim]) -> int:
    """The sum of the evaluative words, each turned by a negation before it."""
    return sum(mark.value or 0 for mark in _marks(claims) if mark.category == "value")


def _carrying(marks: Sequence[Mark], sign: int) -> tuple[Mark, ...]:
    """The marks of that sign; all where none has it."""
    return tuple(mark for mark in marks if _sign(mark.value or 0) == sign) or tuple(marks)


def _polarity(left: _Side, right: _Side) -> Reading | None:
    one, other = left.total("value"), right.total("value")
    words = (_carrying(left.of("value"), _sign(one)), _carrying(right.of("value"), _sign(other)))
    negations = (left.of("negation"), right.of("negation"))
    if one * other < 0:
        plain = min(abs(one), abs(other)) >= PLAIN
        return Reading("polarity", "up" if other > one else "down", 0.62 if plain else 0.44, *words)
    if len(negations[0]) % 2 != len(negations[1]) % 2:
        carriers = (negations[0] or words[0], negations[1] or words[1])
        direction = "reversed" if one == other else "up" if other > one else "down"
        return Reading("polarity", direction, 0.42 if all(carriers) else 0.38, *carriers)
    if one != other:
        return Reading("polarity", "up" if other > one else "down", 0.43 if all(words) else 0.35, *words)
    return None


def _likelihood(left: _Side, right: _Side) -> Reading | None:
    one, other = left.of("likelihood"), right.of("likelihood")
    scaled = [[mark for mark in side if mark.value is not None] for side in (one, other)]
    if scaled[0] and scaled[1]:
        means = [sum(mark.value or 0 for mark in side) / len(side) for side in scaled]
        if means[0] != means[1]:
            direction = "up" if means[1] > means[0] else "down"
            return Reading("likelihood", direction, 0.65, tuple(scaled[0]), tuple(scaled[1]))
        return None
    if one and other and (scaled[0] or scaled[1]):
        # A word outside of the scale against one on it: "may" says less than "likely" and more than "unlikely".
        value = (scaled[1] or scaled[0])[0].value or 0
        rises = (value > 0) == bool(scaled[1])
        return Reading("likelihood", "up" if rises else "down", 0.58, one, other)
    return None


def _hedge(left: _Side, right: _Side) -> Reading | None:
    one, other = _sign(left.total("certain")), _sign(right.total("certain"))
    if one == other:
        return None
    strength = 0.5 if one * other < 0 else 0.1
    words = [_carrying(side.of("certain"), sign) if sign else () for side, sign in ((left, one), (right, other))]
    return Reading("hedge", "firmer" if other > one else "softer", strength, words[0], words[1])


def _trend(left: _Side, right: _Side) -> Reading | None:
    one, other = left.total("trend"), right.total("trend")
    if one * other >= 0:
        return None
    return Reading(
        "trend",
        "up" if other > one else "down",
        0.6,
        _carrying(left.of("trend"), _sign(one)),
        _carrying(right.of("trend"), _sign(other)),
    )


def _status(left: _Side, right: _Side) -> Reading | None:
    halts = (left.of("halt"), right.of("halt"))
    steps = (left.of("status"), right.of("status"))
    highest = [max(side, key=lambda mark: (mark.value or 0, -mark.start), default=None) for side in steps]
    if bool(halts[0]) != bool(halts[1]) and (highest[0] or halts[0]) and (highest[1] or halts[1]):
        words = tuple(halt or ((mark,) if mark else ()) for halt, mark in zip(halts, highest, strict=True))
        return Reading("status", "down" if halts[1] else "up", 0.57, words[0], words[1])
    if highest[0] and highest[1]:
        rise = (highest[1].value or 0) - (highest[0].value or 0)
        if abs(rise) >= 2:
            direction = "up" if rise > 0 else "down"
            return Reading("status", direction, 0.45 + 0.04 * abs(rise), (highest[0],), (highest[1],))
    return _step(left, right, any(highest) or any(halts))


def _step(left: _Side, right: _Side, named: bool) -> Reading | None:
    """From what is planned to what is done or back; surer where a word of status (`named`) stands beside it."""
    if left.ahead and not right.ahead and right.done:
        return Reading("status", "up", STEP[named], left.ahead[:1], right.done[:1])
    if right.ahead and not left.ahead and left.done:
        return Reading("status", "down", STEP[named], left.done[:1], right.ahead[:1])
    return None


def _quantity(left: _Side, right: _Side) -> Reading | None:
    """Two figures of one kind, of one unit if there are such; of several the nearest, whichever cable is first."""
    pairs = [
        (a, b)
        for a in left.quantities
        for b in right.quantities
        if a.kind == b.kind and (a.unit, a.value) != (b.unit, b.value)
    ]
    if not pairs:
        return None
    a, b = min(pairs, key=lambda pair: (pair[0].unit != pair[1].unit, *_distance(*pair)))
    if a.unit != b.unit:
        return Reading("quantity", "reversed", 0.3, (a,), (b,))
    return Reading("quantity", "up" if b.value > a.value else "down", 0.66, (a,), (b,))


def _distance(one: Quantity, other: Quantity) -> tuple[float, float, int]:
    """How far two figures are apart: in value, in size, in the text."""
    return abs(one.value - other.value), min(one.value, other.value), one.start + other.start


def _priority(left: _Side, right: _Side) -> Reading | None:
    one, other = left.total("priority"), right.total("priority")
    if one == other:
        return None
    strength = 0.55 if one * other < 0 else 0.3 if one and other else 0.15
    return Reading("priority", "up" if other > one else "down", strength, left.of("priority"), right.of("priority"))


def _scope(left: _Side, right: _Side) -> Reading | None:
    one, other = _sign(left.total("scope")), _sign(right.total("scope"))
    if one == other:
        return None
    strength = 0.4 if one * other < 0 else 0.15
    return Reading("scope", "wider" if other > one else "narrower", strength, left.of("scope"), right.of("scope"))


def _tone(left: _Side, right: _Side) -> Reading | None:
    """Judgements of one sign, stronger words on one side: put more warmly or more harshly, not otherwise."""
    one, other = left.total("value"), right.total("value")
    sharper = (len(left.of("intensifier")), len(right.of("intensifier")))
    if one * other <= 0 or sharper[0] == sharper[1]:
        return None
    warmer = (sharper[1] > sharper[0]) == (one > 0)
    words = [side.of("intensifier") or side.of("value") for side in (left, right)]
    return Reading("tone", "up" if warmer else "down", 0.3, words[0], words[1])


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
    sides = _sides(left, right)
    found = [reading for rule in _RULES if (reading := rule(*sides)) is not None]
    return tuple(sorted(found, key=lambda reading: -reading.strength))


def judge(left: Sequence[Claim], right: Sequence[Claim], lead: tuple[Claim, Claim]) -> Reading:
    """The kind of a block of claims: what the strongest rule says of the lead pair, or of the whole block.

    Where no rule is surer than `FRAMING`, the two sides put the same matter in other terms: framing, without words.
    """
    best = Reading("framing", "reversed", FRAMING, (), ())
    for bonus, found in ((LEAD_BONUS, readings(lead[:1], lead[1:])), (0.0, readings(left, right))):
        for reading in found:
            if reading.strength + bonus > best.strength:
                best = Reading(
                    reading.kind, reading.direction, round(reading.strength + bonus, 3), reading.left, reading.right
                )
    return best
