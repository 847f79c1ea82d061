from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from crosscable.compare.matching import counting, relatives, vectors
from crosscable.compare.matching.collection import gather
from crosscable.compare.matching.counting import count
from crosscable.compare.matching.fusion import above, fusion, profile_names
from crosscable.compare.matching.pruned import rank_pruned
from crosscable.compare.matching.ranking import strongest
from crosscable.compare.matching.records import Relative
from crosscable.compare.matching.relatives import match
from crosscable.compare.matching.signals import features
from crosscable.compare.terms import compared_text, fold
from crosscable.corpora import read
from crosscable.corpora.errors import UnknownCableError, UsageError

WHEAT = "The wheat silos of the harbour are empty and the minister of agriculture blames the millers."
CANAL = "The canal authority will dredge the upper locks when the tolls have been raised again."


def rows(cables, **options) -> list[Relative]:
    return list(match(cables, **options).relatives)


def test_each_subject_finds_its_own(archive) -> None:
    found = rows(archive, top=9)
    own = [int(row.cable.lstrip("0123456789").strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) % 30 for row in found]
    other = [int(row.related.lstrip("0123456789").strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) % 30 for row in found]
    assert np.mean(np.equal(own, other)) > 0.98  # words drawn by chance make a few phrases that mean nothing


def test_any_order_of_input_gives_the_same_rows(archive) -> None:
    shuffled = archive[:60]
    random.Random(3).shuffle(shuffled)  # noqa: S311
    assert rows(shuffled, top=5) == rows(archive[:60], top=5)


def test_shares_add_up_to_one(archive) -> None:
    for row in rows(archive[:80], top=5):
        assert sum(reason.share for reason in row.why) == pytest.approx(1, abs=1e-9)


def test_scores_fall_with_the_rank_and_stay_in_range(archive) -> None:
    found = rows(archive[:80], top=79)
    assert all(0 <= row.score <= 1 for row in found)
    for one, two in pairwise(found):
        assert one.cable != two.cable or (one.rank + 1 == two.rank and one.score >= two.score)


def test_cosines_are_those_of_scikit_learn(archive, monkeypatch) -> None:
    monkeypatch.setattr(vectors, "_ENOUGH", 0)
    texts = [compared_text(cable) for cable in archive]
    matrix = vectors.vectors(count(texts)).matrix.astype(np.int64)
    ours = (matrix @ matrix.T).toarray() / float(vectors.ONE) ** 2
    theirs = TfidfVectorizer(preprocessor=fold, sublinear_tf=True).fit_transform(texts)
    assert np.abs(ours - (theirs @ theirs.T).toarray()).max() < 1e-5


def test_a_reference_counts_in_both_directions_unless_ignored(telegram) -> None:
    cables = [
        telegram(1, WHEAT, ref="SELVANE 2"),
        telegram(2, CANAL),
        telegram(3, WHEAT.replace("empty", "full")),
    ]
    nearest = {row.cable: row for row in rows(cables, top=1)}
    for name in ("07SELVANE1", "07SELVANE2"):
        assert [reason.value for reason in nearest[name].why if reason.kind == "reference"] == [
            "07SELVANE1 cites 07SELVANE2"
        ]
    ignored = {row.cable: row for row in rows(cables, top=1, ignore_references=True)}
    assert ignored["07SELVANE1"].related == "07SELVANE3"
    assert all(reason.kind != "reference" for row in ignored.values() for reason in row.why)


def test_common_words_are_not_named_as_shared(telegram) -> None:
    (row,) = rows([telegram(1, WHEAT), telegram(2, WHEAT, month=4)], of=["07SELVANE1"])
    named = [reason.value for reason in row.why if reason.kind == "term"]
    assert {"wheat", "silos", "millers"} <= set(named)
    assert not {"the", "of", "and", "are"} & set(named)
    assert any(value.endswith("more shared terms)") for value in named)


def test_common_words_are_named_where_there_is_nothing_else(telegram) -> None:
    cables = [telegram(1, "It was of the and.", subject="WHEAT"), telegram(2, "The and of it was.", subject="CANAL")]
    (row,) = rows(cables, of=["07SELVANE1"])
    assert "the" in {reason.value for reason in row.why if reason.kind == "term"}


def test_rows_weighed_in_pieces_are_the_rows_of_one_piece(archive, monkeypatch) -> None:
    whole = vectors.vectors(gather(archive).texts)
    monkeypatch.setattr(vectors, "_ROWS", 7)
    monkeypatch.setattr(counting, "_ROWS", 7)
    pieces = vectors.vectors(gather(reversed(archive)).texts)
    assert (whole.matrix != pieces.matrix).nnz == 0
    assert np.array_equal(whole.matrix.indptr, pieces.matrix.indptr)


def test_a_counterpart_is_at_least_four_months_away(telegram) -> None:
    cables = [telegram(1, WHEAT), telegram(2, WHEAT, month=5), telegram(3, WHEAT, year=2008)]
    assert [row.related for row in rows(cables, of=["07SELVANE1"], prefer="counterpart")] == ["08SELVANE3"]
    assert [row.related for row in rows(cables, of=["07SELVANE1"])] == ["07SELVANE2", "08SELVANE3"]


