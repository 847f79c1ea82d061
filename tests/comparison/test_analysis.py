"""Analyses: one cable is analysed once, and nothing about a comparison depends on that."""

from __future__ import annotations

import pickle

import pytest

from crosscable.compare import analysis
from crosscable.compare.analysis import Analyses
from crosscable.compare.comparison import compare
from crosscable.compare.pairs import Pair, choose_pairs
from crosscable.corpora import read
from crosscable.corpora.cable import Cable
from crosscable.corpora.demo import demo_folder
from crosscable.reports.machine.comparison import comparison_value


@pytest.fixture(scope="module")
def cables() -> list[Cable]:
    return list(read(str(demo_folder())))


@pytest.fixture(scope="module")
def compared(cables: list[Cable]) -> list[tuple[Pair, object]]:
    """Some pairs, each with its comparison made without anything kept."""
    pairs = choose_pairs(cables).pairs[:4]
    return [(pair, comparison_value(compare(pair.left, pair.right))) for pair in pairs]


@pytest.mark.parametrize("most", [1, 2, 100])
def test_kept_analyses_change_no_comparison(compared: list[tuple[Pair, object]], most: int) -> None:
    kept = Analyses(most)
    for pair, alone in compared:
        assert comparison_value(compare(pair.left, pair.right, analyses=kept)) == alone


def test_a_cable_is_analysed_once(cables: list[Cable], monkeypatch: pytest.MonkeyPatch) -> None:
    analysed = []
    monkeypatch.setattr(analysis, "attribute", lambda cable: analysed.append(cable.name) or ())
    kept = Analyses()
    for cable in (*cables[:3], *cables[:3]):
        kept.of(cable)
    assert analysed == [cable.name for cable in cables[:3]]


def test_the_least_lately_used_analysis_is_let_go(cables: list[Cable]) -> None:
    one, two, three = cables[:3]
    kept = Analyses(2)
    first = kept.of(one)
    second = kept.of(two)
    assert kept.of(one) is first
    kept.of(three)
    assert kept.of(one) is first
    assert kept.of(two) is not second


def test_two_versions_of_one_cable_stay_apart_when_analyses_are_kept(cables: list[Cable]) -> None:
    kept = Analyses()
    cable = cables[0]
    assert comparison_value(compare(cable, cable, analyses=kept)) == comparison_value(compare(cable, cable))


def test_analyses_are_handed_to_another_process_empty(cables: list[Cable]) -> None:
    kept = Analyses()
    kept.of(cables[0])
    there, cable = pickle.loads(pickle.dumps((kept, cables[0])))  # noqa: S301 - our own bytes
    assert there.of(cable).cable is cable
