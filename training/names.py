"""Fit the name model and count the shipped table of names.

    python training/names.py NAMES.tsv PAIRS.tsv SURNAMES.tsv --into compare/people [--folds]

NAMES.tsv: person_id, name (one written form a row). PAIRS.tsv: label same|different, mention_a, mention_b, cable_a,
context_a, cable_b, context_b. SURNAMES.tsv: person_a, person_b, surname_a, surname_b, given_a, given_b,
same_corrected 0|1. Writes `rarity.json` and `model.json`. `--folds` measures instead: every pair and every
cluster is judged by weights that never saw a person of its fold.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from crosscable.compare.people.blocking import candidates
from crosscable.compare.people.clusters import Link, cluster
from crosscable.compare.people.context import context_evidence, surroundings
from crosscable.compare.people.evidence import corresponding, evidence
from crosscable.compare.people.model import Model, probability
from crosscable.compare.people.names import Name, parse_name
from crosscable.compare.people.rarity import Rarity, count

FOLDS = 5
RIDGE = 1.0  # inverse strength of the penalty on the name weights, as scikit-learn counts it
CONTEXT_PENALTY = 1.0  # the few labelled mentions must not outweigh the names
BARE_SHARE = 0.5  # how much a pair with its given names left out weighs beside a pair as written
LEAST_PERSONS = 3  # a surname or given name of fewer persons stays out of the shipped table
# Too rare in labelled pairs to be fitted, and certain: man and woman, father and son, two years of birth.
SET_BY_RULE = {
    "feminine ending": -7.0,
    "sex conflict": -3.0,
    "generation conflict": -5.0,
    "dates exclude each other": -7.0,
}
# Added to what is fitted: the list of persons is North American for the most part, where a differing middle name is
# often a slip; elsewhere it tells brothers apart, and so it must count as a veto.
ADDED_BY_RULE = {"middle conflict": -1.5, "family first, given name conflicts": -1.5}


@dataclass(frozen=True)
class Example:
    """One labelled pair: features, whether one person, the two folds it touches, its weight."""

    features: Mapping[str, float]
    same: bool
    folds: frozenset[int]
    weight: float


def fold_of(person: str) -> int:
    """The fold of a person, the same in every run."""
    return int(hashlib.sha256(person.encode()).hexdigest(), 16) % FOLDS


def bare(name: Name) -> Name:
    """A name with its surname alone."""
    return replace(name, given=(), titles=(), generation=None, others=())


def examples(names: Sequence[Name], persons: Sequence[str], rarity: Rarity) -> list[Example]:
    """Blocked pairs as written, then with the given names left out on one side and on both."""
    found = candidates(names)
    made: list[Example] = []
    seen: set[tuple[str, str, str, str]] = set()
    for left, right in zip(found.left.tolist(), found.right.tolist(), strict=True):
        a, b = names[left], names[right]
        same = persons[left] == persons[right]
        folds = frozenset((fold_of(persons[left]), fold_of(persons[right])))
        features, pair = evidence(a, b, rarity)
        made.append(Example(features, same, folds, 1.0))
        agreeing = not any(name.startswith(("given conflict", "middle conflict")) for name in features)
        key = (*sorted((pair.surname_a, pair.surname_b)), *sorted((persons[left], persons[right])))
        if pair.kind == "plain" and a.given and b.given and agreeing and key not in seen and pair.level < 6:
            seen.add(key)
            made.append(Example(evidence(bare(a), bare(b), rarity)[0], same, folds, BARE_SHARE))
            made.append(Example(evidence(bare(a), b, rarity)[0], same, folds, BARE_SHARE / 2))
            made.append(Example(evidence(a, bare(b), rarity)[0], same, folds, BARE_SHARE / 2))
    return made


def fit(sample: Sequence[Example]) -> Model:
    """The weights of a sample."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    table = DictVectorizer()
    rows = table.fit_transform([{k: v for k, v in e.features.items() if k not in SET_BY_RULE} for e in sample])
    labels = np.array([e.same for e in sample])
    fitted = LogisticRegression(C=RIDGE, max_iter=5000, tol=1e-6).fit(rows, labels, [e.weight for e in sample])
    weights = {
        str(name): round(float(w), 3) for name, w in zip(table.get_feature_names_out(), fitted.coef_[0], strict=True)
    }
    added = {name: round(weights.get(name, 0.0) + more, 3) for name, more in ADDED_BY_RULE.items()}
    weights = {name: w for name, w in sorted((weights | SET_BY_RULE | added).items()) if w}
    return Model("", round(float(fitted.intercept_[0]), 3), weights, 0.0, {}, 0.0)


