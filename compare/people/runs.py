"""Runs of words that may be a name, and the evidence around each: titles in front, appositions and verbs behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from crosscable.compare.people.gazetteer import Gazetteer
from crosscable.compare.people.tokens import Token

__all__ = ["ACCEPTED", "Run", "acronym", "is_title", "runs"]

# Evidence for a person's name, in steps of a doubling of the odds or so; set by reading, not fitted. A run of words is
# taken for a person from ACCEPTED upwards, so a title alone is enough and so is a known given name with a surname.
WEIGHTS: Final = {
    "title": 3.5,  # "Foreign Minister X"
    "small-title": 3.0,  # "journalist X"
    "title-phrase": 2.0,  # "Director of the Institute X"
    "series": 2.0,  # "Senators X, Y and Z"
    "given": 2.0,  # first word is a known given name
    "maybe-given": 1.0,  # first word is a given name and something else
    "initial": 1.5,
    "particle": 1.0,
    "suffix": 2.0,
    "words": 0.5,  # two words or more
    "apposition": 2.0,  # "X, director of …"
    "act": 1.0,  # "X said"
    "beside": 0.5,  # "with X", "told X"
    "possessive": 0.5,
    "attributive": 2.5,  # "the X junta"
    "echo": 2.0,  # the last word stands alone elsewhere in the cable
    "surname": 1.0,  # last word is a known surname
    "famous": 2.0,  # a word that cables often put alone after a title
    "single": -1.0,  # one word by itself
    "unknown": -0.5,  # no word of it is known as part of a name
    "opening": -0.5,  # the capital may be the sentence's
    "the": -3.0,
    "place": -1.5,  # "in X", "near X"
    "opener": -2.0,  # "San X", "hotel X"
    "organisation": -3.0,  # "X Institute"
    "institution": -2.0,  # "the firm X", "X officials"
    "titled-after": -2.0,  # "X chairman": X is what is chaired
    "long": -2.0,
    "acronym": -3.0,
    "quoted": -1.0,
}
ACCEPTED: Final = 2.0

# Titles as telegrams shorten them: DepSec, PolCouns, EconOff, DefMin, AmbDes.
_SHORT_TITLE: Final = re.compile(
    r"(?:dep|asst|vice|acting|pol|econ|fin|def|for|int|lab|pub|sec|dir|min|amb|con|cons|emb|eco)+"
    r"(?:sec|def|min|off|offs|chief|couns|counselor|gen|dir|fm|pm|state|rep|des|del|amb)"
)
_DETERMINERS: Final = frozenset({"the", "these", "those", "a", "an", "any", "each", "every", "some"})
_PLACING: Final = frozenset({"in", "at", "near", "throughout", "outside", "inside", "around", "into", "aboard"})
_LINKS: Final = frozenset({"of", "for", "the", "and", "&", "to", "on", "de", "du", "/", "-", "in", "at", "'", "’"})
_MARKS: Final = frozenset({'"', "“", "”"})
_ORDINARY_ODDS: Final = 30  # ordinary uses of a word for each use as a given name, above which it is none
_TITLED_SHARE: Final = 0.02  # of a word's capitals, those that stand after a title
_GREATEST_LENGTH: Final = 7
_APPOSITION_REACH: Final = 9
_STRANGE_WORDS: Final = 2  # small words before the title that are no part of usual role phrases
_PHRASE_REACH: Final = 12


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


def acronym(word: str) -> bool:
    """All capitals and no name: "MFA", "AFL-CIO", "U.S."."""
    return len(word) > 1 and word.isupper()


def is_title(word: str, known: Gazetteer) -> bool:
    """A word that stands before a person's name: "minister", "Gen", "Senators"."""
    low = word.lower().replace(".", "")
    if _SHORT_TITLE.fullmatch(low):
        return True
    titles = known.lists["titles"]
    return (
        low in titles
        or (low.endswith("s") and low[:-1] in titles)
        or bool({*low.split("-")[::2]} & (titles - {"he", "al"}) and "-" in low)
    )


