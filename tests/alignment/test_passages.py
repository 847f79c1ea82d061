"""Which paragraphs correspond: the relations, and the laws of exchanging and repeating."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscable.compare.alignment.assignment import assign
from crosscable.compare.alignment.passages import MAX_LENGTH, align
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


def test_a_split_off_the_order_of_the_others_stays_a_split() -> None:
    assert sorted(relations(cable(f"{PORT} {FISH}", BANK, ARMY), cable(BANK, ARMY, PORT, FISH))) == [
        "same",
        "same",
        "split",
    ]


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
    long = cable(" ".join(ALL * 8), BANK)
    found = align(long, cable(*ALL))
    assert found
    places = [place for passage in found for place in passage.left]
    assert all(end - start <= MAX_LENGTH for start, end in places)
    assert all(long.text[end - 1] == "." and long.text[start].isupper() for start, end in places)


@pytest.mark.parametrize("more", [0, 1])
def test_only_a_paragraph_above_the_limit_is_cut(more: int) -> None:
    text = " ".join(ALL * 4)[: MAX_LENGTH - 100]
    text += " " + "x" * (MAX_LENGTH - len(text) - 2 + more) + "."
    left = cable(text)
    whole = (left.paragraphs[0].start, left.paragraphs[0].end)
    assert whole[1] - whole[0] == MAX_LENGTH + more
    assert (whole in {place for passage in align(left, left) for place in passage.left}) == (more == 0)


def test_paragraphs_without_any_word_of_weight_have_nothing_in_common() -> None:
    numbers = cable(" ".join(str(number) for number in range(100, 140)) + ".")
    assert [passage.relation for passage in align(numbers, numbers)] == []


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
