"""Capitals given back their case: which words of a telegram in capitals would open with a capital in mixed case.

Every word gets the shape in which mixed-case cables write it most: small, capitalised or all capitals. Words that no
counted cable holds are capitalised, for names are what is new; halves of words cut at a line's end are not. A word that
is ordinary but also a surname ("YOUNG", "CHURCH") is capitalised after a title only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from crosscable.compare.people.bare import garbled
from crosscable.compare.people.gazetteer import Gazetteer
from crosscable.compare.people.tokens import Token
from crosscable.compare.people.words import is_title

__all__ = ["in_capitals", "introduced", "recase"]

_SMALL_SHARE: Final = 0.2  # below this share of small letters a text is in capitals; mixed text has .8 and more
_FEWEST_LETTERS: Final = 4  # that show whether a text is in capitals
_CAPITAL_SHARE: Final = 0.7  # a word capitalised in this share of its occurrences keeps its capital
# After a title an ordinary word is a surname if it is met as one at least once in this many ordinary uses.
_SURNAME_ODDS: Final = 60
_NUMERAL: Final = re.compile(r"[IVX]{2,}")
# Particles that are part of a name wherever they stand, unlike "de", "la", "an", "at".
_NAMING: Final = frozenset({"abu", "abou", "abd", "abdel", "abdul", "ibn", "bin", "ben", "ould", "van", "von"})


def in_capitals(text: str) -> bool:
    """Whether a stretch of text is written in capitals."""
    small = sum(map(str.islower, text))
    letters = sum(map(str.isalpha, text))
    return letters >= _FEWEST_LETTERS and small < _SMALL_SHARE * letters


def introduced(tokens: Sequence[Token], known: Gazetteer) -> set[str]:
    """The words (small) after a title, or a title and a given name, in capitals: names, however much like others."""
    return {
        token.text.lower()
        for index, token in enumerate(tokens)
        if token.word
        and not known.profile(token.text).lower
        and (_after_title(tokens, index, known) or _after_given(tokens, index, known))
    }


def _after_given(tokens: Sequence[Token], index: int, known: Gazetteer) -> bool:
    """Whether a given name that a title introduces stands before a word: "DIRECTOR JAN AF X"."""
    before = index - 1
    while before > 0 and tokens[before].text.lower() in known.lists["small_particles"]:
        before -= 1
    return before > 0 and known.is_given(tokens[before].text) and _after_title(tokens, before, known)


def recase(tokens: Sequence[Token], known: Gazetteer, naming: Collection[str] = ()) -> list[Token]:
    """The tokens of a zone in capitals, each word in its likely case; positions stay.

    `naming` are words that the cable introduces by a title somewhere (see `introduced`).
    """
    shaped: list[Token] = []
    for index, token in enumerate(tokens):
        if not token.word or not token.text.isupper():
            shaped.append(token)
            continue
        shaped.append(token.shaped(_shape(tokens, index, known, naming)))
    return shaped


def _shape(tokens: Sequence[Token], index: int, known: Gazetteer, naming: Collection[str]) -> str:
    word = tokens[index].text
    low = word.lower()
    following = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if len(word) == 1:
        return word if following == "." else low
    if word.count(".") > 1 or _NUMERAL.fullmatch(word):
        return word
    if _halved(tokens, index):
        return low
    if low in known.lists["name_particles"]:
        return _capitalised(low) if low in _NAMING else low
    if low in known.lists["honorifics"]:
        return _capitalised(low)
    profile = known.profile(word)
    if profile.acronym > profile.lower + profile.capital:
        return word
    if _after_title(tokens, index, known) and _surname_enough(low, known):
        return _capitalised(low)
    if known.is_in(low, "countries", "cities", "demonyms", "calendar", "organisations"):
        return _capitalised(low)
    if profile.lower + profile.capital == 0:
        parts = low.split("-")
        if len(parts) > 1 and all(known.profile(part).lower for part in parts):
            return low
        if not any(letter in "aeiouy" for letter in low):
            return word
        return low if low not in naming and garbled(low) else _capitalised(low)
    return _capitalised(low) if profile.capital > _CAPITAL_SHARE * (profile.lower + profile.capital) else low


def _capitalised(low: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in low.split("-"))


def _halved(tokens: Sequence[Token], index: int) -> bool:
    """One half of a word that a line's end cut in two: "DECI- SION"."""

    def cut(left: int) -> bool:
        if left < 0 or left + 2 >= len(tokens) or tokens[left + 1].text != "-":
            return False
        one, dash, two = tokens[left : left + 3]
        return one.word and two.word and one.end == dash.start and dash.end < two.start

    return cut(index) or cut(index - 2)


def _after_title(tokens: Sequence[Token], index: int, known: Gazetteer) -> bool:
    before = index - 1
    if before > 0 and tokens[before].text == "." and tokens[before - 1].text.lower() in known.lists["abbreviations"]:
        before -= 1
    return before >= 0 and is_title(tokens[before].text, known)


def _surname_enough(low: str, known: Gazetteer) -> bool:
    if is_title(low, known) or known.is_in(low, "organisation_heads", "acts", "with", "countries", "demonyms"):
        return False
    profile = known.profile(low)
    met = profile.listed_surname + profile.titled + profile.surname
    return met > 0 and profile.lower < _SURNAME_ODDS * met
