"""Words of a reading as the finder of persons sees them: possessives taken off, initials whole, line ends kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crosscable.compare.people.gazetteer import Gazetteer

__all__ = ["Token", "split_pair", "tokenize"]

_LETTER = r"[^\W\d_]"
# A possessive is 's in any of the shapes that it survives in: typographic, back-tick, comma or question mark for the
# apostrophe ("the ministry,s", "the ministry?s").
_POSSESSIVE = re.compile(rf"['’`´,?][sS](?!{_LETTER})")
_TOKEN = re.compile(
    rf"(?:{_LETTER}\.){{2,}}"  # U.S., J.F.
    r"|\b[A-Z]{1,4}/[A-Z]{1,4}\b"  # A/S, S/CT
    rf"|{_LETTER}+(?:[-'’`´]{_LETTER}+)*"
    r"|\d[\d.,:/-]*"
    r"|\n|[^\w\s]"
)
_APOSTROPHE_S = ("'s", "’s", "`s", "´s", "'S", "’S", "`S", "´S")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark: `text` is `reading[start:end]`, without a possessive ending.

    `opening` is True for the first word of a sentence, whose capital says nothing; `possessive` where 's was taken off.
    """

    text: str
    start: int
    end: int
    opening: bool
    possessive: bool

    @property
    def word(self) -> bool:
        """A word and no number, mark or line end."""
        return self.text[0].isalpha()

    @property
    def capital(self) -> bool:
        """Opens with a capital, or does after a particle ("al-Kaabi", "d'Orsay")."""
        if self.text[0].isupper():
            return True
        mark = max(self.text.rfind("-"), self.text.find("'", 1, 3), self.text.find("’", 1, 3))
        return mark > 0 and self.text[mark + 1].isupper()


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]` in order, with positions in `text`."""
    tokens: list[Token] = []
    opening = True
    position = start
    while match := _TOKEN.search(text, position, end):
        word, position = match[0], match.end()
        stop = position
        possessive = False
        if word[0].isalpha():
            if word.endswith(_APOSTROPHE_S) and len(word) > 2:
                word, stop, possessive = word[:-2], stop - 2, True
            elif ending := _POSSESSIVE.match(text, position, end):
                position, possessive = ending.end(), True
        tokens.append(Token(word, match.start(), stop, opening, possessive))
        opening = word in '.?!:\n"“•' or (opening and not word[0].isalpha())
    return tokens


def split_pair(token: Token, known: Gazetteer) -> list[Token]:
    """Two surnames that a hyphen joins ("the X-Y talks", "against X-END") as three tokens; any other word as it is."""
    one, dash, two = token.text.partition("-")
    if not dash or "-" in two or min(len(one), len(two)) < 3 or not token.text[0].isupper():
        return [token]
    if known.is_given(one) or not (known.is_surname(one) and (known.is_surname(two) or known.is_ordinary(two))):
        return [token]
    middle = token.start + len(one)
    return [
        Token(one, token.start, middle, token.opening, False),
        Token("-", middle, middle + 1, False, False),
        Token(two, middle + 1, token.end, False, token.possessive),
    ]