def fit_context(rows: Sequence[Mapping[str, str]], logits: Sequence[float]) -> tuple[float, dict[str, float]]:
    """Base and weights of what surrounds mentions, added to the log-odds that the names alone give."""
    from scipy.optimize import minimize

    features = [context_features(row) for row in rows]
    names = sorted({name for found in features for name in found})
    table = np.array([[1.0, *(found.get(name, 0.0) for name in names)] for found in features])
    labels = np.array([row["label"] == "same" for row in rows], dtype=float)
    offset = np.array(logits)

    def loss(weights: np.ndarray) -> float:
        total = offset + table @ weights
        return float(np.sum(np.logaddexp(0, total) - labels * total) + CONTEXT_PENALTY * np.sum(weights[1:] ** 2) / 2)

    best = minimize(loss, np.zeros(table.shape[1]), method="BFGS").x
    return round(float(best[0]), 3), {name: round(float(w), 3) for name, w in zip(names, best[1:], strict=True)}


def context_features(row: Mapping[str, str]) -> dict[str, float]:
    """The surroundings of one labelled pair of mentions."""
    a, b = parse_name(row["mention_a"]), parse_name(row["mention_b"])
    places = [surroundings(row[f"context_{side}"], row[f"cable_{side}"]) for side in "ab"]
    found = context_evidence(a, b, places[0], places[1], corresponding(a, b))
    return {name: value for name, value, _ in found}


def fit_base(pairs: Sequence[Mapping[str, str]], sample: Sequence[Example], rarity: Rarity) -> float:
    """What the base gains where two names are put side by side, and are not two of a long list.

    Judged by weights that never saw the fold of the pair's first person; half with given names, half without.
    """
    from scipy.optimize import minimize_scalar

    models = {k: fit([e for e in sample if k not in e.folds]) for k in range(FOLDS)}
    logits, labels = [], []
    for row in pairs:
        weights = models[fold_of(min(row["person_a"], row["person_b"]))]
        for template in ("{surname}", "{given} {surname}"):
            sides = [template.format(surname=row[f"surname_{s}"], given=row[f"given_{s}"]) for s in "ab"]
            logits.append(weights.logit(evidence(parse_name(sides[0]), parse_name(sides[1]), rarity)[0]))
            labels.append(row["same_corrected"] == "1")
    total, truth = np.array(logits), np.array(labels, dtype=float)
    best = minimize_scalar(lambda x: float(np.sum(np.logaddexp(0, total + x) - truth * (total + x))))
    return round(float(best.x), 3)


def name_logit(row: Mapping[str, str], weights: Model, rarity: Rarity) -> float:
    """What the names alone say of a labelled pair of mentions."""
    return weights.logit(evidence(parse_name(row["mention_a"]), parse_name(row["mention_b"]), rarity)[0])


