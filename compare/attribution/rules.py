"""The grammar of attribution: a table of named rules, each of which looks at one cue word and its neighbours.

`find` runs the rules over one paragraph. The first rule that accepts a cue word takes it, and every attribution carries
the name of its rule.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crosscable.compare.attribution.lexicon import Cue, lexicon
from crosscable.compare.attribution.nominal import according_to, adjective, adverb, light_verb, noun, noun_from
from crosscable.compare.attribution.participles import participle
from crosscable.compare.attribution.site import CABLE, NEAR, Found, Profile, Site
from crosscable.compare.attribution.verbal import (
    as_noted_in,
    careful_to,
    conjoined,
    heard_from,
    inverted,
    passive,
    quoting,
    relative,
    said_to,
    verb,
)
from crosscable.compare.attribution.words import AUX, CUE, MODAL, PUNCT, QUOTED, VERB, Words

__all__ = ["RULES", "Rule", "find"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: the kinds of cue word it is asked for, how it looks, and a pattern of what it finds."""

    kinds: tuple[str, ...]
    look: Callable[[Site], Found | None]
    pattern: str


_VERBS = ("verb", "phrase", "news")
# In the order in which they are asked.
RULES: tuple[Rule, ...] = (
    Rule(("preposition",), according_to, "according to somebody"),
    Rule(("adverb",), adverb, "reportedly, allegedly"),
    Rule(_VERBS, said_to, "is said to, is rumored to"),
    Rule(_VERBS, passive, "announced by somebody"),
    Rule(_VERBS, as_noted_in, "as reported in reftel"),
    Rule(_VERBS, heard_from, "heard from somebody that"),
    Rule(_VERBS, relative, "somebody, who said that"),
    Rule(_VERBS, inverted, "“…,” said somebody"),
    Rule(_VERBS, verb, "somebody said"),
    Rule(_VERBS, conjoined, "and added that"),
    Rule(_VERBS, participle, "noting that; with somebody saying; a letter describing"),
    Rule(("adjective",), adjective, "was skeptical that"),
    Rule(_VERBS, careful_to, "was careful to point out"),
    Rule(("noun",), light_verb, "made the comment that"),
    Rule(("noun",), noun_from, "criticism from somebody"),
    Rule(("noun",), noun, "his view that; in somebody's opinion; press reports"),
)


def find(words: Words, profile: Profile = CABLE) -> list[Found]:
    """All attributions of a paragraph, in the order of their cues, by the habits of `profile`.

    What stands in quotation marks is not searched.
    """
    found: list[Found] = []
    taken = 0
    for index in range(len(words)):
        flags = words.flags[index]
        if index < taken or not flags & (CUE | VERB) or flags & (QUOTED | AUX | MODAL) or _is_name(words, index):
            continue
        if found and found[-1].speaker and found[-1].speaker[0] <= index < found[-1].speaker[1]:
            continue
        hit = _first(words, index, found, profile) if flags & CUE else None
        if hit is None and flags & VERB:
            hit = quoting(words, index)
        if hit is not None:
            found.append(hit)
            taken = hit.after
    return found


def _is_name(words: Words, index: int) -> bool:
    """A capital inside of a sentence makes a name of a cue word: "Member States", "Rivers State"."""
    if not words.text[index][0].isupper():
        return False
    low, _ = words.bounds(index)
    return index > low and not words.flags[index - 1] & PUNCT


def _first(words: Words, index: int, found: list[Found], profile: Profile) -> Found | None:
    """What the first rule finds that accepts the cue word at `index` as one of the cues it can be."""
    low, high = words.bounds(index)
    before = [item for item in found[-NEAR:] if item.first >= low]
    for cue, form in lexicon().cues[words.low[index]]:
        after = _cue_end(words, index, cue, high) if cue.kind in profile.kinds else None
        if after is None:
            continue
        site = Site(words, index, after, cue, form, low, high, before, profile)
        for rule in RULES:
            if cue.kind in rule.kinds and (hit := rule.look(site)) is not None:
                return hit
    return None


def _cue_end(words: Words, index: int, cue: Cue, high: int) -> int | None:
    """The word after a cue of one or more words; a pronoun may stand inside of it ("made it clear")."""
    position = index + 1
    for part in cue.words[1:]:
        if position < high and words.low[position] in ("it", "this", "them") and part != words.low[position]:
            position += 1
        if position >= high or words.low[position] != part:
            return None
        position += 1
    return position
