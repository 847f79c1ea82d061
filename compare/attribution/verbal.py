"""Rules for finite reporting verbs: somebody said, who said, and added, announced by, as reported in."""

from __future__ import annotations

from crosscable.compare.attribution.agents import right
from crosscable.compare.attribution.clauses import Phrase, head, skip_left
from crosscable.compare.attribution.lexicon import BASE, GERUND, PARTICIPLE, PAST, THIRD, Cue, listed
from crosscable.compare.attribution.phrases import ending_at, left
from crosscable.compare.attribution.site import NOBODY, Found, Site
from crosscable.compare.attribution.verbs import agrees, is_verb
from crosscable.compare.attribution.words import (
    ADV,
    AUX,
    BE,
    CONJ,
    DET,
    DOCUMENT,
    EMBASSY,
    HUMAN,
    MODAL,
    NAME,
    OBJECT,
    POSSESSIVE,
    PREP,
    PRESS,
    PUNCT,
    QUOTED,
    QUOTES,
    TITLE,
    VERB,
    WH,
    Words,
)

__all__ = [
    "as_noted_in",
    "careful_to",
    "conjoined",
    "heard_from",
    "inverted",
    "is_document",
    "passive",
    "quoting",
    "relative",
    "said_to",
    "verb",
]

_SUBJECT_WITHIN = 100  # words from the opening of a sentence to its first finite verb


def is_document(words: Words, phrase: Phrase) -> bool:
    """Whether a document speaks, and no person, press or office."""
    top = head(words, *phrase)
    if top is None:
        return False
    flags = words.flags[top]
    return bool(flags & DOCUMENT) and not flags & (HUMAN | PRESS | EMBASSY | TITLE)


def verb(site: Site) -> Found | None:
    """A finite reporting verb with its subject to the left."""
    words, index = site.words, site.index
    if not is_verb(words, index, site.cue, site.form):
        return None
    last = skip_left(words, index - 1, site.low)
    if last < site.low or words.flags[last] & CONJ or words.low[last] == "who":
        return None
    reports = site.next in ("that", '"', "“") or site.lemma == "say"
    subject = left(words, index, anyone=reports and site.lemma in listed("personal_verbs"))
    if subject is None:
        return None
    auxiliary = any(words.flags[k] & AUX for k in range(subject[1], index))
    if site.form == BASE and not auxiliary and not agrees(words, subject):
        return None
    if is_document(words, subject) and site.lemma not in listed("document_verbs"):
        return None
    if not site.reports(spoken_before=_introduced(site, subject[0])) and not _gapped(site, subject[0]):
        return None
    return site.found("verb", subject)


def _introduced(site: Site, first: int) -> bool:
    """Whether the speaker stands after a comma or quotation marks, so that the report may come before."""
    if first <= site.low:
        return False
    return site.words.low[first - 1] in (",", "--") or bool(site.words.flags[first - 1] & QUOTES)


def _gapped(site: Site, first: int) -> bool:
    """Whether the report is what a relative word before the subject stands for: "a step which they saw as"."""
    if first <= site.low or site.words.low[first - 1] not in ("which", "whom", "as"):
        return False
    return bool(set(site.cue.frames) & set("tcoan"))


def inverted(site: Site) -> Found | None:
    """Speech before the verb and the speaker after it: “…,” said Roe."""
    words, index = site.words, site.index
    if site.form not in (PAST, THIRD) or index - 1 < site.low or site.after >= site.high:
        return None
    quoted = words.flags[index - 1] & (QUOTES | QUOTED)
    if not quoted and not (words.low[index - 1] == "," and site.lemma in listed("personal_verbs")):
        return None
    if words.flags[site.after] & (PREP | CONJ | WH | PUNCT | OBJECT) and not words.flags[site.after] & DET:
        return None
    speaker = right(words, site.after)
    if speaker is None or (not quoted and speaker[1] < site.high and not words.flags[speaker[1]] & PUNCT):
        return None
    return site.found("inverted", speaker, told=speaker[1])


def relative(site: Site) -> Found | None:
    """A relative clause: "Roe, who said that", "a letter that claimed"; what "who" stands for speaks."""
    words, index, low = site.words, site.index, site.low
    if site.form not in (BASE, THIRD, PAST):
        return None
    last = skip_left(words, index - 1, low)
    if last <= low or words.low[last] not in ("who", "which", "that") or words.flags[last + 1] & (BE | MODAL):
        return None
    if not site.reports():
        return None
    speaker = ending_at(words, last - 1 - (words.low[last - 1] == ","), low)
    if speaker is None:
        return None
    if words.low[last] != "who" and not (is_document(words, speaker) and site.lemma in listed("document_verbs")):
        return None
    return site.found("relative", speaker)


