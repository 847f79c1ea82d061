"""How much speaks for two sentences being one matter on which something differs: a learnt weight of a few plain facts.

Near sentences of two cables are mostly about one topic and not about one claim. No single fact parts the two, so their
weights were fitted (`training/shift_evidence.py`) on pairs of quotations that readers kept or threw out, taken from
cables that no test uses. The result is a probability as those readers would have judged; weights and provenance stand
in `evidence.json`. All facts are the same whichever cable is given first. Method: logistic regression.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from crosscable.compare.alignment.similarity import DAMPING
from crosscable.compare.alignment.vectors import table, terms
from crosscable.compare.assessments.kinds import readings
from crosscable.compare.assessments.restating import REDACTED
from crosscable.compare.terms import words_with_places

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from crosscable.compare.assessments.claims import Claim
    from crosscable.compare.assessments.pairing import Pairing

__all__ = ["Weights", "facts", "weights"]

SOFT = 0.5  # cosine from which two terms begin to speak of one thing
LEAST_WEIGHT = 0.03  # of a block; lighter ones are all alike
MOST_RUNS, MOST_NAMED = 12.0, 8.0  # more shared weight than this tells nothing more

_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do|been|be|said|told)\b"
    r"|\b\w+ed\b|n't\b",
    re.IGNORECASE,
)
# Questions, list items, notes, cross references and what only announces the next line.
_FORM = re.compile(
    r"^\W*(?:\(?(?:note|comment|c)\b|-{1,2} |//|[A-Z]\. |\d+[.)] |ref[A-Z]?\b)|\?\s*$|:\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted weights: each fact is centred on `means`, divided by `spreads` and multiplied by `factors`."""

    constant: float
    factors: Mapping[str, float]
    means: Mapping[str, float]
    spreads: Mapping[str, float]

    def contributions(self, found: Mapping[str, float]) -> dict[str, float]:
        """What each fact adds to the logarithm of the odds."""
        return {
            name: factor * (found[name] - self.means[name]) / self.spreads[name]
            for name, factor in self.factors.items()
        }

    def probability(self, found: Mapping[str, float]) -> float:
        """How likely a reader keeps the two quotations, 0..1."""
        return round(1.0 / (1.0 + math.exp(-self.constant - math.fsum(self.contributions(found).values()))), 6)


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped weights."""
    stored = json.loads((files("crosscable.compare.assessments") / "evidence.json").read_text(encoding="utf-8"))
    return Weights(stored["constant"], stored["factors"], stored["means"], stored["spreads"])


def facts(
    pairing: Pairing, sentences: tuple[Sequence[Claim], Sequence[Claim]], weight: float, borne_out: bool
) -> dict[str, float]:
    """The facts about two sentences, by name.

    Args:
        pairing: the claims of both cables.
        sentences: the claims of the two sentences, left and right.
        weight: of the block that they lead.
        borne_out: whether words of assessment on both sides carry a change.
    """
    texts = [" ".join(claim.text for claim in side) for side in sentences]
    known = [_known(side, pairing) for side in sentences]
    sizes = sorted(len(side.weights) for side in known)
    lengths = sorted(len(text) for text in texts)
    runs = sorted(known[0].runs.keys() & known[1].runs.keys())
    names = sorted(known[0].names & known[1].names)
    return {
        "weight": math.log(max(LEAST_WEIGHT, weight)),
        "borne_out": float(borne_out),
        "likeness": max(float(pairing.likeness[cell]) for cell in _cells(pairing, sentences)),
        "runs": min(MOST_RUNS, math.fsum(known[0].runs[run] for run in runs)),
        "names": min(MOST_NAMED, math.fsum(known[0].weights[name] for name in names)),
        "evenness": lengths[0] / max(1, lengths[1]),
        "shorter": math.log(1 + sizes[0]),
        "longer": math.log(1 + sizes[1]),
        "again": 0.0 if _differs(sentences) else _meant(known[0], known[1]),
        "no_verb": float(sum(not _VERB.search(text) for text in texts)),
        "form": float(sum(bool(_FORM.search(text)) for text in texts)),
    }


def _cells(pairing: Pairing, sentences: tuple[Sequence[Claim], Sequence[Claim]]) -> list[tuple[int, int]]:
    numbers = [
        [number for number, claim in enumerate(side) if claim in chosen]
        for side, chosen in zip((pairing.left, pairing.right), sentences, strict=True)
    ]
    return [(i, j) for i in numbers[0] for j in numbers[1]]


def _differs(sentences: tuple[Sequence[Claim], Sequence[Claim]]) -> bool:
    """Whether something differs that no synonym explains: a negation, a figure, a likelihood or a step."""
    one, other = sentences
    odd = [sum(len(claim.of("negation")) for claim in side) % 2 for side in sentences]
    if odd[0] != odd[1]:
        return True
    found = readings(one, other)
    return any(reading.kind in _FIRM and reading.left and reading.right for reading in found)


_FIRM = frozenset({"quantity", "likelihood", "status"})


@lru_cache(maxsize=8192)
def _vector(term: str) -> NDArray[np.float64]:
    return table().vector(term)


def _meant(one: _Known, other: _Known) -> float:
    """The share of its terms, by weight and meaning, that the sentence least held by the other finds there, 0..1."""
    import numpy as np

    plain = [sorted(side.weights.keys() - side.names) for side in (one, other)]
    if not all(plain):
        return 0.0
    vectors = [np.array([_vector(term) for term in side]) for side in plain]
    near = np.round(np.clip((vectors[0] @ vectors[1].T - SOFT) / (1 - SOFT), 0, 1), 6)
    shares = []
    for side, terms_, best in ((one, plain[0], near.max(axis=1)), (other, plain[1], near.max(axis=0))):
        total = math.fsum(side.weights[term] for term in terms_)
        held = math.fsum(side.weights[term] * float(share) for term, share in zip(terms_, best, strict=True))
        shares.append(held / max(1e-9, total))
    return round(min(shares), 6)


@dataclass(frozen=True, slots=True)
class _Known:
    """The terms of a sentence with their weights, damped by how often the pair uses them; neighbours; names."""

    weights: Mapping[str, float]
    runs: Mapping[tuple[str, str], float]
    names: frozenset[str]


def _known(sentence: Sequence[Claim], pairing: Pairing) -> _Known:
    order: list[str] = []
    names: set[str] = set()
    for claim in sentence:
        hidden = [place.span() for place in REDACTED.finditer(claim.text)]
        for _, start, end in words_with_places(claim.text):
            found = terms(claim.text[start:end])
            if found and not any(a < end and start < b for a, b in hidden):
                order.append(found[0])
                if not (claim.text[start].islower() or claim.text.isupper()):
                    names.add(found[0])
    damped = {term: table().idf(term) / (1 + pairing.spread[term] / DAMPING) for term in dict.fromkeys(order)}
    runs = {pair: damped[pair[0]] + damped[pair[1]] for pair in pairwise(order)}
    return _Known(damped, runs, frozenset(names))
