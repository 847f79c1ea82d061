"""Redactions in all their spellings, and page lines that are not in capitals."""

from __future__ import annotations

import pytest

from crosscable.corpora import parse
from crosscable.corpora.cable import Cable


def cable_of(paragraph: str) -> Cable:
    return parse(f"C O N F I D E N T I A L ZUBRAVA 000412\n\nSUBJECT: TOLLS\n\n¶1. (C) {paragraph}\n\nQUILL")


@pytest.mark.parametrize(
    "mark",
    [
        "XXXXXXXXXXXX",
        "xxxxxxxxxxxx",
        "[NAME REMOVED]",
        "[Name removed]",
        "[Sources removed]",
        "[text redacted]",
        "[REDACTED]",
        "[TEXT REMOVED BY THE RIVER HERALD]",
        "[Detail withheld]",
        "████",
    ],
)
def test_what_hides_words_is_a_redaction(mark: str) -> None:
    cable = cable_of(f"The consul met {mark} on Monday.")
    [redaction] = cable.redactions
    assert redaction.text == mark
    assert cable.text[redaction.start : redaction.end] == mark


@pytest.mark.parametrize(
    "words", ["XXX", "[The tolls were removed by the board in June.]", "[sic]", "the removed tolls"]
)
def test_other_signs_and_brackets_hide_nothing(words: str) -> None:
    assert cable_of(f"The consul met {words} on Monday.").redactions == ()


@pytest.mark.parametrize(
    "line", ["ZUBRAVA 00000412  002 OF 003", "Zubrava 00000412 002 of 003", "Zubrava 00000412  002.2 of 003"]
)
def test_a_page_line_is_cut_in_capitals_or_not(line: str) -> None:
    cable = cable_of(f"The consul met\n{line} \nthe minister.")
    assert cable.paragraphs[0].text == "The consul met the minister."
    assert [turn.text for turn in cable.page_turns] == [" ".join(line.split())]


def test_a_sentence_about_pages_is_no_page_line() -> None:
    cable = cable_of("The consul read\npage 2 of 003 and left.")
    assert cable.page_turns == ()
