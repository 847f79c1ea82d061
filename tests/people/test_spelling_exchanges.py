"""Letters that one habit of writing puts for another: either way, and never between words that differ in more."""

from __future__ import annotations

import pytest

from crosscable.compare.people.spelling import exchanged, rules_between


@pytest.mark.parametrize(
    ("left", "right", "exchange"),
    [
        ("jamal", "gamal", "j = g"),
        ("gamal", "jamal", "j = g"),
        ("qatan", "gatan", "q = g"),
        ("hritsenko", "gritsenko", "h = g"),
        ("jamal", "gamar", ""),
        ("tarven", "tarven", ""),
    ],
)
def test_one_exchange_of_letters_makes_one_word_of_two(left: str, right: str, exchange: str) -> None:
    assert exchanged(left, right) == exchange


def test_the_exchange_is_the_reason_given() -> None:
    assert rules_between("jamal", "gamal") == ("j = g",)
    assert rules_between("jamal", "jamal") == ()
