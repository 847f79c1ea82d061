"""Changes that the words themselves show: what differs stands at a word that both sentences hold.

Near sentences of two cables are mostly about one topic and not about one claim. What parts the two is where the
differing words stand: "no serious illness" against "a serious illness", "will sign the treaty" against "has signed the
treaty" differ at a word of matter that both hold; two sentences with a "will" and a "has" somewhere do not. How many of
these changes readers keep is counted by `benchmarks/judged.py`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscable.compare.alignment.similarity import DAMPING
from crosscable.compare.alignment.vectors import table, terms
from crosscable.compare.assessments.binding import REACH, Sentence, Side
from crosscable.compare.assessments.kinds import AHEAD, DONE, Reading, readings
from crosscable.compare.assessments.lexicon import Mark

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from crosscable.compare.assessments.claims import Claim
    from crosscable.compare.assessments.pairing import Pairing
    from crosscable.compare.assessments.quantities import Quantity

__all__ = ["Bound", "bound_changes", "bound_readings", "sentences_of"]

TRIED = 30  # best pairs of sentences that are looked at; below them the matter is another
USES = 2  # of one sentence: a judgement is often taken up by two
LEAST_SCORE = 1.0  # of their best clauses, in standard deviations
TERM_WEIGHT = 0.25  # what a shared term's weight adds to that score
LEAST_COUNTED = 3.0  # weight of shared terms, names counted in, where a figure of one unit differs


@dataclass(frozen=True, slots=True)
class _Bar:
    """What two sentences need to be of one matter.

    `matter`: the sum of inverse document frequencies of shared words that are no names, damped by how often the pair
    uses them: who acts is often the same where the matter is not. `share`: that weight's part of the sentence that has
    less of it, 0..1, for long sentences share words by chance. `likeness`: of the whole, -1..1. `reach`: words between
    a shared word and what differs at it.
    """

    matter: float
    share: float
    likeness: float
    reach: int


# Whoever speaks.
ANY_VOICES = _Bar(matter=3.5, share=0.4, likeness=0.78, reach=REACH)
# One person, or the embassy's judgement both times: that it is one who speaks says much of what the words need not say.
ONE_VOICE = _Bar(matter=1.5, share=0.25, likeness=0.55, reach=REACH + 3)
# Where nearly all is shared the two need not be alike as a whole.
NEARLY_ALL = 0.75
# Of all terms of both that do not assess: one sentence with a few words changed. All its words stand at what is shared,
# and these kinds, which elsewhere show nothing, are sure. Less than `LEAST_TWIN` in common is a phrase and no sentence.
SAME, LEAST_TWIN = 0.85, 2.5
_TWIN_KINDS = frozenset({"hedge", "priority", "scope", "tone"})
FORM = 0.6  # of the terms of the shorter sentence, from which two with other names are one form
STEP = 2  # rungs of the ladder of status between which a matter has moved

# Which rule is believed where several apply: figures first, denials last, as readers kept them. Few of each kind were
# judged (`benchmarks/judged.py`), so the order counts and not the distances.
STRENGTH = {
    "quantity": 0.75,
    "halt": 0.7,
    "step": 0.65,
    "likelihood": 0.6,
    "trend": 0.6,
    "ladder": 0.55,
    "negation": 0.55,
}

_DAY = re.compile(r"[A-Z][a-z]+\.? \d{1,2}\b")
_SET = re.compile(
    r"\b(?:schedul|postpon|expect|plan|due|deadline|set (?:for|to)|no later than|target|slated|expire)", re.IGNORECASE
)
# Before a figure these say that it is another one's measure: "up from 19 million".
_COMPARED = re.compile(
    r"\b(?:from|than|vice|compared (?:to|with)|versus|against|instead of)\s+(?:\S+\s+){0,3}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Bound:
    """Two sentences that show a change: the numbers of their claims in the pairing, left and right; what they show.

    `weight`: of the terms that both share, in damped inverse document frequencies.
    """

    sentences: tuple[tuple[int, ...], tuple[int, ...]]
    reading: Reading
    weight: float


_Rule = Callable[[Side, Side], Reading | None]


def _reading(
    kind: str, direction: str, rule: str, left: Sequence[Mark | Quantity], right: Sequence[Mark | Quantity]
) -> Reading:
    return Reading(kind, direction, STRENGTH[rule], tuple(left), tuple(right))


def _quantity(left: Side, right: Side) -> Reading | None:
    """Two figures of one unit, neither of which the other sentence gives as well, unless to compare with it."""
    if _filled_in(left.sentence, right.sentence):
        return None
    known = [{_value(q) for q in side.sentence.quantities if not _compared(side, q)} for side in (left, right)]
    agreed = {(kind, unit) for kind, unit, _ in known[0] & known[1] if kind != "date"}
    pairs = [
        (a, b)
        for a in left.quantities()
        for b in right.quantities()
        if (a.kind, a.unit) == (b.kind, b.unit)
        and a.value != b.value
        and (a.kind, a.unit) not in agreed
        and _value(a) not in known[1]
        and _value(b) not in known[0]
        and (a.kind != "date" or (_is_set(left, a) and _is_set(right, b)))
    ]
    if not pairs:
        return None
    a, b = min(pairs, key=lambda pair: (abs(pair[0].value - pair[1].value), min(q.value for q in pair)))
    return _reading("quantity", "up" if b.value > a.value else "down", "quantity", (a,), (b,))


def _filled_in(left: Sentence, right: Sentence) -> bool:
    """Whether two sentences are one form filled in for two: mostly the same terms, each with names of its own."""
    named = left.names - right.terms, right.names - left.terms
    return all(named) and len(left.terms & right.terms) >= FORM * min(len(left.terms), len(right.terms))


def _value(quantity: Quantity) -> tuple[str, str, float]:
    """What makes two figures one; of a day its place in the year, for the year is often left out."""
    without_year = not quantity.text[-4:].isdigit() or _DAY.search(quantity.text)
    value = round(quantity.value % 12, 3) if quantity.kind == "date" and without_year else quantity.value
    return quantity.kind, quantity.unit, value


def _compared(side: Side, quantity: Quantity) -> bool:
    return bool(_COMPARED.search(side.sentence.before(quantity.start)))


def _is_set(side: Side, date: Quantity) -> bool:
    """Whether something is set for a date; other dates tell when something happened."""
    return bool(_SET.search(side.sentence.claim(date.start).text))


def _halt(left: Side, right: Side) -> Reading | None:
    """Held up or called off on one side only, a word of status on the other."""
    halts, steps = (
        (left.verbs("halt"), right.verbs("halt")),
        (_highest(left.verbs("status")), _highest(right.verbs("status"))),
    )
    if bool(halts[0]) == bool(halts[1]):
        return None
    words = [halt[:1] or step for halt, step in zip(halts, steps, strict=True)]
    return _reading("status", "down" if halts[1] else "up", "halt", *words) if all(words) else None


def _highest(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: (-(mark.value or 0), mark.start))[:1])


def _ladder(left: Side, right: Side) -> Reading | None:
    one, other = _highest(left.verbs("status")), _highest(right.verbs("status"))
    if not (one and other) or left.verbs("halt") or right.verbs("halt"):
        return None
    rise = (other[0].value or 0) - (one[0].value or 0)
    return _reading("status", "up" if rise > 0 else "down", "ladder", one, other) if abs(rise) >= STEP else None


def _step(left: Side, right: Side) -> Reading | None:
    """What lies ahead on one side is done on the other, said of one and the same word."""
    ahead, done = (
        (left.governed(AHEAD), right.governed(AHEAD)),
        (left.governed(DONE, directly=True), right.governed(DONE, directly=True)),
    )
    up = sorted(term for term in ahead[0].keys() & done[1].keys() if term not in ahead[1])
    down = sorted(term for term in ahead[1].keys() & done[0].keys() if term not in ahead[0])
    if bool(up) == bool(down):
        return None
    if up:
        return _reading("status", "up", "step", (ahead[0][up[0]],), (done[1][up[0]],))
    return _reading("status", "down", "step", (done[0][down[0]],), (ahead[1][down[0]],))


def _likelihood(left: Side, right: Side) -> Reading | None:
    words = (left.of("likelihood"), right.of("likelihood"))
    scaled = [tuple(mark for mark in side if mark.value is not None) for side in words]
    if all(scaled):
        one, other = scaled[0][0], scaled[1][0]
        if one.value == other.value:
            return None
        rises = (other.value or 0) > (one.value or 0)
        return _reading("likelihood", "up" if rises else "down", "likelihood", (one,), (other,))
    if not all(words) or not any(scaled):
        return None
    # A word outside of the scale against one on it: "may" says less than "likely" and more than "unlikely".
    rises = (((scaled[1] or scaled[0])[0].value or 0) > 0) == bool(scaled[1])
    return _reading("likelihood", "up" if rises else "down", "likelihood", words[0][:1], words[1][:1])


def _negation(left: Side, right: Side) -> Reading | None:
    """One and the same word, denied on one side only."""
    denied = (left.denied(), right.denied())
    lifted, laid = denied[0].keys() - denied[1].keys(), denied[1].keys() - denied[0].keys()
    if bool(lifted) == bool(laid) or not denied[0].keys().isdisjoint(denied[1].keys()):
        return None  # where both deny a word, one denial only reaches farther
    affirmed = (right if lifted else left).affirmed(lifted or laid)
    if affirmed is None:
        return None
    term = next(iter(terms(affirmed.text)))
    words = ((denied[0][term],), (affirmed,)) if lifted else ((affirmed,), (denied[1][term],))
    return _reading("polarity", "reversed", "negation", *words)


def _trend(left: Side, right: Side) -> Reading | None:
    marks = (left.of("trend"), right.of("trend"))
    one, other = (sum(mark.value or 0 for mark in side) for side in marks)
    if one * other >= 0:
        return None
    carried = [
        tuple(mark for mark in side if (mark.value or 0) * sign > 0)
        for side, sign in zip(marks, (one, other), strict=True)
    ]
    return _reading("trend", "up" if other > one else "down", "trend", *carried)


_RULES: tuple[_Rule, ...] = (
    _quantity,
    _halt,
    _step,
    _likelihood,
    _ladder,
    _negation,
    _trend,
)


def bound_readings(left: Sequence[Claim], right: Sequence[Claim]) -> tuple[Reading, ...]:
    """What each rule says of two sentences, given as their claims: strongest first, empty where none applies."""
    return _readings(Sentence(left), Sentence(right))


def _readings(left: Sentence, right: Sentence, reach: int = REACH) -> tuple[Reading, ...]:
    shared = left.matter & right.matter
    sides = (Side(left, shared, reach), Side(right, shared, reach))
    found = [reading for rule in _RULES if (reading := rule(*sides)) is not None and _of_one_word(reading, *sides)]
    return tuple(sorted(found, key=lambda reading: -reading.strength))


def _of_one_word(reading: Reading, left: Side, right: Side) -> bool:
    """Whether the words that carry a change stand at one and the same shared word."""
    return not left.beside(reading.left).isdisjoint(right.beside(reading.right))


def bound_changes(pairing: Pairing) -> tuple[Bound, ...]:
    """The changes of two cables that words at a shared word show, those with most in common first.

    Where two sentences are the same but for a few words, whatever rule sees a difference shows a change.
    """
    found = []
    for left, right in _best_pairs(pairing):
        claims = [pairing.left[number] for number in left], [pairing.right[number] for number in right]
        sentences = Sentence(claims[0]), Sentence(claims[1])
        weight = _weight(sentences[0].terms & sentences[1].terms, pairing)
        alike = max(float(pairing.likeness[i, j]) for i in left for j in right)
        if _are_twins(*sentences, pairing):
            seen = (one for one in readings(*claims) if one.kind in _TWIN_KINDS and one.left and one.right)
            shown = (*_readings(*sentences, reach=max(len(one.words) for one in sentences)), *seen)
        else:
            bar = ONE_VOICE if _one_voice(*claims) else ANY_VOICES
            shown = _readings(*sentences, reach=bar.reach)
            shown = shown if shown and _on_one_matter(sentences, shown[0], weight, alike, bar, pairing) else ()
        found += [Bound((left, right), reading, weight) for reading in shown[:1]]
    return tuple(sorted(found, key=lambda bound: (-bound.weight, bound.sentences)))


def _one_voice(left: Sequence[Claim], right: Sequence[Claim]) -> bool:
    """Whether one person speaks in both sentences, or the embassy judges in both."""
    persons = [{claim.person for claim in side} - {None} for side in (left, right)]
    return not persons[0].isdisjoint(persons[1]) or (_judges(left) and _judges(right))


def _judges(claims: Sequence[Claim]) -> bool:
    own = all(claim.speaker is None for claim in claims)
    return own and any(claim.zone == "comment" or claim.of("own_view") for claim in claims)


def _are_twins(left: Sentence, right: Sentence, pairing: Pairing) -> bool:
    """Whether two sentences are one with a few words of assessment changed."""
    shared = _weight(left.bare & right.bare, pairing)
    return shared >= max(LEAST_TWIN, SAME * max(_weight(left.bare, pairing), _weight(right.bare, pairing)))


def _on_one_matter(
    sentences: tuple[Sentence, Sentence], reading: Reading, weight: float, alike: float, bar: _Bar, pairing: Pairing
) -> bool:
    """Whether two sentences that share `weight` and are `alike` so much (-1..1) speak of one matter."""
    shared = _weight(sentences[0].matter & sentences[1].matter, pairing)
    smaller = min(_weight(sentence.matter, pairing) for sentence in sentences)
    if shared < (bar.share if alike >= bar.likeness else NEARLY_ALL) * smaller:
        return False
    return shared >= bar.matter or (reading.kind == "quantity" and weight >= LEAST_COUNTED)


def _weight(found: frozenset[str], pairing: Pairing) -> float:
    return round(math.fsum(table().idf(term) / (1 + pairing.spread[term] / DAMPING) for term in found), 6)


def sentences_of(claims: Sequence[Claim]) -> list[tuple[int, ...]]:
    """The numbers of the claims of each sentence, in the order of the text; headings assert nothing."""
    found: dict[tuple[int, int], list[int]] = {}
    for number, claim in enumerate(claims):
        if claim.zone != "heading":
            found.setdefault(claim.sentence, []).append(number)
    return [tuple(found[place]) for place in sorted(found)]


def _best_pairs(pairing: Pairing) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The pairs of sentences that fit each other best, each sentence at most `USES` times, best first."""
    import numpy as np

    sides = (sentences_of(pairing.left), sentences_of(pairing.right))
    if not all(sides):
        return []
    scores = _highest_of(pairing.scores, sides)
    repeated = _highest_of(pairing.again.astype(float), sides) > 0
    shared, smaller = _shared_weights(pairing, sides)
    worth = np.round(scores + TERM_WEIGHT * shared, 6)
    # Deviations say nothing where most of two texts is the same and few sentences are left.
    worth[repeated | ((scores < LEAST_SCORE) & (shared < NEARLY_ALL * smaller))] = -np.inf
    chosen: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    uses = np.zeros(worth.shape[0], dtype=int), np.zeros(worth.shape[1], dtype=int)
    while len(chosen) < TRIED and (best := worth.max()) > -np.inf:
        # Equals by their places, in whichever order the cables are given.
        i, j = min(map(tuple, np.argwhere(worth == best).tolist()), key=lambda at: (min(at), max(at), at))
        chosen.append((sides[0][i], sides[1][j]))
        uses[0][i] += 1
        uses[1][j] += 1
        worth[i, j] = -np.inf
        worth[uses[0] == USES, :] = worth[:, uses[1] == USES] = -np.inf
    return chosen


