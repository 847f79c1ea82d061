"""Titles and roles beside a name: what stands in front of it and the apposition behind it, as the cable has them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from crosscable.compare.people.gazetteer import Gazetteer
from crosscable.compare.people.tokens import Token
from crosscable.compare.people.words import is_title

__all__ = ["Role", "role_words", "roles"]

_LINKS: Final = frozenset({"of", "for", "and", "&", "to", "on", "at", "in", "de", "du", "the", "/", "-"})
_INSIDE: Final = frozenset({".", "'", "’"})
_OPENS: Final = frozenset({"the", "a", "an", "his", "her", "their", "who", "one"})
_REACH: Final = 18  # words before a name that its title phrase may take
_APPOSITION_REACH: Final = 16  # words behind a name that its apposition may take
_STRANGE_WORDS: Final = 2  # small words before the title that are no part of usual role phrases


@dataclass(frozen=True, slots=True)
class Role:
    """Where the words around a name begin and end, the title words before it, and the role phrase."""

    start: int
    end: int
    titles: str
    phrase: str


def roles(text: str, tokens: Sequence[Token], first: int, last: int, taken: Collection[int], known: Gazetteer) -> Role:
    """The role of the name at tokens `first` to `last`; `taken` are the indices of tokens in any name of the zone."""
    opening = _opening(tokens, first, taken, known)
    titles = text[tokens[opening].start : tokens[first].start].strip(" \"'“”(") if opening < first else ""
    closing = _closing(tokens, last, taken, known)
    phrase = titles
    end = tokens[last].end
    if closing > last:
        end = tokens[closing].end
        behind = text[tokens[last + 2].start : end].strip(" ,.")
        phrase = f"{titles}; {behind}" if titles else behind
    return Role(tokens[opening].start, end, " ".join(titles.split()), " ".join(phrase.split()))


def _opening(tokens: Sequence[Token], first: int, taken: Collection[int], known: Gazetteer) -> int:
    """The first token of the title phrase that ends right before `first`; `first` itself where there is none."""
    best, titled, bracket = first, False, 0
    for index in range(first - 1, max(-1, first - _REACH), -1):
        token = tokens[index]
        word = token.text
        if bracket:  # stepping over "(EU)"
            bracket -= 1
            continue
        if word == ")" and index > 1 and tokens[index - 2].text == "(" and tokens[index - 1].text.isupper():
            bracket = 2
            continue
        if index in taken:
            break
        if word.lower() in _LINKS and tokens[index + 1].text.lower() in known.lists["honorifics"] and best == index + 1:
            break  # "members of President X"
        usual = is_title(word, known) or known.is_in(word, "role_modifiers", "organisation_heads")
        if token.opening and known.is_ordinary(word) and not usual:
            break  # "Echoing PM X"
        title = token.word and is_title(word, known)
        titled = titled or title
        modifier = token.word and word.lower() in known.lists["role_modifiers"]
        if title or (token.word and token.capital) or modifier:
            if titled:
                best = index
        elif word == ".":
            if index == 0 or tokens[index - 1].text.lower() not in known.lists["abbreviations"]:
                break
        elif word.lower() not in _LINKS and word not in _INSIDE:
            break
        elif index == first - 1 and word.lower() in _LINKS:
            break  # "Ambassador to X" names what the title is over, not who holds it
        if token.opening:
            break
    return best


def _closing(tokens: Sequence[Token], last: int, taken: Collection[int], known: Gazetteer) -> int:
    """The last token of an apposition, "X, the director of …,"; `last` where none follows."""
    if last + 2 >= len(tokens) or tokens[last].possessive or tokens[last + 1].text not in (",", "("):
        return last
    opens = tokens[last + 2]
    words = known.lists["role_modifiers"] | _OPENS
    if not (opens.capital or opens.text.lower() in words or is_title(opens.text, known)):
        return last
    titled, strange = False, 0
    for index in range(last + 2, min(len(tokens), last + 2 + _APPOSITION_REACH)):
        token = tokens[index]
        word = token.text
        if index in taken:
            return last
        if word in (",", ";", ")", "(", "\n", ":", ".") or word.lower() in known.lists["acts"]:
            alone = index <= last + 4 and opens.text.lower() == "the" and word == ","
            return index - 1 if titled and index > last + 2 and not alone else last
        titled = titled or (token.word and is_title(word, known))
        if not titled and token.text.islower() and word not in words and word not in _LINKS:
            strange += 1
            if strange > _STRANGE_WORDS or word.endswith("ed"):
                return last
    return last


@lru_cache(maxsize=1 << 14)
def role_words(phrase: str) -> frozenset[str]:
    """The words of a role that tell it from others, small: no links, no articles."""
    dropped = _LINKS | {"a", "an", "his", "her", "their", "its"}
    words = (word.strip(".,;()'\"’").lower() for word in phrase.replace("/", " ").split())
    return frozenset(word for word in words if word and word not in dropped)
