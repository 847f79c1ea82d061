"""Fit the weights of one profile of `compare/matching/fusion.json` on the references that authors wrote.

    python training/fit_matching.py telegrams EDGES ARCHIVE...
    python training/fit_matching.py correspondence EDGES VOLUME...

EDGES is tab separated: two ids, or volume and two document numbers. What a fit is worth is measured by halves: the
sending posts (telegrams) or volumes (correspondence) are divided in two, each half is fitted and the other measured,
for several divisions. The weights themselves are fitted on all. References do not count as evidence. Printed are the
measures and the fitted profile as JSON. Hub numbers are made with the weights that are shipped: fit again with what was
printed until it stays, two or three times.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from crosscable.compare.matching.collection import Collection, gather
from crosscable.compare.matching.exact import text_cosines, weigh_block
from crosscable.compare.matching.fusion import Fusion, Signals, above, fusion
from crosscable.compare.matching.ranking import strongest
from crosscable.compare.matching.signals import features
from crosscable.compare.matching.vectors import vectors
from crosscable.corpora import read

CANDIDATES = 300  # a cable; the fit is over these and the cited ones
RIDGE = 2.0  # on weights of signals of unit spread; less loses recall on posts that were not fitted, more loses MRR
DIVISIONS = 10
KINDS = ("text", "phrases", "subject", "hub", "tags", "date", "same_post", "one_department", "reply", "same_direction")
Floats = NDArray[np.float64]
Example = tuple[Floats, NDArray[np.bool_], str]


def edges(path: Path, collection: Collection) -> dict[int, set[int]]:
    """Which cables are cited by or cite each cable, as places among the entries."""
    place = {item.name: at for at, item in enumerate(collection.entries)}
    related: dict[int, set[int]] = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        names = fields[:2] if fields[0] in place else [f"{fields[0]}#{number}" for number in fields[1:3]]
        if all(name in place for name in names):
            one, two = (place[name] for name in names)
            related[one].add(two)
            related[two].add(one)
    return related


def columns(weights: Fusion, signals: Signals, hub: Floats) -> Floats:
    """The signals and the hub numbers as the columns that the weights multiply."""
    return np.stack(
        [
            above(signals.text, weights.text_floor, weights.text_half),
            above(signals.phrases, weights.phrase_floor, weights.phrase_half),
            signals.subject,
            np.broadcast_to(-hub, signals.text.shape),
            signals.tags,
            weights.closeness(signals.days),
            signals.same_post,
            signals.one_department,
            signals.reply,
            signals.same_direction,
        ],
        axis=-1,
    )


def examples(collection: Collection, related: dict[int, set[int]], weights: Fusion) -> list[Example]:
    """For each cable with references its candidates' columns, which of them are cited, and its part."""
    known = features(collection, vectors(collection.texts), references=False)
    rows = np.arange(len(collection))
    blocks = np.array_split(rows, len(rows) // 256 + 1)
    hub = np.concatenate([weigh_block(known, weights, block)[1] for block in blocks])
    made: list[Example] = []
    queries = np.array(sorted(related))
    for block in np.array_split(queries, len(queries) // 64 + 1):
        signals = known.block(block, text_cosines(known, block).astype(np.float64), dict.fromkeys(KINDS, 1.0))
        totals = weights.addends(signals, hub[None, :]).total()
        totals[np.arange(len(block)), block] = -np.inf
        tables = columns(weights, signals, hub[None, :])
        for at, row in enumerate(block.tolist()):
            chosen = np.union1d(strongest(totals[at], CANDIDATES), sorted(related[row]))
            item = collection.entries[row]
            part = item.name.split("#")[0] if "#" in item.name else item.post or ""
            made.append((tables[at][chosen], np.isin(chosen, sorted(related[row])), part))
    return made


def fit(train: list[Example], start: Floats) -> Floats:
    """Weights that make the cited cables likely among the candidates.

    Steps on recall@10 and MRR themselves from there gain on the cables that are fitted and nothing on the others.
    """
    free = np.flatnonzero(start)
    scale = np.concatenate([table for table, _, _ in train]).std(axis=0)[free] + 1e-9

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for table, cited, _ in train:
            scaled = table[:, free] / scale
            scores = scaled @ weights
            odds = np.exp(scores - scores.max())
            chance = odds / odds.sum()
            target = cited / cited.sum()
            total -= float(target @ np.log(chance + 1e-300))
            slope = slope - scaled.T @ (target - chance)
        return total, slope

    fitted = start.copy()
    fitted[free] = minimize(loss, start[free] * scale, jac=True, method="L-BFGS-B").x / scale
    return fitted


def divisions(parts: list[str]) -> list[frozenset[str]]:
    """One half of the parts for each of several ways to divide them, each way once."""
    ways = []
    for way in range(DIVISIONS):
        order = sorted(parts, key=lambda part: sha256(f"{way} {part}".encode()).hexdigest())
        ways.append(frozenset(order[: len(order) // 2]))
    return sorted(set(ways), key=sorted)


def held_out(among: list[Example], start: Floats) -> tuple[float, float]:
    """Recall@10 and MRR of cables whose part was not fitted, mean of all divisions and both halves."""
    reached = []
    for half in divisions(sorted({part for _, _, part in among})):
        one, two = ([item for item in among if (item[2] in half) == inside] for inside in (True, False))
        measured = [(measure(held, fit(train, start)), len(held)) for train, held in ((one, two), (two, one))]
        reached.append([sum(values[kind] * size for values, size in measured) / len(among) for kind in (0, 1)])
    recall, reciprocal = np.mean(reached, axis=0)
    return float(recall), float(reciprocal)


def measure(among: list[Example], weights: Floats) -> tuple[float, float]:
    """Mean recall@10 and mean reciprocal rank."""
    recall, reciprocal = 0.0, 0.0
    for table, cited, _ in among:
        ranked = cited[np.argsort(-(table @ weights), kind="stable")]
        recall += ranked[:10].sum() / min(10, ranked.sum())
        reciprocal += 1.0 / (int(np.argmax(ranked)) + 1)
    return recall / len(among), reciprocal / len(among)


def main(profile: str, path: str, inputs: list[str]) -> None:
    """Fit, measure, print."""
    collection = gather(cable for name in inputs for cable in read(name))
    weights = fusion(profile)
    among = examples(collection, edges(Path(path), collection), weights)
    start = np.array([weights.weights[kind] for kind in KINDS])
    fitted = np.round(fit(among, start), 2)
    for name, (recall, reciprocal) in (
        ("before", measure(among, start)),
        ("fitted on all", measure(among, fitted)),
        ("held out", held_out(among, start)),
    ):
        print(f"{name:14} recall@10 {recall:.3f}  MRR {reciprocal:.3f}  {len(among)} cables", file=sys.stderr)
    strengths = np.concatenate([table[cited] @ fitted for table, cited, _ in among])
    quarter = (np.quantile(strengths, 0.75) - np.quantile(strengths, 0.25)) / (2 * np.log(3))
    score = {"median": round(float(np.median(strengths)), 2), "spread": round(float(quarter), 2)}
    print(json.dumps({"weights": dict(zip(KINDS, fitted.tolist(), strict=True)), "score": score}, indent=2))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