@pytest.mark.parametrize("path", ["exact", "pruned"])
def test_what_cannot_be_matched_gives_a_correct_result(telegram, path) -> None:
    alone = telegram(1, WHEAT)
    wordless = replace(alone, id="07SELVANE9", text="", subject=None, paragraphs=(), headings=())
    assert rows([], path=path) == []
    assert rows([alone], path=path) == []
    assert [row.related for row in rows([alone, alone], path=path)] == []
    with_wordless = match([alone, wordless], path=path)
    assert {row.cable for row in with_wordless.relatives} <= {"07SELVANE1", "07SELVANE9"}
    assert with_wordless.wordless == ("07SELVANE9",)


def test_of_equal_cables_the_first_id_comes_first(telegram) -> None:
    cables = [replace(telegram(1, WHEAT), id=f"07SELVANE{number}") for number in (5, 3, 4, 2)]
    found = rows(cables, of=["07SELVANE4"])
    assert [row.related for row in found] == ["07SELVANE2", "07SELVANE3", "07SELVANE5"]
    assert len({row.score for row in found}) == 1


def test_of_two_cables_with_one_id_the_longer_is_taken(telegram) -> None:
    matched = match([telegram(1, WHEAT), telegram(1, WHEAT, CANAL), telegram(2, CANAL)])
    assert matched.repeated == ("07SELVANE1",)
    assert matched.entries["07SELVANE1"].length > len(WHEAT) + len(CANAL)


def test_undated_cables_match_without_a_date(telegram) -> None:
    cables = [replace(telegram(number, WHEAT), sent=None) for number in (1, 2)]
    for path in ("exact", "pruned"):
        (row,) = rows(cables, of=["07SELVANE1"], path=path)
        assert all(reason.kind != "date" for reason in row.why)


def test_unknown_requests_are_refused(telegram) -> None:
    with pytest.raises(UnknownCableError, match="07NOWHERE1"):
        match([telegram(1, WHEAT)], of=["07NOWHERE1"])
    with pytest.raises(UsageError, match="same-event"):
        fusion(profile_names()[0], "tomorrow")  # type: ignore[arg-type]


def test_the_pruned_path_finds_what_the_exact_one_finds(archive) -> None:
    exact = {(row.cable, row.related) for row in rows(archive, top=9, path="exact")}
    pruned = {(row.cable, row.related) for row in rows(archive, top=9, path="pruned")}
    assert len(exact & pruned) >= 0.99 * len(exact)


def test_the_compiled_search_gives_the_same_ranks(archive) -> None:
    pytest.importorskip("numba", reason="the [fast] extra is not installed")
    collection = gather(archive)
    known = features(collection, vectors.vectors(collection.texts))
    plain, fast = (list(rank_pruned(known, fusion("telegrams"), 9, count=20, fast=fast)) for fast in (False, True))
    for one, two in zip(plain, fast, strict=True):
        assert np.array_equal(one.related, two.related)
        assert np.array_equal(one.addends.total(), two.addends.total())


def test_a_large_corpus_is_pruned_unless_told_otherwise(archive, monkeypatch) -> None:
    monkeypatch.setattr(relatives, "EXACT_UP_TO", 10)
    assert match(archive[:20]).path == "pruned"
    assert match(archive[:20], path="exact").path == "exact"
    assert match(archive[:10]).path == "exact"


def test_likeness_levels_off_and_never_falls() -> None:
    cosines = np.linspace(0.0, 1.0, 2001)
    plain, levelled = above(cosines, 0.01), above(cosines, 0.01, 0.3)
    assert plain[0] == levelled[0] == 0.0
    assert (np.diff(levelled) > 0).all()
    steepness = np.diff(levelled) / np.diff(plain)
    assert (np.diff(steepness) < 0).all()
    assert steepness[0] == pytest.approx(2.0, rel=0.05)
    assert steepness[600] == pytest.approx(1.0, rel=0.05)  # at a cosine of .3


def test_the_strongest_are_those_of_a_full_sort() -> None:
    chance = np.random.default_rng(5)
    for _ in range(200):
        totals = np.round(chance.normal(size=30), 1)
        totals[chance.integers(0, 30, 5)] = -np.inf
        expected = [at for _, at in sorted((-value, at) for at, value in enumerate(totals) if np.isfinite(value))]
        assert strongest(totals, 8).tolist() == expected[:8]


def test_the_two_cables_of_the_latin_american_trips_are_each_others_nearest() -> None:
    shared = Path(__file__).parents[2] / ".." / "shared"
    if not shared.exists():
        pytest.skip("the shared cables are not on this machine")
    seeds = list(read(str(shared / "seeds")))
    others = read(str(shared / "data" / "gold" / "texts"))
    found = rows([*seeds, *(cable for cable in others if cable.name not in {seed.name for seed in seeds})], top=1)
    nearest = {row.cable: row.related for row in found}
    assert nearest["07MOSCOW4727"] == "08MOSCOW3526"
    assert nearest["08MOSCOW3526"] == "07MOSCOW4727"
