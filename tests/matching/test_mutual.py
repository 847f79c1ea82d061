from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from crosscable.compare.matching import pruned
from crosscable.compare.matching.collection import gather
from crosscable.compare.matching.exact import text_cosines
from crosscable.compare.matching.fusion import PREFERENCES, fusion
from crosscable.compare.matching.mutual import candidates_of_all, met_once, repeat
from crosscable.compare.matching.pruned import circumstances_of, hubs_of, rank_pruned
from crosscable.compare.matching.search import candidates, postings, rescore
from crosscable.compare.matching.signals import Features, features
from crosscable.compare.matching.vectors import ONE, vectors

fast = pytest.mark.skipif(pruned.compiled() is None, reason="the [fast] extra is not installed")


def made(chance: np.random.Generator, cables: int, terms: int, longest: int) -> csr_matrix:
    """Rows of a few weights that recur, so that many values are ties; some rows are empty."""
    lengths = chance.integers(0, longest + 1, cables)
    columns = [np.sort(chance.choice(terms, length, replace=False)) for length in lengths.tolist()]
    weights = chance.choice([ONE // 16, ONE // 8, ONE // 4], lengths.sum())
    rows = np.concatenate(([0], np.cumsum(lengths)))
    return csr_matrix((weights.astype(np.int32), np.concatenate(columns).astype(np.int32), rows), (cables, terms))


def placed(chance: np.random.Generator, known: Features, cables: int) -> Features:
    """`known` for so many cables of a few posts and days; some have no date, some no post."""
    days = np.sort(chance.integers(12_000, 16_000, cables)).astype(np.float64)
    days[chance.random(cables) < 0.1] = np.nan
    posts = np.sort(chance.integers(-1, 6, cables))
    return replace(known, days=days, posts=posts, departments=chance.random(cables) < 0.2)


@pytest.fixture(scope="module")
def known(archive) -> Features:
    cited = [archive[0].name, archive[7].name]
    collection = gather(archive)
    entries = tuple(
        replace(item, cites=tuple(name for name in cited if name != item.name) if at % 3 == 0 else ())
        for at, item in enumerate(collection.entries)
    )
    return features(replace(collection, entries=entries), vectors(collection.texts))


@fast
@pytest.mark.parametrize("prefer", [None, *PREFERENCES])
@pytest.mark.parametrize(("cables", "count"), [(1, 3), (2, 1), (40, 60), (300, 5), (700, 40)])
def test_to_meet_each_pair_once_finds_what_each_row_finds(known, cables, count, prefer) -> None:
    for seed in range(4):
        chance = np.random.default_rng(seed)
        found = postings(made(chance, cables, 1 + cables // 4, min(9, cables // 4)))
        around = circumstances_of(placed(chance, known, cables), fusion("telegrams", prefer))
        once = candidates_of_all(found, around, count)
        each = [candidates(found, np.arange(cables), around, count, loops) for loops in (None, pruned.compiled())]
        assert all(np.array_equal(once, chosen) for chosen in each)
        assert prefer == "counterpart" or cables < 40 or (once >= 0).any()


@fast
def test_more_cables_than_are_summed_at_a_time_are_found_the_same(known) -> None:
    chance = np.random.default_rng(11)
    cables = 17_000
    found = postings(made(chance, cables, 2_000, 12))
    around = circumstances_of(placed(chance, known, cables), fusion("telegrams"))
    each = candidates(found, np.arange(cables), around, 10, pruned.compiled())
    assert np.array_equal(candidates_of_all(found, around, 10), each)


@fast
@pytest.mark.parametrize("loops", [None, pruned.compiled()])
def test_what_was_found_for_a_pair_is_repeated(loops) -> None:
    chance = np.random.default_rng(5)
    texts, subjects = made(chance, 90, 40, 20), made(chance, 90, 40, 3)
    chosen = np.full((90, 14), -1, np.int32)
    for row in range(90):
        others = np.sort(chance.choice(np.delete(np.arange(90), row), chance.integers(0, 15), replace=False))
        chosen[row, : len(others)] = others
    once = met_once(chosen)
    both = {(row, other) for row in range(90) for other in chosen[row].tolist() if other >= 0}
    assert (once < -1).sum() == sum((other, row) in both for row, other in both) // 2 > 0
    direct = rescore(texts, subjects, np.arange(90), chosen, loops)
    mutual = rescore(texts, subjects, np.arange(90), once, loops)
    for one, two in zip(direct, mutual, strict=True):
        repeat(two, chosen, once)
        assert np.array_equal(one, two)


@fast
@pytest.mark.parametrize("prefer", [None, *PREFERENCES])
@pytest.mark.parametrize("count", [3, 20, 400])
def test_ranks_of_all_do_not_depend_on_the_compiled_loops(known, count, prefer) -> None:
    weights = fusion("telegrams", prefer)
    plain, mutual = (list(rank_pruned(known, weights, 3, count=count, fast=fast)) for fast in (False, True))
    some = list(rank_pruned(known, weights, 3, range(300), count=count, fast=True))
    assert len(plain) == 300
    for one, two, three in zip(plain, mutual, some, strict=True):
        for other in (two, three):
            assert np.array_equal(one.related, other.related)
            assert np.array_equal(one.addends.total(), other.addends.total())


@fast
def test_hubs_do_not_depend_on_the_compiled_loops(known) -> None:
    found = postings(known.texts.matrix)
    mutual, plain = (
        hubs_of(known, fusion("telegrams"), found, count=30, loops=loops) for loops in (pruned.compiled(), None)
    )
    assert np.array_equal(mutual, plain)
    assert (mutual > 0).all()


def test_signals_of_chosen_pairs_are_those_of_all_pairs(known) -> None:
    rows = np.array([0, 3, 4, 17, 200, 299])
    others = np.random.default_rng(2).integers(0, 300, (6, 25))
    others[0, 0] = known.cites[0].indices[0]
    every = dict.fromkeys(fusion("telegrams").weights, 1.0)
    whole = known.block(rows, text_cosines(known, rows).astype(np.float64), every)
    pairs = known.measured(rows, others, every)
    away = others != rows[:, None]
    assert np.array_equal(pairs.text[away], np.take_along_axis(whole.text, others, axis=1)[away])
    for name in (part.name for part in fields(pairs) if part.name != "text"):
        assert np.array_equal(getattr(pairs, name), np.take_along_axis(getattr(whole, name), others, axis=1)), name
    assert pairs.reference[0, 0] == 1
    assert pairs.tags.any()
    assert pairs.same_direction.any()
    assert pairs.phrases.any()
    assert pairs.subject.any()
