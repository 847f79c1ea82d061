"""Whom cables ask to protect: the person named at each request, everywhere in the corpus where that person occurs.

A request is meant for the name right before it, else for the nearest person before it in its sentence ("Ilva Tarn, head
of the port (protect)"); not for one who is only named to say who the nameless source is ("an aide to President Okelo
(protect)"). A request in the plural ("protect both") is meant for every person its sentence names so far, one for the
sources of a cable for every person it quotes. Where the sentence names nobody and is nothing but the request, the last
person named before it is taken: to hide one name too many does less harm than to show one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscable.compare.people.gazetteer import gazetteer
from crosscable.compare.people.titles import TITLES
from crosscable.corpora.protection import Protection, protections
from crosscable.corpora.sentences import sentences

if TYPE_CHECKING:
    from crosscable.compare.people.mentions import Mention
    from crosscable.compare.people.reconcile import People, Person
    from crosscable.corpora.cable import Cable

__all__ = ["Protected", "protected_persons"]

PROBABLE = 0.5  # from here on whoever is probably the protected person is hidden too
"""From this probability of being the same person on, another entry is hidden too."""

# A request for several at once.
_PLURAL = re.compile(r"\b(?:both|all|names|sources|contacts|identities|them|these|those|individuals)\b", re.I)
# "an aide to President Okelo (protect)", "a brother of Tarn (protect)": the words before the name tell that the one to
# be protected is somebody else, whom the cable does not name.
_RELATED = re.compile(
    r"\b(?:aides?|advis[eo]rs?|assistants?|deput(?:y|ies)|associates?|contacts?|sources?|friends?|relatives?|members?"
    r"|wife|husband|son|daughter|brother|sister|cousin|nephew|uncle|father|mother|secretary|staffers?|employees?|close"
    r"|colleagues?|confidants?|lawyers?|spokes(?:man|woman|person)|officials?|part(?:y|ies)|supporters?|opponents?)"
    r"\s+(?:to|of|for|with|in|at|from|on)\s+(?:the\s+|his\s+|her\s+|their\s+)?$",
    re.I,
)
_OF = re.compile(r"\b(?:of|for|at|in|from|to|on)[ \n]+the[ \n]+$", re.I)  # "sources in the Chancellery (protect)"
_REMOVED = re.compile(r"[xX]{4,}")
_NEAR = 12  # characters between a request and a name right behind it
_SHORTEST = 3  # letters of a word that can be a name by itself

_Named = tuple["Mention", "Person"]


@dataclass(frozen=True, slots=True)
class Protected:
    """One person to hide. `person` is the id among the reconciled people, None for a name that is in none of them.

    `forms` are all spellings; `request` is the first place that asks for it: cable, start in its reading. Somebody who
    is only probably the same person as another is an entry of his own and has the other's request.
    """

    person: str | None
    forms: tuple[str, ...]
    request: tuple[str, int]


def protected_persons(cables: Iterable[Cable], people: People) -> tuple[Protected, ...]:
    """Whom `cables` ask to protect, in the order of the first requests (by cable, then by place).

    Args:
        cables: the cables whose requests count.
        people: these cables' reconciled persons, and those of any others.
    """
    asked: dict[str, tuple[str, int]] = {}
    unknown: dict[str, tuple[str, int]] = {}
    mentions = _mentions(people)
    for cable in sorted(cables, key=lambda cable: (cable.name, cable.witness.name)):
        here = mentions.get(cable.witness.name, [])
        for request in protections(cable):
            found, word = _meant(cable, here, request)
            for person in found:
                asked.setdefault(person.id, (cable.name, request.start))
            if word:
                unknown.setdefault(word, (cable.name, request.start))
    for person in people.persons:
        for other in person.probably:
            if person.id in asked and other.probability >= PROBABLE:
                asked.setdefault(other.person, asked[person.id])
    known = [_entry(person, asked[person.id]) for person in people.persons if person.id in asked]
    others = [Protected(None, (word,), place) for word, place in unknown.items()]
    return tuple(sorted((*known, *others), key=lambda entry: (entry.request, entry.person or "", entry.forms)))


def _entry(person: Person, request: tuple[str, int]) -> Protected:
    return Protected(person.id, tuple(form.form for form in person.forms), request)


def _mentions(people: People) -> dict[str, list[_Named]]:
    """The places of all persons by file, in the order of the text."""
    found: dict[str, list[_Named]] = {}
    for person in people.persons:
        if person.kind == "person":
            for form in person.forms:
                for mention in form.mentions:
                    found.setdefault(mention.file, []).append((mention, person))
    for places in found.values():
        places.sort(key=lambda place: (place[0].start, place[0].end))
    return found


def _meant(cable: Cable, here: Sequence[_Named], request: Protection) -> tuple[list[Person], str | None]:
    """The persons that a request is meant for, or a name right before it that is nobody's mention."""
    if request.kind != "person":
        return (_quoted(cable, here) if request.kind == "sources" else []), None
    paragraph, sentence = _bounds(cable, request.start)
    before = [place for place in here if paragraph <= place[0].start and place[0].end <= request.start]
    in_sentence = [place for place in before if place[0].start >= sentence]
    if _PLURAL.search(cable.text[request.start : request.end]):
        return [person for _, person in in_sentence or before], None
    if request.name is not None:
        start, end = request.name
        if any(removed.start < end and start < removed.end for removed in cable.redactions):
            return [], None
        there = [place for place in before if place[0].start < end and start < place[0].end]
        word = None if there else _unknown(cable, start, end)
        if word or (there and not _only_related(cable, there[-1][0], request.start)):
            return [person for _, person in there[-1:]], word
    elif any(sentence <= removed.start and removed.end <= request.start for removed in cable.redactions):
        return [], None  # "XXXXXXXXXXXX of the port authority (protect)"
    return _nearest(cable, here, before, in_sentence, request, sentence), None


