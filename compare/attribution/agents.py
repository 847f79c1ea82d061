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

# A person addressed takes no more words than this.
_ADDRESSED_WITHIN = 12
# After these a further name still belongs to the person addressed.
_JOINING = NAME | TITLE | HUMAN | EMBASSY | PREP | CONJ | DET | INSTITUTION | POSSESSIVE | GENITIVE


def right(words: Words, start: int) -> Phrase | None:
    """The phrase that opens at `start`, with a title after a comma; for agents after "by" and "according to"."""
    _, high = words.bounds(start)
    if _is_pronoun(words, start, high):
        return start, start + 1
    after = _end_of_phrase(words, start, high)
    while after > start and _dangles(words, after - 1):
        after -= 1
    if after <= start or not is_subject(words, (start, after)):
        return None
    return _with_title_after(words, (start, after), high)


def _is_pronoun(words: Words, start: int, high: int) -> bool:
    """Whether a pronoun stands alone at `start`, and opens no noun phrase as "many" does in "many voters"."""
    flags = words.flags[start]
    if not flags & (PRONOUN | OBJECT) or flags & NOMINAL:
        return False
    following = words.flags[start + 1] if start + 1 < high else PUNCT
    return not flags & DET or bool(following & PUNCT) or not following & (NOMINAL | NUMBER)


def _end_of_phrase(words: Words, start: int, high: int) -> int:
    """Where the noun phrase ends at the latest; links and brackets belong to it while names or titles follow."""
    position, seen = start, False
    while position < high:
        flags, word = words.flags[position], words.low[position]
        if flags & NOMINAL:
            seen = True
        elif seen and word in "([":
            closing = _bracket_of_name(words, position, high)
            if closing is None:
                break
            position = closing
        elif word in listed("links") or flags & (DET | POSSESSIVE | GENITIVE | NUMBER):
            if flags & DET and seen and words.low[position - 1] not in listed("links"):
                break
        elif _closes_phrase(words, position, seen=seen):
            break
        position += 1
    return position


def _bracket_of_name(words: Words, opening: int, high: int) -> int | None:
    """The closing bracket of a party or an acronym after a name; None for remarks and for "(protect)"."""
    closing = next((k for k in range(opening + 1, min(high, opening + 8)) if words.low[k] in ")]"), None)
    if closing is None or any(word.startswith("protect") for word in words.low[opening:closing]):
        return None
    return closing


def _closes_phrase(words: Words, position: int, *, seen: bool) -> bool:
    flags = words.flags[position]
    if seen and words.low[position] in ("such", "including"):
        return True  # examples follow
    if flags & VERB and modifies(words, position):
        return False
    if flags & (VERB | AUX | MODAL | CONJ | WH | PREP | OBJECT | PUNCT):
        return True
    return seen and bool(words.flags[position - 1] & NAME) and bool(flags & ADV) and not flags & CUE


def _dangles(words: Words, last: int) -> bool:
    """Whether a word cannot end a phrase: a preposition, an article, a link without a name after it."""
    flags = words.flags[last]
    return bool(flags & (PREP | CONJ | DET | ADV)) or (words.low[last] in listed("links") and not flags & NAME)


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
