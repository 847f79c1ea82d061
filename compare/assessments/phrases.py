"""The noun phrases of claims: what a cable speaks of, in the words that it uses.

A phrase is a run of nouns, names and their modifiers without articles, numbers and verbs ("border police", "Bank of
Tarsia"). There is no tagger: word classes come from the closed lists and counts of the attribution grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from crosscable.compare.alignment.vectors import terms
from crosscable.compare.attribution.casing import mixed_case
from crosscable.compare.attribution.words import (
    ADV,
    AUX,
    BASE_VERB,
    BE,
    CONJ,
    CUE,
    DATE,
    DET,
    DOCUMENT,
    EMBASSY,
    GENITIVE,
    HAVE,
    HUMAN,
    INSTITUTION,
    MODAL,
    NAME,
    NUMBER,
    OBJECT,
    POSSESSIVE,
    PREP,
    PRESS,
    PRONOUN,
    PUNCT,
    REDACTED,
    REPORT,
    TITLE,
    VERB,
    WH,
    Words,
    words,
)
from crosscable.compare.people.gazetteer import gazetteer

if TYPE_CHECKING:
    from crosscable.compare.assessments.claims import Claim
    from crosscable.corpora.cable import Cable

__all__ = ["VAGUE", "Noun", "Phrase", "phrases_of"]

Range = tuple[int, int]

_OUTSIDE = DET | PRONOUN | POSSESSIVE | PREP | AUX | MODAL | ADV | CONJ | WH | NUMBER | OBJECT | GENITIVE | DATE
_FINITE = VERB | BASE_VERB | AUX | MODAL | BE | HAVE
_BEHIND = PREP | CONJ | AUX | MODAL | PUNCT  # what stands behind a whole phrase
# Nouns of whom or what a cable is full whatever its matter: they need a modifier to name one.
_BLAND = HUMAN | TITLE | DOCUMENT | PRESS | EMBASSY | REPORT | INSTITUTION
# Words that join the parts of one name.
_LINKS = frozenset({"of", "de", "del", "do", "da", "des", "du", "al", "el", "bin", "van", "von", "für", "la"})
# What stands behind a noun and is none; by their counts these are like nouns that are met in compounds only.
_TRAILING = frozenset(
    "due forward together apart ahead away ago alike alive alone abroad adjacent afloat anyway averse aware everywhere"
    " elsewhere here there intact unchanged unabated unnoticed worldwide nationwide overseas worth rid quiet silent"
    " open free available working unclear responsible willing absent".split()
)
_SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion", "percent"})  # before a unit
LONG = 40  # code points from which what ends with a stop is a sentence, though its verb was not known
_FORM = re.compile(r"(?:\b[A-Z][\w/#]{0,15}(?: \w+){0,3}:.{0,40}?){2}")  # "Rank: ... Course: ..."
VAGUE = frozenset(
    "way ways time times number part parts side sides issue issues matter matters point points case cases fact place"
    " question questions area areas level effort efforts process view views position positions situation problem"
    " problems thing things set series kind type lot range day days week weeks month months year years end beginning"
    " today tomorrow yesterday result results aspect aspects step steps example role approach"
    " ability need needs option options breakfast dinner lunch roundtable roundtables"
    " meeting meetings conversation conversations".split()
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A word of a phrase as written, its terms and its place.

    `name`: it is a name, or part of one; `bland`: it says little alone; `title`: it says whose title somebody bears.
    """

    text: str
    stems: tuple[str, ...]
    name: bool
    bland: bool
    title: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its words, and where it stands: the claim, its sentence and zone.

    `aside`: it names who speaks or whom somebody met. `tail`: where "of ..." behind it ends, else its own end.
    """

    nouns: tuple[Noun, ...]
    claim: Claim
    aside: bool
    tail: int

    @property
    def start(self) -> int:
        """Where it begins in the reading."""
        return self.nouns[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.nouns[-1].end

    @property
    def stems(self) -> frozenset[str]:
        """The terms of all its words."""
        return frozenset(stem for noun in self.nouns for stem in noun.stems)


def phrases_of(cable: Cable, claims: Sequence[Claim]) -> tuple[Phrase, ...]:
    """The noun phrases of these claims in the order of the text."""
    found: list[Phrase] = []
    by_sentence: dict[Range, list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault(claim.sentence, []).append(claim)
    for (start, end), parts in by_sentence.items():
        read = words(mixed_case(cable.text[start:end]), start, [(start, end)])
        runs = list(_runs(read)) if parts[0].zone == "heading" or _asserts(cable.text[start:end], read) else []
        for number, (first, after) in enumerate(runs):
            holding = next((part for part in parts if part.start <= read.starts[first] < part.end), None)
            if holding is not None:
                tail = runs[number + 1] if number + 1 < len(runs) else None
                found.append(_phrase(read, (first, after), holding, tail))
    return tuple(found)


def _asserts(text: str, read: Words) -> bool:
    """Whether a sentence is one: a line of a form or a list asserts nothing."""
    finite = any(flags & _FINITE for flags in read.flags)
    return not _FORM.search(text) and (finite or (len(text) >= LONG and text[-1] in '.!?"”'))


def _phrase(read: Words, run: Range, claim: Claim, following: Range | None) -> Phrase:
    first, after = run
    nouns = tuple(
        Noun(
            text=read.text[at],
            stems=_stems(read.text[at]),
            name=bool(read.flags[at] & NAME) and not _plain_capital(read, at),
            bland=bool(read.flags[at] & _BLAND) or read.low[at] in VAGUE or read.low[max(0, at - 1)] in _SCALES,
            title=bool(read.flags[at] & TITLE),
            start=read.starts[at],
            end=read.ends[at],
        )
        for at in range(first, after)
    )
    said = claim.said_by is not None and claim.said_by[0] < nouns[-1].end and nouns[0].start < claim.said_by[1]
    post = any(read.flags[at] & EMBASSY for at in range(first, after))
    tail = nouns[-1].end
    if following is not None and read.low[after] == "of" and following[0] - after <= 2:
        tail = read.ends[following[1] - 1]
    return Phrase(nouns, claim, said or (claim.meeting and nouns[-1].name) or post, tail)


def _stems(word: str) -> tuple[str, ...]:
    """The terms of a word; a compound with a hyphen is one term."""
    found = terms(word)
    return ("-".join(found),) if len(found) > 1 and "-" in word else tuple(found)


def _plain_capital(read: Words, at: int) -> bool:
    """Whether an ordinary word stands with a capital by itself, as "Article" does before its number."""
    return (
        not read.text[at].isupper()
        and gazetteer().is_ordinary(read.low[at])
        and not any(0 <= near < len(read) and read.flags[near] & NAME for near in (at - 1, at + 1))
    )


def _runs(read: Words) -> Iterator[Range]:
    """First word and the word after the last, of every run of nouns, names and modifiers."""
    at = 0
    while at < len(read):
        if not _opens(read, at):
            at += 1
            continue
        after = at + 1
        while after < len(read) and (_goes_on(read, after) or _links(read, after)):
            after += 1
        last = after
        while last > at and not _ends(read, last - 1):
            last -= 1
        if last > at:
            yield at, last
        at = after


def _content(read: Words, at: int) -> bool:
    flags = read.flags[at]
    if flags & (PUNCT | REDACTED) or not read.text[at][0].isalpha() or read.low[at] in _SCALES:
        return False
    if at == 0 and any(sign.isdigit() for sign in read.text[at]):
        return False  # "B7 Keep the talks open": the number of an item
    if flags & NAME:
        return True
    return not flags & _OUTSIDE and bool(terms(read.text[at]))


def _settled(read: Words, at: int) -> bool:
    """Whether the word before makes a noun or modifier of a word that could be a verb."""
    return at > 0 and bool(read.flags[at - 1] & (DET | POSSESSIVE | GENITIVE))


def _verbal(read: Words, at: int) -> bool:
    flags = read.flags[at]
    return not flags & NAME and bool(flags & (VERB | BASE_VERB) or (flags & CUE and not flags & (REPORT | HUMAN)))


def _infinitive(read: Words, at: int) -> bool:
    """Whether a small word follows "to" or a modal: more often than not it is a verb."""
    return (
        at > 0
        and not read.flags[at] & NAME
        and (read.low[at - 1] == "to" or bool(read.flags[at - 1] & MODAL and not read.flags[at - 1] & DATE))
    )


def _opens(read: Words, at: int) -> bool:
    if not _content(read, at) or _infinitive(read, at) or _after_noun(read, at):
        return False
    if read.flags[max(0, at - 1)] & BE and not (at + 1 < len(read) and _content(read, at + 1)):
        return bool(read.flags[at] & NAME)  # "is safe"
    if _verbal(read, at) or (read.low[at].endswith("ing") and not read.flags[at] & NAME):
        return _settled(read, at)
    return True


def _goes_on(read: Words, at: int) -> bool:
    if not _content(read, at):
        return False
    if read.flags[at] & NAME:
        return True
    if read.low[at].endswith("ing"):
        return _gerund(read, at)
    return not _verbal(read, at) and not _after_noun(read, at)


def _after_noun(read: Words, at: int) -> bool:
    """Whether a word that is no noun follows a noun as its verb would: "parties promote stability"."""
    before = at - 1
    if before < 0 or read.flags[at] & NAME or not _no_noun(read.low[at]):
        return False
    if read.low[before].endswith("s") == read.low[at].endswith("s"):
        return False  # of a noun and its verb one ends in -s
    return read.text[before].islower() and _content(read, before) and not _no_noun(read.low[before])


def _gerund(read: Words, at: int) -> bool:
    """Whether a word in -ing is part of a compound, as in "money laundering", and no verb of the noun before it."""
    if read.low[at - 1].endswith("s"):
        return False
    if at + 1 < len(read) and _content(read, at + 1):
        return not _no_noun(read.low[at]) or _no_noun(read.low[at - 1])
    return at + 1 == len(read) or bool(read.flags[at + 1] & _BEHIND)


def _links(read: Words, at: int) -> bool:
    """Whether a small word joins two parts of one name."""
    return (
        read.low[at] in _LINKS
        and at + 1 < len(read)
        and bool(read.flags[at - 1] & NAME and read.flags[at + 1] & NAME)
        and not read.flags[at - 1] & TITLE
    )


def _ends(read: Words, at: int) -> bool:
    """Whether a phrase can end with this word: a noun or a name."""
    if read.flags[at] & NAME:
        return True
    low = read.low[at]
    return low not in _TRAILING and not _no_noun(low) and not low.endswith(("ly", "ed", "ous"))


def _no_noun(word: str) -> bool:
    """Whether a small word seldom heads a phrase, or is the third person of one that does not."""
    listed = _no_nouns()
    return word in listed or (word.endswith("s") and (word[:-1] in listed or word[:-2] in listed))


@cache
def _no_nouns() -> frozenset[str]:
    """Small words that seldom head a phrase: adjectives and verbs that their spelling does not betray."""
    stored = (files("crosscable.compare.assessments") / "no_nouns.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("\t", 1)[0] for line in stored[2:])
