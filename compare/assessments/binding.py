"""What a sentence says at the words that another one holds too: its slots there, what is denied, ahead or done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from crosscable.compare.alignment.vectors import terms
from crosscable.compare.assessments.kinds import turned
from crosscable.compare.assessments.lexicon import Mark
from crosscable.compare.assessments.quantities import MONTH
from crosscable.compare.terms import words, words_with_places

if TYPE_CHECKING:
    from crosscable.compare.assessments.claims import Claim
    from crosscable.compare.assessments.quantities import Quantity

__all__ = ["REACH", "Sentence", "Side"]

_MONTH = re.compile(MONTH)
REACH = 3  # words between a shared word and what differs at it: an article, an adjective, an auxiliary

# Verbs of loss say no in another way: "lost confidence" is not the contrary of "no longer had confidence".
_LOSS = frozenset({"lose", "loses", "losing", "lost", "cease", "ceased", "ceases"})
_NOUN_ENDING = re.compile(r"(?:al|ion|ment)s?$", re.IGNORECASE)  # approval, suspension, agreement
_VERB_ENDING = re.compile(r"(?:ed|ing|s|held|begun|chosen|chose|frozen|stuck|withdrew|withdrawn)$", re.IGNORECASE)
_VERB_BEFORE = frozenset({"to", "will", "would", "may", "might", "could", "should", "can", "must", "not", "they", "we"})
# Before a word of status these make it a noun: "the proposal", "its offer".
_NOUN_BEFORE = frozenset(
    {"an", "the", "his", "her", "its", "their", "this", "that", "these", "those", "of", "any", "our"}
)
_INFINITIVE = re.compile(r"\bto\s+$")
# What may stand between a negation and what it denies; another word of matter is denied in its stead.
_BETWEEN = frozenset({"able", "longer", "more", "yet", "even", "ever"})
# "eight of the 27 judges": the whole of a part is no figure of its own.
_WHOLE = re.compile(r"\w+ of (?:(?:the|its|their|all|his|her|\w+['’]s) )*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Word:
    term: str | None
    start: int
    end: int
    plain: bool  # no name


class Sentence:
    """The words of a sentence, with places in the reading, and its slots."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = claims
        self.words = [word for claim in claims for word in _words_of(claim)]
        self.terms = frozenset(word.term for word in self.words if word.term)
        self.matter = frozenset(word.term for word in self.words if word.term and word.plain)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The words of assessment, each as its clause means it."""
        return tuple(turned(claim, mark) for claim in self.claims for mark in claim.marks)

    @cached_property
    def bare(self) -> frozenset[str]:
        """The terms that are no words of assessment."""
        assessed = {number for mark in self.marks for number in self.at(mark.start, mark.end)}
        return frozenset(word.term for number, word in enumerate(self.words) if word.term and number not in assessed)

    @cached_property
    def names(self) -> frozenset[str]:
        """The terms of its names, without the months and the word that opens it."""
        return frozenset(
            word.term
            for word in self.words[1:]
            if word.term and not word.plain and not _MONTH.fullmatch(self.text(word.start, word.end))
        )

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The figures and the days to come."""
        return tuple(quantity for claim in self.claims for quantity in claim.quantities)

    def at(self, start: int, end: int) -> range:
        """The numbers of the words in a place."""
        found = [number for number, word in enumerate(self.words) if word.start < end and start < word.end]
        return range(found[0], found[-1] + 1) if found else range(0)

    def claim(self, start: int) -> Claim:
        """The claim that holds a place."""
        return next(claim for claim in self.claims if claim.start <= start < claim.end)

    def before(self, start: int) -> str:
        """The claim's text before a place."""
        claim = self.claim(start)
        return claim.text[: start - claim.start]

    def text(self, start: int, end: int) -> str:
        """The words of a place, which must not leave its claim."""
        claim = self.claim(start)
        return claim.text[start - claim.start : end - claim.start]


def _words_of(claim: Claim) -> Iterator[_Word]:
    for _, start, end in words_with_places(claim.text):
        known = terms(claim.text[start:end])
        plain = claim.text[start].islower() or claim.text.isupper()
        yield _Word(known[0] if known else None, claim.start + start, claim.start + end, plain)


