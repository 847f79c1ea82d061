"""Matters that only one of the two cables raises, where they carry weight there.

A sentence of a later cable is new more often than not; what is worth saying is a matter that the cable returns to, or
puts into its subject, summary, comment or a heading, and that the other cable names by no word, acronym, adjective or
spelling. Matters are named by noun phrases in the cable's own words; words that stand in the same sentences are one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscable.compare.alignment.vectors import table, terms
from crosscable.compare.assessments.blocks import MAX_CLAIMS, MAX_LENGTH
from crosscable.compare.assessments.naming import LOOSE, named
from crosscable.compare.assessments.phrases import Noun, Phrase, phrases_of
from crosscable.compare.assessments.restating import REDACTED
from crosscable.compare.assessments.sameness import Known, expansions, same_word
from crosscable.compare.people.gazetteer import gazetteer

if TYPE_CHECKING:
    from crosscable.compare.assessments.claims import Claim
    from crosscable.corpora.cable import Cable

__all__ = ["LEAST_SHOWN", "Raised", "is_whole", "raised"]

Range = tuple[int, int]

# How much a sentence counts for a matter, by zone.
ZONE_WEIGHT = {"summary": 2.0, "comment": 2.0, "heading": 2.0, "body": 1.0}
AGAIN = 0.5  # what each further sentence of one paragraph counts
ZONES_TOO = 1.0  # for each of summary, comment and headings beyond the first
IN_SUBJECT = 3.0  # what the subject line counts
LEAST_WEIGHT = 8.0  # specificity times sentences
LEAST_SENTENCES = 2
# Inverse document frequency: words in more than one cable of nine are no matter by themselves.
LEAST_IDF = 1.5
MOST_IDF = 3.5  # beyond one cable in thirty, rarity says nothing of weight
NAMED = 1.4  # a name, or a word that goes with the same other word again and again
LONE = 0.85  # a noun that is always alone, or each time with another word
CITY = 0.6  # cities are mostly where something happened
PERSON = 0.7  # persons who come new are told elsewhere, in the list of persons
BLAND = 0.5  # "the delegations": who is there, not what is at issue
TOGETHER = 0.5  # share of the sentences of the lesser term from which two terms are one matter
MOST = 8
# What a sentence to quote keeps of its worth if it is too long, speaks of the matter late, leans on what stands before.
CUT, LATE, LEANING = 0.6, 0.8, 0.7
USED = 0.4  # another matter leads with the sentence
LEAST_NEW = 0.35  # least score of a newly raised matter that people are shown
LEAST_GONE = 0.5  # of one not repeated: a later cable seldom repeats all of an earlier one, so silence says less
LEAST_SHOWN = {"newly_raised": LEAST_NEW, "not_repeated": LEAST_GONE}

_MISSING = frozenset({"missing-paragraph", "missing-section"})
LATEST_BEGINNING = 2  # number of the first paragraph of a text that begins at its beginning; a summary can go before

_LEANS = re.compile(r"(?:He|She|They|It|This|These|That|Those|However|But|And|Also|Meanwhile|Nonetheless|Thus)\b")
# Governments ("GOC"), the United States, and officers of embassies: furniture of telegrams.
_FURNITURE = re.compile(
    r"(?:GO[A-Z]{1,4}|Go[A-Z]{1,3}|U\.?S\.?G?|USA|HMG|[A-Z]?DCM|[A-Za-z]{2,5}[Oo]ffs?|(?:CO|STAFF)DELS?|PermReps?"
    r"|SYG|P-?[35]|FM|PM|A/S|DAS|S/[A-Z]+|(?:N|I)GOs?|MFA|MO[A-Z]|RSO|FSN|USUN|AUSTR|United|States|AMEMB\w+|U/S)"
)


@dataclass(frozen=True, slots=True)
class Raised:
    """A matter that one cable raises: its name, its leading term, clauses to quote (best first), its weight.

    `lead` is the place to show first: the sentence of the best clause, or as much of it as can be quoted. `zones` are
    where it stands ("subject" and those of claims), `paragraphs` how many there are of the body; `marks` the places of
    its words.
    """

    topic: str
    term: str
    claims: tuple[Claim, ...]
    lead: Range
    weight: float
    zones: tuple[str, ...]
    paragraphs: int
    marks: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class _Term:
    """A new term: the phrases that hold it, whether the subject line does, how much it says, its weight."""

    stem: str
    phrases: tuple[Phrase, ...]
    in_subject: bool
    specificity: float
    weight: float

    @property
    def sentences(self) -> frozenset[Range]:
        return frozenset(phrase.claim.sentence for phrase in self.phrases)


def raised(cable: Cable, claims: Sequence[Claim], other: Cable) -> tuple[Raised, ...]:
    """What `claims` of `cable` raise and `other` does not, weightiest first."""
    found = _new_terms(cable, claims, other)
    out: list[Raised] = []
    for group in _matters(found):
        if len(out) == MOST:
            break
        matter = _told(cable, claims, group, frozenset(one.claims[0].sentence for one in out))
        if matter is not None and not _named_before(matter, out):
            out.append(matter)
    return tuple(out)


def is_whole(cable: Cable) -> bool:
    """Whether no paragraph or section of a cable is known to be lost; what a torn text lacks was perhaps said there."""
    if any(loss.kind in _MISSING for loss in cable.losses):
        return False
    first = next((at for at, paragraph in enumerate(cable.paragraphs) if paragraph.number is not None), 0)
    return first > 0 or not cable.paragraphs or (cable.paragraphs[0].number or 1) <= LATEST_BEGINNING


def _named_before(matter: Raised, others: Sequence[Raised]) -> bool:
    """Whether the name of a matter ends as that of another does: "moral obligation" and "treaty obligations"."""
    head = terms(matter.topic)[-1:]
    return any(head == terms(other.topic)[-1:] for other in others)


def _new_terms(cable: Cable, claims: Sequence[Claim], other: Cable) -> list[_Term]:
    """The terms of noun phrases that the other cable lacks in every form, weightiest first."""
    known = Known(other)
    defined = expansions(cable.text)
    redacted = bool(REDACTED.search(other.text))
    subject = frozenset(terms(cable.subject or ""))
    speakers = frozenset(stem for claim in claims if claim.speaker for stem in terms(claim.speaker))
    holders: dict[str, list[Phrase]] = {}
    held: dict[str, bool] = {}
    for phrase in phrases_of(cable, claims):
        for noun in phrase.nouns:
            for stem in noun.stems if _can_be_matter(noun, masked=redacted) else ():
                if stem not in held or not held[stem]:
                    held[stem] = known.holds(stem, noun.text, phrase, defined)
                if not phrase.aside and not (stem in speakers and _is_person(noun, speakers)):
                    holders.setdefault(stem, []).append(phrase)
    found = []
    for stem, phrases in holders.items():
        if held[stem] or not _is_noun(stem, phrases):
            continue
        specificity = _specificity(stem, phrases)
        weight = specificity * (_mass(phrases) + IN_SUBJECT * (stem in subject))
        if len({phrase.claim.sentence for phrase in phrases}) + (stem in subject) >= LEAST_SENTENCES:
            found.append(_Term(stem, tuple(phrases), stem in subject, specificity, round(weight, 6)))
    return sorted(found, key=lambda term: (-term.weight, term.stem))


def _can_be_matter(noun: Noun, *, masked: bool) -> bool:
    if len(noun.text) < 2 or noun.title or noun.text in LOOSE or _FURNITURE.fullmatch(noun.text):
        return False
    if noun.text.isupper():
        return True
    # Where names were taken out of the other cable, the absence of one means nothing; places are left in.
    return not (masked and noun.name and not gazetteer().is_place(noun.text))


def _is_noun(stem: str, phrases: Sequence[Phrase]) -> bool:
    """Whether the term heads a phrase, is a name, or stands before one and the same noun twice."""
    heads: dict[frozenset[str], set[Range]] = {}
    for phrase in phrases:
        if stem in phrase.nouns[-1].stems or any(stem in noun.stems and noun.name for noun in phrase.nouns):
            return True
        heads.setdefault(frozenset(phrase.nouns[-1].stems), set()).add(phrase.claim.sentence)
    return any(len(sentences) >= LEAST_SENTENCES for sentences in heads.values())


def _specificity(stem: str, phrases: Sequence[Phrase]) -> float:
    """How much the term says: by its rarity, and more where it is a name or always goes with the same word."""
    rarity = min(MOST_IDF, max(table().idf(part) for part in stem.split("-")))
    if rarity < LEAST_IDF:
        return 0.0
    companions: dict[str, set[Range]] = {}
    for phrase in phrases:
        for other in phrase.stems - {stem}:
            companions.setdefault(other, set()).add(phrase.claim.sentence)
    lasting = any(len(sentences) >= LEAST_SENTENCES for sentences in companions.values())
    nouns = [noun for phrase in phrases for noun in phrase.nouns if stem in noun.stems]
    worth = math.sqrt(rarity)
    if all(_is_person(noun) for noun in nouns):
        return worth * PERSON
    if all(gazetteer().is_in(noun.text, "cities") for noun in nouns):
        return worth * CITY
    if all(noun.bland for noun in nouns):
        return worth * BLAND
    return worth * (NAMED if lasting or all(noun.name for noun in nouns) else LONE)


def _is_person(noun: Noun, speakers: frozenset[str] = frozenset()) -> bool:
    known = gazetteer()
    if not noun.name or noun.text.isupper() or known.is_place(noun.text):
        return False
    return known.is_surname(noun.text) or known.is_given(noun.text) or not speakers.isdisjoint(noun.stems)


def _mass(phrases: Sequence[Phrase]) -> float:
    """The sentences that hold the phrases, by zone; those after the weightiest of a paragraph count less."""
    zones: dict[int, dict[Range, float]] = {}
    for phrase in phrases:
        zones.setdefault(phrase.claim.paragraph, {})[phrase.claim.sentence] = ZONE_WEIGHT[phrase.claim.zone]
    places = {phrase.claim.zone for phrase in phrases} - {"body"}
    return ZONES_TOO * max(0, len(places) - 1) + sum(
        max(counts.values()) + AGAIN * (sum(counts.values()) - max(counts.values())) for counts in zones.values()
    )


def _matters(found: Sequence[_Term]) -> list[list[_Term]]:
    """Forms of one word, and terms that stand in the same sentences; the weightiest of each matter first."""
    groups: list[list[_Term]] = []
    for term in found:
        fit = next((group for group in groups if same_word(term.stem, group[0].stem)), None)
        fit = fit or next((group for group in groups if _is_of(term, group[0])), None)
        if fit is None:
            groups.append([term])
        else:
            fit.append(term)
    return [group for group in groups if group[0].weight >= LEAST_WEIGHT]


def _is_of(term: _Term, lead: _Term) -> bool:
    return len(term.sentences & lead.sentences) >= TOGETHER * len(term.sentences)


def _told(cable: Cable, claims: Sequence[Claim], group: Sequence[_Term], used: frozenset[Range]) -> Raised | None:
    lead = group[0]
    weights = {term.stem: term.specificity for term in group}
    chosen = _chosen(group, weights, used)
    if not chosen:
        return None
    zones = {phrase.claim.zone for phrase in lead.phrases}
    paragraphs = {phrase.claim.paragraph for phrase in lead.phrases if phrase.claim.zone == "body"}
    name = _country(group) or lead
    topic = named(cable, name.stem, name.phrases, chosen[0])
    return Raised(
        topic=topic,
        term=lead.stem,
        claims=chosen,
        lead=_lead(chosen[0], claims),
        weight=lead.weight,
        zones=("subject",) * lead.in_subject + tuple(zone for zone in ZONE_WEIGHT if zone in zones),
        paragraphs=len(paragraphs),
        marks=tuple(sorted({_marked(phrase, lead.stem, frozenset(terms(topic))) for phrase in lead.phrases})),
    )


def _country(group: Sequence[_Term]) -> _Term | None:
    """The country, where the leading term is the name of its people: it names the matter better."""
    if not gazetteer().is_in(group[0].stem, "demonyms"):
        return None
    kin = (term for term in group if same_word(term.stem, group[0].stem))
    return next((term for term in kin if any(_is_country(noun) for p in term.phrases for noun in p.nouns)), None)


def _is_country(noun: Noun) -> bool:
    return gazetteer().is_in(noun.text, "countries")


def _marked(phrase: Phrase, stem: str, topic: frozenset[str]) -> Range:
    """The place of the term in a phrase, with those words of the topic that stand around it there."""
    nouns = phrase.nouns
    first = last = next(number for number, noun in enumerate(nouns) if stem in noun.stems)
    while first > 0 and not topic.isdisjoint(terms(nouns[first - 1].text)):
        first -= 1
    while last + 1 < len(nouns) and not topic.isdisjoint(terms(nouns[last + 1].text)):
        last += 1
    return nouns[first].start, nouns[last].end


def _chosen(group: Sequence[_Term], weights: Mapping[str, float], used: frozenset[Range]) -> tuple[Claim, ...]:
    """The clauses to quote, short enough together: first that of the sentence that says most about the matter."""
    held: dict[Claim, set[str]] = {}
    places: dict[Claim, int] = {}
    for phrase in (phrase for term in group for phrase in term.phrases):
        held.setdefault(phrase.claim, set()).update(phrase.stems & weights.keys())
        places[phrase.claim] = min(phrase.start, places.get(phrase.claim, phrase.start))
    leading = group[0].stem

    def worth(claim: Claim) -> float:
        start, end = claim.sentence
        whole = {stem for other in held if other.sentence == claim.sentence for stem in held[other]}
        value = ZONE_WEIGHT[claim.zone] * sum(weights[stem] for stem in sorted(whole))
        value *= 1.0 if end - start <= MAX_LENGTH else CUT
        value *= 1.0 if (places[claim] - start) * 2 <= end - start else LATE
        value *= USED if claim.sentence in used else 1.0
        return value * (LEANING if _LEANS.match(claim.text) and claim.start == start else 1.0)

    chosen: list[Claim] = []
    room = MAX_LENGTH
    for claim in sorted(held, key=lambda claim: (leading not in held[claim], -round(worth(claim), 6), claim.start)):
        if claim.zone != "heading" and claim.length <= room and len(chosen) < MAX_CLAIMS:
            chosen.append(claim)
            room -= claim.length
    return tuple(chosen)


def _lead(claim: Claim, claims: Sequence[Claim]) -> Range:
    """The sentence of a clause; of a long one whole clauses around it, those before it first."""
    start, end = claim.sentence
    if end - start <= MAX_LENGTH:
        return claim.sentence
    start, end = claim.start, claim.end
    parts = [part for part in claims if part.sentence == claim.sentence]
    for part in sorted(parts, key=lambda part: -part.start):
        if part.end <= start and start - part.end <= 2 and end - part.start <= MAX_LENGTH:
            start = part.start
    for part in parts:
        if part.start >= end and part.start - end <= 2 and part.end - start <= MAX_LENGTH:
            end = part.end
    return start, end
