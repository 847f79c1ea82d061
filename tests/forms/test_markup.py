"""The scanner for web pages: covers every character, agrees with an independent parser, stays linear."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscable.corpora.forms.markup import Token, attribute, plain, tokens

PIECES = st.sampled_from(
    ["word ", "two words", "<b>", "</b>", "<p class='x'>", "</p>", "<br/>", "<br />", "&amp;", "&#x41;", "&lt;", "\n",
     "a < b ", "<!-- note -->",
     "<a href=\"#\" title='>'>", "</a>", "<script>if (a<b) c();</script>", "<style>p{}</style>", "é¶”"]
)  # fmt: skip
PAGES = st.lists(PIECES, max_size=40).map("".join)


class _Oracle(HTMLParser):
    """The standard library's parser, which keeps no end positions but knows what is text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.silent = False
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.silent = False

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.text.append(data)


@given(PAGES)
def test_reads_the_text_that_the_standard_library_reads(page: str) -> None:
    oracle = _Oracle()
    oracle.feed(page)
    oracle.close()
    assert plain(page, 0, len(page)) == "".join(oracle.text)


@given(st.text(alphabet="<>/!-?&;ab\"'= \n[]#x1", max_size=80))
def test_covers_any_text_without_gaps(page: str) -> None:
    found = list(tokens(page))
    assert [token.start for token in found[1:]] == [token.end for token in found[:-1]]
    assert "".join(page[token.start : token.end] for token in found) == page
    assert all(token.start < token.end for token in found)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("a <Israel> b", "a <Israel> b"),
        ("<<Carvania>> broke", "<<Carvania>> broke"),
        ("AT&T and &normal8 and R&D;", "AT&T and &normal8 and R&D;"),
        ("1 < 2 > 0", "1 < 2 > 0"),
        ("open <b never closed", "open <b never closed"),
        ("<!-- never closed", "<!-- never closed"),
        ("before<script>never closed", "beforenever closed"),
        ("<SCRIPT>x</Script >y", "y"),
        ("&#0;&#99999999;&#xD800;", "\ufffd\ufffd\ufffd"),
        ("<![CDATA[a]]>b", "b"),
    ],
)
def test_edge_of_markup(page: str, text: str) -> None:
    assert plain(page, 0, len(page)) == text


def test_reads_attributes() -> None:
    page = """<td class="a b" id='x&amp;y' title=plain>"""
    [token] = tokens(page)
    assert token == Token("open", "td", 0, len(page))
    assert [attribute(page, token, name) for name in ("class", "id", "title", "none")] == ["a b", "x&y", "plain", ""]


@pytest.mark.parametrize("bomb", ["<", "<b", "</", "<!--", "<a '", '<a "', "&", "&#", "<script>", "<![CDATA["])
def test_takes_a_bounded_number_of_steps_for_each_character(bomb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Searches for an end that never comes are remembered: each kind is made once, not once a tag."""
    import crosscable.corpora.forms.markup as markup

    searches = 0
    real = markup._after

    def counted(html: str, closer: str, start: int, closers: dict[str, int]) -> int | None:
        nonlocal searches
        if closers.get(closer, len(html)) > start:
            searches += 1
        return real(html, closer, start, closers)

    monkeypatch.setattr(markup, "_after", counted)
    found = list(tokens(bomb * 20_000))
    assert "".join((bomb * 20_000)[token.start : token.end] for token in found) == bomb * 20_000
    assert searches <= 3
