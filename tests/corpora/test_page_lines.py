"""Page lines that stand alone, and those that a converter ran together with the words around them."""

from __future__ import annotations

import pytest

from crosscable.corpora import parse
from crosscable.corpora.cable import Cable

PAGE = "LONDON 00000412  002.2 OF 003"


def cable_of(body: str) -> Cable:
    return parse(f"C O N F I D E N T I A L LONDON 000412\n\nSUBJECT: TOLLS\n\n{body}\n\nQUILL")


def first(body: str) -> str:
    return cable_of(body).paragraphs[0].text


LONG = "Malik told us that the tolls will rise, that the pilots object, and that the board will meet with them in"


@pytest.mark.parametrize("after", ["ceasefire", " ceasefire", "\nceasefire", "  \n\nceasefire"])
@pytest.mark.parametrize("lead", ["¶1. (C) Tolls rose before the\n", f"¶1. (C) {LONG} the "])
def test_a_page_line_is_cut_also_where_the_next_word_is_run_on_to_it(lead: str, after: str) -> None:
    text = first(f"{lead}{PAGE}{after} of May, Malik said.\n\n¶2. (C) So they say.")
    assert "OF 003" not in text
    assert text.endswith("the ceasefire of May, Malik said.")


@pytest.mark.parametrize("word", ["U.S.", "NGO", "ZPA", "HARBOR BOARD"])
def test_a_word_in_capitals_before_the_post_stays(word: str) -> None:
    assert f"in {word} harbors" in first(f"¶1. (C) {LONG} {word} {PAGE} harbors of the North.\n\n¶2. (C) So they say.")


def test_words_on_the_page_line_itself_stay() -> None:
    assert (
        first(f"¶1. (C) Tolls rose, said the Harbor\n{PAGE} Board.\n\n¶2. (C) So.")
        == "Tolls rose, said the Harbor Board."
    )


@pytest.mark.parametrize("title", ["Comment", "WHAT THE PILOTS OF THE HARBOR BOARD WANT FROM IT NOW"])
def test_a_heading_before_the_page_line_stays_whole(title: str) -> None:
    cable = cable_of(f"¶1. (C) Tolls rose.\n\n{title} {PAGE}\n\n¶2. (C) So they say.")
    assert [each.text for each in cable.headings] == [title]


@pytest.mark.parametrize(
    "line",
    [
        PAGE,
        "London 00000412  002 of 003",
        "NEW DELHI 00000412  002 OF 003 \\",
        f"{PAGE} C O R R E C T E D C O P Y (Updated Paragraph 4)",
        "PAGE 02 LONDON 00412 01 OF 03 221345Z ACTION AF-00",
    ],
)
def test_a_page_line_is_cut_whole(line: str) -> None:
    assert (
        first(f"¶1. (C) Malik told us that tolls\n{line}\nwill rise.\n\n¶2. (C) So.")
        == "Malik told us that tolls will rise."
    )
