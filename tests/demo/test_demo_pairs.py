from __future__ import annotations

import csv
from pathlib import Path

import pytest

from crosscable.compare.matching.relatives import match
from crosscable.corpora import read
from crosscable.corpora.demo import demo_folder

LINES = (Path(__file__).parent / "truth" / "pairs.tsv").read_text(encoding="utf-8").splitlines()
PAIRS = [(row["cable"], row["related"]) for row in csv.DictReader(LINES, delimiter="\t")]


@pytest.fixture(scope="module", params=[False, True], ids=["with references", "without references"])
def relatives(request):
    matched = match(read(demo_folder()), ignore_references=request.param)
    found: dict[str, list[str]] = {}
    for relative in sorted(matched.relatives, key=lambda relative: (relative.cable, relative.rank)):
        found.setdefault(relative.cable, []).append(relative.related)
    return found


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_cables_that_belong_together_are_each_others_nearest(relatives, pair):
    cable, related = pair
    assert related in relatives[cable][:3]
    assert cable in relatives[related][:3]


def test_most_pairs_are_among_the_first_two(relatives):
    near = [(a, b) for one, other in PAIRS for a, b in ((one, other), (other, one)) if b in relatives[a][:2]]
    assert len(near) >= 2 * len(PAIRS) - 2
