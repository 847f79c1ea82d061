"""A small scanner for HTML that keeps the place of everything.

Parsers of the usual kind give a tree without positions, and each of them loses text under some condition (depth,
length of a text node, an unknown tag). This one gives tokens that cover the page from its first to its last character,
so that what is left out can be named. Three rules differ from a browser's, because a telegram is not written in HTML:
a name in angle brackets that is no HTML element is text; a character reference counts only with its semicolon
(`&normal8` is a damaged quotation mark, not a negation sign); a tag that never closes is text.

One pass, linear in the length of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from crosscable.corpora.text import Edit

__all__ = ["BLOCKS", "Token", "attribute", "entities", "plain", "tokens"]


class Token(NamedTuple):
    """A piece of a page: `kind` is text, open, close or hidden (comment, declaration, script, style); `name` the
    element's.
    """

    kind: str
    name: str
    start: int
    end: int


# Elements that begin and end a line of their own.
BLOCKS = frozenset(
    """
    address article aside blockquote body br caption center code dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav noframes
    noscript ol optgroup option p pre section summary table tbody td tfoot th thead title tr ul
    """.split()
)
_INLINE = frozenset(
    """
    a abbr acronym applet area audio b base basefont bdi bdo big button canvas cite col colgroup data datalist del
    dfn em embed font frame i iframe img input ins kbd label link map mark meta meter nobr object output param
    picture progress q rp rt ruby s samp script select slot small source span strike strong style sub sup svg
    template textarea time track tt u var video wbr
    """.split()
)
_ELEMENTS = BLOCKS | _INLINE
# The text of these is no text of the page.
_SILENT = frozenset(("script", "style", "template", "noframes"))
_TAG = re.compile(
    r"""<(/?)([A-Za-z][A-Za-z0-9]*+)(?=[\s/>])((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>""",
)
_HIDDEN = re.compile(r"<!--|<![A-Za-z\[]|<\?")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});")
_ATTRIBUTE = re.compile(r"""([\w:-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
_LONGEST_TAG = 65_536  # a quotation mark left open would otherwise be sought to the end of the page from every `<`


def tokens(html: str) -> Iterator[Token]:
    """The tokens of a page, in order and without gaps."""
    at = text = 0
    silent_until = 0
    find = html.find
    closers: dict[str, int] = {}
    while (at := find("<", max(at, silent_until))) >= 0:
        token = _token(html, at, closers)
        if token is None:
            at += 1
            continue
        if at > text:
            yield Token("text", "", text, at)
        yield token
        at = text = token.end
    if len(html) > text:
        yield Token("text", "", text, len(html))


def _token(html: str, at: int, closers: dict[str, int]) -> Token | None:
    tag = _TAG.match(html, at, at + _LONGEST_TAG)
    if tag is not None:
        name = tag[2].lower()
        if name not in _ELEMENTS:
            return None
        if tag[1]:
            return Token("close", name, at, tag.end())
        if name in _SILENT and not tag[3].endswith("/"):
            end = _after(html, f"</{name}", tag.end(), closers)
            return Token("hidden", name, at, end if end is not None else tag.end())
        return Token("open", name, at, tag.end())
    hidden = _HIDDEN.match(html, at)
    if hidden is None:
        return None
    closer = {"<!--": "-->", "<?": ">"}.get(hidden[0], "]]>" if html.startswith("<![CDATA[", at) else ">")
    end = _after(html, closer, hidden.end(), closers)
    return Token("hidden", "", at, end) if end is not None else None


def _after(html: str, closer: str, start: int, closers: dict[str, int]) -> int | None:
    """Where the text after `closer` begins; None where it never comes, which `closers` remembers to stay linear."""
    if closers.get(closer, len(html)) <= start:
        return None
    found = re.compile(re.escape(closer), re.I).search(html, start)
    if found is None:
        closers[closer] = start
        return None
    if closer.startswith("</"):
        end = html.find(">", found.end())
        return end + 1 if end >= 0 else len(html)
    return found.end()


def entities(html: str, start: int, end: int) -> Iterator[Edit]:
    """The character references between two places of a page, read as their characters."""
    for match in _REFERENCE.finditer(html, start, end):
        character = unescape(match[0])
        if character != match[0]:
            yield Edit(match.start(), match.end(), character, "character-reference")


def plain(html: str, start: int, end: int) -> str:
    """The text between two places of a page: tags out, character references read, white space as it stands."""
    pieces = (
        html[start + token.start : start + token.end] for token in tokens(html[start:end]) if token.kind == "text"
    )
    return _REFERENCE.sub(lambda match: unescape(match[0]), "".join(pieces))


def attribute(html: str, token: Token, name: str) -> str:
    """The value of an attribute of an opening tag, empty where it has none."""
    for match in _ATTRIBUTE.finditer(html, token.start + 1 + len(token.name), token.end):
        if match[1].lower() == name:
            return unescape(match[2] or match[3] or match[4] or "")
    return ""