class Side:
    """What a sentence says at the words that the other one holds too, at most `reach` words from them."""

    def __init__(self, sentence: Sentence, shared: frozenset[str], reach: int = REACH) -> None:
        self.sentence, self.reach = sentence, reach
        self.shared = {n: word.term for n, word in enumerate(sentence.words) if word.term in shared and word.term}

    def near(self, place: Mark | Quantity) -> bool:
        """Whether a shared word stands within reach of a place."""
        at = self.sentence.at(place.start, place.end)
        return bool(at) and any(
            number not in at and min(abs(number - at[0]), abs(number - at[-1])) <= self.reach for number in self.shared
        )

    def beside(self, places: Iterable[Mark | Quantity]) -> frozenset[str]:
        """The shared terms within reach of any of some places, or in them."""
        spans = [at for place in places if (at := self.sentence.at(place.start, place.end))]
        return frozenset(
            term
            for number, term in self.shared.items()
            if any(at[0] - self.reach <= number <= at[-1] + self.reach for at in spans)
        )

    def of(self, category: str) -> tuple[Mark, ...]:
        """The marks of one category that stand at a shared word."""
        return tuple(mark for mark in self.sentence.marks if mark.category == category and self.near(mark))

    def quantities(self) -> tuple[Quantity, ...]:
        """The figures that stand at a shared word and are not the whole of a part."""
        return tuple(
            quantity
            for quantity in self.sentence.quantities
            if self.near(quantity) and not _WHOLE.search(self.sentence.before(quantity.start))
        )

    def verbs(self, category: str) -> tuple[Mark, ...]:
        """The words of status or halt that are verbs."""
        return tuple(mark for mark in self.of(category) if not self._is_noun(mark))

    def _is_noun(self, mark: Mark) -> bool:
        """Whether a word of status names a thing: by its ending, or a bare form that no auxiliary stands before."""
        if _NOUN_ENDING.search(mark.text) or self._word_before(mark.start) in _NOUN_BEFORE:
            return True
        inflected = _VERB_ENDING.search(mark.text) or " " in mark.text
        return not inflected and self._word_before(mark.start) not in _VERB_BEFORE

    def _word_before(self, start: int) -> str:
        """The word before a place in its claim, in small letters; empty at the beginning."""
        found = words(self.sentence.before(start))
        return found[-1] if found else ""

    def governed(self, words: re.Pattern[str], *, directly: bool = False) -> dict[str, Mark]:
        """The shared terms that such a word governs, each with the word; `directly`: without an infinitive."""
        found: dict[str, Mark] = {}
        for claim in self.sentence.claims:
            for match in words.finditer(claim.text):
                start, end = claim.start + match.start(), claim.start + match.end()
                if self._word_before(start) in _NOUN_BEFORE:
                    continue  # "the plan"
                for term, number in self._after(start, end, own=True).items():
                    between = claim.text[match.end() : self.sentence.words[number].start - claim.start]
                    if directly and _INFINITIVE.search(between):
                        continue  # "has promised to sign"
                    found.setdefault(term, Mark("status", None, match[0], start, end))
        return found

    def denied(self) -> dict[str, Mark]:
        """The shared terms that are negated, each with the words from the negation to the term."""
        found: dict[str, Mark] = {}
        for mark in self.sentence.marks:
            if mark.category != "negation":
                continue
            start, end = mark.start, mark.end
            for term, number in self._after(start, end, own=False).items():
                stop = self.sentence.words[number].end
                if self._denies(end, number) and self._one_claim(start, stop):
                    found.setdefault(term, Mark("negation", None, self.sentence.text(start, stop), start, stop))
        return found

    def _denies(self, end: int, number: int) -> bool:
        """Whether a negation that ends there reaches the word: no other word of matter stands between."""
        between = [n for n, word in enumerate(self.sentence.words[:number]) if word.start >= end]
        return all(
            self.sentence.words[n].term is None
            or n in self.shared
            or self.sentence.text(self.sentence.words[n].start, self.sentence.words[n].end).lower() in _BETWEEN
            for n in between
        )

    def affirmed(self, denied: Iterable[str]) -> Mark | None:
        """The first of some shared terms whose clause denies nothing and speaks of no loss."""
        found = (
            self._plain(number) for term in sorted(denied) for number, known in self.shared.items() if known == term
        )
        return next((mark for mark in found if not self._denies_something(mark)), None)

    def _denies_something(self, mark: Mark) -> bool:
        claim = self.sentence.claim(mark.start)
        return bool(claim.of("negation")) or not _LOSS.isdisjoint(words(claim.text))

    def _plain(self, number: int) -> Mark:
        word = self.sentence.words[number]
        return Mark("negation", None, self.sentence.text(word.start, word.end), word.start, word.end)

    def _after(self, start: int, end: int, *, own: bool) -> dict[str, int]:
        """The shared terms within reach behind a place (in it too where `own`), with the numbers of their words."""
        at = self.sentence.at(start, end)
        if not at:
            return {}
        return {
            term: number
            for number, term in self.shared.items()
            if 0 < number - at[-1] <= REACH or (own and number in at)
        }

    def _one_claim(self, start: int, end: int) -> bool:
        return any(claim.start <= start and end <= claim.end for claim in self.sentence.claims)
