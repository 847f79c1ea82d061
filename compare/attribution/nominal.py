"""Rules for cues that are no verbs: according to, reportedly, was sceptical that, his view that, criticism from."""

from __future__ import annotations

from crosscable.compare.attribution.agents import right
from crosscable.compare.attribution.lexicon import ADJECTIVE, NOUN, listed
from crosscable.compare.attribution.phrases import ending_at, left
from crosscable.compare.attribution.site import NOBODY, Found, Site
from crosscable.compare.attribution.verbal import is_document
from crosscable.compare.attribution.words import (
    ADV,
    AUX,
    BE,
    CONJ,
    CUE,
    DET,
    GENITIVE,
    HAVE,
    MODAL,
    NAME,
    NOMINAL,
    POSSESSIVE,
    PREP,
    PRESS,
    PRONOUN,
    PUNCT,
    QUOTES,
    VERB,
)

__all__ = ["according_to", "adjective", "adverb", "light_verb", "noun", "noun_from"]

_ABOUT = frozenset(("that", ":", "about", "on", "regarding", "in"))
_BEFORE_VIEW = frozenset(("in", "of", "from", "to"))
_ENDS_OWNER = GENITIVE | POSSESSIVE | PREP | PUNCT | VERB | AUX | CONJ | DET | NOMINAL


def according_to(site: Site) -> Found | None:
    """As in "According to" and whoever follows it."""
    if site.after >= site.high:
        return None
    speaker = right(site.words, site.after)
    return site.found("according-to", speaker) if speaker is not None else None


def adverb(site: Site) -> Found | None:
    """As in "Reportedly": said by nobody the cable names."""
    return site.found("adverb", None, link=NOBODY)


def adjective(site: Site) -> Found | None:
    """A state of mind after "be", "seem" and the like: "was sceptical that"."""
    words, low = site.words, site.low
    if site.form != ADJECTIVE:
        return None
    last = site.index - 1
    while last >= low and words.flags[last] & ADV:
        last -= 1
    if last < low or not words.flags[last] & BE or words.low[last] in ("be", "being"):
        return None
    verb = last
    while verb - 1 >= low and words.flags[verb - 1] & (HAVE | ADV | AUX) and not words.flags[verb - 1] & PRONOUN:
        verb -= 1
    if verb > low and words.flags[verb - 1] & MODAL:
        return None
    subject = left(words, verb)
    if subject is None or words.low[subject[0]] == "it" or is_document(words, subject):
        return None
    return site.found("adjective", subject) if site.reports() else None


def light_verb(site: Site) -> Found | None:
    """As in "Made the comment that", "issued a statement on", "is of the opinion that": the noun is the cue."""
    words = site.words
    if site.form != NOUN or site.after >= site.high:
        return None
    if site.next not in _ABOUT and not words.flags[site.after] & QUOTES:
        return None
    for position in range(site.index - 1, max(site.low, site.index - 6), -1):
        word, flags = words.low[position], words.flags[position]
        if word in listed("light_verbs") or (flags & BE and words.low[position + 1] == "of" and site.next == "that"):
            subject = left(words, position)
            return site.found("light-verb", subject) if subject is not None else None
        if flags & (PUNCT | VERB | AUX | NAME) or (flags & PREP and word != "of"):
            return None
    return None


def noun_from(site: Site) -> Found | None:
    """As in "Criticism from her colleagues": whoever stands after "from"."""
    if site.form != NOUN or site.lemma not in listed("received_nouns"):
        return None
    if site.next != "from" or site.after + 1 >= site.high:
        return None
    speaker = right(site.words, site.after + 1)
    return site.found("noun-from", speaker, told=speaker[1]) if speaker is not None else None


def noun(site: Site) -> Found | None:
    """A reporting noun with its owner: "his view that", "in Roe's opinion", "press reports that"."""
    words, low, index = site.words, site.low, site.index
    if site.form != NOUN:
        return None
    if words.low[index] in listed("press_nouns") and index > low and words.flags[index - 1] & PRESS:
        governed = index - 2 >= low and words.flags[index - 2] & CUE
        subject = site.after < site.high and words.flags[site.after] & (VERB | AUX | MODAL)
        return None if governed or subject else site.found("press-noun", (index - 1, index))
    owner = index - 1
    while owner >= low and index - owner < 4 and not words.flags[owner] & _ENDS_OWNER:
        owner -= 1
    if owner < low:
        return None
    if words.flags[owner] & POSSESSIVE and words.low[owner] not in ("its", "your", "my"):
        said = site.next == "that" and words.low[owner] != "our"
        return site.found("noun-possessive", (owner, owner + 1)) if said or _in_view(site, owner) else None
    if words.flags[owner] & GENITIVE and owner > low:
        speaker = ending_at(words, owner - 1, low)
        if speaker is not None and (site.next == "that" or _in_view(site, speaker[0])):
            return site.found("noun-genitive", speaker)
    return None


def _in_view(site: Site, first: int) -> bool:
    """Whether "in" stands before the owner of a view: "in his opinion"."""
    if site.words.low[site.index] not in listed("framing_nouns") or first <= site.low:
        return False
    return site.words.low[first - 1] in _BEFORE_VIEW
