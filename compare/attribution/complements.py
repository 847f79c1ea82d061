"""What follows a reporting word: a clause, a question, a report noun — or nothing that could be a report."""

from __future__ import annotations

from crosscable.compare.attribution.lexicon import BASE, GERUND, PARTICIPLE, PAST, THIRD, Cue
from crosscable.compare.attribution.phrases import head
from crosscable.compare.attribution.words import (
    ADV,
    AUX,
    BASE_VERB,
    BE,
    CONJ,
    DATE,
    DET,
    EMBASSY,
    GENITIVE,
    HAVE,
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
    PRONOUN,
    PUNCT,
    QUOTES,
    REPORT,
    TITLE,
    VERB,
    WH,
    Words,
)
from crosscable.compare.people.gazetteer import gazetteer

__all__ = ["addressed", "agrees", "clause_at", "fits", "is_verb"]

_QUESTIONS = frozenset(["that", "how", "why", "what", "whether", "if", "where", "who", "when", "which"])
_PREPOSITIONS = frozenset(["about", "of", "over", "with", "against", "on", "for"])
# Nouns in -s that are also cue verbs; as verbs they need a complement that no noun has.
_AMBIGUOUS = frozenset(
    ["states", "reports", "views", "claims", "hopes", "fears", "doubts", "comments", "estimates", "requests", "demands", "notes", "remarks", "offers", "voices", "charges", "questions", "answers", "challenges", "counsels", "details", "projects", "registers", "worries", "judges", "labels", "brands", "terms", "treats", "quotes", "cautions", "plans", "cites", "casts", "highlights", "contrasts", "details", "counters", "signals", "forecasts"]
)
# In the progressive these are acts and plans: "is considering".
_ACTS = frozenset(["assess", "consider", "review", "see", "discuss", "question"])
# What follows makes another word of it: "agreed to send", "claimed responsibility".
_NOT_FOLLOWED: dict[str, frozenset[str]] = {
    "agree": frozenset(["to", "upon", "on"]),
    "claim": frozenset(["responsibility", "credit", "victory", "lives", "life", "asylum", "up"]),
    "expect": frozenset(["to"]),
    "hope": frozenset(["to"]),
    "learn": frozenset(["to"]),
    "think": frozenset(["to"]),
    "maintain": frozenset(["contact", "contacts", "ties", "relations", "close", "good", "its", "their", "his", "a"]),
    "raise": frozenset(["money", "prices", "funds", "taxes", "its", "their"]),
    "know": frozenset(["to", "as", "for"]),
    "see": frozenset(["to", "page", "also", "ref", "reftel", "septel", "reftels", "paragraph", "para"]),
    "consider": frozenset(["whether"]),
    "find": frozenset(["himself", "herself", "itself", "themselves", "ourselves"]),
    "challenge": frozenset(["to"]),
    "propose": frozenset(["to"]),
    "demand": frozenset(["to"]),
    "offer": frozenset(["to"]),
    "threaten": frozenset(["to"]),
    "understand": frozenset(["to"]),
    "feel": frozenset(["free"]),
    "wish": frozenset(["to"]),
    "respond": frozenset(["to"]),
    "continue": frozenset(["to"]),
    "allow": frozenset(["for"]),
    "speak": frozenset(["to", "with"]),
    "appeal": frozenset(["to"]),
}


def addressed(words: Words, start: int) -> int:
    """Where the person addressed ends ("us", "the Ambassador", "a group of reporters"); `start` if there is none."""
    _, high = words.bounds(start) if start < len(words) else (0, len(words))
    position = start
    if (
        (position < high
        and words.flags[position] & OBJECT)
        or (position < high
        and words.low[position] in ("you", "me", "her", "it"))
    ):
        return position + 1
    seen = False
    while position < high and position - start < 12:
        flags, word = words.flags[position], words.low[position]
        if word in _QUESTIONS or (flags & (AUX | MODAL | OBJECT | PUNCT | VERB) and not flags & NAME):
            break
        if flags & PRONOUN and not flags & (DET | NOMINAL):
            break
        if flags & NOMINAL:
            if (
                seen
                and flags & NAME
                and not words.flags[position - 1]
                & (NAME | TITLE | HUMAN | EMBASSY | PREP | CONJ | DET | INSTITUTION | POSSESSIVE | GENITIVE)
            ):
                break
            seen = True
        elif (seen and (flags & DET or (flags & PREP and word not in ("of", "for", "to")) or flags & POSSESSIVE)) or (not seen and flags & PREP) or (flags & ADV and seen):
            break
        position += 1
    while position > start and not words.flags[position - 1] & NOMINAL:
        position -= 1
    return position