def conjoined(site: Site) -> Found | None:
    """A further verb of the same subject: "and added that"; with no cue before it, the sentence's subject speaks."""
    words, index, low = site.words, site.index, site.low
    if site.form not in (PAST, THIRD, BASE) or not is_verb(words, index, site.cue, site.form):
        return None
    last = skip_left(words, index - 1, low)
    if last < low or not (words.flags[last] & CONJ or words.low[last] in (",", "--", ";", "then")):
        return None
    if _says_nothing(site) or not site.reports():
        return None
    if site.spoken:
        return site.found("conjoined", None)
    if site.form == BASE or not words.flags[last] & CONJ:
        return None
    subject = _sentence_subject(words, low, last)
    return site.found("conjoined-first", subject) if subject is not None else None


def _says_nothing(site: Site) -> bool:
    """A conjoined verb that ends its clause says nothing: "met and talked."."""
    return site.next in (".", ";", "and") and site.lemma not in ("agree", "concur")


def _sentence_subject(words: Words, low: int, verb_at: int) -> Phrase | None:
    """The subject of the first finite verb of the sentence."""
    for position in range(low + 1, min(verb_at, low + _SUBJECT_WITHIN)):
        flags = words.flags[position]
        finite = flags & (VERB | AUX | MODAL) and not flags & NAME
        if finite and not words.flags[position - 1] & (DET | PREP | POSSESSIVE):
            return left(words, position)
    return None


def passive(site: Site) -> Found | None:
    """A passive with its agent: "announced by the Minister"."""
    words = site.words
    if site.form not in (PAST, PARTICIPLE) or len(site.cue.words) > 1 or site.lemma in listed("no_passive"):
        return None
    by = site.after
    while by < site.high and words.flags[by] & ADV:
        by += 1
    if by + 1 >= site.high or words.low[by] != "by" or _would_be(site):
        return None
    if words.low[by + 1].endswith("ing") and not words.flags[by + 1] & (NAME | HUMAN):
        return None  # "responded by requesting"
    agent = right(words, by + 1)
    return site.found("passive", agent, told=site.after) if agent is not None else None


def _would_be(site: Site) -> bool:
    """Whether the passive tells of what may or should be said."""
    words, last = site.words, site.index - 1
    while last >= site.low and words.flags[last] & ADV:
        last -= 1
    return last > site.low and words.low[last] == "be" and bool(words.flags[last - 1] & MODAL)


def said_to(site: Site) -> Found | None:
    """As in "Is said to", "are rumoured to": said by nobody the cable names."""
    words = site.words
    if site.form not in (PAST, PARTICIPLE) or words.low[site.index] not in listed("hearsay"):
        return None
    last = site.index - 1
    while last >= site.low and words.flags[last] & ADV:
        last -= 1
    if last < site.low or not words.flags[last] & BE or site.next not in ("to", "that"):
        return None
    return site.found("said-to", None, link=NOBODY)


def heard_from(site: Site) -> Found | None:
    """As in "She had heard from bankers that": the bankers speak."""
    if site.lemma not in ("hear", "learn") or site.form not in (PAST, BASE, GERUND) or site.next != "from":
        return None
    speaker = right(site.words, site.after + 1) if site.after + 1 < site.high else None
    if speaker is None or not site.reports(speaker[1]):
        return None
    return site.found("heard-from", speaker, told=speaker[1])


def as_noted_in(site: Site) -> Found | None:
    """As in "As reported in reftel": an earlier cable speaks."""
    words, low, high = site.words, site.low, site.high
    if site.form != PAST or site.index <= low or (site.next != "in" and site.next not in listed("reference_words")):
        return None
    last = site.index - 1
    while last > low and words.flags[last] & ADV:
        last -= 1
    if words.low[last] not in ("as", "and", "was", "were") and not words.flags[last] & PUNCT:
        return None
    place = site.after + (site.next == "in")
    if place < high and words.low[place] in ("the", "our", "previous", "its"):
        place += 1
    if place >= high or words.low[place] not in listed("reference_words"):
        return None
    end = place + 1
    if end < high and len(words.low[end]) == 1 and words.text[end].isalpha():
        end += 1  # the letter of the reference: ref A
    return site.found("as-noted-in", (place, end), told=end)


def careful_to(site: Site) -> Found | None:
    """As in "Was careful to point out", "hastened to add", "took pains to stress"."""
    words, index = site.words, site.index
    if site.form != BASE or index - 3 < site.low or words.low[index - 1] != "to":
        return None
    if words.low[index - 2] not in listed("before_to") or not site.reports():
        return None
    for position in range(index - 2, max(site.low, index - 8), -1):
        if words.flags[position] & (VERB | AUX) and not words.flags[position - 1] & (VERB | AUX):
            if words.low[position] in ("be", "being") or words.flags[position - 1] & MODAL:
                return None
            subject = left(words, position)
            return site.found("careful-to", subject) if subject is not None else None
    return None


def quoting(words: Words, index: int) -> Found | None:
    """Any verb right before quoted speech: Roe closed, “…”."""
    _, high = words.bounds(index)
    if index + 2 >= high or words.low[index + 1] not in (",", ":") or not words.flags[index + 2] & QUOTES:
        return None
    subject = left(words, index)
    if subject is None:
        return None
    return Found("quoting", Cue((words.low[index],), "verb", "neutral", "q"), index, index + 1, index + 1, subject)
