"""A paragraph as words with what the grammar needs to know of each: place, spelling, word class as bit flags.

Word classes come from closed lists and from the tables of `lexicon`; there is no statistical tagger, because on
telegrams its tags cost more attributions than they saved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from crosscable.compare.attribution.lexicon import PAST, lexicon

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

_TOKEN = re.compile(
    r"""\[?X{3,}\]?|\[?x{4,}\]?                        # a redaction
      | (?:[A-Z]\.){2,}(?:-[A-Za-z]+)?                 # U.S., U.S.-led
      | \b(?:Amb|Mr|Mrs|Ms|Dr|Gen|Col|Maj|Capt|Cpt|Lt|Sgt|Adm|Sen|Rep|Gov|Pres|St|Jr|Sr|Prof|Rev|Hon|Brig|Dep|Asst)\.
      | \b[A-Z]\.(?=\s[A-Z])                           # an initial
      | ['’](?:s|S)\b                                  # possessive
      | \d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?%?
      | [^\W\d_]\w*(?:[-/&.][^\W_]+|['’](?![sS]\b)[^\W\d_]+)*
      | --+ | \.\.+ | \S""",
    re.VERBOSE,
)

_CLOSED: dict[int, str] = {
    PRONOUN: "he she they we i it some many others both several most few all one another neither none those you",
    DET: "the a an this that these those some any each every no another other both all many several most few certain",
    POSSESSIVE: "his her their our its my your",
    PREP: "of in on at by for with from to into about against between among during after before since under over"
    " through within without toward towards near upon despite regarding concerning amid per via until except beyond"
    " throughout inside outside across around alongside following behind like unlike as than",
    AUX: "is are was were be been being am has have had having do does did isn't aren't wasn't weren't hasn't haven't"
    " hadn't don't doesn't didn't",
    BE: "is are was were be been being am isn't aren't wasn't weren't gets got seems seemed appears appeared remains"
    " remained becomes became",
    HAVE: "has have had having hasn't haven't hadn't",
    MODAL: "will would shall should can could may might must cannot can't won't wouldn't couldn't shouldn't",
    ADV: "not also then further again later nonetheless nevertheless repeatedly privately publicly never always often"
    " however moreover therefore thus still now once only even just earlier previously recently subsequently"
    " meanwhile instead too rather quite very already generally simply reportedly allegedly apparently supposedly"
    " purportedly almost perhaps maybe twice yet ever soon first second finally lastly somewhat more less so n't"
    " himself herself themselves itself together afterwards today yesterday alike likewise reluctantly quickly"
    " furthermore forthwith seldom nearly well",
    CONJ: "and or but nor",
    WH: "who whom which that while because although though whereas when where if unless what how why whether whose",
    DATE: "january february march april may june july august september october november december jan feb mar apr jun jul"
    " aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday",
    OBJECT: "us me him them",
    VERB: "is are was were am has have had do does did will would shall should can could may might must cannot can't"
    " won't wouldn't couldn't shouldn't isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't"
    " left held led sent spent lost kept built paid sold caught threw drove rode hid swept shook woke froze shut",
    NUMBER: "two three four five six seven eight nine ten eleven twelve dozen hundred thousand half",
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
# -ly words that are no adverbs, -ed words that are no verbs.
_NOT_ADVERBS = frozenset(
    ["family", "italy", "daily", "weekly", "monthly", "early", "only", "assembly", "ally", "july", "supply", "reply", "rely", "apply", "fly"]
)
_NOT_VERBS = frozenset(["united", "red", "armed", "bed", "need", "indeed", "speed", "seed", "feed", "breed", "unprecedented", "hundred", "kindred"])
_OPENING, _CLOSING = "“«", "”»"


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

    def written(self, first: int, after: int) -> str:
        """The words `first` to `after` with single blanks, for names: not the text itself."""
        return " ".join(self.text[first:after])


@lru_cache(maxsize=100_000)
def _static(low: str) -> int:
    flags = 0
    for flag, listed in _CLOSED_SETS:
        if low in listed:
            flags |= flag
    for sort in lexicon().nouns.get(low, ()):
        flags |= _SORTS[sort]
    for cue, form in lexicon().cues.get(low, ()):
        flags |= CUE
        if cue.kind == "verb" and form == PAST and not flags & HUMAN:
            flags |= VERB
    form = lexicon().verbs.get(low)
    if form is not None:
        flags |= BASE_VERB if form == "base" else VERB
    if low.endswith("ly") and low not in _NOT_ADVERBS and len(low) > 4:
        flags |= ADV
    if low.endswith("ed") and len(low) > 4 and low not in _NOT_VERBS and not low.endswith("eed"):
        flags |= VERB
    if "-" in low:
        last = low.rsplit("-", 1)[1]
        flags |= _static(last) & (HUMAN | TITLE | INSTITUTION | PLURAL)
    return flags


_CLOSED_SETS = tuple((flag, frozenset(listed.split())) for flag, listed in _CLOSED.items())
_FUNCTION = DET | PRONOUN | POSSESSIVE | PREP | AUX | MODAL | ADV | CONJ | WH | OBJECT


def _orthography(text: str, low: str, first: bool) -> int:
    """Flags that the spelling gives; a capital at the opening of a sentence counts only for unknown words."""
    head = text[0]
    if head.isdigit():
        return NUMBER
    if not (head.isalpha() or head == "["):
        if text in ("'s", "’s"):
            return GENITIVE
        return PUNCT | (QUOTES if text in '"“”«»' else 0)
    if len(text) > 2 and not text.strip("[]Xx"):
        return REDACTED | NAME
    if head.isupper():
        known = _static(low)
        if known & DATE:
            return 0
        if first and (known & (_FUNCTION | HUMAN | CUE | VERB | PLURAL | DOCUMENT | PRESS) or low.endswith("ing")):
            return NAME if len(text) > 1 and text.isupper() and not known & _FUNCTION else 0
        if known & _FUNCTION and not (len(text) > 1 and text.isupper()):
            return 0
        return NAME
    return 0


def _quoted(text: str) -> list[tuple[int, int]]:
    """Stretches in double quotation marks, opened and closed within the paragraph, at most 600 characters."""
    found: list[tuple[int, int]] = []
    opened = -1
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        opens = mark in _OPENING or (mark not in _CLOSING and (before in " ([-\n" and not after.isspace()))
        if opens:
            opened = at
        elif opened >= 0:
            if at - opened <= 600:
                found.append((opened + 1, at))
            opened = -1
    return found


_MARK = re.compile(r"[\"“”«»]")


def words(text: str, start: int, cuts: list[tuple[int, int]]) -> Words:
    """The words of a paragraph `text` that stands at `start`; `cuts` are its sentences in positions of the reading."""
    quoted = _quoted(text)
    opens = [cut[0] for cut in cuts]
    texts: list[str] = []
    lows: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    flags: list[int] = []
    sentence: list[int] = []
    first: list[int] = []
    number, inside = -1, 0
    for match in _TOKEN.finditer(text):
        written = match[0]
        at = match.start()
        position = at + start
        opening = False
        while number + 1 < len(opens) and position >= opens[number + 1]:
            number += 1
            opening = True
        if opening or number < 0:
            number = max(number, 0)
            while len(first) <= number:
                first.append(len(texts))
            opening = True
        elif flags and flags[-1] & PUNCT and starts[first[number]] == starts[-1]:
            opening = True  # after an opening quotation mark or bracket
        low = written.lower()
        flag = _static(low)
        if flag & DATE and flag & MODAL:  # "may": a month when it is written with a capital
            flag = DATE if written[0].isupper() and not opening else flag & ~DATE
        else:
            flag |= _orthography(written, low, opening)
        while inside < len(quoted) and at >= quoted[inside][1]:
            inside += 1
        if inside < len(quoted) and quoted[inside][0] <= at:
            flag |= QUOTED
        texts.append(written)
        lows.append(low)
        starts.append(position)
        ends.append(match.end() + start)
        flags.append(flag)
        sentence.append(number)
    first.append(len(texts))
    return Words(tuple(texts), tuple(lows), tuple(starts), tuple(ends), tuple(flags), tuple(sentence), tuple(first))
