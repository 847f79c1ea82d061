"""Headings whose rule and empty line a converter took away, and the marking between SUMMARY and its words."""

from __future__ import annotations

import pytest

from crosscable.corpora import parse
from crosscable.corpora.cable import Cable


def cable_of(body: str) -> Cable:
    return parse(f"C O N F I D E N T I A L ZUBRAVA 000412\n\nSUBJECT: TOLLS\n\n{body}\n\nQUILL")


@pytest.mark.parametrize("title", ["The Harbor Board", "DREDGING AND TOLLS", "Who Pays for the Dredging?", "Tolls"])
def test_a_last_line_in_capitals_before_a_paragraph_is_its_heading(title: str) -> None:
    cable = cable_of(f"¶1. (C) Malik told us that tolls\nwill rise.\n{title}\n¶2. (C) The board will meet.")
    assert [heading.text for heading in cable.headings] == [title]
    assert [(each.number, each.heading, each.text) for each in cable.paragraphs[:2]] == [
        (1, None, "Malik told us that tolls will rise."),
        (2, title, "The board will meet."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "End Summary",
        "XXXXXXXXXXXX",
        "He left early",
        "Harbor Board of the River States.",
        "and the Harbor Board",
        "Zubrava 12345",
    ],
)
def test_other_last_lines_stay_in_their_paragraph(line: str) -> None:
    cable = cable_of(f"¶1. (C) Malik told us that tolls\nwill rise.\n{line}\n¶2. (C) The board will meet.")
    assert cable.headings == ()
    assert cable.paragraphs[0].text.endswith(line)


def test_a_line_that_goes_on_with_a_sentence_is_no_heading() -> None:
    cable = cable_of("¶1. (C) Malik met the\nHarbor Board\n¶2. (C) The board will meet.")
    assert cable.headings == ()


def test_the_marking_after_the_word_summary_is_not_in_the_summary() -> None:
    assert cable_of("SUMMARY. (C) Tolls will rise. END SUMMARY.\n\n¶2. (C) So they say.").summary == "Tolls will rise."
