"""Plain prose: paragraphs, running lines, nothing interpreted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crosscable.corpora.forms.found import PLAIN, Settings
from crosscable.corpora.forms.prose import read_prose

WRAPPED = "The harbor was dredged\ntwice in ten years.\n\nNobody paid.\r\n\r\n  At last\r\nthey did.\n"


def test_paragraphs_are_divided_by_blank_lines_and_wraps_are_joined() -> None:
    cable = read_prose(WRAPPED, "prose.txt", PLAIN)
    assert [part.text for part in cable.paragraphs] == [
        "The harbor was dredged twice in ten years.",
        "Nobody paid.",
        "At last they did.",
    ]
    span = cable.span(cable.text.index("dredged"), cable.text.index("twice") + 5)
    assert span.quote == "dredged\ntwice"
    assert span.text == "dredged twice"


def test_wraps_stay_where_they_are_not_to_be_joined() -> None:
    cable = read_prose(WRAPPED, "prose.txt", Settings(without=frozenset({"rewrap"})))
    assert cable.paragraphs[0].text == "The harbor was dredged\ntwice in ten years."


def test_long_lines_without_blank_lines_are_paragraphs() -> None:
    long = "The minister said that he knew nothing of it. " * 5
    assert len(read_prose(f"{long}\n{long}\n{long}", "x", PLAIN).paragraphs) == 3
    short = "The minister said\nthat he knew\nnothing of it."
    assert len(read_prose(short, "x", PLAIN).paragraphs) == 1


@given(st.text(alphabet="ab \n\r\t.é", max_size=200))
def test_no_word_is_lost_and_every_paragraph_is_in_its_place(text: str) -> None:
    cable = read_prose(text, "x", PLAIN)
    assert "".join(cable.text.split()) == "".join(text.split())
    for part in cable.paragraphs:
        span = cable.span(part.start, part.end)
        assert text[span.start : span.end] == span.quote
        assert "".join(span.quote.split()) == "".join(part.text.split())
