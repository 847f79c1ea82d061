"""The words the grammar knows: reporting words with class and complements, nouns that can speak, function words.

`cues.tsv` and `nouns.tsv` are the data. Complement frames of a cue, one letter each:

    x   a report whatever follows            t   "that", a question word, a colon or quotation marks
    c   a clause without "that"              o   a noun phrase
    n   a noun phrase about a report         a   a noun phrase with "as" ("labelled it as")
    b   about, of, over, with, against, on   f   "for"
    u   a person addressed                   w   if, whether and the like
    q   quotation marks only
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = [
    "ADJECTIVE",
    "ADVERB",
    "BASE",
    "GERUND",
    "NOUN",
    "PARTICIPLE",
    "PAST",
    "THIRD",
    "Cue",
    "Lexicon",
    "lexicon",
]

# Forms of a cue word.
BASE, THIRD, PAST, PARTICIPLE, GERUND, NOUN, ADJECTIVE, ADVERB = range(8)

# Verbs of two and more syllables that double their last consonant all the same.
_DOUBLING = frozenset(
    ["admit", "aver", "bet", "brag", "chat", "concur", "confer", "demur", "emit", "forget", "infer", "let", "permit", "plan", "quip", "rap", "rebut", "refer", "regret", "rub", "set", "shrug", "snap", "sob", "submit", "tag", "transmit", "wed"]
)
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Cue:
    """One reporting word or phrase: `words` as in the table, `kind` verb, phrase, noun, adjective or adverb."""

    words: tuple[str, ...]
    kind: str
    cue_class: str
    frames: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`cues` leads from a written form (lower case) to what it can be; `nouns` from a word to its sorts;
    `verbs` from a finite verb form to third, past or base.
    """

    cues: dict[str, tuple[tuple[Cue, int], ...]]
    nouns: dict[str, frozenset[str]]
    verbs: dict[str, str]


def _rows(name: str) -> list[list[str]]:
    text = (files("crosscable.compare.attribution") / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if verb in _DOUBLING else "") + "ed"


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _gerund(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if verb in _DOUBLING else "") + "ing"


# Irregular verbs at the head of phrases.
_IRREGULAR = {
    "be": ("was", "been"),
    "bring": ("brought", "brought"),
    "cast": ("cast", "cast"),
    "come": ("came", "come"),
    "draw": ("drew", "drawn"),
    "drive": ("drove", "driven"),
    "give": ("gave", "given"),
    "go": ("went", "gone"),
    "hold": ("held", "held"),
    "lay": ("laid", "laid"),
    "let": ("let", "let"),
    "make": ("made", "made"),
    "put": ("put", "put"),
    "set": ("set", "set"),
    "speak": ("spoke", "spoken"),
    "spell": ("spelled", "spelled"),
    "stick": ("stuck", "stuck"),
    "take": ("took", "taken"),
    "think": ("thought", "thought"),
}


def _forms(verb: str, irregular: str) -> list[tuple[str, int]]:
    """All forms of a verb; where past and participle are one word it is listed as the past."""
    if irregular:
        past, participle = irregular.split(",")
    else:
        past, participle = _IRREGULAR.get(verb, (_past(verb), _past(verb)))
    forms = [(verb, BASE), (_third(verb), THIRD), (past, PAST), (_gerund(verb), GERUND)]
    if participle != past:
        forms.append((participle, PARTICIPLE))
    return [form for form in forms if not (form[1] == BASE and verb == past)]


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x", "z")) else "s")


_SINGLE = {"noun": NOUN, "adjective": ADJECTIVE, "adverb": ADVERB, "preposition": ADVERB}


@cache
def lexicon() -> Lexicon:
    """The tables of this package, read once."""
    cues: dict[str, list[tuple[Cue, int]]] = {}
    for words, kind, cue_class, frames, irregular in _rows("cues.tsv"):
        cue = Cue(tuple(words.split()), kind, cue_class, frames)
        if kind in ("verb", "phrase"):
            forms = _forms(cue.words[0], irregular)
        elif kind == "noun":
            forms = [(cue.words[0], NOUN), (_plural(cue.words[0]), NOUN)]
        else:
            forms = [(cue.words[0], _SINGLE[kind])]
        for form, sort in forms:
            cues.setdefault(form, []).append((cue, sort))
    nouns: dict[str, set[str]] = {}
    for word, sort in _rows("nouns.tsv"):
        nouns.setdefault(word, set()).add(sort)
        if sort in ("human", "institution", "document", "title"):
            # the plural of a human noun is remembered as such: a base form after it is a verb ("officials say")
            nouns.setdefault(_plural(word), set()).update((sort, "plural"))
        elif sort in ("people", "press", "embassy") and word.endswith("s"):
            nouns[word].add("plural")
        elif sort == "report":
            nouns.setdefault(_plural(word), set()).add(sort)
    for word in ("people", "men", "women", "youth", "clergy", "police", "media", "public"):
        nouns.setdefault(word, set()).add("plural")
    # longest phrases first: "insist on" before "insist"
    return Lexicon(
        {
            form: tuple(sorted(found, key=lambda item: (-len(item[0].words), item[0].words, item[1])))
            for form, found in cues.items()
        },
        {word: frozenset(sorts) for word, sorts in nouns.items()},
        {word: form for word, form, _, _ in _rows("verbs.tsv")},
    )