def is_verb(words: Words, index: int, cue: Cue, form: int) -> bool:
    """Whether the cue form at `index` is the verb of its clause, judged by its neighbours."""
    low, high = words.bounds(index)
    before = index - 1
    while before >= low and words.flags[before] & ADV and not words.flags[before] & (NAME | HUMAN | PRONOUN):
        before -= 1
    flags = words.flags[before] if before >= low else PUNCT
    word = words.low[before] if before >= low else ""
    following = words.low[index + 1] if index + 1 < high else "."
    if following.endswith("ing") and cue.words[0] in _ACTS and not words.flags[index + 1] & NOMINAL:
        return False  # "considered leaving"
    if (
        following not in ("that", "how")
        and index + 2 < high
        and words.flags[index + 1] & ADV
        and words.low[index + 2] in _NOT_FOLLOWED.get(cue.words[0], ())
    ):
        return False
    if following in _NOT_FOLLOWED.get(cue.words[0], ()):
        return False
    if form == GERUND:
        return bool(flags & BE and not flags & MODAL) and cue.words[0] not in _ACTS
    if flags & (GENITIVE | POSSESSIVE) or word == "to":
        return False
    if (flags & DET and not flags & PRONOUN) or (flags & PREP and word not in ("like",)):
        return False
    if form in (PAST, PARTICIPLE):
        if flags & HAVE:
            return True
        if flags & BE or form == PARTICIPLE or following == "by":
            return False
        if flags & MODAL:
            return False
        return not (
            flags & DET
            and words.flags[index + 1 if index + 1 < high else index] & NOMINAL
            and before + 1 == index
            and word in ("all", "some", "any", "many")
        )
    if form == THIRD:
        if (
            (flags & (PLURAL | NUMBER | MODAL)
            and not flags & NAME)
            or word in ("many", "some", "both", "several", "all", "few")
        ):
            return False
        if words.low[index] in _AMBIGUOUS and gazetteer().is_in(word, "demonyms"):
            return False
        if words.low[index] in _AMBIGUOUS:
            return _clause_follows(words, index + 1) or (word in ("he", "she", "who", "it") and not flags & PUNCT)
        return True
    if form == BASE:
        if word in ("did", "do", "does", "not", "didn't", "don't", "doesn't") and cue.words[0] not in (
            "ask",
            "request",
            "agree",
        ):
            return True
        if flags & MODAL or word == "let":
            return False
        return word in _PLURAL_PRONOUNS or bool(flags & NOMINAL)
    return False


_PLURAL_PRONOUNS = frozenset(["we", "they", "i", "you", "who", "some", "many", "others", "both", "several", "most", "few", "all", "those"])


def agrees(words: Words, subject: tuple[int, int]) -> bool:
    """Whether a subject takes a base form: a plural noun or pronoun, or two joined by "and"."""
    first, after = subject
    if words.low[first] in _PLURAL_PRONOUNS:
        return True
    top = head(words, first, after)
    return (
        (top is not None
        and bool(words.flags[top] & PLURAL))
        or any(words.low[k] in ("and", "nor") for k in range(first, after))
        or (words.low[after - 1].endswith("s")
        and bool(words.flags[after - 1] & NAME))
    )


def _clause_follows(words: Words, start: int) -> bool:
    if start >= len(words):
        return False
    flags, word = words.flags[start], words.low[start]
    return (
        word in _QUESTIONS
        or bool(flags & QUOTES)
        or bool(flags & PRONOUN and not flags & DET)
        or clause_at(words, start)
    )


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
    return (
        bool(before & (DET | POSSESSIVE | GENITIVE | NUMBER | PREP))
        or (bool(after & PREP)
        and words.low[index + 1] in ("by", "in", "at", "on", "for", "to"))
    )


