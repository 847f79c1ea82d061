"""How alike a corpus is: means over groups equal the mean of all pairs, and periods hold every day."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscable.compare.likenesses import mean_likeness, periods
from crosscable.compare.matching.collection import Collection, gather
from crosscable.compare.matching.vectors import ONE, vectors
from crosscable.corpora import read
from crosscable.corpora.demo import demo_folder


@pytest.fixture(scope="module")
def collection() -> Collection:
    return gather(read(demo_folder()))


def test_means_of_groups_are_the_means_of_their_pairs(collection: Collection) -> None:
    rows = vectors(collection.texts).matrix.toarray() / ONE
    cosines = rows @ rows.T
    groups = [[0, 1, 2, 3], [4, 5], list(range(6, len(collection)))]
    found = mean_likeness(collection, groups)
    for a, one in enumerate(groups):
        for b, other in enumerate(groups):
            expected = np.mean([cosines[i, j] for i in one for j in other if i != j])
            assert found[a][b] == pytest.approx(expected, abs=2e-4)


def test_a_cable_is_not_compared_with_itself(collection: Collection) -> None:
    found = mean_likeness(collection, [[0], [1]])
    assert found[0][0] is None
    assert found[0][1] == found[1][0]


@given(st.lists(st.none() | st.dates(date(1966, 1, 1), date(2010, 12, 31)), max_size=60), st.integers(1, 30))
def test_periods_are_few_in_order_and_hold_every_day_once(days: list[date | None], most: int) -> None:
    found = periods(days, most)
    assert sorted(n for period in found for n in period.members) == [n for n, day in enumerate(days) if day]
    assert [period.label for period in found] == sorted(period.label for period in found)
    assert len(found) <= max(most, 2)


@pytest.mark.parametrize(
    ("span", "labels"),
    [(90, ["2008-01", "2008-02", "2008-03"]), (600, ["2008 Q1", "2009 Q3"]), (4000, ["2008", "2018"])],
)
def test_periods_are_as_fine_as_the_room_allows(span: int, labels: list[str]) -> None:
    step = {90: 30, 600: 20, 4000: 100}[span]
    days = [date(2008, 1, 15) + timedelta(days=n) for n in range(0, span, step)]
    found = [period.label for period in periods(days, 12)]
    assert found == labels if span == 90 else (found[0], found[-1]) == tuple(labels)
