"""Word differences: what they say, and the laws that hold for any two texts."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crosscable.compare.alignment.wording import Edit, word_diff

WORDS = st.lists(
    st.sampled_from(["the", "minister", "may", "will", "sign", ",", ".", "don't", "№5", "\n", "é", "😀", "_"]),
    max_size=30,
)
TEXT = WORDS.map(" ".join) | st.text(max_size=60)


def test_equal_texts_have_one_equal_edit() -> None:
    assert word_diff("He may sign.", "He may sign.") == (Edit("equal", "He may sign.", "He may sign."),)


def test_two_empty_texts_have_no_edit() -> None:
    assert word_diff("", "") == ()


def test_a_changed_word_is_one_replacement() -> None:
    edits = word_diff("He may sign the accord.", "He will sign the accord.")
    assert [(edit.op, edit.left, edit.right) for edit in edits][1] == ("replace", "may", "will")


def test_a_rewrapped_text_has_no_difference() -> None:
    edits = word_diff("Talks on the\nport  lease stalled.", "Talks on\nthe port lease stalled.")
    assert [edit.op for edit in edits] == ["equal"]


def test_words_are_never_cut_in_two() -> None:
    assert word_diff("negotiations", "negotiators") == (Edit("replace", "negotiations", "negotiators"),)


def test_unrelated_texts_are_not_confetti() -> None:
    left = "The minister said that the port would open in the spring if the funds arrive."
    right = "A storm closed the road to the mine, and the governor asked the army for help."
    assert len(word_diff(left, right)) <= 5


def test_more_distinct_words_than_codes_below_the_surrogates() -> None:
    left = " ".join(f"w{number}" for number in range(60000))
    edits = word_diff(left, left + " end")
    assert "".join(edit.left for edit in edits) == left
    assert "".join(edit.right for edit in edits) == left + " end"


@given(TEXT, TEXT)
def test_edits_rebuild_both_sides(a: str, b: str) -> None:
    edits = word_diff(a, b)
    assert "".join(edit.left for edit in edits) == a
    assert "".join(edit.right for edit in edits) == b


@given(TEXT, TEXT)
def test_edits_alternate(a: str, b: str) -> None:
    kinds = [edit.op == "equal" for edit in word_diff(a, b)]
    assert all(one != two for one, two in pairwise(kinds))
