"""The small map of change: shares of each paragraph's characters, and the sentence that reads them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosscable.compare.comparison import Comparison, compare
from crosscable.corpora import parse
from crosscable.reports.page.density import DensityMap, density_maps
from crosscable.reports.passages import passage_views

EARLIER = """VZCZCXYZ0001
R 041230Z MAR 06
FM AMEMBASSY LOWLAND
TO SECSTATE WASHDC

SUBJECT: THE FERRY AND ITS TOLL

1. (C) The harbor master told us that the ferry will sail again in May, once the second engine has been tested.

2. (C) Nobody in the ministry of transport expects the toll to be raised before the election of the new council.

3. (SBU) A delegation of orchid growers visited the Ambassador and left behind forty pots of a rare white orchid.
"""
LATER = EARLIER.replace("041230Z MAR 06", "041230Z MAR 08").replace(
    "3. (SBU) A delegation of orchid growers visited the Ambassador and left behind forty pots of a rare white orchid.",
    "3. (SBU) Customs seized nine tons of smuggled copper wire in a warehouse near the northern railway junction.",
)


def _maps(pair: Comparison) -> tuple[DensityMap, DensityMap]:
    return density_maps(pair, passage_views(pair))


def test_the_shares_of_every_paragraph_make_a_whole(comparison: Comparison, damaged: Comparison) -> None:
    for pair in (comparison, damaged):
        for cable, drawn in zip((pair.left, pair.right), _maps(pair), strict=True):
            assert [bar.index for bar in drawn.bars] == list(range(len(cable.paragraphs)))
            for bar in drawn.bars:
                assert 0 <= bar.changed <= 1
                assert 0 <= bar.alone <= 1
                assert bar.changed + bar.alone <= 1 + 1e-9
            last = drawn.bars[-1]
            assert last.x + last.width == pytest.approx(drawn.width)


def test_kept_paragraphs_are_told_from_those_without_counterpart() -> None:
    left, right = _maps(compare(parse(EARLIER), parse(LATER)))
    assert [(bar.label, round(bar.changed, 2), round(bar.alone, 2)) for bar in left.bars] == [
        ("¶1", 0, 0),
        ("¶2", 0, 0),
        ("¶3", 0, 1),
    ]
    assert left.reading == right.reading == "Hardly changed: ¶1, ¶2; without counterpart: ¶3."


def test_a_cable_without_paragraphs_has_an_empty_map(comparison: Comparison) -> None:
    bare = replace(comparison, left=replace(comparison.left, paragraphs=()), passages=())
    assert _maps(bare)[0].reading == "There are no paragraphs."
