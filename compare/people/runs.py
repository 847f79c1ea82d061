"""Runs of words that may be a name, and the evidence around each: titles in front, appositions and verbs behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from crosscable.compare.people.gazetteer import Gazetteer
from crosscable.compare.people.tokens import Token
from crosscable.compare.people.words import LINKS, MARKS, Words, is_title

__all__ = ["ACCEPTED", "Run", "runs"]

# Evidence for a person's name, in steps of a doubling of the odds or so; set by reading, not fitted. A run of words is
# taken for a person from ACCEPTED upwards, so a title alone is enough and so is a known given name with a surname.
WEIGHTS: Final = {
    "title": 3.5,  # "Foreign Minister X"
    "small-title": 3.0,  # "journalist X"
    "title-comma": 2.0,  # "the minister, X"
    "title-phrase": 2.0,  # "Director of the Institute X"
    "bracket": 3.0,  # "the director (X)"
    "series": 2.0,  # "Senators X, Y and Z"
    "given": 2.0,  # first word is a known given name
    "maybe-given": 1.0,  # first word is a given name and something else
    "initial": 1.5,
    "particle": 1.0,
    "kunya": 3.0,  # "Abu X": father of X
    "suffix": 2.0,
    "words": 0.5,  # two words or more
    "apposition": 2.0,  # "X, director of …"
    "act": 1.0,  # "X said"
    "beside": 0.5,  # "with X", "told X"
    "possessive": 0.5,
    "attributive": 2.5,  # "the X junta"
    "echo": 2.0,  # the last word stands alone elsewhere in the cable
    "rare-first": 0.5,  # a word that cables hardly use, before a known surname
    "surname": 1.0,  # last word is a known surname
    "famous": 2.0,  # a word that cables often put alone after a title
    "single": -1.0,  # one word by itself
    "article": -1.0,  # "El X", "La X": more papers than persons
    "unknown": -0.5,  # no word of it is known as part of a name
    "opening": -0.5,  # the capital may be the sentence's
    "the": -3.0,
    "place": -1.5,  # "in X", "near X"
    "opener": -4.0,  # "San X", "hotel X": more than a given name and a surname say
    "organisation": -3.0,  # "X Institute"
    "ship": -6.0,  # "the frigate Admiral X"
    "institution": -2.0,  # "the firm X", "X officials"
    "titled-after": -2.0,  # "X chairman": X is what is chaired
    "long": -2.0,
    "acronym": -3.0,
    "quoted": -1.0,
}
ACCEPTED: Final = 2.0

_ARTICLES: Final = frozenset({"el", "la", "los", "las", "le", "les", "der", "die", "das", "il"})
_KUNYA: Final = frozenset({"abu", "abou", "umm", "oum"})
_DETERMINERS: Final = frozenset({"the", "these", "those", "a", "an", "any", "each", "every", "some"})
_PLACING: Final = frozenset({"in", "at", "near", "throughout", "outside", "inside", "around", "into", "aboard"})
_RARE: Final = 10  # occurrences below which a capitalised word is more likely a name than an institution
_WITH_SUFFIX: Final = 2  # "Sala IV" is a court; a person has a given name, a surname and then the number
_GREATEST_LENGTH: Final = 7  # words of a name
_APPOSITION_REACH: Final = 9  # words behind a name, within which a title makes an apposition of them
_STRANGE_WORDS: Final = 2  # small words before the title that are no part of usual role phrases


@dataclass(frozen=True, slots=True)
class Run:
    """Words `first` to `last` (indices into the tokens, both included) that may name a person, with their evidence."""

    first: int
    last: int
    evidence: tuple[str, ...]

    @property
    def score(self) -> float:
        """The sum of the evidence's weights."""
        return sum(WEIGHTS[name] for name in self.evidence)

    @property
    def accepted(self) -> bool:
        """Whether the evidence is enough to take the run for a person."""
        return self.score >= ACCEPTED


