"""What follows a reporting word: a clause, a question, a report noun, or nothing that could be a report."""

from __future__ import annotations

from collections.abc import Callable

from crosscable.compare.attribution.agents import addressed
from crosscable.compare.attribution.lexicon import Cue, listed
from crosscable.compare.attribution.words import (
    ADV,
    AUX,
    BASE_VERB,
    CONJ,
    DATE,
    DET,
    EMBASSY,
    GENITIVE,
    HUMAN,
    MODAL,
    NAME,
    NOMINAL,
    NUMBER,
    OBJECT,
    PLURAL,
    POSSESSIVE,
    PREP,
    PRONOUN,
    PUNCT,
    QUOTES,
    REPORT,
    VERB,
    WH,
    Words,
)

__all__ = ["clause_at", "fits", "that_ahead"]

# Words within which a clause, a noun about a report or "that" must come for the complement to count.
_CLAUSE_WITHIN, _REPORT_WITHIN, _THAT_WITHIN, _OBJECT_WITHIN = 24, 6, 14, 12


def fits(words: Words, start: int, cue: Cue, *, spoken_before: bool) -> bool:
    """Whether what follows the cue (from word `start`) suits one of its frames.

    `spoken_before`: the clause stands after a comma or quotation marks, as in "the talks, he said, …".
    """
    if "x" in cue.frames:
        return True
    high = words.bounds(start)[1] if start < len(words) else start
    position = _past_insertions(words, start, high)
    if position >= high:
        return spoken_before
    told = addressed(words, position) if "u" in cue.frames or words.flags[position] & (OBJECT | EMBASSY) else position
    if "u" in cue.frames or (told > position and told < high and words.low[told] in _AFTER_ADDRESSED):
        return told > position
    if any(_FRAMES[frame](words, position, high) for frame in cue.frames if frame in _FRAMES):
        return True
    return spoken_before and bool(words.flags[position] & PUNCT) and bool(set(cue.frames) & set("tc"))


_AFTER_ADDRESSED = listed("questions") | {"to", "about", "on", ","}


def _past_insertions(words: Words, start: int, high: int) -> int:
    """Step over adverbs, bracketed remarks and "however," between a cue and its report."""
    position = start
    while position < high:
        if words.flags[position] & ADV and not words.flags[position] & (NOMINAL | PRONOUN):
            position += 1
        elif words.low[position] == "(":
            closing = next((k for k in range(position, min(high, position + 12)) if words.low[k] == ")"), None)
            if closing is None:
                break
            position = closing + 1
        elif (
            words.low[position] == ","
            and position > start
            and position + 1 < high
            and words.low[position + 1] == "that"
        ):
            position += 1
        else:
            break
    return position


def clause_at(words: Words, start: int) -> bool:
    """Whether a clause opens at `start`: a pronoun, "there", or a noun phrase with a finite verb after it."""
    _, high = words.bounds(start) if start < len(words) else (0, 0)
    if start >= high:
        return False
    flags, word = words.flags[start], words.low[start]
    if word in ("he", "she", "they", "we", "i", "it", "there"):
        return True
    if flags & (PREP | PUNCT | CONJ | AUX | MODAL | OBJECT | VERB) and not flags & (DET | NAME | HUMAN):
        return False
    position = start
    while position + 1 < min(high, start + 24):
        position += 1
        here = words.flags[position]
        if here & WH and words.low[position - 1] == ",":  # a relative clause between subject and verb
            position = next((k for k in range(position, high) if words.low[k] == ","), high)
            continue
        if here & BASE_VERB and words.flags[position - 1] & (PLURAL | PRONOUN | NAME):
            return True
        if here & (MODAL | AUX) and not here & POSSESSIVE:
            return words.low[position] not in ("been", "being", "having", "be")
        if here & WH or words.low[position] in (";", ":", "that", "to", "since", "after", "before", "until", "despite"):
            return False
        if here & CONJ and words.low[position - 1] == ",":
            return False
        if here & PUNCT and words.low[position] not in (",", "&", "-", "/", ".", "(", ")"):
            return False
        if here & VERB and not here & (NAME | HUMAN) and not _attributive(words, position, high):
            return True
    return False


def _attributive(words: Words, index: int, high: int) -> bool:
    """A word in -ed that stands before a noun, or opens a reduced relative ("troops based in")."""
    if not words.low[index].endswith("ed"):
        return False
    after = words.flags[index + 1] if index + 1 < high else PUNCT
    before = words.flags[index - 1]
    return bool(before & (DET | POSSESSIVE | GENITIVE | NUMBER | PREP)) or (
        bool(after & PREP) and words.low[index + 1] in ("by", "in", "at", "on", "for", "to")
    )


