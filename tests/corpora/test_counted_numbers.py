"""A number at the beginning of a line that a sentence counts, and one that numbers a paragraph."""

from __future__ import annotations

import pytest

from crosscable.corpora import parse
from crosscable.corpora.cable import Cable


def cable_of(body: str) -> Cable:
    return parse(f"C O N F I D E N T I A L ZUBRAVA 000412\n\nSUBJECT: TOLLS\n\n{body}\n\nQUILL")


def numbers(cable: Cable) -> list[int | None]:
    return [each.number for each in cable.paragraphs if each.role == "body"]


@pytest.mark.parametrize("sign", ["¶", ""])
@pytest.mark.parametrize("between", ["\n", " \n", "\n\n"])
@pytest.mark.parametrize(
    ("before", "number"),
    [
        ("The harbor board told us that it will vote on the tolls in the week of October", 17),
        ("The harbor board told us that it will vote on the tolls on Sept", 9),
        ("The list of the pilots who signed the petition for the board is in paragraph", 6),
        ("THE LIST OF THE PILOTS WHO SIGNED THE PETITION IS IN PARA", 6),
        ("No pilot told us that he brings to the harbor any boys under the age of", 16),
        ("The board put off the vote from June 3 to the afternoons of June 5 and", 6),
        ("In the first reading the board passed the tolls by a vote of 33 to", 30),
    ],
)
def test_a_number_that_a_sentence_counts_is_no_paragraph(before: str, number: int, between: str, sign: str) -> None:
    cable = cable_of(
        "¶1. (C) Malik told us that tolls will rise.\n\n"
        f"¶2. (C) {before}{between}{sign}{number}. The pilots object.\n\n"
        "¶3. (C) The board will meet."
    )
    assert [each.number for each in cable.paragraphs[:3]] == [1, 2, 3]
    assert cable.paragraphs[1].text == f"{before} {number}. The pilots object."
    assert cable.losses == ()


def test_the_day_that_is_the_next_number_is_a_day_where_no_empty_line_is_before_it() -> None:
    cable = cable_of(
        "¶1. (C) The board will vote on the tolls in the harbor on April\n¶2. Malik objects.\n\n¶2. (C) He left."
    )
    assert [(each.number, each.text) for each in cable.paragraphs[:2]] == [
        (1, "The board will vote on the tolls in the harbor on April 2. Malik objects."),
        (2, "He left."),
    ]


def test_a_number_after_a_full_line_without_a_stop_goes_on_with_it() -> None:
    cable = cable_of("¶1. (C) The assembly of the pilots debated the motions and rejected\n¶47. The rest was put off.")
    assert cable.paragraphs[0].text.endswith("and rejected 47. The rest was put off.")


@pytest.mark.parametrize(
    "body",
    [
        "¶1. Tolls will rise, as Malik told us in a meeting on the first of May\n\n¶2. The board will meet.",
        "¶1. Lead Stories Summary\n¶2. The Board and its Tolls",
        "¶1. Tolls will rise, as Malik told us in a meeting on the quay; and\n\n¶2. The board will meet.",
        "¶1. Tolls will rise, as Malik told us in a long meeting on October\n¶2. (C) The board will meet.",
        "1. Tolls will rise.\n\nELECTIONS IN MAY\n\n2. The board will meet.",
    ],
)
def test_the_next_paragraph_is_one_without_a_stop_before_it(body: str) -> None:
    assert [each.number for each in cable_of(body).paragraphs[:2]] == [1, 2]


@pytest.mark.parametrize(
    "before",
    ["Malik told us that tolls will rise.", "Malik told us that tolls will rise, and named to us XXXXXXXXXXXX"],
)
def test_a_true_jump_is_still_told(before: str) -> None:
    cable = cable_of(f"¶1. (C) {before}\n¶4. The board will meet.")
    assert [each.number for each in cable.paragraphs[:2]] == [1, 4]
    assert [each.kind for each in cable.losses] == ["missing-paragraph"]


def test_a_list_in_a_sentence_keeps_its_members() -> None:
    cable = cable_of("¶1. (C) The board wants:\n\n1) tolls; and\n\n2) pilots.\n\n¶2. (C) It will meet.")
    assert "2) pilots." in [each.text for each in cable.paragraphs]


def test_the_sign_that_a_converter_put_before_a_day_is_told_as_a_repair() -> None:
    body = "¶1. (C) The board will vote on the tolls in the week of October\n¶17. The pilots object."
    whole = cable_of(body)
    assert "stray-pilcrow" in {each.rule for each in whole.repairs}
    kept = parse(whole.source, without=["stray-pilcrow"])
    assert "October ¶17. The pilots" in kept.text
