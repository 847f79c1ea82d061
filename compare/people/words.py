"""Words in their places: which of them may open, go on or close a name, and which titles govern them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from crosscable.compare.people.gazetteer import Gazetteer
from crosscable.compare.people.tokens import Token

__all__ = ["LINKS", "MARKS", "Words", "acronym", "is_title"]

# Titles as telegrams shorten them: DepSec, PolCouns, EconOff, DefMin, AmbDes.
_SHORT_TITLE: Final = re.compile(
    r"(?:un|us|perm|dep|asst|vice|acting|pol|econ|fin|def|for|int|lab|pub|sec|dir|min|amb|con|cons|emb|eco)+"
    r"(?:sec|def|min|off|offs|chief|couns|counselor|gen|dir|fm|pm|state|rep|des|del|amb|mc|syg)"
)
# Teachings, and contractions ("I'm", "Don't"), which the counts hardly know; acronyms with an ending ("UAVs") or as one
# half of a word ("non-USG"); words set before a name or an office ("pro-X", "now-King").
_NEVER: Final = re.compile(
    r"(?i:isms?|['’](?:m|ll|ve|re|d|t))$|^[A-Z]{2,}(?:e?s|ing|ed|ers?)$|^[A-Z]{2,}-\w*[a-z]|[a-z]\w*-[A-Z]{2,}$"
    r"|^(?:pro|anti|non|ex|now|then|post|pre|self)-"
)
LINKS: Final = frozenset({"of", "for", "the", "and", "&", "to", "on", "de", "du", "/", "-", "in", "at", "'", "’"})
MARKS: Final = frozenset({'"', "“", "”"})
_ORDINARY_ODDS: Final = 30  # ordinary uses of a word for each use as a name, above which it is none
_LISTED_WORTH: Final = 5  # a list of persons is selective: one entry says as much as so many places in cables
_FREQUENT_GIVEN: Final = 5  # a given name met so often is one even where it is a place, too
_TITLED_SHARE: Final = 0.02  # of a word's capitals, those that stand after a title
_PHRASE_REACH: Final = 12  # words from a title to the name that it governs


def acronym(word: str) -> bool:
    """All capitals and no name: "MFA", "AFL-CIO", "U.S."."""
    return len(word) > 1 and word.isupper()


def is_title(word: str, known: Gazetteer) -> bool:
    """A word that stands before a person's name: "minister", "Gen", "Senators"."""
    return _is_title(word, known)


@cache
def _is_title(word: str, known: Gazetteer) -> bool:
    low = word.lower().replace(".", "")
    if word.islower() and low in known.lists["capital_titles"]:
        return False  # a noun or an adjective where it is written small
    if _SHORT_TITLE.fullmatch(low):
        return True
    titles = known.lists["titles"]
    return (
        low in titles
        or (low.endswith("s") and low[:-1] in titles)
        or (low.endswith("ies") and f"{low[:-3]}y" in titles)
        or (low.endswith("-designate") and low.removesuffix("-designate") in titles)
        or bool({*low.split("-")[::2]} & (titles - {"he", "al"}) and "-" in low)
    )


@lru_cache(maxsize=1 << 16)
def _plain(word: str, known: Gazetteer) -> bool:
    """Whether a capitalised word is nothing but part of a name, as far as lists and counts know."""
    if len(word) < 2 or acronym(word) or word.count(".") > 1 or is_title(word, known):
        return False
    if known.is_in(
        word,
        *("organisation_heads", "calendar", "organisations", "attributive", "place_openers", "role_modifiers"),
        "title_tails",
    ):
        return False
    if known.is_place(word) or known.is_ordinary(word) or _NEVER.search(word) or _gerund(word, known):
        return False
    parts = word.split("-")
    return len(parts) == 1 or not any(known.is_place(p) or known.is_ordinary(p) for p in parts if len(p) > 3)


@lru_cache(maxsize=1 << 16)
def _never_first(word: str, known: Gazetteer) -> bool:
    """A word that no name opens with, whatever stands around it."""
    return is_title(word, known) or known.is_in(word, "organisation_heads", "demonyms", "role_modifiers", "acts")


def _gerund(word: str, known: Gazetteer) -> bool:
    """A form of a verb that the counts know by its past and not as a name: "Disqualifying", never "Browning"."""
    if not word.endswith("ing"):
        return False
    stem, profile = word[:-3], known.profile(word)
    if profile.titled + profile.given + profile.surname + profile.listed_given + profile.listed_surname:
        return False
    past = f"{stem[:-1]}ied" if stem.endswith("y") else f"{stem}ed"
    return known.profile(past).lower > 0


