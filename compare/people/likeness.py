"""Likeness of two names: the probability that one person bears both, as a sum of contributions that can be read.

The model is logistic: every contribution is in log-odds, and base plus contributions is the log-odds of the printed
probability. What tells two persons apart for certain (given names that conflict, a feminine ending, father and son) is
a contribution like any other, named as a veto, so that a vetoed pair stays visible with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from crosscable.compare.people.context import Surroundings, context_evidence
from crosscable.compare.people.evidence import LEVELS, Correspondence, evidence
from crosscable.compare.people.model import Model, model, probability
from crosscable.compare.people.names import Name, parse_name
from crosscable.compare.people.rarity import Rarity, background
from crosscable.compare.people.spelling import rules_between

__all__ = ["CERTAIN", "DIFFERENT", "SAME", "Contribution", "Likeness", "likeness", "score"]

# Joined without a person only from here on; what lies between belongs to an editor.
CERTAIN = 0.99
# More likely than not, and unlikely; between them the verdict is "unsure".
SAME, DIFFERENT = 0.5, 0.25
# Features that tell persons apart, and how the reason calls them.
VETOES = {
    "given conflict": "given names conflict",
    "given conflict initial": "initial conflicts with given name",
    "middle conflict": "middle names conflict",
    "middle conflict initial": "middle initials conflict",
    "family first, given name conflicts": "given names conflict",
    "generation conflict": "Jr and Sr",
    "feminine ending": "feminine ending, man and woman",
    "sex conflict": "Mr and Mrs",
    "two roles in one document": "two different titles in one document",
    "dates exclude each other": "dates exclude each other",
}
_GROUPS = (
    ("same words", "words"),
    ("words", "words"),
    ("Wade", "Wade-Giles and pinyin"),
    ("surname rarity", "rarity"),
    ("surname both known", "both spellings are known surnames"),
    ("surname", "surname"),
    ("letters", "surname"),
    ("given rarity", "given name"),
    ("given", "given name"),
    ("middle", "middle name"),
    ("generation", "generation"),
    ("title", "title"),
    ("same throne", "title"),
    ("particle", "particle"),
    ("form in brackets", "form in brackets"),
)


@dataclass(frozen=True, slots=True)
class Contribution:
    """One piece of evidence: `value` in log-odds (above 0 speaks for one person), `words` what was seen.

    `veto` marks evidence that tells two persons apart.
    """

    name: str
    value: float
    words: str
    veto: bool = False


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two names are one person's.

    `probability` is 0..1 and equals the logistic of the sum of all contributions; `verdict` is same (at least `SAME`),
    different (below `DIFFERENT`) or unsure; `rules` are the spelling rules that made the surnames meet; `why` is one
    line that names rules, vetoes and the strongest evidence.
    """

    probability: float
    contributions: tuple[Contribution, ...]
    verdict: str
    rules: tuple[str, ...]
    why: str

    @property
    def vetoes(self) -> tuple[str, ...]:
        """The reasons that tell two persons apart, as `why` names them."""
        return tuple(c.name for c in self.contributions if c.veto)


def score(a: Name, b: Name, rarity: Rarity, weights: Model | None = None) -> float:
    """The probability alone, for lists: no contributions, no context."""
    return probability((weights or model()).logit(evidence(a, b, rarity)[0]))


def likeness(
    name_a: str | Name,
    name_b: str | Name,
    *,
    context_a: Surroundings | None = None,
    context_b: Surroundings | None = None,
    rarity: Rarity | None = None,
    weights: Model | None = None,
) -> Likeness:
    """Weigh two names.

    Args:
        name_a: a name as written, or taken apart already.
        name_b: the other.
        context_a: what surrounds the first mention; counts only where both are given.
        context_b: what surrounds the second.
        rarity: how frequent names are here; the shipped table if None.
        weights: another model than the shipped one.
    """
    used = weights or model()
    a = parse_name(name_a) if isinstance(name_a, str) else name_a
    b = parse_name(name_b) if isinstance(name_b, str) else name_b
    features, pair = evidence(a, b, rarity or background())
    grouped: dict[str, float] = {}
    for name, value in features.items():
        group = _group(name)
        grouped[group] = grouped.get(group, 0.0) + used.weights.get(name, 0.0) * value
    contributions = [Contribution("base", used.base, "before any evidence")]
    contributions += [
        Contribution(name, value, _words(name, a, b, pair), name in VETOES.values()) for name, value in grouped.items()
    ]
    if context_a is not None and context_b is not None:
        contributions.append(Contribution("base of mentions", used.context_base, "two mentions in cables"))
        for name, value, words in context_evidence(a, b, context_a, context_b, pair):
            label = VETOES.get(name, name)
            contributions.append(Contribution(label, used.context.get(name, 0.0) * value, words, name in VETOES))
    else:
        contributions.append(Contribution("side by side", used.side_by_side, "two names that somebody asks about"))
    total = probability(sum(c.value for c in contributions))
    rules = rules_between(pair.surname_a, pair.surname_b)
    if "Wade-Giles and pinyin" in features:
        rules = ("Wade-Giles = pinyin",)
    verdict = "same" if total >= SAME else "different" if total < DIFFERENT else "unsure"
    ordered = (contributions[0], *sorted(contributions[1:], key=lambda c: (-abs(c.value), c.name)))
    return Likeness(total, ordered, verdict, rules, _why(ordered, rules))


def _group(feature: str) -> str:
    if feature in VETOES:
        return VETOES[feature]
    if feature == "given conflict similarity":
        return VETOES["given conflict"]
    if "×" in feature:
        return "surname with given name"
    return next(label for prefix, label in _GROUPS if feature.startswith(prefix))


def _words(group: str, a: Name, b: Name, pair: Correspondence) -> str:
    """What was seen, for one group of features."""
    if group in ("surname", "surname with given name", "rarity", "both spellings are known surnames"):
        read = "" if pair.kind == "plain" else f", read as {pair.kind}"
        return f"{pair.surname_a} / {pair.surname_b}: {LEVELS[pair.level]}{read}"
    if group == "generation" or group == VETOES["generation conflict"]:
        return f"{a.generation or 'none'} / {b.generation or 'none'}"
    if group in ("title", VETOES["sex conflict"]):
        return f"{' '.join(a.titles) or 'none'} / {' '.join(b.titles) or 'none'}"
    if group == "particle":
        return f"{' '.join(a.particles) or 'none'} / {' '.join(b.particles) or 'none'}"
    if group == "form in brackets":
        return ", ".join((*a.others, *b.others))
    if group == VETOES["feminine ending"]:
        return f"{pair.surname_a} / {pair.surname_b}"
    return f"{' '.join(pair.given_a) or 'none'} / {' '.join(pair.given_b) or 'none'}"


def _why(contributions: tuple[Contribution, ...], rules: tuple[str, ...]) -> str:
    """One line: spelling rules, vetoes, then the evidence that weighs at least half a unit of log-odds."""
    parts = [f"spelling: {', '.join(rules)}"] if rules else []
    parts += [f"blocked by {c.name} ({c.words})" for c in contributions if c.veto]
    strong = [c for c in contributions[1:] if not c.veto and abs(c.value) >= 0.5]
    parts += [f"{c.name} {c.value:+.1f} ({c.words})" for c in strong[:4]]
    return "; ".join(parts) or "no evidence either way"
