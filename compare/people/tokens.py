"""Words of a reading as the finder of persons sees them: possessives taken off, initials whole, line ends kept."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from crosscable.compare.people.gazetteer import Gazetteer

__all__ = ["Token", "make_token", "split_pair", "tokenize"]

_LETTER = r"[^\W\d_]"
# A possessive is 's in any of the shapes that it survives in: typographic, back-tick, comma or question mark for the
# apostrophe ("the ministry,s", "the ministry?s").
_TOKEN = re.compile(
    rf"((?:{_LETTER}\.){{2,}}"  # U.S., J.F.
    r"|\b[A-Z]{1,4}/[A-Z]{1,4}\b"  # A/S, S/CT
    rf"|{_LETTER}+(?:[-'’`´](?![sS](?!{_LETTER})){_LETTER}+)*)"
    rf"(['’`´,?][sS](?!{_LETTER}))?"
    r"|\d[\d.,:/-]*"
    r"|\n|[^\w\s]"
)
_OPENERS = frozenset('.?!:\n"“•')  # what a sentence may open behind


class Token(NamedTuple):
    """One word or mark: `text` is `reading[start:end]`, without a possessive ending.

    `opening` is True for the first word of a sentence, whose capital says nothing; `possessive` where 's was taken off;
    `word` for a word and no number, mark or line end; `capital` for a word that opens with a capital, or does after a
    particle ("al-Kaabi", "d'Orsay").
    """

    text: str
    start: int
    end: int
    opening: bool
    possessive: bool
    word: bool
    capital: bool

    def shaped(self, text: str) -> Token:
        """The same token with its text in another case."""
        return make_token(text, self.start, self.end, self.opening, self.possessive)


def make_token(text: str, start: int, end: int, opening: bool, possessive: bool) -> Token:
    """A token of these values, with what its text says about itself."""
    return Token(text, start, end, opening, possessive, text[0].isalpha(), _capital(text))


@lru_cache(maxsize=1 << 16)
def _capital(text: str) -> bool:
    if text[0].isupper():
        return True
    mark = max(text.rfind("-"), text.find("'", 1, 3), text.find("’", 1, 3))
    return mark > 0 and text[mark + 1 : mark + 2].isupper()


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]` in order, with positions in `text`."""
    tokens: list[Token] = []
    opening = True
    # A long loop: the named tuple's own constructor is a function of its own, and costs as much as the rest.
    made, add = tuple.__new__, tokens.append
    for match in _TOKEN.finditer(text, start, end):
        word, ending = match.groups()
        if word is None:
            mark = match[0]
            add(made(Token, (mark, *match.span(), opening, False, False, False)))
            opening = opening or mark in _OPENERS
            continue
        capital = word[0].isupper() or (not word.isalpha() and _capital(word))
        add(made(Token, (word, *match.span(1), opening, ending is not None, True, capital)))
        opening = False
    return tokens


def split_pair(token: Token, known: Gazetteer) -> list[Token]:
    """Two surnames that a hyphen joins ("the X-Y talks", "against X-END") as three tokens; any other word as it is."""
    one, dash, two = token.text.partition("-")
    if not dash or "-" in two or min(len(one), len(two)) < 3 or not token.text[0].isupper():
        return [token]
    if (
        known.is_given(one)
        or known.is_in(one, "titles")
        or not (known.is_surname(one) and (known.is_surname(two) or known.is_ordinary(two)))
    ):
        return [token]
    middle = token.start + len(one)
    return [
        make_token(one, token.start, middle, token.opening, False),
        make_token("-", middle, middle + 1, False, False),
        make_token(two, middle + 1, token.end, False, token.possessive),
    ]
