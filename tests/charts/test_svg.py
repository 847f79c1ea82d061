"""The pieces of a picture: whatever text comes in, SVG comes out, and nothing in it acts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from crosscable.reports.charts.svg import element, fitted, label, link, width_of, wrapped

HOSTILE = ("<script>acted=1</script>", '" onload="acted=1', "&lt;b&gt;", "]]>", "\x1b[31m", "\u202eabc", "'--><x>")


@pytest.mark.parametrize("text", HOSTILE)
def test_text_and_attributes_are_only_text(text: str) -> None:
    parsed = etree.fromstring(element("g", label(1, 2, text), link(text, label(0, 0, "x")), title=text))
    assert [part.tag for part in parsed.iter()] == ["g", "text", "a", "text"]
    assert sorted(parsed.attrib) == ["title"]
    assert sorted(parsed[1].attrib) == ["href", "tabindex"]


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
def test_any_text_makes_well_formed_svg(text: str) -> None:
    written = element("text", label(0, 0, text), class_=text)
    assert etree.fromstring(written).tag == "text"


def test_names_of_attributes_are_written_as_svg_has_them() -> None:
    assert element("rect", class_="a", text_anchor="end", x=1.0, y=2.25, rx=None) == (
        '<rect class="a" text-anchor="end" x="1" y="2.2"/>'
    )


def test_a_link_to_nowhere_is_none() -> None:
    assert link("", "x") == "<g>x</g>"


@given(st.text(max_size=60), st.floats(20, 400))
def test_a_shortened_label_fits(text: str, width: float) -> None:
    assert width_of(fitted(text, width)) <= width or fitted(text, width) == "…"


def test_a_label_that_fits_is_not_touched() -> None:
    assert fitted("Embassy Selvane", 200) == "Embassy Selvane"


def test_lines_hold_all_words() -> None:
    lines = wrapped("one two three four five six seven", 80)
    assert len(lines) > 1
    assert " ".join(lines) == "one two three four five six seven"
