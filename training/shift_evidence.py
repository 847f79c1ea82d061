"""Fits the weights of `compare/assessments/evidence.json` on pairs of quotations that readers judged.

    python training/shift_evidence.py PATH [--labels FILE] [-o FILE]

PATH is the collection that the labels point into. `shift-labels.jsonl` holds no text: each line names two cables, the
places of two sentences in their readings with digests of their words, and the judgement (keep, or no and why). The
labels were made before any weight was fitted, by reading every pair of quotations as a historian would: do both speak
of one claim about the same thing, and does something about it differ? Only candidates that the search still proposes
are used; the others are counted. Printed: for each fact its weight; and, each pair of cables left out in turn, how
many of the best candidates readers had kept. The result depends on the collection and the labels only.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import LeaveOneGroupOut

from crosscable.compare.assessments import evidence
from crosscable.compare.assessments.claims import claims
from crosscable.compare.assessments.pairing import pair_claims
from crosscable.compare.assessments.shifts import candidates
from crosscable.compare.attribution.statements import attribute
from crosscable.compare.findings import digest
from crosscable.compare.people.reconcile import reconcile
from crosscable.corpora import read
from crosscable.corpora.cable import Cable

STRENGTH = 0.03  # of the penalty's inverse: ten weights on a few hundred judgements

Judged = tuple[tuple[str, str], dict[str, float], bool]


def judged(cables: Mapping[str, Cable], labels: list[dict[str, object]]) -> Iterator[Judged]:
    """The pair, facts and judgement of every candidate that has a label."""
    by_pair: defaultdict[tuple[str, str], dict[tuple[str, str], bool]] = defaultdict(dict)
    for label in labels:
        left, right, digests = str(label["left"]), str(label["right"]), label["digests"]
        assert isinstance(digests, list)
        by_pair[left, right][str(digests[0]), str(digests[1])] = label["judgement"] == "keep"
    for pair, known in sorted(by_pair.items()):
        both = (cables[pair[0]], cables[pair[1]])
        statements = tuple(attribute(cable) for cable in both)
        people = reconcile(both)
        sides = [claims(cable, said, people) for cable, said in zip(both, statements, strict=True)]
        for candidate in candidates(pair_claims(sides[0], sides[1])):
            key = [
                digest(cable.text[slice(*claim.sentence)])[: len(next(iter(known))[0])]
                for cable, claim in zip(both, candidate.lead, strict=True)
            ]
            kept = known.get((key[0], key[1]))
            if kept is not None:
                yield pair, dict(candidate.facts), kept


def fit(facts: np.ndarray, kept: np.ndarray) -> tuple[np.ndarray, np.ndarray, LogisticRegression]:
    """Means, spreads and the fitted model of the standardised facts."""
    means, spreads = facts.mean(axis=0), np.maximum(facts.std(axis=0), 1e-6)
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit((facts - means) / spreads, kept)
    return means, spreads, model


def left_out(facts: np.ndarray, kept: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """The probability of each candidate by weights that have not seen its pair."""
    found = np.zeros(len(kept))
    for train, test in LeaveOneGroupOut().split(facts, kept, pairs):
        means, spreads, model = fit(facts[train], kept[train])
        found[test] = model.predict_proba((facts[test] - means) / spreads)[:, 1]
    return found


def main() -> None:
    """Parse the command line, fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path")
    parser.add_argument("--labels", type=Path, default=Path(__file__).with_name("shift-labels.jsonl"))
    parser.add_argument("-o", "--output", type=Path, default=Path(evidence.__file__).with_name("evidence.json"))
    options = parser.parse_args()
    labels = [json.loads(line) for line in options.labels.read_text(encoding="utf-8").splitlines()]
    wanted = {label[side] for label in labels for side in ("left", "right")}
    cables = {cable.name: cable for cable in read(options.path) if cable.name in wanted}
    rows = list(judged(cables, labels))
    names = list(rows[0][1])
    facts = np.array([[row[1][name] for name in names] for row in rows])
    kept = np.array([row[2] for row in rows])
    pairs = np.array(["/".join(row[0]) for row in rows])
    print(f"{len(rows)} of {len(labels)} labelled candidates, {len(set(pairs))} pairs, kept {kept.mean():.2f}")
    found = left_out(facts, kept, pairs)
    for least in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        above = found >= least
        print(f"evidence {least:.2f} and more: {above.sum()} candidates, kept {kept[above].mean():.2f}")
    means, spreads, model = fit(facts, kept)
    stored = {
        "about": "Logistic regression by training/shift_evidence.py on judgements of training/shift-labels.jsonl.",
        "candidates": len(rows),
        "pairs": len(set(pairs)),
        "kept": int(kept.sum()),
        "constant": round(float(model.intercept_[0]), 4),
        "factors": {name: round(float(value), 4) for name, value in zip(names, model.coef_[0], strict=True)},
        "means": {name: round(float(value), 4) for name, value in zip(names, means, strict=True)},
        "spreads": {name: round(float(value), 4) for name, value in zip(names, spreads, strict=True)},
    }
    for name, factor in stored["factors"].items():
        print(f"{name:12s}{factor:+.3f}")
    options.output.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
