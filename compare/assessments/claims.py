"""Claims: the clauses of a cable that assert something, each with its speaker, its zone and its slots.

A slot holds what can differ while the topic stays: negation, likelihood, firmness, trend, status, priority, value,
scope and quantities. A claim is a clause and not a sentence, because cables put two claims into one sentence more often
than not, and a quotation has to be short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crosscable.compare.assessments.lexicon import Mark, marks
from crosscable.compare.assessments.quantities import Quantity, quantities
from crosscable.compare.attribution.identities import identify
from crosscable.corpora.sentences import sentences

if TYPE_CHECKING:
    from crosscable.compare.attribution.statements import Statement
    from crosscable.compare.people.reconcile import People
    from crosscable.corpora.cable import Cable, Paragraph

__all__ = ["Claim", "claims", "clauses", "voiced"]

Range = tuple[int, int]

MIN_CLAUSE, MAX_CLAUSE = 45, 120  # code points; shorter clauses have no topic of their own
MIN_SENTENCE = 15

_ZONES = {"summary": "summary", "comment": "comment"}
_NO_CLAIMS = {"signature", "table"}

# Where a long sentence may be cut: strong marks first, a bare comma only when nothing else divides it.
_CUT = re.compile(
    r"; |: | -- ?|--"
    r"|, (?=(?:but|and|while|although|though|which|who|whereas|noting|adding|saying|with|as|so|because|however|yet|or"
    r"|where|including|despite|even|if|after|before|not|citing|calling|making|leaving|urging|given)\b)"
    r"| (?=(?:while|although|but|because|despite|whereas|unless|after|since)\b)"
)
_COMMA = re.compile(r", ")

_OPENING = re.compile(
    r"(?i)^\W*(?:(?:begin |end )?(?:summary|comment|note|action request)(?: and comment)?\b\s*[.:)/-]*\s*)+"
)
# Lines that assert nothing about the world: cross references, clearances, requests, contact lines, biographies.
_FURNITURE = re.compile(
    r"^\W*(?:ref(?:tel)?s?\b|see (?:also )?ref|for (?:a )?(?:full|more|further)\b|please\b|minimize considered"
    r"|visit (?:embassy|amembassy)|https?:|drafted|cleared|this (?:cable|message|is an? action)\b)"
    r"|\b(?:cleared (?:this|the) (?:cable|message)|has been (?:cleared|coordinated) (?:by|with)|was born (?:in|on)"
    r"|graduated from|speaks (?:fluent|some|good|excellent))\b",
    re.IGNORECASE,
)
# Who met whom on which day: the same actors in both cables, but no common claim.
_MEETING = re.compile(
    r"\b(?:met|meets|meeting|lunch(?:ed)?|dined|dinner|spoke|paid a (?:courtesy )?call|called on|accompanied|hosted"
    r"|visited|arrived|attended|participants?|also present)\b"
)
_DAY = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One clause: its place, its sentence and paragraph (number in the cable's order), zone and speaker, and its slots.

    `zone` is summary, comment, heading or body. `speaker` is None for the embassy's own voice, else the name of the
    person or institution as resolved; `person` the key that is equal for the same source in both cables, None for one
    who cannot be told apart. `meeting` marks clauses that only report who met whom. `text` is the clause as read;
    `length` the room its quotation takes: its code points in the file, with line ends inside, and a space. `said_by` is
    the place in the cable where its speaker is named.
    """

    cable: str
    start: int
    end: int
    sentence: Range
    paragraph: int
    zone: str
    speaker: str | None
    person: str | None
    statement: int | None
    meeting: bool
    text: str
    length: int
    said_by: Range | None
    marks: tuple[Mark, ...]
    quantities: tuple[Quantity, ...]

    def of(self, category: str) -> tuple[Mark, ...]:
        """The marks of one category."""
        return tuple(mark for mark in self.marks if mark.category == category)


def claims(cable: Cable, statements: Sequence[Statement] = (), people: People | None = None) -> tuple[Claim, ...]:
    """The claims of a cable in the order of its text; headings too, as claims of one clause."""
    return voiced(clauses(cable, statements), cable, statements, people)


def voiced(
    found: Sequence[Claim], cable: Cable, statements: Sequence[Statement], people: People | None
) -> tuple[Claim, ...]:
    """The claims with the names of their speakers, as `people` knows them."""
    known = {at: _voice(cable, statements[at], people) for at in {claim.statement for claim in found} if at is not None}
    return tuple(
        claim
        if claim.statement is None
        else replace(claim, speaker=known[claim.statement][0], person=known[claim.statement][1])
        for claim in found
    )


