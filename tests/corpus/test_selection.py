"""Which cables are asked for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crosscable.corpora.errors import UsageError
from crosscable.corpora.selection import EVERYTHING, selection

NOON = datetime(2007, 9, 26, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        ("2007", None, True), ("2008", None, False), ("2007-09", None, True), ("2007-10", None, False),
        ("2007-09-26", None, True), ("2007-09-27", None, False), (None, "2007", True), (None, "2006", False),
        (None, "2007-09", True), (None, "2007-08", False), (None, "2007-09-26", True), (None, "2007-09-25", False),
        ("2007-09-26", "2007-09-26", True), ("2007-9-1", "2007-9-30", True),
    ],
)  # fmt: skip
def test_days_are_inclusive(since: str | None, until: str | None, held: bool) -> None:
    assert selection(since, until).holds("07ZUBRAVA1", NOON, None, ()) is held


def test_a_cable_without_a_day_is_in_no_range() -> None:
    assert not selection(since="1900").holds("x", None, None, ())
    assert EVERYTHING.holds("x", None, None, ())


@pytest.mark.parametrize("post", ["ZUBRAVA", "zubrava", "Embassy Zubrava", "AmEmbassy Zubrava", " Zubrava "])
def test_posts_are_known_by_id_and_by_origin(post: str) -> None:
    chosen = selection(posts=[post])
    assert chosen.holds("07ZUBRAVA1", None, None, ())
    assert chosen.holds("letter", None, "Embassy Zubrava", ())
    assert chosen.holds("letter", None, "Consulate Zubrava", ())
    assert not chosen.holds("07PORTOAMARO1", None, "Consulate Porto Amaro", ())


def test_posts_of_two_words() -> None:
    assert selection(posts=["Porto Amaro"]).holds("07PORTOAMARO1", None, None, ())


def test_one_of_several_tags_is_enough() -> None:
    chosen = selection(tags=["prel", "ECON"])
    assert chosen.holds("x", None, None, ("XX", "PREL"))
    assert not chosen.holds("x", None, None, ("XX",))


@pytest.mark.parametrize("day", ["yesterday", "2007-13", "2007-02-30", "07", "2007-00-10", "", "2007/09/26", "0000"])
def test_what_is_no_day_is_said_to_be_none(day: str) -> None:
    if day:
        with pytest.raises(UsageError, match="is no day"):
            selection(since=day)
    else:
        assert selection(since=day) == EVERYTHING


def test_a_range_that_ends_before_it_begins() -> None:
    with pytest.raises(UsageError, match="after"):
        selection("2008", "2007")
