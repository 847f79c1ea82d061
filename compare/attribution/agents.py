"""Noun phrases to the right: who speaks after "according to", "by" and "from", and who is spoken to."""

from __future__ import annotations

from crosscable.compare.attribution.clauses import Phrase, head, is_subject, modifies
from crosscable.compare.attribution.lexicon import listed
from crosscable.compare.attribution.words import (
    ADV,
    AUX,
    CONJ,
    CUE,
    DET,
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
    PRONOUN,
    PUNCT,
    REDACTED,
    TITLE,
    VERB,
    WH,
    Words,
)

__all__ = ["addressed", "right"]


def right(words: Words, start: int) -> Phrase | None:
    """The phrase that opens at `start`, with a title after a comma; for agents after "by" and "according to"."""
    _, high = words.bounds(start)
    position = start
    seen = False
    while position < high:
        flags, word = words.flags[position], words.low[position]
        if flags & (PRONOUN | OBJECT) and not seen and not flags & NOMINAL:
            following = words.flags[position + 1] if position + 1 < high else PUNCT
            if not flags & DET or following & PUNCT or not following & (NOMINAL | NUMBER):
                return position, position + 1
        if flags & NOMINAL:
            seen = True
        elif word in listed("links") or flags & (DET | POSSESSIVE | GENITIVE | NUMBER):
            if flags & DET and seen and words.low[position - 1] not in listed("links"):
                break
        elif word in "([" and seen:
            closing = next((k for k in range(position + 1, min(high, position + 8)) if words.low[k] in ")]"), None)
            if closing is None or any(words.low[k].startswith("protect") for k in range(position, closing)):
                break
            position = closing
        elif (
            flags & (VERB | AUX | MODAL | CONJ | WH | PREP | OBJECT | PUNCT)
            and not (flags & VERB and modifies(words, position))
        ) or (seen and words.flags[position - 1] & NAME and not words.flags[position] & CUE and flags & ADV):
            break
        position += 1
    after = position
    while after > start and words.flags[after - 1] & (PREP | CONJ | DET | ADV) | (
        words.low[after - 1] in listed("links") and not words.flags[after - 1] & NAME
    ):
        after -= 1
    if after <= start or not is_subject(words, (start, after)):
        return None
    return _with_title_after(words, (start, after), high)


def _with_title_after(words: Words, phrase: Phrase, high: int) -> Phrase:
    """Take in ", Chief of Staff of the Ministry" when it holds a title noun and ends at a comma or stop."""
    first, after = phrase
    named = words.flags[after - 1] & (NAME | REDACTED) or words.low[after - 1] == ")"
    if after >= high or words.low[after] != "," or not named:
        return phrase
    end = after + 1
    while end < high and not (words.flags[end] & PUNCT and words.low[end] not in ("&", "/", "-")):
        if words.flags[end] & (VERB | AUX | MODAL | WH | PRONOUN) and not words.flags[end] & (NOMINAL | DET):
            return phrase
        end += 1
    if end < high and words.low[end] not in (",", ".", ";", ")", "--"):
        return phrase
    top = head(words, after + 1, end)
    if top is None or not words.flags[top] & (TITLE | HUMAN) or end - after > 16:
        return phrase
    return first, end


# A person addressed takes no more words than this.
_ADDRESSED_WITHIN = 12
# After these a further name still belongs to the person addressed.
_JOINING = NAME | TITLE | HUMAN | EMBASSY | PREP | CONJ | DET | INSTITUTION | POSSESSIVE | GENITIVE


def addressed(words: Words, start: int) -> int:
    """Where the person addressed ends ("us", "the Ambassador", "a group of reporters"); `start` if there is none."""
    if start >= len(words):
        return start
    _, high = words.bounds(start)
    if start < high and (words.flags[start] & OBJECT or words.low[start] in ("you", "her", "it")):
        return start + 1
    position, seen = start, False
    while position < min(high, start + _ADDRESSED_WITHIN) and _of_the_addressed(words, position, seen=seen):
        seen = seen or bool(words.flags[position] & NOMINAL)
        position += 1
    while position > start and not words.flags[position - 1] & NOMINAL:
        position -= 1
    return position


def _of_the_addressed(words: Words, position: int, *, seen: bool) -> bool:
    """Whether a word can belong to the person addressed; `seen`: a noun for him stands before."""
    flags, word = words.flags[position], words.low[position]
    if word in listed("questions") or (flags & (AUX | MODAL | OBJECT | PUNCT | VERB) and not flags & NAME):
        return False
    if flags & PRONOUN and not flags & (DET | NOMINAL):
        return False
    if flags & NOMINAL:
        return not (seen and flags & NAME and not words.flags[position - 1] & _JOINING)
    if not seen:
        return not flags & PREP
    return not flags & (DET | POSSESSIVE | ADV) and (not flags & PREP or word in ("of", "for", "to"))
