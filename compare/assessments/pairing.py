"""Which claims of two cables are about the same matter: a score for every pair of claims.

Meaning by word vectors with the claim's surroundings, less what the whole pair has in common; shared terms; then a
little for words of assessment, because a change of judgement is worded in them. Claims that the other cable repeats are
set aside first: they did not change, and nothing about them may move the scores of the rest.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscable.compare.alignment.similarity import bags, centred, meaning, unit_rows, wording
from crosscable.compare.assessments.claims import Claim
from crosscable.compare.assessments.kinds import polarity_of
from crosscable.compare.assessments.restating import repeats

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

__all__ = ["SAME_ZONE", "Pairing", "pair_claims"]

# Weights in standard deviations of the meaning score. Neighbours and the rest of the sentence lend a clause its topic:
# "the move" and "they" have none of their own.
NEIGHBOUR = 0.5
SENTENCE = 0.4
COMMON = 0.7
WORDING = 0.5
VALUE_WORDS = 0.2  # for each evaluative word of the two claims ...
VALUE_LIMIT = 5  # ... up to this many
RANK = 0.1
LIKELIHOOD = 0.5  # for each side that holds a word of likelihood
NEGATION = 0.2  # one side negates and the other does not
POLARITY = 0.2  # evaluative words of opposite sign
PRIORITY = 0.15
# The embassy's judgement stands in comments and summaries: they are always held against each other.
SAME_ZONE = {"comment": 0.6, "summary": 0.3}
MEETING = -1.0  # either side only reports who met whom

# With so few claims a standard deviation says nothing; this is a usual one.
LEAST_DEVIATION = 0.02


@dataclass(frozen=True, slots=True)
class Pairing:
    """Claims that are not repeated on the other side, and how well each pair fits.

    `scores`: one row a left claim, one column a right claim, in standard deviations. `likeness`: cosine of the two
    claims' meaning with their surroundings, nothing taken out, -1..1. `near`: likeness among the claims of one side.
    `spread`: in how many of the claims each term stands. `repeated`: the pairs of claims that are the same in both.
    `again`: which of the other pairs say one thing, so that they never stand against each other.
    """

    left: tuple[Claim, ...]
    right: tuple[Claim, ...]
    scores: Matrix
    likeness: Matrix
    near: tuple[Matrix, Matrix]
    spread: Counter[str]
    repeated: tuple[tuple[Claim, Claim], ...]
    again: NDArray[np.bool_]


def pair_claims(left: Sequence[Claim], right: Sequence[Claim]) -> Pairing:
    """Score every pair of claims of two cables."""
    import numpy as np

    same = repeats(left, right)
    repeated = tuple((left[i], right[j]) for i, j in same.pairs)
    gone = ({i for i, _ in same.pairs} | same.masked[0], {j for _, j in same.pairs} | same.masked[1])
    kept = [[n for n in range(len(side)) if n not in out] for side, out in zip((left, right), gone, strict=True)]
    sides = (tuple(left[i] for i in kept[0]), tuple(right[j] for j in kept[1]))
    if not all(sides):
        empty = np.zeros((len(sides[0]), len(sides[1])))
        alike = tuple(np.zeros((len(side), len(side))) for side in sides)
        return Pairing(*sides, empty, empty, (alike[0], alike[1]), Counter(), repeated, empty > 0)
    everything = meaning(bags([claim.text for claim in left], [claim.text for claim in right]))
    alone = [rows[keep] for rows, keep in zip(everything, kept, strict=True)]
    around = [_with_context(rows, side)[keep] for rows, side, keep in zip(everything, (left, right), kept, strict=True)]
    context = centred(around, COMMON)
    bare = centred(alone, COMMON)
    scores = _standard(context[0] @ context[1].T)
    pair = bags([claim.text for claim in sides[0]], [claim.text for claim in sides[1]])
    scores += WORDING * _standard(wording(pair))
    scores -= RANK * _log_ranks(bare[0] @ bare[1].T)
    scores += _assessment(*sides)
    again = same.again[np.ix_(*kept)]
    scores[again] = scores.min()
    near = (np.round(context[0] @ context[0].T, 6), np.round(context[1] @ context[1].T, 6))
    # Rounded, so that the last bit of a product, which depends on the processor, decides nothing.
    return Pairing(
        *sides, np.round(scores, 6), np.round(around[0] @ around[1].T, 6), near, pair.spread, repeated, again
    )


def _with_context(rows: Matrix, claims: Sequence[Claim]) -> Matrix:
    """Each claim's vector with those of its neighbours in the paragraph and of the rest of its sentence."""
    out = rows.copy()
    for at, claim in enumerate(claims):
        for other in (at - 1, at + 1):
            if 0 <= other < len(claims) and claims[other].paragraph == claim.paragraph:
                out[at] += NEIGHBOUR * rows[other]
        for other, companion in enumerate(claims):
            if other != at and companion.sentence == claim.sentence:
                out[at] += SENTENCE * rows[other]
    return unit_rows(out)


def _standard(matrix: Matrix) -> Matrix:
    standard: Matrix = (matrix - matrix.mean()) / max(LEAST_DEVIATION, float(matrix.std()))
    return standard


def _log_ranks(matrix: Matrix) -> Matrix:
    """The logarithm of (rank in its row times rank in its column), 0 for mutual first choices; ties rank equal."""
    import numpy as np

    def ranks(rows: Matrix) -> Matrix:
        found = [len(row) - np.searchsorted(np.sort(row), row, side="right") + 1.0 for row in rows]
        return np.array(found)

    rounded = np.round(matrix, 6)
    product: Matrix = np.log(ranks(rounded) * ranks(rounded.T).T)
    return product


def _assessment(left: Sequence[Claim], right: Sequence[Claim]) -> Matrix:
    """What words of assessment add: their presence, and whether they differ."""
    import numpy as np

    def column(side: Sequence[Claim], category: str) -> Matrix:
        return np.array([float(bool(claim.of(category))) for claim in side])

    def add(kind: str) -> Matrix:
        return np.add.outer(column(left, kind), column(right, kind))

    counts = [np.array([len(claim.of("value")) for claim in side]) for side in (left, right)]
    signs = [np.array([math.copysign(1, p) if (p := polarity_of([c])) else 0.0 for c in s]) for s in (left, right)]
    odd = [np.array([len(claim.of("negation")) % 2 for claim in side]) for side in (left, right)]
    meetings = [np.array([claim.meeting for claim in side]) for side in (left, right)]
    zones = [np.array([claim.zone for claim in side]) for side in (left, right)]
    total: Matrix = (
        VALUE_WORDS * np.minimum(VALUE_LIMIT, np.add.outer(counts[0], counts[1]))
        + LIKELIHOOD * add("likelihood")
        + PRIORITY * add("priority")
        + NEGATION * (odd[0][:, None] != odd[1][None, :])
        + POLARITY * (np.multiply.outer(signs[0], signs[1]) < 0)
        + sum(bonus * np.logical_and.outer(*(zone == name for zone in zones)) for name, bonus in SAME_ZONE.items())
        + MEETING * np.logical_or.outer(meetings[0], meetings[1])
    )
    return total
