from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from crosscable.compare.matching import exact
from crosscable.compare.matching.collection import gather
from crosscable.compare.matching.exact import rank_exact, text_cosines, weigh_block
from crosscable.compare.matching.fusion import PREFERENCES, Fusion, fusion, profile_names
from crosscable.compare.matching.index import update_index
from crosscable.compare.matching.pruned import hubs_of, rank_pruned
from crosscable.compare.matching.ranking import lessened, millionths
from crosscable.compare.matching.relatives import match, match_index
from crosscable.compare.matching.search import postings
from crosscable.compare.matching.signals import HUB_NEIGHBOURS, Features, features, hubs
from crosscable.compare.matching.vectors import vectors

EVERY = [None, *PREFERENCES]
CABLES = 120


def features_of(cables, *, references: bool = True) -> Features:
    collection = gather(cables)
    cited = collection.entries[3].name
    entries = tuple(
        replace(item, cites=(cited,)) if at % 4 == 0 and item.name != cited else item
        for at, item in enumerate(collection.entries)
    )
    return features(replace(collection, entries=entries), vectors(collection.texts), references=references)


@pytest.fixture(scope="module")
def known(archive) -> Features:
    return features_of(archive[:CABLES])


def by_definition(known: Features, weights: Fusion, references: Features | None = None) -> np.ndarray:
    """Hub numbers cable by cable: the mean of the ten greatest totals with the others, references left out."""
    known = references or known
    numbers = []
    for row in range(len(known.entries)):
        block = np.array([row])
        signals = known.block(block, text_cosines(known, block).astype(np.float64), weights.weights)
        totals = weights.addends(signals).total()[0]
        best = sorted(np.delete(totals, row).tolist())[-HUB_NEIGHBOURS:]
        numbers.append(sum(best) / len(best))
    return np.array(numbers)


@pytest.mark.parametrize("profile", profile_names())
@pytest.mark.parametrize("prefer", EVERY)
def test_a_hub_number_is_the_mean_of_the_ten_greatest_totals_whatever_is_preferred(archive, profile, prefer) -> None:
    silent = features_of(archive[:CABLES], references=False)
    expected = by_definition(silent, fusion(profile))
    for known in (features_of(archive[:CABLES]), silent):
        _, numbers = weigh_block(known, fusion(profile, prefer), np.arange(CABLES))
        assert np.allclose(numbers, expected, atol=1e-9)


@pytest.mark.parametrize("prefer", EVERY)
def test_hub_numbers_over_all_candidates_are_those_of_all_pairs(known, prefer) -> None:
    weights = fusion("telegrams", prefer)
    _, whole = weigh_block(known, weights, np.arange(CABLES))
    found = postings(known.texts.matrix)
    for rows in (None, np.array([2, 50, 51, 119])):
        numbers = hubs_of(known, weights, found, rows, count=CABLES, loops=None)
        assert np.array_equal(numbers, whole if rows is None else whole[rows])


@pytest.mark.parametrize("prefer", EVERY)
@pytest.mark.parametrize("top", [1, 7, CABLES + 30])
def test_all_pairs_and_all_candidates_give_the_same_totals(known, prefer, top) -> None:
    weights = fusion("telegrams", prefer)
    whole = list(rank_exact(known, weights, top))
    for rows in (None, [4, 77]):
        for count in (CABLES, CABLES + 40):
            pruned = list(rank_pruned(known, weights, top, rows, count=count))
            for one, two in zip((whole[row.row] for row in pruned), pruned, strict=True):
                seen = np.isin(one.related, two.related)  # a few cables share none of the strongest terms
                assert np.array_equal(one.related[seen][:top], two.related)
                assert np.array_equal(one.addends.total()[seen][:top], two.addends.total())
                assert seen.mean() > 0.98


@pytest.mark.parametrize("prefer", EVERY)
@pytest.mark.parametrize("kept", [0, 10 * CABLES, CABLES * CABLES])
def test_totals_that_are_not_kept_are_made_again(known, monkeypatch, prefer, kept) -> None:
    weights = fusion("telegrams", prefer)
    before = list(rank_exact(known, weights, 5))
    monkeypatch.setattr(exact, "_KEPT", kept)
    monkeypatch.setattr(exact, "_ROWS", 7)
    for rows in (range(CABLES), range(3, 11)):
        for one, two in zip((before[row] for row in rows), rank_exact(known, weights, 5, rows), strict=True):
            assert np.array_equal(one.related, two.related)
            assert np.array_equal(one.addends.total(), two.addends.total())


@pytest.mark.parametrize("path", ["exact", "pruned"])
@pytest.mark.parametrize("prefer", EVERY)
def test_what_is_shown_does_not_move_a_score(archive, path, prefer) -> None:
    shuffled = archive[:60]
    random.Random(8).shuffle(shuffled)  # noqa: S311
    whole = {
        (row.cable, row.related): (row.rank, row.score, row.why)
        for row in match(shuffled, top=59, prefer=prefer, path=path).relatives
    }
    asked = archive[7].name
    for options in ({"top": 3}, {"top": 3, "of": [asked]}, {"top": 59, "of": [asked], "min_score": 0.1}):
        for row in match(archive[:60], prefer=prefer, path=path, **options).relatives:
            assert whole[row.cable, row.related] == (row.rank, row.score, row.why)


@pytest.mark.parametrize("prefer", EVERY)
def test_an_index_takes_the_same_from_hubs(archive, tmp_path, prefer) -> None:
    index = update_index(tmp_path / "index", archive[:60])
    for of in ([], [archive[7].name]):
        stored = list(match_index(index, of=of, prefer=prefer).relatives)
        assert stored == list(match(archive[:60], of=of, prefer=prefer, path="pruned").relatives)


def test_what_is_near_to_much_comes_later() -> None:
    weights = fusion("telegrams")
    kept = millionths(np.array([[20.0, 20.0, 19.999999]]), np.array([[True, True, True]]))
    lesser = lessened(kept, weights, np.array([[14.0, 12.0, 12.0]]))
    assert np.argsort(-lesser[0]).tolist() == [1, 2, 0]
    nothing = millionths(np.array([[20.0]]), np.array([[False]]))
    assert np.isneginf(lessened(nothing, weights, np.zeros((1, 1)))).all()


def test_totals_in_millionths_come_back_as_they_were() -> None:
    weights = fusion("telegrams")
    totals = np.round(np.random.default_rng(3).uniform(0, 60, 100_000), 6)
    kept = millionths(totals, np.ones(totals.shape, np.bool_))
    assert np.array_equal(lessened(kept, weights, np.zeros(totals.shape)), totals)


def test_a_hub_number_is_over_the_others_that_there_are() -> None:
    assert hubs(np.array([[0.0, 6.0, 3.0]]), 3).tolist() == [4.5]
    assert hubs(np.array([[0.0, 6.0, 3.0, 0.0, 0.0]]), 3).tolist() == [4.5]
    assert hubs(np.array([[0.0]]), 1).tolist() == [0.0]
    assert hubs(np.arange(30.0)[None, :], 30).tolist() == [24.5]
