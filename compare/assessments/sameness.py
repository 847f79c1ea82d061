"""Whether a cable speaks of a matter by any of its names: another form, an acronym, an adjective, a spelling.

What one cable calls "Spain", "IMF" or "Compaore" another calls "Spanish", "International Monetary Fund" or "Campaore";
none of that is a new matter.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from crosscable.compare.alignment.vectors import table, terms
from crosscable.compare.terms import compared_text, fold, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from crosscable.compare.assessments.phrases import Phrase
    from crosscable.corpora.cable import Cable

__all__ = ["Known", "expansions", "same_word", "spells"]

# Terms of the other cable nearer in meaning than this are taken for the same matter in other words.
NEAR = 0.7
KIN = 0.2  # least likeness in meaning of two forms of one word ("general" and "generation" are none)
LEAST_STEM = 4  # letters that two forms of one word share
LONGEST_OVERLAP = 3  # letters that two endings share: patriot-ic, patriot-ism
ALIKE = 86.0  # share of letters in one order from which two names are spellings of one
LEAST_INITIALS = 2  # so few letters stand in the initials of many names
LEAST_NAME = 6  # letters; shorter names that differ in one letter are often two

# What forms of one word end in, behind what they share.
_ENDINGS = frozenset(
    " a al an ance ant ate ation ative atic cy e ed en ence ency ent er ers ese ess ful i ia ian ians ic ical ically"
    " ies ing ion ional ions ious ise ish ism ist istic ists ity ive ization ize less ly ment n nce ness nian ns nt o"
    " or ors ous s se sh sm st t tic tion tional tive ty ures ure y".split(" ")
)
# Countries whose people, language or government go by a word with another beginning.
_COUNTRIES = (
    "britain british briton uk england english hmg london",
    "france french frenchman paris gof elysee",
    "spain spanish spaniard madrid moncloa",
    "germany german berlin frg bonn",
    "netherland dutch hague holland",
    "greece greek athen hellenic",
    "turkey turkish turk ankara",
    "switzerland swiss bern",
    "denmark danish dane copenhagen",
    "sweden swedish swede stockholm",
    "finland finnish finn helsinki",
    "norway norwegian oslo",
    "ireland irish dublin",
    "iceland icelandic reykjavik",
    "poland polish warsaw",
    "portugal portuguese lisbon",
    "belgium belgian",
    "russia russian moscow kremlin soviet ussr grf",
    "ukraine ukrainian kyiv kiev",
    "czech prague czechia",
    "slovakia slovak bratislava",
    "wale welsh",
    "scotland scottish scot edinburgh",
    "china chinese beijing prc peking",
    "japan japanese tokyo goj",
    "korea korean seoul rok dprk pyongyang",
    "taiwan taiwanese taipei",
    "thailand thai bangkok rtg",
    "philippine filipino manila",
    "burma burmese myanmar rangoon",
    "laos lao vientiane",
    "cambodia cambodian khmer",
    "vietnam vietnamese hanoi",
    "india indian delhi goi",
    "pakistan pakistani islamabad gop",
    "afghanistan afghan kabul gira",
    "iraq iraqi baghdad",
    "iran iranian tehran irig irgc persian",
    "israel israeli jerusalem",
    "palestine palestinian pa gaza",
    "saudi riyadh sarg ksa",
    "syria syrian damascus sarg",
    "lebanon lebanese beirut",
    "jordan jordanian amman",
    "egypt egyptian cairo",
    "libya libyan tripoli",
    "tunisia tunisian tunis",
    "morocco moroccan rabat",
    "algeria algerian algier",
    "yemen yemeni sanaa roy",
    "emirate emirati uae dubai",
    "congo congolese drc kinshasa",
    "cote ivoire ivorian ivoirian abidjan",
    "niger nigerien",
    "mali malian bamako",
    "mexico mexican gom",
    "brazil brazilian brasilia brasil",
    "argentina argentine argentinian",
    "peru peruvian lima",
    "chile chilean santiago",
    "cuba cuban havana",
    "venezuela venezuelan caraca brv",
    "honduras honduran tegucigalpa",
    "guatemala guatemalan",
    "salvador salvadoran",
    "cyprus cypriot nicosia",
    "kazakhstan kazakh kazakhstani astana",
    "kyrgyzstan kyrgyz bishkek",
    "tajikistan tajik dushanbe",
    "uzbekistan uzbek tashkent",
    "turkmenistan turkmen ashgabat",
    "serbia serbian serb belgrade",
    "croatia croatian croat zagreb",
    "bosnia bosnian bih sarajevo",
    "vatican pope",
    "america american usa washington",
    "eu european europe brussels",
    "un unsc unga",
)
_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z]s?\b")
_HYPHENATED = re.compile(r"\b(\w+)-(\w+)\b")
_CAPITALISED = re.compile(r"[^\W\d_][\w’'-]*|[^\w\s]")
_DEFINED = re.compile(r"\(\s*[\"“]?([A-Z][A-Za-z-]*[A-Z]s?)[\"”]?\s*\)")
_LONGEST_NAME = 120  # code points before the bracket
_LONGEST_OPENING = 3  # letters of one word in an acronym
_SMALL = frozenset("of the and for de la del do da des on in to a".split())


@cache
def _country_of() -> dict[str, int]:
    return {terms(word)[0]: number for number, line in enumerate(_COUNTRIES) for word in line.split() if terms(word)}


@lru_cache(maxsize=64)
def expansions(text: str) -> dict[str, str]:
    """The acronyms that a text defines in brackets, with the words that they stand for as written."""
    found: dict[str, str] = {}
    for match in _DEFINED.finditer(text):
        letters = match[1].rstrip("s").replace("-", "").lower()
        begin = max(0, match.start() - _LONGEST_NAME)
        before = list(re.finditer(r"[^\W\d_][\w’'-]*", text[begin : match.start()]))
        for first in range(len(before) - 1, -1, -1):
            if spells(before[first:], letters):
                long = " ".join(text[begin + before[first].start() : match.start()].split())
                found.setdefault(match[1], re.sub(r"['’]s?$|\W+$", "", long))
                break
    return found


def spells(run: Sequence[re.Match[str]], letters: str) -> bool:
    """Whether openings of words make the acronym; small words and later parts of compounds may be left out."""
    parts = [
        (part, word[0].lower() in _SMALL or number > 0)
        for word in run
        for number, part in enumerate(word[0].lower().split("-"))
        if part
    ]
    return len(parts) > 1 and not parts[0][1] and _made_of(parts, letters)


def _made_of(parts: Sequence[tuple[str, bool]], letters: str) -> bool:
    if not parts:
        return not letters
    (word, spare), rest = parts[0], parts[1:]
    return any(
        letters.startswith(word[:size]) and _made_of(rest, letters[size:])
        for size in range(0 if spare else 1, min(_LONGEST_OPENING, len(word), len(letters)) + 1)
    )


def same_word(stem: str, other: str) -> bool:
    """Whether two terms are forms of one word, or a country and its people."""
    countries = _country_of()
    if stem in countries and countries[stem] == countries.get(other):
        return True
    return stem[:LEAST_STEM] == other[:LEAST_STEM] and _one_word(stem, other)


def _one_word(stem: str, other: str) -> bool:
    shared = _shared_start(stem, other)
    for size in range(shared, max(LEAST_STEM, shared - LONGEST_OVERLAP) - 1, -1):
        if stem[size:] in _ENDINGS and other[size:] in _ENDINGS:
            return _kin(stem, other)
    return False


class Known:
    """What a cable speaks of, to be asked for single terms of another."""

    def __init__(self, cable: Cable) -> None:
        text = compared_text(cable)
        self.terms = frozenset(terms(text))
        self._raw = frozenset(words(text)) | {fold("".join(found.groups())) for found in _HYPHENATED.finditer(text)}
        self._run = f" {' '.join(terms(text))} "
        self._countries = {number for term in self.terms if (number := _country_of().get(term)) is not None}
        self._acronyms = frozenset(found[0].rstrip("s").lower() for found in _ACRONYM.finditer(text))
        self._initials = _initials(text)
        self._matrix = _matrix(sorted(self.terms))
        self._by_start: dict[str, list[str]] = {}
        for term in sorted(self.terms):
            self._by_start.setdefault(term[:LEAST_STEM], []).append(term)

    def holds(self, stem: str, written: str, phrase: Phrase, defined: dict[str, str]) -> bool:
        """Whether the cable names by any variant what `written` (its term is `stem`) names in `phrase`.

        `defined` are the acronyms that the phrase's own cable defines.
        """
        if stem in self.terms or fold(written.replace("-", "")) in self._raw:
            return True
        if "-" in stem and f" {stem.replace('-', ' ')} " in self._run:
            return True
        country = _country_of().get(stem)
        if country is not None and country in self._countries:
            return True
        return (
            self._has_form(stem)
            or self._has_near(stem)
            or self._has_spelling(stem, written)
            or self._has_acronym(written, phrase, defined)
        )

    def _has_form(self, stem: str) -> bool:
        return any(_one_word(stem, other) for other in self._by_start.get(stem[:LEAST_STEM], ()))

    def _has_near(self, stem: str) -> bool:
        known = table()
        if stem not in known.index or not len(self._matrix):
            return False
        return float((self._matrix @ known.vector(stem)).max()) >= NEAR

    def _has_spelling(self, stem: str, written: str) -> bool:
        from rapidfuzz.fuzz import ratio

        if len(stem) < LEAST_NAME or not written[0].isupper():
            return False
        return any(ratio(stem, other) >= ALIKE for other in self.terms if other[0] == stem[0])

    def _has_acronym(self, written: str, phrase: Phrase, defined: dict[str, str]) -> bool:
        if len(written) > 1 and _ACRONYM.fullmatch(written):
            letters = written.rstrip("s").lower()
            if any(letters == run or (len(letters) > LEAST_INITIALS and letters in run) for run in self._initials):
                return True
            long = defined.get(written)
            return long is not None and self._has_words(long)
        names = [noun.text for noun in phrase.nouns if noun.text[0].isupper()]
        for short, long in defined.items():
            if written.lower() in long.lower().split() and short.rstrip("s").lower() in self._acronyms:
                return True
        initials = "".join(name[0] for name in names if name.lower() not in _SMALL).lower()
        return len(initials) > 1 and initials in self._acronyms and written in names

    def _has_words(self, long: str) -> bool:
        """Whether the words stand here together, in any inflection."""
        wanted = terms(long)
        return bool(wanted) and f" {' '.join(wanted)} " in self._run


def _initials(text: str) -> tuple[str, ...]:
    """The first letters of every run of capitalised words, small words between them left out."""
    runs: list[str] = []
    run = ""
    for match in _CAPITALISED.finditer(text):
        word = match[0]
        if word[0].isupper():
            run += word[0].lower()
        elif word.lower() not in _SMALL and word not in "&-’'":
            runs.append(run)
            run = ""
    return tuple(dict.fromkeys(found for found in [*runs, run] if len(found) > 1))


def _matrix(known: Sequence[str]) -> NDArray[np.float64]:
    import numpy as np

    held = [table().vector(term) for term in known if term in table().index]
    return np.array(held) if held else np.zeros((0, 0))


def _shared_start(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def _kin(one: str, other: str) -> bool:
    words_ = table()
    if one not in words_.index or other not in words_.index:
        return True
    return float(words_.vector(one) @ words_.vector(other)) >= KIN