def _that_ahead(words: Words, start: int) -> bool:
    """Whether "that" follows after no more than adverbials: "announced on Monday in Parliament that"."""
    _, high = words.bounds(start) if start < len(words) else (0, 0)
    if start >= high or not words.flags[start] & (
        PREP | ADV | OBJECT | NAME | EMBASSY | HUMAN | DET | POSSESSIVE | DATE
    ):
        return False
    for position in range(start, min(high - 1, start + 14)):
        flags = words.flags[position]
        if words.low[position] == "that":
            # before a verb "that" opens a relative clause
            return position > start and not words.flags[position + 1] & (VERB | AUX | MODAL)
        if (
            flags & (AUX | MODAL | WH | CONJ)
            or (flags & PUNCT
            and words.low[position] not in "./&-")
            or (flags & VERB
            and not flags & NAME)
        ):
            return False
    return False


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


def fits(words: Words, start: int, cue: Cue, *, spoken_before: bool) -> bool:
    """Whether what follows the cue (from word `start`) suits one of its frames.

    `spoken_before`: the clause stands after a comma or quotation marks, as in "the talks, he said, …".
    """
    frames = cue.frames
    if "x" in frames:
        return True
    _, high = words.bounds(start) if start < len(words) else (0, 0)
    if start >= high:
        return spoken_before
    position = _past_insertions(words, start, high)
    if "u" in frames or words.flags[position] & (OBJECT | EMBASSY):
        after = addressed(words, position)
        if "u" in frames:
            return after > position
        if after > position and words.low[min(after, high - 1)] in _QUESTIONS | {"to", "about", "on", ","}:
            return True
    if position >= high:
        return spoken_before
    return any(_FRAMES[frame](words, position, high) for frame in frames if frame in _FRAMES) or (
        spoken_before and words.flags[position] & PUNCT != 0 and bool(set(frames) & set("tc"))
    )


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


def _frame_that(words: Words, at: int, high: int) -> bool:
    word = words.low[at]
    if (word in _QUESTIONS and word not in ("who", "which", "when")) or word == ":" or words.flags[at] & QUOTES:
        return True
    if word == "," and at + 1 < high and words.flags[at + 1] & QUOTES:
        return True
    return _that_ahead(words, at)


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
    return at < high and words.low[at] in _PREPOSITIONS


def _frame_for(words: Words, at: int, high: int) -> bool:
    return at < high and words.low[at] == "for"


def _frame_whether(words: Words, at: int, high: int) -> bool:
    return at < high and words.low[at] in ("if", "whether", "why", "what", "how", "about", "that")


def _frame_quote(words: Words, at: int, high: int) -> bool:
    return at < high and bool(
        words.flags[at] & QUOTES or (words.low[at] == "," and at + 1 < high and words.flags[at + 1] & QUOTES)
    )


def _frame_end(words: Words, at: int, high: int) -> bool:
    return words.low[at] in (".", ",", ";", "--")


_JUDGING = ("able", "ible", "ful", "ous", "less", "ive", "ary", "istic", "ical")


def _frame_call(words: Words, at: int, high: int) -> bool:
    """ "Calling it a step": an object with its complement."""
    flags = words.flags[at]
    if not flags & (OBJECT | DET | POSSESSIVE | NAME | PRONOUN | NOMINAL):
        return False
    for position in range(at + 1, min(high, at + 10)):
        here, word = words.flags[position], words.low[position]
        if word in ("a", "an") or here & QUOTES or word.endswith(_JUDGING):
            return not words.flags[position - 1] & PREP
        if here & (PUNCT | VERB | AUX | MODAL | WH) and not here & NAME:
            return False
    return False


def _frame_infinitive(words: Words, at: int, high: int) -> bool:
    """ "Expected the talks to end": an object with an infinitive."""
    if not words.flags[at] & (OBJECT | DET | POSSESSIVE | NAME | PRONOUN | NOMINAL | PLURAL):
        return False
    for position in range(at + 1, min(high, at + 12)):
        if words.low[position] == "to":
            return True
        if words.flags[position] & (PUNCT | VERB | AUX | MODAL | WH | CONJ) and not words.flags[position] & NAME:
            return False
    return False


_FRAMES = {
    "i": _frame_infinitive,
    "e": _frame_end,
    "k": _frame_call,
    "t": _frame_that,
    "c": _frame_clause,
    "o": _frame_object,
    "n": _frame_report,
    "a": _frame_as,
    "b": _frame_about,
    "f": _frame_for,
    "w": _frame_whether,
    "q": _frame_quote,
}
