"""What is reported: the words of a sentence that a cue puts into somebody's mouth, and the quotations among them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from crosscable.compare.attribution.clauses import Phrase
from crosscable.compare.attribution.complements import clause_at, that_ahead
from crosscable.compare.attribution.site import FOLLOWING, NEAR, Found
from crosscable.compare.attribution.words import (
    ADV,
    AUX,
    CONJ,
    CUE,
    MODAL,
    PREP,
    PUNCT,
    QUOTED,
    QUOTES,
    VERB,
    WH,
    Words,
)

__all__ = ["content", "outside", "quotations"]

_INSIDE = ("adverb", "said-to", "passive", "according-to")
_SUBORDINATING = frozenset(("while", "although", "though", "whereas", "as", "when", "if"))
_CONTRASTING = frozenset(("while", "although", "though", "whereas", "but"))
# The occasion of a statement is told this near to its cue, in words.
_OCCASION_WITHIN = 80


def content(words: Words, found: Sequence[Found], index: int) -> list[Phrase]:
    """The reported words of attribution `index`, as one or two stretches of words.

    What stands before the cue belongs to it where the cue is inserted or comes last ("the talks, he said, …") and for
    cues that stand inside of what they report ("is reportedly").
    """
    item = found[index]
    low, _ = words.bounds(item.first)
    begin = min(item.speaker[0], item.first) if item.speaker else item.first
    right = _right(words, found, index)
    inserted = right is None or (words.low[begin - 1] == "," and words.low[item.told] == "," if begin > low else False)
    left = None
    if (inserted and item.cue.kind != "noun") or item.rule in _INSIDE:
        left = _left(words, found, index, begin)
    return [part for part in (left, right) if part is not None]


def _right(words: Words, found: Sequence[Found], index: int) -> Phrase | None:
    """What is reported after the cue, None where nothing is."""
    item = found[index]
    _, high = words.bounds(item.first)
    if item.rule == "passive":
        return None
    start = item.speaker[1] if item.rule == "according-to" and item.speaker else item.told
    if start + 1 < high and (words.low[start] == "who" or (words.low[start] == "," and words.low[start + 1] == "who")):
        # a relative clause about the person addressed: the report comes after it
        start = next((k for k in range(start, high) if words.low[k] == "that"), start)
    else:
        start = that_ahead(words, start) or start  # "told us on December 3 that": the day is no part of the report
    part = _trim(words, start, _stop(words, found, index, high))
    if part is None or all(words.flags[k] & (ADV | PUNCT) for k in range(*part)):
        return None
    return part


def _left(words: Words, found: Sequence[Found], index: int, begin: int) -> Phrase | None:
    """What is reported before the cue, from the last cue on; a bare adverbial ("In April,") is no report."""
    item = found[index]
    low, _ = words.bounds(item.first)
    same_sentence = takewhile(lambda earlier: earlier.first >= low, reversed(found[max(0, index - NEAR) : index]))
    start = max([low, *(earlier.told for earlier in same_sentence)])
    part = _trim(words, start, begin)
    if part is None or item.rule == "adverb":
        return part
    clause = any(words.flags[k] & (VERB | AUX | MODAL | QUOTED) for k in range(*part))
    split = item.told < len(words) and words.low[item.told] == "," and not words.flags[part[0]] & (PREP | ADV | CONJ)
    return part if clause or split else None


def _stop(words: Words, found: Sequence[Found], index: int, high: int) -> int:
    """Where a report ends at the latest: before the next cue that is joined to this one."""
    if found[index].rule == "relative":
        return _end_of_relative(words, found[index], high)
    subordinate = found[index].link == FOLLOWING or _is_subordinate(words, found[index])
    for later in found[index + 1 : index + 1 + NEAR]:
        if later.first >= high:
            break
        if later.speaker is not None and later.speaker[0] > found[index].told:
            stop = _clause_break(words, later.speaker[0], subordinate=subordinate)
            if stop is not None:
                return stop
        if later.rule in ("conjoined", "participle") and later.link == "inner":
            stop = later.first
            while (
                stop > found[index].told
                and words.flags[stop - 1] & (PUNCT | CONJ | WH)
                and not words.flags[stop - 1] & QUOTES
            ):
                stop -= 1
            return stop
    return _main_clause(words, found[index].told, high) if subordinate else high


def _main_clause(words: Words, start: int, high: int) -> int:
    """The last comma after which a clause opens: there the main clause begins that follows "while they say"."""
    for index in range(high - 2, start, -1):
        if words.low[index] == "," and clause_at(words, index + 1):
            return index
    return high


def _end_of_relative(words: Words, item: Found, high: int) -> int:
    """A relative clause after a comma ends at the comma before the main verb."""
    for index in range(item.told, high - 1):
        if words.low[index] == "," and words.flags[index + 1] & (VERB | AUX | MODAL | CUE):
            return index
    return high


def _is_subordinate(words: Words, item: Found) -> bool:
    """Whether a cue stands in a clause with "while" or the like, after which the main clause has its own speaker."""
    low, _ = words.bounds(item.first)
    first = item.speaker[0] if item.speaker else item.first
    return first > low and words.low[first - 1] in _SUBORDINATING


def _clause_break(words: Words, first: int, *, subordinate: bool) -> int | None:
    """Where the clause before the speaker at `first` ends, if that speaker opens a clause of equal rank."""
    before = words.low[first - 1]
    if before in _CONTRASTING and words.low[first - 2] in (",", ";", "--"):
        return first - 2
    if before == ";" or (before == "," and subordinate):
        return first - 1
    return None


def _trim(words: Words, first: int, after: int) -> Phrase | None:
    """A stretch without "that", commas and stops at its edges; None when nothing is left."""
    while first < after and (words.low[first] in ("that", ",", ":", ";", "--", ".") or words.flags[first] & CONJ):
        first += 1
    while after > first and (
        (words.flags[after - 1] & PUNCT and words.low[after - 1] not in ')]"”’%')
        or words.flags[after - 1] & (CONJ | WH)
    ):
        after -= 1
    opened = sum((words.low[k] == "(") - (words.low[k] == ")") for k in range(first, after))
    if after > first and words.low[after - 1] == ")" and opened < 0:
        return _trim(words, first, after - 1)  # it closes a bracket that opened before
    return (first, after) if after > first else None


def outside(words: Words, item: Found, reported: list[Phrase]) -> list[Phrase]:
    """The words of the sentence outside of the report, where occasion and channel stand."""
    low, high = words.bounds(item.first)
    low, high = max(low, item.first - _OCCASION_WITHIN), min(high, item.told + _OCCASION_WITHIN)
    gaps: list[Phrase] = []
    position = low
    for first, after in sorted(reported):
        if min(first, high) > position:
            gaps.append((position, min(first, high)))
        position = max(position, after)
    if position < high:
        gaps.append((position, high))
    # "told us on December 3 that …": the adverbials between cue and report belong to the saying
    if reported and item.told < high and words.flags[item.told] & PREP:
        that = next((k for k in range(item.told, min(high, item.told + 16)) if words.low[k] == "that"), None)
        if that is not None:
            gaps.append((item.told, that))
    return gaps


def quotations(words: Words, reported: list[Phrase]) -> tuple[tuple[int, int], ...]:
    """The passages in quotation marks inside of a report."""
    found = []
    for first, after in reported:
        start = None
        for index in range(first, after + 1):
            inside = index < after and bool(words.flags[index] & QUOTED) and not words.flags[index] & QUOTES
            if inside and start is None:
                start = index
            elif not inside and start is not None:
                found.append(words.place(start, index))
                start = None
    return tuple(found)
