"""Requests to protect people: which words ask for it, and whose name stands before them."""

from __future__ import annotations

import pytest

from crosscable.corpora import parse
from crosscable.corpora.cable import Cable
from crosscable.corpora.protection import protections


def cable_of(paragraph: str) -> Cable:
    return parse(f"C O N F I D E N T I A L ZUBRAVA 000412\n\nSUBJECT: TOLLS\n\n¶1. (C) {paragraph}\n\nQUILL")


def told(paragraph: str) -> list[tuple[str, str | None, bool]]:
    cable = cable_of(paragraph)
    return [
        (each.kind, cable.text[slice(*each.name)] if each.name else None, each.throughout)
        for each in protections(cable)
    ]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Dana Malik (strictly protect) told us so.", "Dana Malik"),
        ("We met with Dana Malik (please protect) on Monday.", "Dana Malik"),
        ("Harbor board member Dana de la Vane (PROTECT) agreed.", "Dana de la Vane"),
        ("The tolls, said Dr. D. Malik-Orsted (please strictly protect), are high.", "Dr. D. Malik-Orsted"),
        ("Former governor Dana Malik, (strictly protect) agreed.", "Dana Malik"),
        ("At Dana Malik's (protect) request we waited.", "Dana Malik"),
        ("XXXXXXXXXXXX(strictly protect source) agreed.", "XXXXXXXXXXXX"),
        ("An analyst (XXXXXXXXXXXX -- strictly protect) briefed us.", "XXXXXXXXXXXX"),
        ("He spoke in a meeting. (Strictly protect XXXXXXXXXXXX.) He left.", "XXXXXXXXXXXX"),
        ("A clerk of the harbor board (urgently protect) told us.", None),
        ("The consul of Malovia (protect) told us.", None),
        ("A chief of Staff Dana Malik (protect) told us.", "Staff Dana Malik"),
        ("A clerk for European Tolls (protect) told us.", None),
        ("DANA MALIK (STRICTLY PROTECT) TOLD US.", None),
    ],
)
def test_the_name_directly_before_a_mark_is_what_it_protects(sentence: str, name: str | None) -> None:
    assert told(sentence) == [("person", name, False)]


@pytest.mark.parametrize("mark", ["(protect throughout)", "(strictly protect throughout,)"])
def test_a_mark_may_hold_for_the_whole_cable(mark: str) -> None:
    assert told(f"Dana Malik {mark} told us so.") == [("person", "Dana Malik", True)]


@pytest.mark.parametrize(
    "words",
    ["(Note: We request strict protection for identities of sources in this report.)", "Please protect all sources."],
)
def test_a_request_for_all_sources_names_nobody(words: str) -> None:
    assert told(f"{words} The tolls are high.") == [("sources", None, True)]


def test_a_person_and_all_sources_may_be_asked_for_in_one_cable() -> None:
    found = told("Please protect all sources. Dana Malik (please protect) agreed.")
    assert found == [("sources", None, True), ("person", "Dana Malik", False)]
    assert told("Dana Malik (please protect our sources) agreed.") == [("person", "Dana Malik", False)]


def test_care_with_the_paper_protects_no_person() -> None:
    assert told("Sensitive but unclassified. Please protect accordingly.") == [("handling", None, True)]


@pytest.mark.parametrize(
    "words",
    [
        "The board (in order to protect the harbor) voted.",
        "The plan (victim protection) failed.",
        "The law (like the Protect Act) failed.",
        "The fleet should protect the harbor.",
    ],
)
def test_other_words_of_protection_ask_for_nothing(words: str) -> None:
    assert told(words) == []


def test_each_request_says_where_it_stands() -> None:
    cable = cable_of("Dana Malik (strictly protect) told us so.")
    (each,) = protections(cable)
    assert cable.text[each.start : each.end] == "(strictly protect)"