def table_of(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated file with a header."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def shipped_rarity(names: Sequence[Name], persons: Sequence[str]) -> dict[str, object]:
    """Surnames and given names by how many persons bear them."""
    surnames = {(("".join(n.surname)), p) for n, p in zip(names, persons, strict=True) if n.given and n.surname}
    givens = {(n.given[0], p) for n, p in zip(names, persons, strict=True) if n.given and len(n.given[0]) > 1}

    def kept(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
        return {word: k for word, k in sorted(Counter(w for w, _ in pairs).items()) if k >= LEAST_PERSONS}

    return {
        "source": "persons of the Foreign Relations of the United States series (public domain); counts of persons",
        "total": len(set(persons)),
        "surnames": kept(surnames),
        "givens": kept(givens),
    }


def as_rarity(data: Mapping[str, object]) -> Rarity:
    """A table as `rarity.background` reads it."""
    from crosscable.compare.people.rarity import from_table

    return from_table(data)


def scores(clusters: Iterable[Sequence[int]], persons: Sequence[str]) -> str:
    """B-cubed and pairwise precision, recall and F."""
    sizes = Counter(persons)
    precision = recall = 0.0
    hit = said = 0
    for rows in clusters:
        inside = Counter(persons[row] for row in rows)
        precision += sum(n * n for n in inside.values()) / len(rows)
        recall += sum(n * n / sizes[p] for p, n in inside.items())
        hit += sum(n * (n - 1) // 2 for n in inside.values())
        said += len(rows) * (len(rows) - 1) // 2
    precision, recall = precision / len(persons), recall / len(persons)
    want = sum(n * (n - 1) // 2 for n in sizes.values())
    p, r = hit / max(1, said), hit / max(1, want)
    return (
        f"B3 P {precision:.3f} R {recall:.3f} F {2 * precision * recall / (precision + recall):.4f}  "
        f"pair P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.4f}"
    )


def out_of_fold(names: Sequence[Name], persons: Sequence[str]) -> list[Link]:
    """Every candidate pair with the probability of weights that know neither of its persons' fold."""
    rarity = count(names)
    sample = examples(names, persons, rarity)
    models = {k: fit([e for e in sample if k not in e.folds]) for k in range(FOLDS)}
    found = candidates(names)
    links = []
    for left, right in zip(found.left.tolist(), found.right.tolist(), strict=True):
        fold = fold_of(min(persons[left], persons[right]))
        features = evidence(names[left], names[right], rarity)[0]
        links.append(Link(left, right, probability(models[fold].logit(features))))
    return links


def measure(names: Sequence[Name], persons: Sequence[str], mentions: Sequence[Mapping[str, str]]) -> None:
    """Print what held-out persons and held-out mentions get."""
    links = out_of_fold(names, persons)
    print("clusters by folds of persons:", scores(cluster(len(names), links), persons))
    sure = [persons[k.left] == persons[k.right] for k in links if k.probability >= 0.95]
    brier = np.mean([(k.probability - (persons[k.left] == persons[k.right])) ** 2 for k in links])
    print(f"pairs at .95 and more: {np.mean(sure):.3f} of {len(sure)} right; Brier {brier:.4f}")
    sample = examples(names, persons, count(names))
    weights = fit(sample)
    rarity = as_rarity(shipped_rarity(names, persons))
    logits = [name_logit(row, weights, rarity) for row in mentions]
    got = np.zeros(len(mentions))
    for k in range(10):
        rest = [i for i in range(len(mentions)) if fold10(mentions[i]) != k]
        base, context = fit_context([mentions[i] for i in rest], [logits[i] for i in rest])
        for i in set(range(len(mentions))) - set(rest):
            found = context_features(mentions[i])
            got[i] = probability(logits[i] + base + sum(context.get(n, 0.0) * v for n, v in found.items()))
    truth = np.array([row["label"] == "same" for row in mentions])
    said = got >= 0.5
    hit = int(np.sum(said & truth))
    f1 = 2 * hit / max(1, int(said.sum() + truth.sum()))
    print(f"mentions, ten folds by post: F1 {f1:.3f}  Brier {np.mean((got - truth) ** 2):.3f}")


def fold10(row: Mapping[str, str]) -> int:
    """The fold of a pair of mentions: all pairs of a post are in one."""
    return int(hashlib.sha256(row["post"].encode()).hexdigest(), 16) % 10


def main() -> None:
    """Fit and write, or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("surnames", type=Path)
    parser.add_argument("--into", type=Path, default=Path("compare/people"))
    parser.add_argument("--folds", action="store_true")
    arguments = parser.parse_args()
    rows = table_of(arguments.names)
    names, persons = [parse_name(row["name"]) for row in rows], [row["person_id"] for row in rows]
    mentions = [row for row in table_of(arguments.pairs) if row["label"] in ("same", "different")]
    if arguments.folds:
        measure(names, persons, mentions)
        return
    sample = examples(names, persons, count(names))
    weights = fit(sample)
    shipped = shipped_rarity(names, persons)
    rarity = as_rarity(shipped)
    base, context = fit_context(mentions, [name_logit(row, weights, rarity) for row in mentions])
    surnames = [row for row in table_of(arguments.surnames) if row["same_corrected"] in ("0", "1")]
    data: dict[str, object] = {
        "source": {
            "names": f"{len(names)} written forms of {len(set(persons))} persons of Foreign Relations of the US",
            "mentions": f"{len(mentions)} hand-labelled pairs of mentions in cables",
            "method": "logistic regression, ridge; weights in log-odds",
            "set by rule": SET_BY_RULE,
            "added by rule": ADDED_BY_RULE,
        },
        "base": weights.base,
        "side by side": fit_base(surnames, sample, rarity),
        "weights": dict(weights.weights),
        "context": {"base": base, "weights": context},
    }
    data = {"version": hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:12]} | data
    write(arguments.into / "model.json", data)
    write(arguments.into / "rarity.json", shipped)


def write(path: Path, data: Mapping[str, object]) -> None:
    """Write data as JSON that a diff can show."""
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
