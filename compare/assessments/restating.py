"""Claims that the other cable repeats: they did not change, whoever introduces them and whatever stands around them.

Two clauses repeat one claim when nearly all words are the same; or when the weightier words of the shorter one stand in
the other in the same order, and nothing between them turns the claim: no negation, likelihood, figure or step that the
other lacks. Speakers, verbs of saying, filler words and the marks of redactions do not count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crosscable.compare.alignment.vectors import table, terms
from crosscable.compare.assessments.kinds import AHEAD, polarity_of, readings
from crosscable.compare.assessments.sameness import spells
from crosscable.compare.terms import words, words_with_places

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from crosscable.compare.assessments.claims import Claim

__all__ = ["REDACTED", "Repeats", "renamed", "repeats", "restated"]

REDACTED = re.compile(r"(?i:x{4,})|\[(?:NAME|TEXT) REMOVED\]|¦{2,}|\*{4,}")

# Two clauses share this part of their words and no slot differs: the claim is repeated.
SAME_WORDS = 0.8
# The other clause holds this part of a clause's terms, by weight and in the same order.
HELD = 0.78
LEAST_TERMS = 3  # fewer shared terms are a name and a verb, not a claim
LEAST_PLAIN = 2  # of them that are no names: who takes part is often the same where the claim is not
SEEN = 0.36  # strength from which two clauses that hold each other differ after all
BEFORE, AFTER = 3, 2  # words around the shared terms that can still turn them ("it is unlikely that ...")
# Share of letters in one order from which two names are spellings of one.
ALIKE = 60.0
LEAST_LETTERS = 3  # shorter words number items and abbreviate; they name nobody


@dataclass(frozen=True, slots=True)
class Repeats:
    """What is repeated: `pairs` of claims (their numbers) in nearly the same words, each claim once.

    `again`: for every pair of claims whether one holds the other in full, so that the two show no change.
    `masked`: the claims, left and right, about which nothing can be said because names were taken out of them.
    """

    pairs: tuple[tuple[int, int], ...]
    again: NDArray[np.bool_]
    masked: tuple[frozenset[int], frozenset[int]]


def _signature(claim: Claim) -> tuple[object, ...]:
    """What has to be equal in a repeated claim."""
    return (
        len(claim.of("negation")) % 2,
        sorted((mark.category, mark.value or 0) for mark in claim.marks if mark.category in {"likelihood", "halt"}),
        bool(AHEAD.search(claim.text)),
        [sum(mark.value or 0 for mark in claim.of(kind)) for kind in ("certain", "trend", "priority", "scope")],
        max((mark.value or 0 for mark in claim.of("status")), default=0),
        polarity_of([claim]),
        sorted((quantity.kind, quantity.unit, quantity.value) for quantity in claim.quantities),
    )


def restated(left: Sequence[Claim], right: Sequence[Claim]) -> tuple[tuple[int, int], ...]:
    """Pairs of claims (their numbers) that say the same in nearly the same words, best first, each claim once."""
    bag = [[_bag(words(REDACTED.sub(" ", claim.text))) for claim in side] for side in (left, right)]
    signatures = [[_signature(claim) for claim in side] for side in (left, right)]
    found = []
    for i, one in enumerate(bag[0]):
        size = len(one)
        for j, other in enumerate(bag[1]):
            both = size + len(other)
            if not size or 2 * min(size, both - size) < SAME_WORDS * both:
                continue
            share = 2 * len(one & other) / both
            if share >= SAME_WORDS and signatures[0][i] == signatures[1][j]:
                found.append((-share, abs(i - j), min(i, j), i, j))
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for *_, i, j in sorted(found):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((i, j))
    return tuple(pairs)


def _masked(left: Sequence[Claim], right: Sequence[Claim]) -> tuple[frozenset[int], frozenset[int]]:
    """The claims of sentences that differ only in names taken out on one side, and claims that are nothing but that."""
    sides = []
    for side in (left, right):
        sentences: dict[tuple[int, int], list[int]] = {}
        for number, claim in enumerate(side):
            sentences.setdefault(claim.sentence, []).append(number)
        sides.append([(numbers, " ".join(side[n].text for n in numbers)) for numbers in sentences.values()])
    hidden = [[bool(REDACTED.search(text)) for _, text in side] for side in sides]
    if not any(map(any, hidden)):
        return frozenset(), frozenset()
    plain = [[_plain(text) for _, text in side] for side in sides]
    found: tuple[set[int], set[int]] = (set(), set())
    for own, side in enumerate((left, right)):
        found[own].update(n for n, c in enumerate(side) if REDACTED.search(c.text) and not _plain(c.text))
        for at, (numbers, _) in enumerate(sides[own]):
            if hidden[own][at] and len(plain[own][at]) < LEAST_TERMS:
                found[own].update(numbers)
    for i, (ours, _) in enumerate(sides[0]):
        for j, (theirs, _) in enumerate(sides[1]):
            if hidden[0][i] != hidden[1][j] and len(plain[0][i]) >= LEAST_TERMS and plain[0][i] == plain[1][j]:
                found[0].update(ours)
                found[1].update(theirs)
    return frozenset(found[0]), frozenset(found[1])


def _plain(text: str) -> tuple[str, ...]:
    """The words of a text that are no names."""
    bare = REDACTED.sub(" ", text)
    return tuple(word for word, start, _ in words_with_places(bare) if bare[start].islower())


def _bag(found: Sequence[str]) -> frozenset[tuple[str, int]]:
    """The words with a count each, first, second ...: what two bags share is then what two sets share."""
    seen: Counter[str] = Counter()
    out = set()
    for word in found:
        seen[word] += 1
        out.add((word, seen[word]))
    return frozenset(out)


def repeats(left: Sequence[Claim], right: Sequence[Claim]) -> Repeats:
    """What two lists of claims both say."""
    import numpy as np

    pairs = restated(left, right)
    matter = [[_matter(claim) for claim in side] for side in (left, right)]
    again = np.zeros((len(left), len(right)), dtype=bool)
    for i, j in _candidates(matter[0], matter[1]):
        again[i, j] = _held(left[i], right[j], matter[0][i], matter[1][j])
    return Repeats(pairs, again, _masked(left, right))


_Placed = tuple[tuple[str, int, int], ...]


def _matter(claim: Claim) -> _Placed:
    """The terms of a claim with their places in it, without those that name its speaker and without redactions."""
    hidden = [place.span() for place in REDACTED.finditer(claim.text)]
    if claim.said_by is not None:
        hidden.append((claim.said_by[0] - claim.start, claim.said_by[1] - claim.start))
    return tuple(
        (found[0], start, end)
        for _, start, end in words_with_places(claim.text)
        if not any(a < end and start < b for a, b in hidden) and (found := terms(claim.text[start:end]))
    )


def _candidates(left: Sequence[_Placed], right: Sequence[_Placed]) -> list[tuple[int, int]]:
    """The pairs of claims whose shared terms make up enough of the shorter one."""
    import numpy as np

    known = sorted({term for side in (left, right) for placed in side for term, _, _ in placed})
    order = {term: at for at, term in enumerate(known)}
    idf = np.array([table().idf(term) for term in known])
    sides = []
    for side in (left, right):
        rows = np.zeros((len(side), len(known)))
        for row, placed in zip(rows, side, strict=True):
            row[[order[term] for term, _, _ in placed]] = 1.0
        sides.append(rows)
    shared = (sides[0] * idf) @ sides[1].T
    smaller = np.minimum.outer(sides[0] @ idf, sides[1] @ idf)
    enough = (shared >= HELD * smaller - 1e-6) & (sides[0] @ sides[1].T >= LEAST_TERMS)
    return [(int(i), int(j)) for i, j in np.argwhere(enough)]


def _held(one: Claim, other: Claim, left: _Placed, right: _Placed) -> bool:
    """Whether one of two claims holds the other in full and says nothing else of it."""
    steps = _common([term for term, _, _ in left], [term for term, _, _ in right])
    plain = sum(one.text[left[a][1]].islower() or one.text.isupper() for a, _ in steps)
    if len(steps) < LEAST_TERMS or plain < LEAST_PLAIN:
        return False
    idf = table().idf
    weight = sum(idf(left[a][0]) for a, _ in steps)
    whole = [sum(idf(term) for term, _, _ in side) for side in (left, right)]
    held = weight >= HELD * whole[0] - 1e-6, weight >= HELD * whole[1] - 1e-6
    if not any(held):
        return False
    if all(held) and _firm(one) == _firm(other) and _unlike(one, other) < SEEN:
        return True
    windows = (
        _window(one, left[steps[0][0]][1], left[steps[-1][0]][2]),
        _window(other, right[steps[0][1]][1], right[steps[-1][1]][2]),
    )
    return _core(windows[0]) == _core(windows[1])


def _firm(claim: Claim) -> tuple[object, ...]:
    """What no synonym changes: negation, likelihood, halts and figures."""
    signature = _signature(claim)
    return signature[0], signature[1], signature[-1]


def _unlike(one: Claim, other: Claim) -> float:
    """The strength of the strongest rule that sees a difference."""
    return max((reading.strength for reading in readings((one,), (other,))), default=0.0)


def _core(claim: Claim) -> tuple[object, ...]:
    """The signature, evaluative words counted by their sign alone: synonyms of praise and blame weigh differently."""
    *first, polarity, numbers = _signature(claim)
    assert isinstance(polarity, int)
    return (*first, (polarity > 0) - (polarity < 0), numbers)


def _window(claim: Claim, start: int, end: int) -> Claim:
    """The claim with those slots only that stand in a part of its text or close to it."""
    ahead = list(re.finditer(r"\S+", claim.text[:start]))[-BEFORE:]
    behind = list(re.finditer(r"\S+", claim.text[end:]))[:AFTER]
    begin = claim.start + (ahead[0].start() if ahead else start)
    finish = claim.start + end + (behind[-1].end() if behind else 0)
    return replace(
        claim,
        marks=tuple(mark for mark in claim.marks if begin <= mark.start and mark.end <= finish),
        quantities=tuple(item for item in claim.quantities if begin <= item.start and item.end <= finish),
    )


def _common(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """A longest common subsequence as pairs of places."""
    longest = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            same = left[i] == right[j]
            longest[i][j] = longest[i + 1][j + 1] + 1 if same else max(longest[i + 1][j], longest[i][j + 1])
    steps: list[tuple[int, int]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] == right[j]:
            steps.append((i, j))
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
    return steps


def renamed(one: Claim, other: Claim) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where two repeated claims name different people or bodies in the one place in which they differ; else None.

    Spellings of one name, titles, a fuller form of the same name, an acronym and redactions are no other name.
    """
    from rapidfuzz.fuzz import ratio

    left, right = (list(re.finditer(r"[^\W_]+(?:['’-][^\W_]+)*", claim.text)) for claim in (one, other))
    shorter = min(len(left), len(right))
    head = next((n for n in range(shorter) if left[n][0] != right[n][0]), shorter)
    tail = next((n for n in range(shorter - head) if left[-1 - n][0] != right[-1 - n][0]), shorter - head)
    runs = left[head : len(left) - tail], right[head : len(right) - tail]
    if not all(runs) or any(not word[0][0].isupper() or REDACTED.search(word[0]) for run in runs for word in run):
        return None
    if any(max(len(word[0]) for word in run) < LEAST_LETTERS for run in runs):
        return None
    if any(ratio(a[0].lower(), b[0].lower()) >= ALIKE for a in runs[0] for b in runs[1]):
        return None
    if any(len(run) == 1 and spells(name, run[0][0].rstrip("s").lower()) for run, name in (runs, runs[::-1])):
        return None  # "WTO" and "World Trade Organization"
    places = [
        (claim.start + run[0].start(), claim.start + run[-1].end())
        for claim, run in zip((one, other), runs, strict=True)
    ]
    return places[0], places[1]