def clauses(cable: Cable, statements: Sequence[Statement] = ()) -> tuple[Claim, ...]:
    """The claims of a cable, each with the number of its statement and nobody named yet."""
    voices = _Voices(statements)
    found: list[Claim] = []
    for number, paragraph in enumerate(cable.paragraphs):
        if paragraph.role in _NO_CLAIMS:
            continue
        for start, end in sentences(cable.text, paragraph.start, paragraph.end):
            for clause in _clauses(cable.text, start, end):
                found.append(_claim(cable, voices, clause, (start, end), number, _zone(cable, paragraph, start)))
    for at, heading in enumerate(cable.headings):
        if heading.end - heading.start >= MIN_SENTENCE:
            place = (heading.start, heading.end)
            found.append(_claim(cable, voices, place, place, -1 - at, "heading"))
    return tuple(sorted(found, key=lambda claim: (claim.start, claim.end)))


def _zone(cable: Cable, paragraph: Paragraph, position: int) -> str:
    for block in cable.blocks:
        if block.kind in _ZONES and block.start <= position < block.end:
            return _ZONES[block.kind]
    return _ZONES.get(paragraph.role, "body")


def _clauses(text: str, start: int, end: int) -> Iterator[Range]:
    """The clauses of one sentence that assert something, without the words that open or close a zone."""
    opening = _OPENING.match(text[start:end])
    if opening:
        start += opening.end()
    if end - start < MIN_SENTENCE or _FURNITURE.search(text[start:end]):
        return
    strong = [start + cut.end() for cut in _CUT.finditer(text[start:end])]
    weak = [start + cut.end() for cut in _COMMA.finditer(text[start:end])]
    for begin, finish in _divided(start, end, strong, weak):
        yield begin, begin + len(text[begin:finish].rstrip())


def _divided(start: int, end: int, strong: Sequence[int], weak: Sequence[int]) -> list[Range]:
    """Halves at the strong mark nearest the middle, then at commas, until clauses are short enough."""
    if end - start <= MAX_CLAUSE:
        return [(start, end)]
    for cuts in (strong, weak):
        fit = [cut for cut in cuts if cut - start >= MIN_CLAUSE and end - cut >= MIN_CLAUSE]
        if fit:
            cut = min(fit, key=lambda at: (abs((start + end) / 2 - at), at))
            return _divided(start, cut, strong, weak) + _divided(cut, end, strong, weak)
    return [(start, end)]


def _claim(cable: Cable, voices: _Voices, place: Range, sentence: Range, paragraph: int, zone: str) -> Claim:
    start, end = place
    text = cable.text[start:end]
    source = cable.map.to_source(start, end)
    found = marks(cable.text, start, end)
    at = voices.at(start, end)
    weight = any(mark.category in {"likelihood", "value", "trend", "halt", "own_view"} for mark in found)
    return Claim(
        cable=cable.name,
        start=start,
        end=end,
        sentence=sentence,
        paragraph=paragraph,
        zone=zone,
        speaker=None,
        person=None,
        statement=at,
        meeting=bool(_MEETING.search(text)) and not weight and (bool(_DAY.search(text)) or paragraph < 0),
        text=text,
        length=source[1] - source[0] + 1,
        said_by=None if at is None else voices.statements[at].speaker,
        marks=found,
        quantities=quantities(cable.text, start, end),
    )


class _Voices:
    """Whose words stand where: the statements of one cable, by the place of their content."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = tuple(statements)

    def at(self, start: int, end: int) -> int | None:
        """The innermost statement that makes up most of a clause, its speaker and cue counted in."""
        best: tuple[int, int] | None = None
        for number, statement in enumerate(self.statements):
            opening = min(place[0] for place in (statement.speaker, statement.cue) if place)
            for a, b in statement.content:
                told = min(b, end) - max(a, start)
                with_speaker = min(b, end) - max(min(a, opening), start)
                if told > 0 and with_speaker > (end - start) / 2:
                    best = min(best or (b - a, number), (b - a, number))
        return best[1] if best else None


def _voice(cable: Cable, statement: Statement, people: People | None) -> tuple[str | None, str | None]:
    """Speaker and person of a statement; (None, None) for the embassy's own voice."""
    if statement.kind == "embassy":
        return None, None
    known = identify(cable, statement, people)
    if known:
        key = "+".join(f"{one.key[0]}:{one.key[1]}" for one in known) if all(one.lasting for one in known) else None
        return " and ".join(one.name for one in known), key
    place = statement.speaker
    return statement.resolved or (cable.text[slice(*place)] if place else statement.kind), None
