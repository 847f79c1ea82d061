"""Single words without a title: is one of them a person, judged by all its places in a cable together?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from crosscable.compare.people.gazetteer import Gazetteer, gazetteer

__all__ = ["garbled", "likely"]

# What each place of the word says for or against a person; the places of one cable are added up.
_WEIGHTS: Final = {
    "act": 1.0,
    "beside": 0.5,
    "possessive": 0.5,
    "attributive": 2.0,
    "apposition": 1.5,
    "title": 2.0,
    "small-title": 1.5,
    "title-phrase": 1.0,
    "series": 1.0,
    "the": -1.5,
    "place": -1.5,
    "opener": -2.0,
    "organisation": -1.5,
    "ship": -2.0,
    "institution": -2.0,
    "titled-after": -1.5,
    "quoted": -0.5,
}
_CAP: Final = 2  # more places of one kind say no more for a person; places against one all count
_LISTED: Final = 1.5  # the word is a surname in the lists of persons
_UNSEEN: Final = 0.5  # in capitals, a word that is in no count and no slip of an ordinary one
_KNOWN_OTHERWISE: Final = -1.5  # the counts know the word, and as nothing that is a name
# Telegrams in capitals leave titles out more; measured on hand-marked telegrams of 1973-79.
_NEEDED: Final = {True: 1.5, False: 2.5}
_ENDINGS: Final = (
    "ing",
    "ed",
    "ly",
    "tion",
    "tions",
    "ment",
    "ments",
    "ness",
    "ism",
    "ist",
    "ists",
    "able",
    "ity",
    "ies",
)
_COMMON: Final = 10  # occurrences from which a small word is one that may be misspelt
_SHORTEST: Final = 4


def likely(word: str, places: Iterable[Sequence[str]], capitals: bool, known: Gazetteer) -> bool:
    """Whether a small word (folded) is a person, given the evidence of each of its places.

    `capitals` is True where all of them stand in text in capitals, whose misspelt ordinary words look like names.
    """
    if len(word) < _SHORTEST - capitals:
        return False
    profile = known.profile(word)
    counts = Counter(name for place in places for name in place)
    score = sum(weight * (min(_CAP, counts[name]) if weight > 0 else counts[name]) for name, weight in _WEIGHTS.items())
    if profile.listed_surname:
        score += _LISTED
    elif profile.seen > 2:
        score += _KNOWN_OTHERWISE
    elif capitals:
        score += _UNSEEN if len(word) > _SHORTEST else 0.0
    return score >= _NEEDED[capitals]


def garbled(word: str) -> bool:
    """Whether an unseen word is an ordinary one with a slip in it, two run together, or one with a usual ending."""
    if word.endswith(_ENDINGS) or not any(letter in "aeiouy" for letter in word):
        return True
    small = _ordinary()
    if any(word[:cut] in small and word[cut:] in small for cut in range(2, len(word) - 1)):
        return True
    if len(word) < 6:
        return False
    shortened = _shortened()
    return word in shortened or any(word[:i] + word[i + 1 :] in shortened for i in range(len(word)))


@cache
def _ordinary() -> frozenset[str]:
    known = gazetteer()
    profiles = ((word, known.profile(word)) for word in known.words())
    return frozenset(word for word, p in profiles if p.lower >= _COMMON and p.lower > 2 * p.capital)


@cache
def _shortened() -> frozenset[str]:
    """Ordinary words of six letters and more, whole and with any one letter left out."""
    words = [word for word in _ordinary() if len(word) >= 6]
    return frozenset(words) | {word[:i] + word[i + 1 :] for word in words for i in range(len(word))}
