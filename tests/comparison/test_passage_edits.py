"""Differences inside passages, told from what only looks like one, on two releases of one telegram."""

from __future__ import annotations

import pytest

from crosscable.compare.alignment.edit_kinds import Wording, kinded_diff
from crosscable.compare.comparison import Comparison, compare
from crosscable.compare.passage_edits import _probably_one, edits_of, joined, lined_up, positions
from crosscable.compare.people.reconcile import Person, Probable
from crosscable.corpora import parse
from crosscable.reports.markdown import comparison_markdown
from crosscable.reports.story import tell
from crosscable.reports.terminal.comparison import comparison_lines

EARLIER = """VZCZCXYZ0001
R 041230Z MAR 06
FM AMEMBASSY LOWLAND
TO SECSTATE WASHDC

SUBJECT: THE FERRY AND ITS TOLL

1. (C) Harbor master Anton Brenchenko told us that the ferry will sail again in May, once the second engine has been
tested and the "old" crew has come back from its leave on the northern coast.

2. (C) According to Vera Dalidova, an adviser to the minister, nobody in the ministry of transport expects a toll of 25
pesos to be raised before the election of the new council.
"""
LATER = (
    EARLIER.replace("041230Z", "051230Z")
    .replace("Brenchenko", "Brenschenko")
    .replace('"old"', "“old”")
    .replace("Vera Dalidova", "XXXXXXXXXXXX")
    .replace("25\npesos", "30 pesos")
    .replace("expects", "wants")
)


@pytest.fixture(scope="module")
def releases() -> Comparison:
    return compare(parse(EARLIER), parse(LATER))


def test_each_difference_has_its_kind(releases: Comparison) -> None:
    found = [
        (edit.kind, edit.left, edit.right)
        for passage in releases.passages
        for edit in edits_of(releases, passage)
        if edit.kind != "equal"
    ]
    assert found == [
        ("name", "Brenchenko", "Brenschenko"),
        ("typography", '"', "“"),
        ("typography", '"', "”"),
        ("redaction", "Vera Dalidova", "XXXXXXXXXXXX"),
        ("rewording", "expects", "wants"),
        ("number", "25", "30"),
    ]


def test_edits_rebuild_the_passages(releases: Comparison) -> None:
    for passage in releases.passages:
        edits = edits_of(releases, passage)
        assert lined_up(edits)
        assert "".join(edit.left for edit in edits) == joined(releases.left, passage.left)
        assert "".join(edit.right for edit in edits) == joined(releases.right, passage.right)


def test_every_character_of_joined_places_has_its_position(releases: Comparison) -> None:
    text = releases.left.text
    places = ((40, 52), (10, 15))
    found = joined(releases.left, places)
    assert len(list(positions(places))) == len(found)
    for at, character in zip(positions(places), found, strict=True):
        assert character == (" " if at is None else text[at])


@pytest.mark.parametrize("width", [80, 120, 200])
def test_the_terminal_marks_each_kind_by_signs_and_explains_those_it_uses(releases: Comparison, width: int) -> None:
    text = " ".join(" ".join(comparison_lines(tell(releases), width)).split())
    for sign in (
        "[~Brenchenko~]",
        "{~Brenschenko~}",
        "{=XXXXXXXXXXXX=}",
        "[-expects-]",
        "{+wants+}",
        "[#25#]",
        "{#30#}",
    ):
        assert sign in text
    for meaning in (
        "[-words of the earlier only-]",
        "[#numbers changed#]",
        "[~names in another form~]",
        "[=redactions=]",
    ):
        assert meaning in text
    assert "\x1b" not in text


def test_markdown_marks_the_same_kinds(releases: Comparison) -> None:
    text = "\n".join(comparison_markdown(tell(releases)))
    for sign in ("_Brenchenko_ ≈", "_XXXXXXXXXXXX_ ▮", "~~expects~~", "**wants**", "~~25~~ #", "**30** #"):
        assert sign in text


def test_wordings_that_share_only_chance_words_are_not_lined_up() -> None:
    left = Wording("The mayor said that the port of the town would open in the spring for the ships of the company.")
    right = Wording(
        "The union told the consul of a strike that would last for the month of May in the whole of the south."
    )
    assert not lined_up(kinded_diff(left, right))


def test_three_words_in_a_row_are_a_common_wording_and_two_are_not() -> None:
    assert lined_up(kinded_diff(Wording("The old pier stood."), Wording("The old pier fell.")))
    assert not lined_up(kinded_diff(Wording("Old piers stood long."), Wording("Old piers fell soon.")))


def test_a_redaction_at_the_end_of_a_passage_is_one() -> None:
    left = parse(EARLIER.replace("the election of the new council", "the month of May"))
    right = parse(EARLIER.replace("before the election of the new council.", "before XXXXXXXXXXXX"))
    releases = compare(left, right)
    kinds = {edit.kind for passage in releases.passages for edit in edits_of(releases, passage)}
    assert "redaction" in kinds


def test_whoever_is_probably_one_by_way_of_another_is_one() -> None:
    def person(name: str, *others: str) -> Person:
        return Person(name, name, "person", (), (), False, (), tuple(Probable(other, 0.9, ()) for other in others))

    persons = [person("c", "d"), person("a", "b"), person("b", "c"), person("x", "y")]
    assert _probably_one(persons) == {"a": "a", "b": "a", "c": "a", "d": "a", "x": "x", "y": "x"}
