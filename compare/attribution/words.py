"""A paragraph as words with what the grammar needs to know of each: place, spelling, word class as bit flags.

Word classes come from closed lists and from the tables of `lexicon`; there is no statistical tagger, because on
telegrams its tags cost more attributions than they saved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from crosscable.compare.attribution.lexicon import PAST, lexicon, listed
from crosscable.compare.people.gazetteer import gazetteer

__all__ = [
    "ADV",
    "AUX",
    "BASE_VERB",
    "BE",
    "CONJ",
    "CUE",
    "DATE",
    "DET",
    "DOCUMENT",
    "EMBASSY",
    "GENITIVE",
    "HAVE",
    "HUMAN",
    "INSTITUTION",
    "MODAL",
    "NAME",
    "NOMINAL",
    "NUMBER",
    "OBJECT",
    "PLURAL",
    "POSSESSIVE",
    "PREP",
    "PRESS",
    "PRONOUN",
    "PUNCT",
    "QUOTED",
    "QUOTES",
    "REDACTED",
    "REPORT",
    "TITLE",
    "VERB",
    "WH",
    "Words",
    "words",
]

(
    NAME,
    HUMAN,
    INSTITUTION,
    TITLE,
    DOCUMENT,
    PRESS,
    EMBASSY,
    PRONOUN,
    DET,
    POSSESSIVE,
    PREP,
    AUX,
    MODAL,
    ADV,
    CONJ,
    PUNCT,
    CUE,
    PLURAL,
    VERB,
    REDACTED,
    NUMBER,
    REPORT,
    WH,
    GENITIVE,
    QUOTED,
    QUOTES,
    BE,
    HAVE,
    OBJECT,
    DATE,
    BASE_VERB,
) = (1 << bit for bit in range(31))

# What can be the head of a speaker.
NOMINAL = NAME | HUMAN | INSTITUTION | TITLE | DOCUMENT | PRESS | EMBASSY | REDACTED
_FUNCTION = DET | PRONOUN | POSSESSIVE | PREP | AUX | MODAL | ADV | CONJ | WH | OBJECT

_TOKEN = re.compile(
    r"""\[?X{3,}\]?|\[?x{4,}\]?|\[[A-Z ]+[ ](?:REMOVED|REDACTED|WITHHELD)\]|\[REDACTED\]|█{2,}
      | (?:[A-Z]\.){2,}(?:-[A-Za-z]+)?                 # U.S., U.S.-led
      | \b(?:Amb|Mr|Mrs|Ms|Dr|Gen|Col|Maj|Capt|Cpt|Lt|Sgt|Adm|Sen|Rep|Gov|Pres|St|Jr|Sr|Prof|Rev|Hon|Brig|Dep|Asst)\.
      | \b[A-Z]\.(?=\s[A-Z])                           # an initial
      | ['’](?:s|S)\b                                  # possessive
      | \d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?%?
      | [^\W\d_]\w*(?:[-/&.][^\W_]+|['’](?![sS]\b)[^\W\d_]+)*
      | '' | --+ | \.\.+ | \S""",
    re.VERBOSE,
)
_ARABIC = re.compile(r"[a-z]{2}-[A-Z]")  # al-Jubeir, as one word
_MARK = re.compile(r"[\"“”«»]|''")
_QUOTATION_MARKS = ('"', "“", "”", "«", "»", "''")
# A stretch between quotation marks longer than this is a mark that lost its partner.
_LONGEST_QUOTATION = 600

_CLOSED = {
    PRONOUN: "pronouns",
    DET: "determiners",
    POSSESSIVE: "possessives",
    PREP: "prepositions",
    AUX: "auxiliaries",
    BE: "be",
    HAVE: "have",
    MODAL: "modals",
    ADV: "adverbs",
    CONJ: "conjunctions",
    WH: "relatives",
    DATE: "months_and_days",
    OBJECT: "objects",
    VERB: "verbs",
    NUMBER: "numbers",
}
_SORTS = {
    "human": HUMAN,
    "people": HUMAN | PLURAL,
    "title": TITLE,
    "institution": INSTITUTION,
    "document": DOCUMENT,
    "press": PRESS,
    "embassy": EMBASSY,
    "report": REPORT,
    "plural": PLURAL,
}
_NAME_ODDS = 10  # occurrences with a capital for each without, above which a word in -ly or -ed is a name: "Kelly"


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph: parallel lists of words. `starts` and `ends` are positions in the reading of the cable.

    `sentence[i]` numbers the sentence of word i; `first[n]` is the first word of sentence n, with the number of words
    as a last item.
    """

    text: tuple[str, ...]
    low: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    flags: tuple[int, ...]
    sentence: tuple[int, ...]
    first: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.low)

    def bounds(self, index: int) -> tuple[int, int]:
        """First word of the sentence that holds word `index`, and the word after its last."""
        number = self.sentence[index]
        return self.first[number], self.first[number + 1]

    def place(self, first: int, after: int) -> tuple[int, int]:
        """Positions in the reading of the words `first` to `after` (exclusive)."""
        return self.starts[first], self.ends[after - 1]


@lru_cache(maxsize=100_000)
def _static(low: str) -> int:
    """Flags that a word has wherever it stands."""
    flags = 0
    for flag, name in _CLOSED.items():
        if low in listed(name):
            flags |= flag
    known = lexicon()
    for sort in known.nouns.get(low, ()):
        flags |= _SORTS[sort]
    for cue, form in known.cues.get(low, ()):
        flags |= CUE
        if cue.kind == "verb" and form == PAST and not flags & HUMAN:
            flags |= VERB
    finite = known.verbs.get(low)
    if finite is not None:
        flags |= BASE_VERB if finite == "base" else VERB
    if low.endswith("ly") and len(low) > 4 and low not in listed("not_adverbs"):
        flags |= ADV
    if low.endswith("ed") and not low.endswith("eed") and len(low) > 4 and low not in listed("not_verbs"):
        flags |= VERB
    if "-" in low:
        flags |= _static(low.rsplit("-", 1)[1]) & (HUMAN | TITLE | INSTITUTION | PLURAL)
        flags |= _static(low.split("-", 1)[0]) & TITLE  # "Minister-equivalent"
    return flags


def _is_redaction(text: str) -> bool:
    return len(text) > 2 and (not text.strip("[]Xx█") or text[0] == "[")


@lru_cache(maxsize=10_000)
def _is_name(low: str) -> bool:
    """Whether a word in -ly or -ed is met with a capital almost always."""
    met = gazetteer().profile(low)
    return low.endswith(("ly", "ed")) and met.capital > _NAME_ODDS * met.lower


def _spelling(text: str, known: int, *, opening: bool) -> int:
    """Flags that the spelling gives; a capital at the opening of a sentence makes a name of unknown words only."""
    head = text[0]
    if _is_redaction(text):
        return REDACTED | NAME
    if head.isdigit():
        return NUMBER
    if not head.isalpha():
        if text in ("'s", "’s", "'S", "’S"):
            return GENITIVE
        return PUNCT | (QUOTES if text in _QUOTATION_MARKS else 0)
    if _ARABIC.match(text):
        return NAME
    if not head.isupper() or known & DATE:
        return 0
    acronym = len(text) > 1 and text.isupper()
    if opening and (known & (_FUNCTION | HUMAN | CUE | VERB | PLURAL | DOCUMENT | PRESS) or text.endswith("ing")):
        return NAME if acronym and not known & _FUNCTION else 0
    return 0 if known & _FUNCTION and not acronym else NAME


def _flags(text: str, low: str, *, opening: bool) -> int:
    known = _static(low)
    if known & (ADV | VERB) and text[0].isupper() and _is_name(low):
        return NAME  # "Kelly", "Ahmed" end like an adverb and a past
    if known & DATE and known & MODAL:  # "may": a month when it is written with a capital
        return DATE if text[0].isupper() and not opening else known & ~DATE
    return known | _spelling(text, known, opening=opening)


def _quoted(text: str) -> list[tuple[int, int]]:
    """Stretches in double quotation marks, opened and closed within the paragraph."""
    found: list[tuple[int, int]] = []
    opened = -1
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        before = text[at - 1] if at else " "
        after = text[match.end()] if match.end() < len(text) else " "
        if mark in "“«" or (mark in ('"', "''") and before in " ([-\n" and not after.isspace()):
            opened = match.end()
        elif opened >= 0:
            if at - opened <= _LONGEST_QUOTATION:
                found.append((opened, at))
            opened = -1
    return found


def words(text: str, start: int, cuts: Sequence[tuple[int, int]]) -> Words:
    """The words of a paragraph `text` that stands at `start`; `cuts` are its sentences in positions of the reading."""
    quoted = _quoted(text)
    tokens = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
    flags: list[int] = []
    sentence: list[int] = []
    first: list[int] = []
    inside = 0
    for index, (written, at, _) in enumerate(tokens):
        while (len(first) < len(cuts) and at + start >= cuts[len(first)][0]) or not first:
            first.append(index)
        number = len(first) - 1
        # a word after an opening quotation mark or bracket opens the sentence too
        opening = first[number] == index or (first[number] == index - 1 and bool(flags[-1] & PUNCT))
        flag = _flags(written, written.lower(), opening=opening)
        while inside < len(quoted) and at >= quoted[inside][1]:
            inside += 1
        if inside < len(quoted) and quoted[inside][0] <= at:
            flag |= QUOTED
        flags.append(flag)
        sentence.append(number)
    first.append(len(tokens))
    return Words(
        text=tuple(token[0] for token in tokens),
        low=tuple(token[0].lower() for token in tokens),
        starts=tuple(start + token[1] for token in tokens),
        ends=tuple(start + token[2] for token in tokens),
        flags=tuple(flags),
        sentence=tuple(sentence),
        first=tuple(first),
    )