def that_ahead(words: Words, start: int) -> int | None:
    """Where "that" follows after no more than adverbials: "announced on Monday in Parliament that"."""
    _, high = words.bounds(start) if start < len(words) else (0, 0)
    if start >= high or not words.flags[start] & (
        PREP | ADV | OBJECT | NAME | EMBASSY | HUMAN | DET | POSSESSIVE | DATE
    ):
        return None
    for position in range(start, min(high - 1, start + 14)):
        flags = words.flags[position]
        if words.low[position] == "that":
            # before a verb "that" opens a relative clause
            relative = words.flags[position + 1] & (VERB | AUX | MODAL)
            return position if position > start and not relative else None
        if (
            flags & (AUX | MODAL | WH | CONJ)
            or (flags & PUNCT and words.low[position] not in "./&-")
            or (flags & VERB and not flags & NAME)
        ):
            return None
    return None


def _reports(words: Words, start: int) -> bool:
    """Whether the object is a noun about a report: "his concern over", "the view that"."""
    _, high = words.bounds(start) if start < len(words) else (0, 0)
    for position in range(start, min(high, start + 6)):
        flags = words.flags[position]
        if flags & REPORT:
            return True
        if flags & (PREP | PUNCT | WH) or (flags & VERB and not words.low[position].endswith("ed")):
            return False
    return False


def _frame_that(words: Words, at: int, high: int) -> bool:
    word = words.low[at]
    if (
        (word in listed("questions") and word not in ("who", "which", "when"))
        or word == ":"
        or words.flags[at] & QUOTES
    ):
        return True
    if word == "," and at + 1 < high and words.flags[at + 1] & QUOTES:
        return True
    return that_ahead(words, at) is not None


def _frame_clause(words: Words, at: int, high: int) -> bool:
    return at < high and clause_at(words, at)


def _frame_object(words: Words, at: int, high: int) -> bool:
    flags = words.flags[at]
    return (at < high and not flags & (PREP | PUNCT | CONJ | AUX | MODAL | WH)) or bool(flags & (DET | POSSESSIVE))


def _frame_report(words: Words, at: int, high: int) -> bool:
    return at < high and _reports(words, at)


def _frame_as(words: Words, at: int, high: int) -> bool:
    if not _frame_object(words, at, high):
        return False
    for position in range(at + 1, min(high, at + 14)):
        if words.low[position] == "as":
            return True
        if words.low[position] in (".", ";", ":"):
            return False
    return False


def _frame_about(words: Words, at: int, high: int) -> bool:
    return at < high and words.low[at] in listed("about")


def _frame_for(words: Words, at: int, high: int) -> bool:
    return at < high and words.low[at] == "for"


def _frame_whether(words: Words, at: int, high: int) -> bool:
    return at < high and words.low[at] in ("if", "whether", "why", "what", "how", "about", "that")


def _frame_quote(words: Words, at: int, high: int) -> bool:
    return at < high and bool(
        words.flags[at] & QUOTES or (words.low[at] == "," and at + 1 < high and words.flags[at + 1] & QUOTES)
    )


def _frame_end(words: Words, at: int, high: int) -> bool:
    return at < high and words.low[at] in (".", ",", ";", "--")


def _frame_call(words: Words, at: int, high: int) -> bool:
    """As in "Calling it a step": an object with its complement."""
    flags = words.flags[at]
    if not flags & (OBJECT | DET | POSSESSIVE | NAME | PRONOUN | NOMINAL):
        return False
    for position in range(at + 1, min(high, at + 10)):
        here, word = words.flags[position], words.low[position]
        if word in ("a", "an") or here & QUOTES or word.endswith(tuple(listed("judging_endings"))):
            return not words.flags[position - 1] & PREP
        if here & (PUNCT | VERB | AUX | MODAL | WH) and not here & NAME:
            return False
    return False


def _frame_infinitive(words: Words, at: int, high: int) -> bool:
    """As in "Expected the talks to end": an object with an infinitive."""
    if not words.flags[at] & (OBJECT | DET | POSSESSIVE | NAME | PRONOUN | NOMINAL | PLURAL):
        return False
    for position in range(at + 1, min(high, at + 12)):
        if words.low[position] == "to":
            return True
        if words.flags[position] & (PUNCT | VERB | AUX | MODAL | WH | CONJ) and not words.flags[position] & NAME:
            return False
    return False


def _frame_to(words: Words, at: int, high: int) -> bool:
    return at < high and words.low[at] == "to"


_FRAMES: dict[str, Callable[[Words, int, int], bool]] = {
    "a": _frame_as,
    "b": _frame_about,
    "c": _frame_clause,
    "e": _frame_end,
    "f": _frame_for,
    "i": _frame_infinitive,
    "k": _frame_call,
    "n": _frame_report,
    "o": _frame_object,
    "q": _frame_quote,
    "t": _frame_that,
    "v": _frame_to,
    "w": _frame_whether,
}
