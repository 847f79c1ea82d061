"""The words the grammar knows: reporting words with class and complements, nouns that can speak, function words.

The tables are data: `cues.tsv`, `nouns.tsv`, `verbs.tsv` and `grammar.json`. Complement frames of a cue, a letter each:

    x   a report whatever follows            t   "that", a question word, a colon or quotation marks
    c   a clause without "that"              o   a noun phrase
    n   a noun phrase about a report         a   a noun phrase with "as" ("saw it as")
    b   about, of, over, with, against, on   f   "for"
    i   an object with an infinitive         k   an object with its complement ("called it a step")
    u   a person addressed                   w   if, whether and the like
    q   quotation marks only                 e   the end of the clause
    v   an infinitive ("claimed to be")
"""

from __future__ import annotations

import json
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
    "listed",
]

# Forms of a cue word.
BASE, THIRD, PAST, PARTICIPLE, GERUND, NOUN, ADJECTIVE, ADVERB = range(8)

_PACKAGE = "crosscable.compare.attribution"
_VOWELS = "aeiou"
_SIBILANTS = ("s", "sh", "ch", "x", "z")
# Verbs of two and more syllables that double their last consonant, and short ones among the cues.
_DOUBLING = frozenset(("admit", "aver", "bet", "brag", "concur", "demur", "infer", "let", "rebut", "refer", "regret"))
_DOUBLING |= frozenset(("fret", "put", "quip", "set", "shrug", "snap", "tag"))
# Irregular verbs that open a phrase; those of a single word carry their forms in the table.
_IRREGULAR = {
    "bring": ("brought", "brought"),
    "cast": ("cast", "cast"),
    "come": ("came", "come"),
    "draw": ("drew", "drawn"),
    "drive": ("drove", "driven"),
    "go": ("went", "gone"),
    "hold": ("held", "held"),
    "lay": ("laid", "laid"),
    "let": ("let", "let"),
    "make": ("made", "made"),
    "put": ("put", "put"),
    "set": ("set", "set"),
    "speak": ("spoke", "spoken"),
    "stick": ("stuck", "stuck"),
    "take": ("took", "taken"),
    "think": ("thought", "thought"),
}


@dataclass(frozen=True, slots=True)
class Cue:
    """One reporting word or phrase: its words, `kind` (verb, phrase, noun, adjective …), class and frames.

    `refused`: words right after it that make something else of it, as in "agreed to send", "claimed responsibility".
    """

    words: tuple[str, ...]
    kind: str
    cue_class: str
    frames: str
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`cues` leads from a written form (lower case) to what it can be, longest phrase first; `nouns` to its sorts.

    `verbs` leads from a finite verb form that its spelling does not betray to third, past or base.
    """

    cues: dict[str, tuple[tuple[Cue, int], ...]]
    nouns: dict[str, frozenset[str]]
    verbs: dict[str, str]


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = (files(_PACKAGE) / "grammar.json").read_text(encoding="utf-8")
    return {name: frozenset(entry["words"].split()) for name, entry in json.loads(text)["lists"].items()}


def listed(name: str) -> frozenset[str]:
    """The words of one list of `grammar.json`."""
    return _lists()[name]


def _rows(name: str) -> list[list[str]]:
    text = (files(_PACKAGE) / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


def _doubled(verb: str) -> str:
    return verb + verb[-1] if verb in _DOUBLING else verb


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith((*_SIBILANTS, "o")) else "s")


def _gerund(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return noun + ("es" if noun.endswith(_SIBILANTS) else "s")


def _verb_forms(verb: str, irregular: str) -> list[tuple[str, int]]:
    """All forms of a verb; where past and participle are one word it is listed as the past."""
    if irregular:
        past, participle = irregular.split(",")
    else:
        past, participle = _IRREGULAR.get(verb, (_past(verb), _past(verb)))
    forms = [(_third(verb), THIRD), (past, PAST), (_gerund(verb), GERUND)]
    if verb != past:
        forms.append((verb, BASE))
    if participle != past:
        forms.append((participle, PARTICIPLE))
    return forms


def _forms(cue: Cue, irregular: str) -> list[tuple[str, int]]:
    word = cue.words[0]
    if cue.kind in ("verb", "phrase"):
        return _verb_forms(word, irregular)
    if cue.kind == "noun":
        return [(word, NOUN), (_plural(word), NOUN)]
    return [(word, ADJECTIVE if cue.kind == "adjective" else ADVERB)]


def _cues() -> dict[str, tuple[tuple[Cue, int], ...]]:
    cues: dict[str, list[tuple[Cue, int]]] = {}
    for words, kind, cue_class, frames, irregular, refused in _rows("cues.tsv"):
        cue = Cue(tuple(words.split()), kind, cue_class, frames, frozenset(refused.split()))
        for form, sort in _forms(cue, irregular):
            cues.setdefault(form, []).append((cue, sort))
    return {
        form: tuple(sorted(found, key=lambda item: (-len(item[0].words), item[0].words, item[1])))
        for form, found in cues.items()
    }


def _nouns() -> dict[str, frozenset[str]]:
    nouns: dict[str, set[str]] = {}
    for word, sort in _rows("nouns.tsv"):
        nouns.setdefault(word, set()).add(sort)
        if sort in ("human", "institution", "document", "title"):
            # A plural is remembered as such: a base form after it is a verb ("officials say").
            nouns.setdefault(_plural(word), set()).update((sort, "plural"))
        elif sort == "report":
            nouns.setdefault(_plural(word), set()).add(sort)
        elif sort == "people" or (sort in ("press", "embassy") and word.endswith("s")):
            nouns[word].add("plural")
    return {word: frozenset(sorts) for word, sorts in nouns.items()}


@cache
def lexicon() -> Lexicon:
    """The tables of this package, read once."""
    return Lexicon(_cues(), _nouns(), {word: form for word, form, *_ in _rows("verbs.tsv")})
