"""The noun phrase that speaks, leftwards from a verb.

Relative clauses stay outside; titles, appositions and co-ordinated names inside.
"""

from __future__ import annotations

from functools import cache

from crosscable.compare.attribution.clauses import (
    Phrase,
    clause_start,
    head,
    is_subject,
    modifies,
    opening_bracket,
    skip_left,
)
from crosscable.compare.attribution.lexicon import lexicon, listed
from crosscable.compare.attribution.words import (
    ADV,
    AUX,
    BASE_VERB,
    CONJ,
    CUE,
    DATE,
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
    PLURAL,
    POSSESSIVE,
    PREP,
    PRESS,
    PRONOUN,
    PUNCT,
    QUOTES,
    REDACTED,
    TITLE,
    VERB,
    WH,
    Words,
)

__all__ = ["ending_at", "left"]

# A clause opening of more words is no plain subject any more.
_LONGEST = 18
_STOPS = frozenset((".", ";", ":", "?", "!", "--", "---", "..", "..."))


def left(words: Words, verb: int, *, anyone: bool = False) -> Phrase | None:
    """The subject to the left of the verb at `verb`, None where there is none that can speak.

    `anyone`: the verb is such that its subject speaks, whatever noun it is ("the frontrunner said").
    """
    low, _ = words.bounds(verb)
    last = skip_left(words, verb - 1, low)
    last = _skip_brackets(words, last, low)
    if last < low:
        return None
    if words.low[last] == ",":
        return _over_insertion(words, last, low)
    return ending_at(words, last, low, anyone=anyone)


def _skip_brackets(words: Words, last: int, low: int) -> int:
    """Step over "(strictly protect)" and long remarks; acronyms and parties after a name stay with it."""
    while last >= low and words.low[last] in ")]":
        opening = opening_bracket(words, last, low)
        if opening is None or opening <= low:
            return last
        inside = words.low[opening + 1 : last]
        if any(word.startswith("protect") for word in inside) or len(inside) > 6:
            last = skip_left(words, opening - 1, low)
        else:
            break
    return last


def _over_insertion(words: Words, comma: int, low: int) -> Phrase | None:
    """A comma before the verb closes an insertion: keep it when it is an apposition, leave it out when a clause."""
    for opening in range(comma - 1, max(low, comma - 40) - 1, -1):
        if words.low[opening] in _STOPS or words.flags[opening] & QUOTES:
            return None
        if words.low[opening] != ",":
            continue
        word, flags = words.low[opening + 1], words.flags[opening + 1]
        if word in ("and", "or", "but", "nor"):
            continue  # the last of a list: go on to the comma before
        subject = ending_at(words, _skip_brackets(words, opening - 1, low), low)
        if subject is None:
            continue
        if word in listed("insertion_openings") or word.endswith("ing") or flags & (PREP | ADV | WH):
            return subject
        if _apposes(words, opening + 1, comma):
            return subject[0], _skip_brackets(words, comma - 1, low) + 1
        if any(words.flags[k] & VERB and not words.flags[k] & NOMINAL for k in range(opening + 1, comma)):
            return subject if words.flags[opening + 1] & VERB else None
    return None


def _apposes(words: Words, first: int, after: int) -> bool:
    """Whether a stretch between commas is an apposition: a title, an article and a person, a name, a party."""
    top = head(words, first, after)
    if top is None:
        return False
    if any(
        words.flags[k] & VERB and not words.flags[k] & (NAME | HUMAN) and not modifies(words, k)
        for k in range(first, top + 1)
    ):
        return False
    return (
        bool(words.flags[top] & (HUMAN | TITLE | NAME | INSTITUTION | PRESS | REDACTED)) and not words.flags[top] & DATE
    )