class _Finder:
    """Walks over the tokens of one zone."""

    def __init__(self, tokens: Sequence[Token], known: Gazetteer) -> None:
        self.tokens = tokens
        self.known = known
        self.count = len(tokens)

    def text(self, index: int) -> str:
        return self.tokens[index].text if 0 <= index < self.count else ""

    def plain(self, index: int) -> bool:
        """A capitalised word that is nothing else: no title, place, month, organisation, ordinary word."""
        if not 0 <= index < self.count:
            return False
        token = self.tokens[index]
        word = token.text
        if not token.word or not token.capital or len(word) < 2 or acronym(word) or word.count(".") > 1:
            return False
        known = self.known
        if is_title(word, known) or known.is_in(
            word, "organisation_heads", "calendar", "organisations", "attributive", "place_openers", "role_modifiers"
        ):
            return False
        if known.is_place(word) or known.is_ordinary(word):
            return False
        parts = word.split("-")
        return len(parts) == 1 or not any(known.is_place(p) or known.is_ordinary(p) for p in parts if len(p) > 3)

    def initial(self, index: int) -> bool:
        word = self.text(index)
        return (len(word) == 1 and word.isupper() and word.isalpha()) or (
            word.endswith(".")
            and word.isupper()
            and len(word) in (4, 6)
            and word not in ("U.S.", "U.N.", "U.K.", "E.U.", "D.C.")
        )

    def after_dot(self, index: int) -> int:
        """The token after `index`, stepping over the full stop of an initial or a shortened title."""
        return index + 2 if self.text(index + 1) == "." else index + 1

    def title_before(self, first: int) -> int | None:
        """Index of the title word right before `first`."""
        before = first - 1
        if self.text(before) == "." and self.text(before - 1).lower() in self.known.lists["abbreviations"]:
            before -= 1
        if self.text(before) in _MARKS:
            before -= 1
        if before < 0 or not self.tokens[before].word:
            return None
        word = self.text(before)
        if self.known.is_in(self.text(before - 1), "seats"):  # "Consulate General X" is a place
            return None
        if word.lower() in self.known.lists["title_tails"] and is_title(self.text(before - 1), self.known):
            return before - 1
        if is_title(word, self.known) and not self.tokens[before].possessive:
            return before
        return None

    def phrase_before(self, first: int) -> bool:
        """Whether a title governs a phrase right before `first`: "Director of the Latin America Institute"."""
        before = first - 1
        if before < 0 or not self.tokens[before].word or self.tokens[before].possessive:
            return False
        if not self.tokens[before].capital and not self.known.is_in(self.text(before), "organisation_heads"):
            return False
        for index in range(before, max(-1, first - _PHRASE_REACH), -1):
            word = self.text(index)
            if is_title(word, self.known):
                return True
            if not (
                (self.tokens[index].word and self.tokens[index].capital)
                or word.lower() in _LINKS
                or self.known.is_in(word, "organisation_heads", "role_modifiers")
            ):
                return False
        return False

    def named_elsewhere(self, index: int) -> bool:
        """Whether the counts know the word as a surname although it is also something else ("Brown", "Gates")."""
        profile = self.known.profile(self.text(index))
        return profile.listed_surname + profile.surname >= 1 or profile.titled >= 2

    def odd_last(self, index: int, first: int) -> bool:
        """A word that is also ordinary or a place, taken as surname after a given name or a title."""
        if not 0 <= index < self.count:
            return False
        token = self.tokens[index]
        if not token.word or not token.capital or len(token.text) < 3 or acronym(token.text):
            return False
        if self.known.is_in(token.text, "calendar", "demonyms"):
            return False
        if index == first:
            return self.odd_alone(index)
        if self.text(index + 1)[:1].isupper() and self.known.is_in(self.text(index + 1), "organisation_heads"):
            return False
        before = self.text(index - 1)
        if before[:1].isupper() and before.lower() in self.known.lists["name_particles"]:
            return index - 1 > first  # "Jean-Marie Le Pen"
        return self.named_elsewhere(index) and self.known.is_given(before)

    def odd_alone(self, index: int) -> bool:
        """A word that is also ordinary or a place, alone after a title: "Secretary Rice", never "General Assembly"."""
        word, title = self.text(index), self.title_before(index)
        profile = self.known.profile(word)
        if title is None:
            return False
        if self.known.is_in(self.text(title), "sure_titles") and profile.listed_surname and not is_title(word, self.known):
            return not self.known.is_in(word, "countries")
        if profile.titled < 2 or profile.titled <= _TITLED_SHARE * profile.capital:
            return False
        if is_title(word, self.known) or self.known.is_in(word, "organisations"):
            return False
        if self.known.is_in(word, "countries", "cities"):
            return profile.titled > profile.place
        if self.known.is_in(word, "organisation_heads", "attributive", "role_modifiers"):
            name = self.text(title).lower()
            return name in self.known.lists["honorifics"] - {"general"} and profile.listed_surname > 0
        return True

    def odd_first(self, index: int) -> bool:
        """A given name that is also something else ("Mark", "Israel"), before a word that is surely a surname."""
        token = self.tokens[index]
        if not token.word or not token.capital or acronym(token.text) or token.possessive:
            return False
        if is_title(token.text, self.known) or self.known.is_in(
            token.text, "organisation_heads", "demonyms", "role_modifiers"
        ):
            return False
        profile = self.known.profile(token.text)
        met = profile.given + profile.listed_given
        if met < 2 or profile.lower > _ORDINARY_ODDS * met:
            return False
        following = self.after_dot(index + 1) if self.initial(index + 1) else index + 1
        name = self.text(following)
        return self.plain(following) and (self.known.is_surname(name) or self.known.is_given(name))

    def extend(self, first: int) -> int:
        """The last index of the run that begins at `first`."""
        last = index = first
        while True:
            token = self.tokens[index]
            if token.possessive:
                return last
            following = self.after_dot(index) if self.initial(index) else index + 1
            if following >= self.count:
                return last
            probe = following
            while self.text(probe).lower() in self.known.lists["name_particles"] and probe - following < 3:
                probe += 1
            if probe < self.count and (self.plain(probe) or self.odd_last(probe, first)):
                index = last = probe
            elif self.initial(following) and self.plain(self.after_dot(following)):
                index = following
            elif self.text(following).lower() in self.known.lists["suffixes"] and self.tokens[following].capital:
                return following
            else:
                comma = self.text(following) == "," and self.text(following + 1) in ("Jr", "Sr")
                return following + 1 if comma else last

    def start(self, index: int) -> bool:
        """Whether a run may begin here."""
        if self.plain(index) or self.odd_first(index):
            return True
        token = self.tokens[index]
        if self.initial(index):
            if token.text == "U" and self.text(index + 2) in ("S", "N", "K"):
                return False  # "U. S." with a space
            return self.plain(self.after_dot(index)) or (
                self.initial(self.after_dot(index)) and self.plain(self.after_dot(self.after_dot(index)))
            )
        low = token.text.lower()
        if low in self.known.lists["name_particles"] and self.plain(index + 1):
            return (token.capital and not token.opening) or self.title_before(index) is not None
        return self.title_before(index) is not None and self.odd_last(index, index)

    def evidence(self, first: int, last: int) -> tuple[str, ...]:
        return (*self.inside(first, last), *self.before(first), *self.behind(last))

    def inside(self, first: int, last: int) -> list[str]:
        known, found = self.known, []
        words = [self.text(i) for i in range(first, last + 1) if self.tokens[i].word]
        names = [w for w in words if len(w) > 1 and w.lower() not in known.lists["name_particles"]]
        if len(names) > 1:
            found.append("words")
            if known.is_given(names[0]):
                found.append("given")
            elif known.profile(names[0]).given + known.profile(names[0]).listed_given:
                found.append("maybe-given")
        elif len(words) == 1:
            found.append("single")
            profile = known.profile(words[0])
            if profile.titled >= 3 and profile.titled > 0.03 * profile.seen:
                found.append("famous")
        if any(self.initial(i) for i in range(first, last + 1)):
            found.append("initial")
        if any(w.lower() in known.lists["name_particles"] for w in words[1:]) or any("-" in w for w in words):
            found.append("particle")
        if names and names[-1].lower() in known.lists["suffixes"]:
            found.append("suffix")
        if names and known.is_surname(names[-1]):
            found.append("surname")
        elif "given" not in found:
            found.append("unknown")
        if len(names) > _GREATEST_LENGTH:
            found.append("long")
        return found

    def before(self, first: int) -> list[str]:
        found = []
        word = self.text(first - 1).lower()
        title = self.title_before(first)
        if title is not None:
            found.append("title" if self.tokens[title].capital else "small-title")
        elif self.phrase_before(first):
            found.append("title-phrase")
        elif word in _DETERMINERS:
            found.append("the")
        elif word in _PLACING:
            found.append("place")
        elif word in self.known.lists["place_openers"] and self.text(first - 1)[:1].isupper():
            found.append("opener")
        elif word in self.known.lists["firms"]:
            found.append("institution")
        elif word in self.known.lists["with"]:
            found.append("beside")
        if self.tokens[first].opening and not found:
            found.append("opening")
        if self.text(first - 1) in _MARKS:
            found.append("quoted")
        return found

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
            if word.islower() and low not in _LINKS | _DETERMINERS | self.known.lists["role_modifiers"]:
                strange += 1
                if strange > _STRANGE_WORDS or low.endswith("ed"):
                    return False
        return False


def runs(tokens: Sequence[Token], known: Gazetteer) -> list[Run]:
    """Every run of name words in the tokens of one zone, accepted or not, in order."""
    finder = _Finder(tokens, known)
    found: list[Run] = []
    index = 0
    while index < finder.count:
        if not finder.start(index):
            index += 1
            continue
        last = finder.extend(index)
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
        index = last + 1
    return found
