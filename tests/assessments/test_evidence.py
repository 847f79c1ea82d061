"""What is known of two sentences, and what the fitted weights make of it."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path

import pytest

from crosscable.compare.assessments.claims import claims
from crosscable.compare.assessments.evidence import weights
from crosscable.compare.assessments.pairing import pair_claims
from crosscable.compare.assessments.shifts import candidates
from crosscable.corpora.cable import Cable

EARLIER = (
    "The harbor authority at Velmar is considering a joint tender for the new container port.",
    "Two generals were retired after the parade near the border.",
)
LATER = (
    "The joint tender for the new container port at Velmar was signed in May by the harbor authority.",
    "Almond growers in the northern valleys have postponed their own wells.",
)


def known(left: Cable, right: Cable) -> dict[tuple[str, str], Mapping[str, float]]:
    pairing = pair_claims(claims(left), claims(right))
    return {(found.lead[0].text, found.lead[1].text): found.facts for found in candidates(pairing)}


def test_facts_are_the_same_whichever_cable_comes_first(write: Callable[..., Cable]) -> None:
    one, other = write(EARLIER), write(LATER)
    there = known(one, other)
    assert there
    assert there == {(b, a): facts for (a, b), facts in known(other, one).items()}


def test_one_matter_has_more_evidence_than_two(write: Callable[..., Cable]) -> None:
    facts = known(write(EARLIER), write(LATER))
    found = {key: weights().probability(value) for key, value in facts.items()}
    best = max(found, key=lambda key: found[key])
    assert best == (EARLIER[0], LATER[0])


def test_contributions_add_up_to_the_probability(write: Callable[..., Cable]) -> None:
    facts = next(iter(known(write(EARLIER), write(LATER)).values()))
    odds = weights().constant + sum(weights().contributions(facts).values())
    assert weights().probability(facts) == pytest.approx(1 / (1 + math.exp(-odds)), abs=1e-6)


def test_the_weights_say_where_they_come_from() -> None:
    stored = json.loads(files("crosscable.compare.assessments").joinpath("evidence.json").read_text(encoding="utf-8"))
    assert stored["candidates"] > 500
    assert set(stored["factors"]) == set(stored["means"]) == set(stored["spreads"])


def test_labels_hold_places_and_judgements_and_no_text() -> None:
    labels = Path(__file__).parents[2] / "training" / "shift-labels.jsonl"
    if not labels.exists():
        pytest.skip("the labels are in the source tree only")
    for line in labels.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        assert label["judgement"] in {"keep", "no"}
        assert all(len(value) < 20 for value in label.values() if isinstance(value, str))
