"""Whether a cue form is the verb of its clause, and whether its subject agrees with it."""

from __future__ import annotations

from crosscable.compare.attribution.clauses import head
from crosscable.compare.attribution.complements import clause_at
from crosscable.compare.attribution.lexicon import (
    BASE,
    GERUND,
    PARTICIPLE,
    PAST,
    THIRD,
    Cue,
    listed,
)
from crosscable.compare.attribution.words import (
    ADV,
    BE,
    DET,
    GENITIVE,
    HAVE,
    HUMAN,
    MODAL,
    NAME,
    NOMINAL,
    NUMBER,
    PLURAL,
    POSSESSIVE,
    PREP,
    PRONOUN,
    PUNCT,
    QUOTES,
    Words,
)
from crosscable.compare.people.gazetteer import gazetteer

__all__ = ["agrees", "is_verb"]


def is_verb(words: Words, index: int, cue: Cue, form: int) -> bool:
    """Whether the cue form at `index` is the verb of its clause, judged by its neighbours."""
    low, high = words.bounds(index)
    before = index - 1
    while before >= low and words.flags[before] & ADV and not words.flags[before] & (NAME | HUMAN | PRONOUN):
        before -= 1
    flags = words.flags[before] if before >= low else PUNCT
    word = words.low[before] if before >= low else ""
    if _continues_otherwise(words, index, cue, high):
        return False
    if form == GERUND:
        return bool(flags & BE and not flags & MODAL) and cue.words[0] not in listed("acts")
    if flags & (GENITIVE | POSSESSIVE | MODAL) or word in ("to", "let"):
        return False
    if flags & PREP or (flags & DET and not flags & PRONOUN):
        return False
    if form == PAST:
        return bool(flags & HAVE) or not (flags & BE or (index + 1 < high and words.low[index + 1] == "by"))
    if form == THIRD:
        return _is_third(words, index, flags, word)
    if form == BASE:
        return _is_base(cue, flags, word)
    return form == PARTICIPLE and bool(flags & HAVE)


def _continues_otherwise(words: Words, index: int, cue: Cue, high: int) -> bool:
    """Whether what follows makes another word of it: "agreed to send", "claimed responsibility", "considered going"."""
    following = words.low[index + 1] if index + 1 < high else "."
    if following in cue.refused:
        return True
    if index + 2 < high and words.flags[index + 1] & ADV and following not in ("that", "how"):
        return words.low[index + 2] in cue.refused
    return following.endswith("ing") and cue.words[0] in listed("acts") and not words.flags[index + 1] & NOMINAL


def _is_third(words: Words, index: int, flags: int, word: str) -> bool:
    """Whether a form in -s is a verb after `word`: not after a plural, and no noun like "reports", "claims"."""
    if (flags & (PLURAL | NUMBER) and not flags & NAME) or word in ("many", "some", "both", "several", "all", "few"):
        return False
    if words.low[index] not in listed("ambiguous_thirds"):
        return True
    if gazetteer().is_in(word, "demonyms"):
        return False
    return word in ("he", "she", "who", "it") or _clause_follows(words, index + 1)


def _is_base(cue: Cue, flags: int, word: str) -> bool:
    """Whether a base form is a verb after `word`; "did not ask" tells an act that was not done."""
    if word in ("did", "do", "does", "not", "didn't", "don't", "doesn't"):
        return cue.words[0] not in ("ask", "request", "agree")
    return word in listed("plural_pronouns") or bool(flags & NOMINAL)


def agrees(words: Words, subject: tuple[int, int]) -> bool:
    """Whether a subject takes a base form: a plural noun or pronoun, or two joined by "and"."""
    first, after = subject
    if words.low[first] in listed("plural_pronouns"):
        return True
    top = head(words, first, after)
    return (
        (top is not None and bool(words.flags[top] & PLURAL))
        or any(words.low[k] in ("and", "nor") for k in range(first, after))
        or (words.low[after - 1].endswith("s") and bool(words.flags[after - 1] & NAME))
    )


def _clause_follows(words: Words, start: int) -> bool:
    if start >= len(words):
        return False
    flags, word = words.flags[start], words.low[start]
    return (
        word in listed("questions")
        or bool(flags & QUOTES)
        or bool(flags & PRONOUN and not flags & DET)
        or clause_at(words, start)
    )
