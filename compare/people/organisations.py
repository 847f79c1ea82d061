"""Institutions in running text, by their head words, and the key under which their spellings are one.

"Latin America Institute" and "Latin American Institute" are one institution; "Institute of Latin America" is, too.
Only names with a head word (ministry, institute, party …) are found; firms without one, and acronyms, are not.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from crosscable.compare.people.gazetteer import Gazetteer
from crosscable.compare.people.tokens import Token

__all__ = ["institution_key", "institutions"]

_LINKS: Final = frozenset({"of", "for", "and", "the", "&"})
_OPENS: Final = frozenset({"of", "for"})
_LONGEST: Final = 9  # words to either side of the word that makes it a body
_STEM: Final = 5  # letters that "America" and "American", "Institute" and "Institution" share
_FEWEST_WORDS: Final = 2  # "Ministry" alone is no name


def institutions(tokens: Sequence[Token], taken: Collection[int], known: Gazetteer) -> list[tuple[int, int]]:
    """First and last tokens of each institution named in a zone; `taken` are tokens of persons' names."""
    found: list[tuple[int, int]] = []
    least = 0
    for index, token in enumerate(tokens):
        if index < least or not token.capital or not known.is_in(token.text, "institutions"):
            continue
        last = _forward(tokens, index, taken, known)
        first = _backward(tokens, index, max(least, index - _LONGEST), taken, known)
        words = [t for t in tokens[first : last + 1] if t.word and t.text.lower() not in _LINKS]
        if len(words) >= _FEWEST_WORDS:
            found.append((first, last))
            least = last + 1
    return found


def _named(token: Token, known: Gazetteer) -> bool:
    """A capitalised word that may be part of an institution's name."""
    return token.word and token.capital and not token.possessive and not known.is_in(token.text, "calendar", "titles")


def _forward(tokens: Sequence[Token], index: int, taken: Collection[int], known: Gazetteer) -> int:
    """The last token of "… Ministry of Foreign Affairs": what "of" and "for" add behind the head."""
    last = index
    if tokens[index].possessive:
        return last
    position = index + 1
    opened = False
    while position < min(len(tokens), index + _LONGEST):
        token = tokens[position]
        if token.text.lower() in _LINKS:
            opened = opened or token.text.lower() in _OPENS
            if not opened:
                return last
        elif (
            opened and position not in taken and token.word and token.capital and not known.is_in(token.text, "titles")
        ):
            last = position
            if token.possessive:
                return last
        else:
            return last
        position += 1
    return last


def _backward(tokens: Sequence[Token], index: int, least: int, taken: Collection[int], known: Gazetteer) -> int:
    """The first token of "Latin America Institute": capitalised words right before the head."""
    first = index
    while first > least and first - 1 not in taken and _named(tokens[first - 1], known):
        before = tokens[first - 1]
        if before.opening and known.is_ordinary(before.text):
            break
        first -= 1
    return first


def institution_key(name: str) -> tuple[str, ...]:
    """What spellings of one institution share: the stems of its words, sorted."""
    words = (word.strip(".,'’").lower() for word in name.replace("-", " ").replace("&", " ").split())
    return tuple(sorted({word[:_STEM] for word in words if word and word not in _LINKS}))