def ending_at(words: Words, last: int, low: int, *, anyone: bool = False) -> Phrase | None:
    """The phrase that ends with word `last`; `anyone` as in `left`."""
    if last < low:
        return None
    flags, word = words.flags[last], words.low[last]
    if flags & OBJECT and not flags & PRONOUN:
        return None
    if (flags & PUNCT and word not in (")", "]", ".")) or flags & (CONJ | PREP | MODAL | GENITIVE):
        return None
    if flags & PRONOUN and not flags & NOMINAL:
        return (last, last + 1) if word != "it" or _institutional_it(words, last) else None
    whole = _whole_opening(words, last)
    phrase = whole if whole is not None else _walk(words, last, low)
    if phrase is None or not (is_subject(words, phrase) or (anyone and _is_noun_phrase(words, phrase))):
        return None
    return _with_coordination(words, _with_apposition(words, phrase, low), low)


def _is_noun_phrase(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase opens with an article or the like and has a common noun as its head."""
    top = head(words, *phrase)
    if top is None or not words.flags[phrase[0]] & (DET | POSSESSIVE):
        return False
    return words.low[top].isalpha() and not words.flags[top] & (DATE | NUMBER | ADV | PREP | AUX)


def _institutional_it(words: Words, index: int) -> bool:
    return index + 1 < len(words) and bool(words.flags[index + 1] & (CUE | ADV | AUX))


def _whole_opening(words: Words, last: int) -> Phrase | None:
    """The whole clause opening when it is short, has no verb and opens as a noun phrase does."""
    start = clause_start(words, last)
    while start < last and (
        words.low[start] == "as" or (words.flags[start] & (CONJ | ADV) and not words.flags[start] & NOMINAL)
    ):
        if words.low[start] in ("both", "neither", "either"):
            break
        start += 1
    if last - start >= _LONGEST or start > last:
        return None
    first = words.flags[start]
    if first & (PREP | AUX | MODAL | WH | OBJECT | QUOTES) and not first & (DET | NAME):
        return None
    if words.low[start].endswith("ing") and not first & NOMINAL:
        return None
    start = _after_inner_clause(words, start, last)
    for index in range(start, last + 1):
        flags = words.flags[index]
        verb = flags & VERB and not flags & (NAME | HUMAN) and not modifies(words, index)
        if flags & (AUX | MODAL) or (verb and not _reduced(words, index, start, last)):
            return None
        if flags & DATE and index + 1 <= last and words.flags[index + 1] & NUMBER and index == start:
            return None
    return start, last + 1


def _reduced(words: Words, index: int, start: int, last: int) -> bool:
    """Whether a word in -ed opens a reduced relative clause: "an officer charged with planning"."""
    if not start < index < last or not words.low[index].endswith("ed") or words.low[index] in _saying():
        return False
    return bool(words.flags[index - 1] & NOMINAL) and bool(words.flags[index + 1] & PREP)


@cache
def _saying() -> frozenset[str]:
    """Forms of verbs of saying and of phrases, which take a preposition and open no relative: "complained of"."""
    personal = listed("personal_verbs")
    return frozenset(
        form
        for form, entries in lexicon().cues.items()
        if any(cue.kind == "phrase" or cue.words[0] in personal for cue, _ in entries)
    )


def _after_inner_clause(words: Words, start: int, last: int) -> int:
    """Where the last subject of a stretch opens: after a reporting verb ("he said officials …"), at a new article."""
    for index in range(last - 1, start, -1):
        flags, before = words.flags[index], words.flags[index - 1]
        plain = flags & BASE_VERB and before & (PLURAL | PRONOUN)
        if _reduced(words, index, start, last):
            continue
        if flags & CUE and (flags & VERB or plain) and not before & (DET | PREP | POSSESSIVE | GENITIVE | AUX):
            return index + 1 + bool(words.flags[index + 1] & PREP and index + 1 < last)
        if (
            words.low[index] in ("the", "a", "an")
            and not before & (PREP | CONJ | ADV | DET | PUNCT | VERB)
            and words.low[index - 1] not in listed("links")
        ):
            return index
    return start


def _walk(words: Words, last: int, low: int) -> Phrase | None:
    """Word by word to the left over what belongs to a name, a title or a group of people."""
    position = last
    if words.low[last] in ")]":
        opening = opening_bracket(words, last, low)
        if opening is None or opening <= low:
            return None
        position = opening - 1
    if not words.flags[position] & NOMINAL:
        return None
    while position > low and (more := _further(words, position, low)):
        position -= more
    while position < last and words.flags[position] & (CONJ | GENITIVE | PREP) and not words.flags[position] & NAME:
        position += 1
    return position, last + 1


def _further(words: Words, position: int, low: int) -> int:
    """How many words before `position` belong to the same name, title or group; 0 where the phrase begins there."""
    flags, word = words.flags[position - 1], words.low[position - 1]
    here = words.flags[position]
    article = here & DET and not here & NOMINAL
    if article and word not in listed("links") and word not in ("both", "neither", "all"):
        return 0
    if flags & (NAME | REDACTED) and not flags & DATE:
        return 1
    if flags & (HUMAN | TITLE | INSTITUTION | PRESS | EMBASSY | GENITIVE | DET | POSSESSIVE) and not flags & VERB:
        return 0 if article and word not in ("of", "both") else 1
    linked = words.flags[position - 2] if position - 1 > low else 0
    if word in listed("links") and word not in ("and", "in", "on", "at") and linked & (NOMINAL & ~DATE):
        return 2
    if word == "and" and linked & (NAME | HUMAN | INSTITUTION | REDACTED):
        return 2
    unknown = not flags & (PREP | CONJ | VERB | AUX | MODAL | ADV | WH | PUNCT | PRONOUN | OBJECT | NUMBER | CUE | DATE)
    # "senior opposition official": an unknown word before a person
    return int(unknown and bool(here & (HUMAN | INSTITUTION | TITLE | PRESS)))


def _with_apposition(words: Words, phrase: Phrase, low: int) -> Phrase:
    """Take in a title phrase to the left of a name, set off by a comma: "the Defense Minister, General Roe"."""
    first, after = phrase
    if first - 2 < low or words.low[first - 1] != "," or not words.flags[first] & (NAME | TITLE):
        return phrase
    start = clause_start(words, first - 2)
    while start < first - 1 and words.flags[start] & (CONJ | ADV) and not words.flags[start] & NOMINAL:
        start += 1
    opening, title = words.flags[start], (start, first - 1)
    if (opening & (PREP | WH | AUX | MODAL | OBJECT) and not opening & DET) or first - start > _LONGEST:
        return phrase
    if any(
        words.flags[k] & VERB and not words.flags[k] & (NAME | HUMAN) and not modifies(words, k) for k in range(*title)
    ):
        return phrase
    if start - 2 >= low and words.low[start - 1] == "," and words.flags[start - 2] & NAME:
        return phrase  # the title belongs to the name before it
    top = head(words, *title)
    if top is None or not words.flags[top] & (HUMAN | TITLE) or words.flags[top] & PLURAL:
        return phrase
    if words.flags[start] & NAME and not words.flags[start] & (TITLE | HUMAN) and not words.flags[start] & DET:
        return phrase
    return start, after


def _with_coordination(words: Words, phrase: Phrase, low: int) -> Phrase:
    """Take in the other members of "A, B, and C" and "A and B" to the left."""
    first, after = phrase
    while first - 2 >= low:
        conjunction = words.low[first - 1] in ("and", "or", "nor", "&")
        comma = words.low[first - 1] == ","
        listed = any(words.low[k] in ("and", "or", "nor") for k in range(first, after))
        if not conjunction and not (comma and listed):
            break
        last = first - 2
        if conjunction and words.low[last] == ",":
            last -= 1
        last_word = words.low[last] if last >= low else "."
        if last < low or (words.flags[last] & PUNCT and last_word not in ")]."):
            break
        member = _whole_opening(words, last) or _walk(words, last, low)
        if (
            member is None
            or not is_subject(words, member)
            or (words.flags[last] & (VERB | AUX) & ~NAME and not words.flags[last] & NOMINAL)
        ):
            break
        first = member[0]
    while first > low and words.low[first - 1] in ("both", "neither", "either"):
        first -= 1
    return first, after
