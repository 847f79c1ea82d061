"""Clauses and noun phrases: where a clause begins, which noun heads a phrase, whether it can speak.

A phrase is a pair of word numbers, first and one past the last.
"""

from __future__ import annotations

from crosscable.compare.attribution.lexicon import listed
from crosscable.compare.attribution.words import (
    ADV,
    AUX,
    CONJ,
    DATE,
    DET,
    DOCUMENT,
    EMBASSY,
    GENITIVE,
    HUMAN,
    INSTITUTION,
    MODAL,
    NAME,
    NOMINAL,
    NUMBER,
    OBJECT,
    POSSESSIVE,
    PREP,
    PRESS,
    PRONOUN,
    PUNCT,
    REDACTED,
    TITLE,
    VERB,
    WH,
    Words,
)

__all__ = ["Phrase", "clause_start", "head", "is_subject", "modifies", "opening_bracket", "skip_left"]

Phrase = tuple[int, int]


def skip_left(words: Words, index: int, low: int) -> int:
    """The first word at or left of `index` that is no adverb, auxiliary or modal; `low - 1` if there is none."""
    while index >= low:
        flags = words.flags[index]
        if not flags & (AUX | MODAL | ADV) or flags & (PRONOUN | GENITIVE):
            break
        if flags & ADV and flags & (NAME | HUMAN | INSTITUTION) and not flags & AUX:
            break
        index -= 1
    return index


def opening_bracket(words: Words, closing: int, low: int) -> int | None:
    """The bracket that the one at `closing` closes, not more than sixteen words before it."""
    for position in range(closing - 1, max(low, closing - 16) - 1, -1):
        if words.low[position] in "([":
            return position
    return None


def clause_start(words: Words, index: int) -> int:
    """Where the clause that holds word `index` begins: after a stop, a comma, quotation marks or "told us"."""
    low, _ = words.bounds(index)
    position = index
    if words.low[index] in (")", "]"):
        position = opening_bracket(words, index, low) or index
    while position > low:
        before = words.flags[position - 1]
        word = words.low[position - 1]
        if word == ")" or word == "]":
            opening = opening_bracket(words, position - 1, low)
            if opening is not None:
                position = opening
                continue
        if before & PUNCT and word not in ("&", "/", "-", "'", "’"):
            break
        if before & WH or word == "that" or before & OBJECT:
            break
        position -= 1
    return position


def head(words: Words, first: int, after: int) -> int | None:
    """The head noun of a phrase: the last noun before "of", "for", "in" … or a participle; None where there is none."""
    last = None
    for index in range(first, after):
        flags = words.flags[index]
        if flags & PUNCT and words.low[index] not in ("&", "/", "."):
            break
        if flags & (PREP | VERB) and not flags & NOMINAL and last is not None:
            break
        if flags & GENITIVE:
            last = None
            continue
        if flags & (DET | POSSESSIVE | ADV | CONJ | NUMBER) and not flags & NOMINAL and not flags & PRONOUN:
            continue
        last = index
    return last


def is_subject(words: Words, phrase: Phrase, *, documents: bool = True) -> bool:
    """Whether a phrase can speak: its head is a person, a body, the press, a document, a name or a pronoun for one."""
    first, after = phrase
    if after <= first:
        return False
    if after - first == 1 and words.low[first] in listed("pronouns"):
        return True
    top = head(words, first, after)
    if top is None:
        return words.low[first] in listed("pronouns")
    flags = words.flags[top]
    if words.low[top] in listed("pronouns") and top == first:
        return True
    if flags & (HUMAN | INSTITUTION | PRESS | EMBASSY | REDACTED | TITLE):
        return True
    if flags & DOCUMENT:
        return documents
    return bool(flags & NAME) and not flags & DATE


def modifies(words: Words, index: int) -> bool:
    """Whether a word in -ed stands before a noun as its modifier: "the newly appointed minister"."""
    if not words.low[index].endswith("ed") or index + 1 >= len(words):
        return False
    following = words.flags[index + 1]
    if not following & (NOMINAL | ADV) or following & (DET | PRONOUN | POSSESSIVE):
        return False
    before = words.flags[index - 1] if index else PUNCT
    return bool(before & (DET | POSSESSIVE | GENITIVE | PUNCT | PREP | ADV | NUMBER)) or bool(
        following & (HUMAN | TITLE)
    )