class _Finder(Words):
    """Collects the evidence of runs."""

    def evidence(self, first: int, last: int) -> tuple[str, ...]:
        """Everything around and inside the words `first` to `last`."""
        return (*self.inside(first, last), *self.before(first), *self.behind(last))

    def inside(self, first: int, last: int) -> list[str]:
        known, found = self.known, []
        words = [self.text(i) for i in range(first, last + 1) if self.tokens[i].word]
        names = [w for w in words if len(w) > 1 and w.lower() not in known.lists["name_particles"]]
        if len(names) == _WITH_SUFFIX and names[-1].lower() in known.lists["suffixes"]:
            names.pop()  # "Sala IV" is a court
        if len(names) > 1:
            found.append("words")
            if known.is_given(names[0]) or ("-" in names[0] and known.is_given(names[0].split("-")[0])):
                found.append("given")
            elif known.profile(names[0]).given + known.profile(names[0]).listed_given:
                found.append("maybe-given")
        else:
            found += self.alone(words, names)
        if any(self.initial(i) for i in range(first, last + 1)):
            found.append("initial")
        if any(w.lower() in known.lists["name_particles"] for w in words[1:]) or any("-" in w for w in words):
            found.append("particle")
        if len(names) > _WITH_SUFFIX and names[-1].lower() in known.lists["suffixes"]:
            found.append("suffix")
        if names and known.is_surname(names[-1]):
            found.append("surname")
            if len(names) > 1 and "given" not in found and known.profile(names[0]).seen < _RARE:
                found.append("rare-first")
        elif "given" not in found:
            found.append("unknown")
        if len(names) > _GREATEST_LENGTH:
            found.append("long")
        return found

    def alone(self, words: Sequence[str], names: Sequence[str]) -> list[str]:
        """What one word of a name says by itself, or with an article or a particle in front."""
        found = ["single"]
        if len(words) > 1 and words[0].lower() in _ARTICLES:
            found.append("article")
        if len(words) > 1 and words[0].lower() in _KUNYA and self.known.profile(words[-1]).place < 2:
            found.append("kunya")
        profile = self.known.profile(names[-1] if names else words[0])
        if profile.titled >= 3 and profile.titled > 0.03 * profile.seen:
            found.append("famous")
        return found

    def before(self, first: int) -> list[str]:
        found = []
        word = self.text(first - 1).lower()
        title = self.title_before(first)
        if title is not None:
            found.append("title" if self.tokens[title].capital else "small-title")
        elif self.phrase_before(first):
            found.append("title-phrase")
        elif word == "(" and (self.title_before(first - 1) is not None or self.phrase_before(first - 1)):
            found.append("bracket")
        elif word in _DETERMINERS:
            found.append("the")
        elif word in _PLACING:
            found.append("place")
        elif word in self.known.lists["place_openers"] and self.text(first - 1)[:1].isupper():
            found.append("opener")
        elif word in self.known.lists["firms"] or self.of_firm(first - 1):
            found.append("institution")
        elif word in self.known.lists["with"]:
            found.append("beside")
        if word == "," and self.title_before(first - 1) is not None:
            found.append("title-comma")
        if self.tokens[first].opening and not found and not self.runs_on(first):
            found.append("opening")
        if self.text(first - 1) in MARKS:
            found.append("quoted")
        front = first if title is None else title
        if any(self.text(i).lower() in self.known.lists["ships"] for i in (front - 1, front - 2)):
            found.append("ship")
        return found

    def of_firm(self, index: int) -> bool:
        """Whether a known organisation's name stands at `index`, written as a word: "Lockheed X"."""
        word = self.text(index)
        return word[:1].isupper() and not word.isupper() and self.known.is_in(word, "organisations")

    def runs_on(self, first: int) -> bool:
        """Whether the word after `first` goes on with the name, which a sentence's first word seldom does."""
        return self.plain(first) and not self.known.is_ordinary(self.text(first)) and self.extend(first) > first

    def behind(self, last: int) -> list[str]:
        found = []
        if self.tokens[last].possessive:
            found.append("possessive")
        following = self.text(last + 1)
        low = following.lower()
        if self.tokens[last].possessive:
            return found
        if low in self.known.lists["acts"]:
            found.append("act")
        elif (
            following[:1].isupper() and low in self.known.lists["organisation_heads"] - self.known.lists["attributive"]
        ):
            found.append("organisation")
        elif low in self.known.lists["attributive"] and self.known.is_surname(self.text(last)):
            found.append("attributive")
        elif low in self.known.lists["workers"]:
            found.append("institution")
        elif is_title(following, self.known) and len(following) > 2:
            found.append("titled-after")
        elif following in (",", "(") and self.apposition(last + 2):
            found.append("apposition")
        return found

    def apposition(self, start: int) -> bool:
        """Whether "…, the director of" or "(… minister)" follows from `start`."""
        strange = 0
        for index in range(start, min(self.count, start + _APPOSITION_REACH)):
            word = self.text(index)
            low = word.lower()
            if word in (",", ".", ";", ")", "\n", ":") or low in self.known.lists["acts"]:
                return low == "who" and index == start
            if is_title(word, self.known):
                following = self.text(index + 1)
                if following == "," and self.text(start).lower() == "the" and index <= start + 2:
                    return False  # "X, the ambassador, and Y" is a list
                # ", Foreign Minister Y" opens the next name and says nothing of this one
                return not (following[:1].isupper() and self.plain(index + 1))
            if word.islower() and low not in LINKS | _DETERMINERS | self.known.lists["role_modifiers"]:
                strange += 1
                if strange > _STRANGE_WORDS or low.endswith("ed"):
                    return False
        return False


def runs(tokens: Sequence[Token], known: Gazetteer) -> list[Run]:
    """Every run of name words in the tokens of one zone, accepted or not, in order."""
    finder = _Finder(tokens, known)
    found: list[Run] = []
    least = 0
    for index in finder.openings:
        if index < least or not finder.start(index):
            continue
        last = finder.first_of_two(index, finder.extend(index))
        evidence = finder.evidence(index, last)
        if found and found[-1].accepted and not {"title", "small-title", "title-phrase"} & set(evidence):
            between = [token.text for token in tokens[found[-1].last + 1 : index]]
            if (
                between
                and set(between) <= {",", "and", "&", "or"}
                and {"title", "small-title", "series"} & set(found[-1].evidence)
            ):
                evidence = (*evidence, "series")
        found.append(Run(index, last, evidence))
        least = last + 1
    return found
