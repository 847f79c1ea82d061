"""The judged pairs of sentences that the changes are measured against."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


def test_labels_hold_places_and_judgements_and_no_text() -> None:
    labels = Path(__file__).parents[2] / "benchmarks" / "judged-shifts.jsonl"
    if not labels.exists():
        pytest.skip("the labels are in the source tree only")
    for line in labels.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        assert label["judgement"] in {"keep", "no"}
        assert all(len(value) < 20 for value in label.values() if isinstance(value, str))


def test_readings_of_pairs_hold_places_and_kinds_and_no_text() -> None:
    labels = Path(__file__).parents[2] / "benchmarks" / "read-pairs.jsonl"
    if not labels.exists():
        pytest.skip("the labels are in the source tree only")
    for line in labels.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        assert label["related"] in {"same affair", "same field", "hardly related"}
        for item in (item for reading in label["readings"] for item in reading):
            assert set(item) == {"kinds", "strength", "left", "right"}
            assert all(len(kind) < 20 for kind in item["kinds"])
            assert all(start < end for start, end in (*item["left"], *item["right"]))