def _highest_of(claims: NDArray[np.float64], sides: tuple[Sequence[tuple[int, ...]], ...]) -> NDArray[np.float64]:
    """For each pair of sentences the highest value of a pair of their claims."""
    import numpy as np

    for axis, side in enumerate(sides):
        claims = claims.take([number for numbers in side for number in numbers], axis)
        starts = np.cumsum([0, *(len(numbers) for numbers in side[:-1])])
        claims = np.maximum.reduceat(claims, starts, axis)
    return claims


def _shared_weights(
    pairing: Pairing, sides: tuple[Sequence[tuple[int, ...]], ...]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The weight of the terms that each left sentence shares with each right one, and the weight of the lighter one."""
    import numpy as np

    order = {term: at for at, term in enumerate(sorted(pairing.spread))}
    weights = np.array([_weight(frozenset((term,)), pairing) for term in order])
    rows = []
    for claims, side in zip((pairing.left, pairing.right), sides, strict=True):
        held = np.zeros((len(side), len(order)))
        for row, numbers in zip(held, side, strict=True):
            row[[order[term] for number in numbers for term in terms(claims[number].text)]] = 1.0
        rows.append(held)
    return (rows[0] * weights) @ rows[1].T, np.minimum.outer(rows[0] @ weights, rows[1] @ weights)