def _nearest(
    cable: Cable,
    here: Sequence[_Named],
    before: Sequence[_Named],
    in_sentence: Sequence[_Named],
    request: Protection,
    sentence: int,
) -> list[Person]:
    """Whom a request without a name of its own is meant for."""
    if in_sentence:
        named = [person for mention, person in in_sentence if not _only_related(cable, mention, request.start)]
        return named[-1:]
    line = min(request.end + _NEAR, cable.text.find("\n", request.end) % (len(cable.text) + 1))
    after = [person for mention, person in here if request.end <= mention.whole_start <= line]
    if after:
        return after[:1]
    alone = not cable.text[sentence : request.start].strip(" ([")  # "… he said. (Please protect.)"
    return [person for _, person in before[-1:]] if alone else []


def _quoted(cable: Cable, here: Sequence[_Named]) -> list[Person]:
    """Every person to whom a statement is attributed, those told to the press or to others left out."""
    from crosscable.compare.attribution.statements import attribute

    places = [s.antecedent or s.speaker for s in attribute(cable) if s.kind == "person" and s.addressee in ("us", None)]
    spoken = [place for place in places if place is not None]
    return [person for mention, person in here if any(a < mention.end and mention.start < b for a, b in spoken)]


def _bounds(cable: Cable, position: int) -> tuple[int, int]:
    """Where the paragraph, or outside of paragraphs the line, and the sentence that holds `position` begin."""
    paragraph = cable.paragraph_at(position)
    if paragraph is None:
        line = cable.text.rfind("\n", 0, position) + 1
        return line, line
    begins = [start for start, _ in sentences(cable.text, paragraph.start, paragraph.end) if start <= position]
    return paragraph.start, begins[-1] if begins else paragraph.start


def _only_related(cable: Cable, mention: Mention, request: int) -> bool:
    """Whether a person is named only to say whose aide, brother or contact the nameless source is."""
    between = cable.text[mention.end : request]
    if "possessive" in mention.flags and any(letter.isalpha() for letter in between[2:]):
        return True
    lead = cable.text[max(0, mention.whole_start - 60) : mention.whole_start]
    return bool(_RELATED.search(lead)) and not any(letter.isalpha() for letter in between)


def _unknown(cable: Cable, start: int, end: int) -> str | None:
    """What of the words before a request can be a name that no mention knows: no title, place or common word."""
    if _OF.search(cable.text[max(0, start - 20) : start]):
        return None
    known = gazetteer()
    words = re.findall(r"[^\W\d_][\w'’-]*", cable.text[start:end])
    for index, word in enumerate(words):
        bare = re.sub(r"['’]s$", "", word)
        surname = index and words[index - 1] and known.is_given(words[index - 1])  # "Sergio Bath"
        common = bare.lower() in TITLES or known.is_ordinary(bare) or (known.is_place(bare) and not surname)
        if bare != word or common or len(bare) < _SHORTEST or _REMOVED.match(bare):
            words[index] = ""
    return " ".join(words).rsplit("  ", 1)[-1].strip() or None  # the words behind the last that is no name
