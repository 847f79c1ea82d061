"""How alike the stretches of two texts are: in meaning, by word vectors, and in wording, by shared terms.

Both are matrices, one row a stretch of the left text, one column a stretch of the right. What all stretches share (the
topic of the pair) is damped, because it tells nothing about which of them belong together.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscable.compare.alignment.vectors import table, terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

__all__ = ["DAMPING", "Bags", "bags", "centred", "meaning", "unit_rows", "wording"]

# A term that stands in this many stretches of the pair keeps half of its weight.
DAMPING = 8


@dataclass(frozen=True, slots=True)
class Bags:
    """The terms of each stretch, left and right, with their counts, and in how many stretches each term stands."""

    left: tuple[Counter[str], ...]
    right: tuple[Counter[str], ...]
    spread: Counter[str]


def bags(left: Sequence[str], right: Sequence[str]) -> Bags:
    """The terms of two lists of stretches."""
    sides = [tuple(Counter(terms(text)) for text in side) for side in (left, right)]
    return Bags(sides[0], sides[1], Counter(term for side in sides for bag in side for term in bag))


def unit_rows(matrix: Matrix) -> Matrix:
    """`matrix` with rows of length one; rows of nothing stay nothing."""
    import numpy as np

    scaled: Matrix = matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    return scaled


def centred(sides: Sequence[Matrix], share: float) -> tuple[Matrix, Matrix]:
    """The two sides without `share` (0..1) of their common mean, rows of length one."""
    import numpy as np

    mean = share * np.vstack(list(sides)).sum(axis=0) / max(1, sum(len(side) for side in sides))
    left, right = (unit_rows(side - mean) for side in sides)
    return left, right


def meaning(pair: Bags) -> tuple[Matrix, Matrix]:
    """One unit vector for each stretch, left and right: the weighted sum of its terms' vectors."""
    import numpy as np

    words = table()
    order = {term: at for at, term in enumerate(sorted(pair.spread))}
    if not order:
        return np.zeros((len(pair.left), 1)), np.zeros((len(pair.right), 1))
    vectors = np.array([words.vector(term) for term in order])
    idf = {term: words.idf(term) for term in order}
    sides = []
    for side in (pair.left, pair.right):
        weights = np.zeros((len(side), len(order)))
        for row, bag in zip(weights, side, strict=True):
            for term, count in bag.items():
                row[order[term]] = (1 + math.log(count)) * idf[term]
        sides.append(unit_rows(weights @ vectors))
    return sides[0], sides[1]


def wording(pair: Bags) -> Matrix:
    """Cosines of the stretches' damped TF-IDF vectors, 0..1."""
    import numpy as np

    words = table()
    order = {term: at for at, term in enumerate(sorted(pair.spread))}
    sides = []
    for side in (pair.left, pair.right):
        weights = np.zeros((len(side), max(1, len(order))))
        for row, bag in zip(weights, side, strict=True):
            for term, count in bag.items():
                row[order[term]] = (1 + math.log(count)) * words.idf(term) / (1 + pair.spread[term] / DAMPING)
        sides.append(unit_rows(weights))
    cosines: Matrix = sides[0] @ sides[1].T
    return cosines
