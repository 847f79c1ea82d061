"""Rules for reporting participles: ", noting that", "with Roe saying", "a letter describing"."""

from __future__ import annotations

from crosscable.compare.attribution.complements import clause_at, that_ahead
from crosscable.compare.attribution.lexicon import GERUND, listed
from crosscable.compare.attribution.phrases import left
from crosscable.compare.attribution.site import FOLLOWING, Found, Site
from crosscable.compare.attribution.verbal import is_document
from crosscable.compare.attribution.words import (
    ADV,
    AUX,
    CONJ,
    CUE,
    DET,
    MODAL,
    NOMINAL,
    OBJECT,
    POSSESSIVE,
    PREP,
    PRONOUN,
    PUNCT,
    QUOTES,
)

__all__ = ["participle"]

_REPORT_OPENINGS = frozenset(("there", ":", "only", "instead", "also", "again", "however"))


def participle(site: Site) -> Found | None:
    """A reporting participle: ", noting that", "while stressing"; opening a sentence it speaks for what follows."""
    words, low = site.words, site.low
    if site.form != GERUND or not _report_follows(site):
        return None
    previous = site.index - 1
    while previous >= low and words.flags[previous] & ADV:
        previous -= 1
    word = words.low[previous] if previous >= low else ""
    if word in listed("not_before_gerund"):
        return None
    if previous < low or (previous == low and (word in listed("before_gerund") or word in ("by", "in"))):
        return _opening(site)
    if site.lemma in listed("gerunds_after_cue") and not site.spoken:
        return None
    joined = words.flags[previous] & (PUNCT | CONJ) or word in listed("before_gerund")
    if not joined and not (word == "by" and site.spoken):
        return _with_own_subject(site)
    if _listed_act(site) or not (site.spoken or _is_clause(site)):
        return None
    return site.found("participle", None)


def _is_clause(site: Site) -> bool:
    """Whether a clause or quotation follows: without a cue before it, "adding" with a noun is an act."""
    words, after = site.words, site.after
    if after >= site.high:
        return False
    said = site.next in listed("questions") or site.next == ":" or words.flags[after] & QUOTES
    return bool(said) or clause_at(words, after) or that_ahead(words, after) is not None


def _opening(site: Site) -> Found | None:
    acts = site.lemma in listed("gerunds_after_cue") and site.lemma not in ("see", "hear")
    return site.found("participle-opening", None, link=FOLLOWING) if not acts or site.spoken else None


def _with_own_subject(site: Site) -> Found | None:
    """A participle without a comma: "with Roe saying that", "a letter describing", or of the speaker before."""
    words, after = site.words, site.after
    subject = left(words, site.index)
    if subject is not None and subject[0] > site.low and words.low[subject[0] - 1] == "with":
        return site.found("with-saying", subject)
    if subject is not None and is_document(words, subject) and site.lemma in listed("document_verbs"):
        return site.found("document-saying", subject)
    plain = "x" in site.cue.frames and site.spoken and after < site.high
    if plain and (words.low[after] == "that" or clause_at(words, after)):
        return site.found("participle", None)
    return None


def _listed_act(site: Site) -> bool:
    """One of several gerunds that are acts: "by meeting and briefing"."""
    words, index = site.words, site.index
    if index - 2 < site.low or words.low[index - 1] != "and":
        return False
    return words.low[index - 2].endswith("ing") and not words.flags[index - 2] & CUE


def _is_compound(site: Site) -> bool:
    """A noun right after the gerund makes one word of the two: "reporting officers"."""
    if site.after >= site.high or site.next in listed("questions"):
        return False
    return site.words.text[site.after].islower() and bool(site.words.flags[site.after] & NOMINAL)


def _report_follows(site: Site) -> bool:
    """Whether a report follows: anything but a preposition for verbs of saying, a clause for the others."""
    if "x" not in site.cue.frames:
        return site.reports() and not _is_compound(site)
    if site.after >= site.high:
        return False
    flags, word = site.words.flags[site.after], site.next
    if word in listed("questions") or word in _REPORT_OPENINGS:
        return True
    if flags & (DET | POSSESSIVE | PRONOUN | QUOTES | OBJECT | NOMINAL | ADV):
        return True
    return not flags & (PUNCT | PREP | CONJ | AUX | MODAL)
