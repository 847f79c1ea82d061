"""Which paragraphs correspond: the relations, and the laws of exchanging and repeating."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscable.compare.alignment.assignment import assign
from crosscable.compare.alignment.passages import align
from crosscable.corpora import parse
from crosscable.corpora.cable import Cable

PORT = "The harbor master said the new container port at Velmar will open before the autumn rains reach the coast."
FISH = "Fishing licenses were handed out to nine cooperatives, and the quota for tuna was cut after long quarrels."
BANK = "The central bank let the lira fall for a third month while importers queued for dollars in the capital."
ARMY = "Two generals were retired after the parade, and the barracks near the border were placed under a new command."
SCHOOL = "Teachers ended their strike when the ministry promised to pay the salaries that had been owed since March."
ALL = (PORT, FISH, BANK, ARMY, SCHOOL)


def cable(*paragraphs: str) -> Cable:
    body = "\n\n".join(f"{number}. (C) {text}" for number, text in enumerate(paragraphs, 1))
    return parse(f"SUBJECT: VELMAR NEWS\n\n{body}\n")


def relations(left: Cable, right: Cable) -> list[str]:
    return [passage.relation for passage in align(left, right)]


def test_the_same_paragraphs_are_the_same() -> None:
    assert relations(cable(*ALL), cable(*ALL)) == ["same"] * 5


def test_a_reworded_paragraph_is_found() -> None:
    other = "At Velmar the new container port should open before the rains of autumn, the harbor master added."
    found = align(cable(PORT, BANK), cable(other, BANK))
    assert [passage.relation for passage in found] == ["reworded", "same"]


def test_a_moved_paragraph_is_a_move_and_the_others_stay() -> None:
    assert sorted(relations(cable(PORT, FISH, BANK, ARMY), cable(FISH, BANK, ARMY, PORT))) == [
        "moved",
        "same",
        "same",
        "same",
    ]


def test_a_paragraph_cut_in_two_is_a_split() -> None:
    left = cable(f"{PORT} {FISH}", BANK)
    right = cable(PORT, FISH, BANK)
    assert "split" in relations(left, right)
    assert "merged" in relations(right, left)


def test_a_paragraph_that_stands_there_word_for_word_takes_no_partners() -> None:
    texts = (f"{PORT} {FISH}", PORT, BANK, ARMY)
    assert relations(cable(*texts), cable(*texts)) == ["same"] * 4


def test_unrelated_paragraphs_do_not_correspond() -> None:
    assert align(cable(PORT), cable(SCHOOL)) == ()


def test_cables_without_paragraphs_have_no_passages() -> None:
    assert align(cable(PORT), parse("SUBJECT: EMPTY\n\nNothing.\n")) == ()


@settings(max_examples=25)
@given(st.permutations(ALL), st.lists(st.sampled_from(ALL), min_size=1, max_size=5, unique=True))
def test_exchanging_the_cables_exchanges_the_sides(one: list[str], other: list[str]) -> None:
    left, right = cable(*one), cable(*other)
    turned = {"split": "merged", "merged": "split"}
    there = {(p.left, p.right, p.relation if p.relation != "moved" else "same", p.score) for p in align(left, right)}
    back = {
        (p.right, p.left, turned.get(p.relation, p.relation if p.relation != "moved" else "same"), p.score)
        for p in align(right, left)
    }
    assert there == back


def test_a_very_long_paragraph_is_cut_at_sentences() -> None:
    long = " ".join(ALL * 8)
    for passage in align(cable(long, BANK), cable(*ALL)):
        assert sum(end - start for start, end in passage.left) <= 2400


@settings(max_examples=60)
@given(
    st.integers(0, 6).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(-9, 9), min_size=columns, max_size=columns), min_size=0, max_size=6
        )
    )
)
def test_the_assignment_is_as_good_as_scipys(rows: list[list[int]]) -> None:
    numpy = pytest.importorskip("numpy")
    optimize = pytest.importorskip("scipy.optimize")
    gain = numpy.array(rows, dtype=float).reshape(len(rows), len(rows[0]) if rows else 0)
    found = assign(gain)
    best = optimize.linear_sum_assignment(-gain)
    assert len(found) == min(gain.shape)
    assert sum(gain[pair] for pair in found) == pytest.approx(gain[best].sum())