class Words:
    """The tokens of one zone, and what each may be in the place where it stands."""

    def __init__(self, tokens: Sequence[Token], known: Gazetteer) -> None:
        self.tokens = tokens
        self.known = known
        self.count = len(tokens)
        small = known.lists["small_particles"]
        # A name opens with a capital or a particle; looking at nothing else halves the time.
        self.openings = [i for i, token in enumerate(tokens) if token.capital or (token.word and token.text in small)]

    def text(self, index: int) -> str:
        """The text of a token, empty outside of the zone."""
        return self.tokens[index].text if 0 <= index < self.count else ""

    def plain(self, index: int) -> bool:
        """A capitalised word that is nothing else: no title, place, month, organisation, ordinary word."""
        return 0 <= index < self.count and self.tokens[index].capital and _plain(self.tokens[index].text, self.known)

    def initial(self, index: int) -> bool:
        """An initial, or several written together ("J.F.")."""
        word = self.text(index)
        return (len(word) == 1 and word.isupper() and word.isalpha()) or (
            word.endswith(".")
            and word.isupper()
            and len(word) in (4, 6)
            and word not in ("U.S.", "U.N.", "U.K.", "E.U.", "D.C.", "S.A.")
        )

    def after_dot(self, index: int) -> int:
        """The token after `index`, stepping over the full stop of an initial or a shortened title."""
        return index + 2 if self.text(index + 1) == "." else index + 1

    def title_before(self, first: int) -> int | None:
        """Index of the title word right before `first`."""
        before = first - 1
        if self.text(before) == "." and self.text(before - 1).lower() in self.known.lists["abbreviations"]:
            before -= 1
        if self.text(before) in MARKS:
            before -= 1
        if before < 0 or not self.tokens[before].word:
            return None
        word, found = self.text(before), None
        if word.lower() in self.known.lists["title_tails"] and is_title(self.text(before - 1), self.known):
            found = before - 1
        elif is_title(word, self.known) and not self.tokens[before].possessive:
            found = before
        # "Consulate General X" is a place
        return None if found is None or self.known.is_in(self.text(before - 1), "seats") else found

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
                or word.lower() in LINKS
                or self.known.is_in(word, "organisation_heads", "role_modifiers")
            ):
                return False
        return False

    def named_elsewhere(self, index: int) -> bool:
        """Whether the counts know the word as a surname although it is also something else ("Brown", "Gates").

        Where no list of persons has it, headings ("Minister X Meeting") must not be all that they go by.
        """
        profile = self.known.profile(self.text(index))
        if profile.listed_surname:
            return True
        met = profile.surname + profile.titled
        return (profile.surname >= 1 or profile.titled >= 2) and profile.lower <= _ORDINARY_ODDS * met

    def odd_last(self, index: int, first: int) -> bool:
        """A word that is also ordinary or a place, taken as surname after a given name or a title."""
        if not 0 <= index < self.count:
            return False
        token = self.tokens[index]
        if not token.word or not token.capital or len(token.text) < 3 or acronym(token.text):
            return False
        if self.known.is_in(token.text, "calendar", "demonyms", "acts"):
            return False
        if index == first:
            return self.odd_alone(index) and not (self.text(index - 1).lower() == "general" and token.possessive)
        if self.text(index + 1)[:1].isupper() and self.known.is_in(self.text(index + 1), "organisation_heads"):
            return False
        before = self.text(index - 1)
        if before.lower() in self.known.lists["name_particles"]:
            return index - 1 > first and self.known.is_given(self.text(first))  # "Jean-Marie Le Pen"
        if index > first + 1 and self.known.is_in(token.text, "organisation_heads", "role_modifiers"):
            return False
        if not self.known.is_given(before):
            return False
        if is_title(token.text, self.known) and not self.known.is_in(token.text, "title_surnames"):
            return False  # a list of names and offices without commas
        if self.known.is_in(token.text, "organisation_heads") and not self.known.profile(token.text).listed_surname:
            return False
        if index == first + 1 and self.title_before(first) is not None:
            profile = self.known.profile(token.text)
            if is_title(token.text, self.known) and profile.surname + profile.listed_surname > 1:
                return not self.text(index + 1)[:1].isupper()  # "Governor Mervyn King said", no further title
            return not is_title(token.text, self.known) and not self.known.is_in(
                token.text, "organisation_heads", "role_modifiers", "countries"
            )
        return self.named_elsewhere(index)

    def odd_alone(self, index: int) -> bool:
        """A word that is also ordinary or a place, alone after a title: "Secretary Rice", never "General Assembly"."""
        word, title = self.text(index), self.title_before(index)
        profile = self.known.profile(word)
        if title is None:
            return False
        if (
            self.known.is_in(self.text(title), "sure_titles")
            and profile.listed_surname
            and not is_title(word, self.known)
        ):
            return not self.known.is_in(word, "countries")
        if self.text(title).lower() == "general" and self.known.is_ordinary(word):
            return False  # "the General Staff"
        if profile.titled < 2 or profile.titled <= _TITLED_SHARE * profile.capital:
            return False
        met = profile.titled + profile.given + profile.surname + _LISTED_WORTH * profile.listed_surname
        if profile.lower > _ORDINARY_ODDS * met or (word.endswith("ies") and not profile.listed_surname):
            return False  # "Defense Minister's Residence", "Member Economies"
        if is_title(word, self.known) or self.known.is_in(word, "organisations"):
            return False
        if self.known.is_in(word, "countries", "cities"):
            return profile.titled > profile.place
        if self.known.is_in(word, "organisation_heads", "attributive", "role_modifiers"):
            name = self.text(title).lower()
            return name in self.known.lists["honorifics"] - {"general"} and profile.listed_surname > 0
        return True

    def odd_first(self, index: int) -> bool:
        """A given name that is also something else ("Mark", "Israel"), before a word that is surely a surname.

        Behind a title any capitalised word will do before a word that is nothing but a name: "official Beat Z.".
        """
        token = self.tokens[index]
        if not token.word or not token.capital or acronym(token.text) or token.possessive:
            return False
        if _never_first(token.text, self.known):
            return False
        if self.known.is_in(token.text, "place_openers") and self.title_before(index) is None:
            return False  # "Sao Bernardo", "San Pedro"
        if self.known.is_in(token.text, "calendar") and token.text != "Jan":
            return False  # "in June Putin left"; a month is written Jan only before a number
        following = self.after_dot(index + 1) if self.initial(index + 1) else index + 1
        while self.particle(following):
            following += 1
        if not self.plain(following):
            return False
        if self.title_before(index) is not None and not self.known.is_place(token.text):
            return True
        profile = self.known.profile(token.text)
        met = profile.given + profile.listed_given
        if met < 2 or profile.lower > _ORDINARY_ODDS * met:
            return False
        if self.known.is_in(self.text(index - 1), "place_openers"):
            return False  # "Sao Paulo X"
        name = self.text(following)
        return self.known.is_surname(name) or self.known.is_given(name) or met > _FREQUENT_GIVEN

    def particle(self, index: int) -> bool:
        """A particle that may stand inside a name; some are such only with a capital ("An Nahyan")."""
        word = self.text(index)
        return word in self.known.lists["small_particles"] or (
            word[:1].isupper() and not word[1:].isupper() and word.lower() in self.known.lists["name_particles"]
        )

    def nickname(self, index: int) -> bool:
        """Whether a quoted word opens at `index` inside of a name: J. "X" Y."""
        marks = (self.text(index), self.text(index + 2))
        if marks not in (('"', '"'), ("“", "”"), ("(", ")")) or not self.plain(index + 1):
            return False
        after = index + 3
        while self.particle(after):
            after += 1
        return self.plain(after) or (after < self.count and self.tokens[after].capital and self.named_elsewhere(after))

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
            while self.particle(probe) and probe - following < 3:
                probe += 1
            if probe < self.count and (self.plain(probe) or self.odd_last(probe, first)):
                index = last = probe
            elif self.nickname(following):
                index = last = following + 2
            elif self.initial(following) and self.closes(self.after_dot(following)):
                index = following
                if not self.plain(self.after_dot(following)):
                    return self.after_dot(following)
            elif self.text(following).lower() in self.known.lists["suffixes"] and self.tokens[following].capital:
                return self.with_dot(following)
            else:
                comma = self.text(following) == "," and self.text(following + 1) in ("Jr", "Sr")
                return self.with_dot(following + 1) if comma else last

    def first_of_two(self, first: int, last: int) -> int:
        """Where the first name ends if a lost comma runs two together: "Karim Ostrenko Jorge Sabugal"."""
        known = self.known
        for index in range(first + 2, last):
            word, before = self.text(index), self.text(index - 1)
            if not known.is_given(self.text(first)) or not known.is_given(word) or known.is_given(before):
                continue
            profile = known.profile(word)
            given, family = profile.given + profile.listed_given, profile.surname + profile.listed_surname
            if known.is_surname(before) and known.is_surname(self.text(last)) and given > _FREQUENT_GIVEN > family:
                return index - 1
        return last

    def closes(self, index: int) -> bool:
        """Whether a word may close a name behind an initial: "William B. Wood", although it is ordinary, too."""
        if self.plain(index):
            return True
        if not 0 <= index < self.count or not self.tokens[index].capital or acronym(self.text(index)):
            return False
        word = self.text(index)
        other = is_title(word, self.known) or self.known.is_in(word, "calendar", "demonyms", "countries")
        return len(word) > 2 and self.named_elsewhere(index) and not other

    def with_dot(self, index: int) -> int:
        """The full stop behind "Jr" and "Sr" where a sentence goes on after it, else `index`."""
        goes_on = self.text(index + 1) == "." and self.text(index)[1:] == "r" and self.text(index + 2)[:1].islower()
        return index + 1 if goes_on else index

    def start(self, index: int) -> bool:
        """Whether a run may begin here."""
        token = self.tokens[index]
        if self.plain(index) or self.odd_first(index):
            return True
        if self.initial(index):
            if token.text == "U" and self.text(index + 2) in ("S", "N", "K"):
                return False  # "U. S." with a space
            if token.text in "AI" and self.text(index + 1) != ".":
                return False  # the article, the pronoun
            return self.plain(self.after_dot(index)) or (
                self.initial(self.after_dot(index)) and self.plain(self.after_dot(self.after_dot(index)))
            )
        low = token.text.lower()
        if low in self.known.lists["name_particles"] and not acronym(token.text) and self.plain(index + 1):
            free = not token.opening or low in self.known.lists["opening_particles"]
            return (token.capital and free) or self.title_before(index) is not None
        return self.title_before(index) is not None and self.odd_last(index, index)
