"""Terms of passages: stems, the names of one country, weights and the directions of unknown words."""

from __future__ import annotations

import pytest

from crosscable.compare.alignment.vectors import IDF_CAP, stem, table, terms


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("agreements", "agreement"),
        ("slowed", "slow"),
        ("slows", "slow"),
        ("planned", "plan"),
        ("planning", "plan"),
        ("called", "call"),
        ("missed", "miss"),
        ("parties", "party"),
        ("ports", "port"),
        ("runs", "run"),
        ("used", "used"),
        ("tied", "tied"),
        ("news", "news"),
        ("crisis", "crisis"),
        ("nation", "nation"),
    ],
)
def test_a_stem_has_three_letters_at_least_and_no_doubled_end(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


@pytest.mark.parametrize("written", ["U.S.", "U. S.", "US", "USG", "United States", "U.S.A."])
def test_the_united_states_are_one_term(written: str) -> None:
    assert terms(f"The {written} ferry sank in 2007.") == ["usa", "ferry", "sank"]


def test_an_unknown_term_weighs_most_and_is_like_nothing_but_itself() -> None:
    known = table()
    assert known.idf("velmarport") == IDF_CAP >= known.idf("port") > 0
    one, other = known.vector("velmarport"), known.vector("velmarpier")
    assert float(one @ one) == pytest.approx(1)
    assert abs(float(one @ other)) < 0.5
