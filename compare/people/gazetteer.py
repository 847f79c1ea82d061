"""What is known of a word before it is read in context: a title, a place, an organisation, a month, part of a name.

Two sources. `gazetteer.json` is a hand-written list of titles, countries, cities, nationalities, months …
`words.tsv` holds counts of words in mixed-case diplomatic cables (how often lower case, capitalised, after a title,
before a surname, after "in" …) and in the State Department historians' lists of persons; `heads.tsv` the given names
that office holders of well-known surnames have there. `training/mentions.py` made both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

__all__ = ["Gazetteer", "Profile", "gazetteer"]


class Profile(NamedTuple):
    """How often a word occurs, and where: the columns of `words.tsv`.

    `lower`, `capital` (not opening a sentence), `acronym` (all capitals in mixed-case text), `titled` (alone after a
    title), `given` and `surname` (first and last of several words after a title), `place` (after "in", "near" …),
    `article` (after "the"), `speaks` (before "said", "told" …), `listed_given` and
    `listed_surname` (in lists of persons).
    """

    lower: int = 0
    capital: int = 0
    acronym: int = 0
    titled: int = 0
    given: int = 0
    surname: int = 0
    place: int = 0
    article: int = 0
    speaks: int = 0
    listed_given: int = 0
    listed_surname: int = 0

    @property
    def seen(self) -> int:
        """Occurrences in running text."""
        return self.lower + self.capital + self.acronym


_UNSEEN: Final = Profile()
# A word that is written small in more than this share of its occurrences is an ordinary word ("deputy" .18, "brown"
# .02, "rice" .34); measured over the surnames of heads of state and ministers in the counted cables.
_ORDINARY_SHARE: Final = 0.12


class Gazetteer:
    """The word lists by kind, and the counts; what is asked of a word is remembered, for cables repeat themselves."""

    def __init__(self, lists: dict[str, frozenset[str]], counted: dict[str, str], heads: dict[str, str]) -> None:
        self.lists = lists
        self.heads = heads  # well-known surname -> given name that its office holders have
        self._counted = counted  # word -> its counts as written: most words are never asked for
        self._profiles: dict[str, Profile] = {}
        self._kinds: dict[tuple[str, tuple[str, ...]], bool] = {}
        self.is_place = cache(self._is_place)
        self.is_ordinary = cache(self._is_ordinary)
        self.is_given = cache(self._is_given)
        self.is_surname = cache(self._is_surname)

    def profile(self, word: str) -> Profile:
        """The counts of a word (any case); zeros where it was never met."""
        found = self._profiles.get(word)
        if found is None:
            counts = self._counted.get(word.lower())
            found = self._profiles[word] = Profile(*map(int, counts.split("\t"))) if counts else _UNSEEN
        return found

    def words(self) -> Iterable[str]:
        """Every word that was counted, small, in order."""
        return self._counted

    def is_in(self, word: str, *names: str) -> bool:
        """Whether the word stands in one of the named lists."""
        found = self._kinds.get((word, names))
        if found is None:
            low = word.lower()
            found = self._kinds[word, names] = any(low in self.lists[name] for name in names)
        return found

    def _is_place(self, word: str) -> bool:
        """A country, city or nationality of the lists, or a word that the counted cables use as a place."""
        if self.is_in(word, "countries", "cities", "demonyms"):
            return True
        if word[-1:] in "sS" and self.is_in(word[:-1], "demonyms"):
            return True
        known = self.profile(word)
        named = known.titled + known.given + known.surname + known.listed_surname
        return known.place >= 3 and known.place > 0.1 * known.capital and named < known.place

    def _is_ordinary(self, word: str) -> bool:
        """A word that is written small so often that its capital means little."""
        known = self.profile(word)
        return known.lower >= 2 and known.lower > _ORDINARY_SHARE * known.seen

    def _is_given(self, word: str) -> bool:
        """A given name: met before a surname after a title, or as a given name in the lists of persons."""
        known = self.profile(word)
        if known.given + 2 * known.listed_given < 1 or self.is_place(word):
            return False
        return known.given + known.listed_given > 0.02 * known.capital and not self.is_ordinary(word)

    def _is_surname(self, word: str) -> bool:
        """A surname met alone after a title several times, or listed as one, and seldom anything else."""
        known = self.profile(word)
        met = known.titled + known.surname
        return (met >= 2 and met > 0.03 * known.seen) or (known.listed_surname >= 1 and not self.is_ordinary(word))


@cache
def gazetteer() -> Gazetteer:
    """The shipped lists and counts, read once."""
    here = files("crosscable.compare.people")
    written = json.loads(here.joinpath("gazetteer.json").read_text(encoding="utf-8"))
    lists = {
        name: frozenset(entry.strip() for entry in entries.split(","))
        for name, entries in written.items()
        if name != "provenance"
    }
    table = here.joinpath("words.tsv").read_text(encoding="utf-8").splitlines()
    counted = dict(line.split("\t", 1) for line in table if not line.startswith("#"))
    known = here.joinpath("heads.tsv").read_text(encoding="utf-8").splitlines()
    heads = {row[0]: row[1] for row in (line.split("\t") for line in known if not line.startswith("#"))}
    return Gazetteer(lists, counted, heads)
