"""What a shift is about, in a few words, and why it is one, in one plain sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscable.compare.alignment.vectors import stem, table, terms
from crosscable.compare.terms import words_with_places

if TYPE_CHECKING:
    from crosscable.compare.assessments.claims import Claim
    from crosscable.compare.assessments.kinds import Reading
    from crosscable.compare.assessments.lexicon import Mark
    from crosscable.compare.assessments.quantities import Quantity

__all__ = ["reason", "reason_renamed", "topic_of"]

TOPIC_PARTS = 2
TOPIC_WORDS = 3  # in one part
NAME_WORDS = 5  # a name is not cut
_MANNER = re.compile(r"(?:ly|ed|ing)$")
_ADJECTIVE = re.compile(r"(?:al|ic|ive|ous|ary|able|ible|ful|an|ent|ant)$")

# What is said of each kind and direction, of both quotations together.
_TURNS = {
    ("polarity", "up"): "the later passage judges more favourably",
    ("polarity", "down"): "the later passage judges less favourably",
    ("polarity", "reversed"): "one affirms where the other denies",
    ("status", "up"): "the matter has moved on",
    ("status", "down"): "the matter is held up or has fallen back",
    ("hedge", "firmer"): "it is put more firmly",
    ("hedge", "softer"): "it is put more cautiously",
    ("likelihood", "up"): "it is held to be more likely",
    ("likelihood", "down"): "it is held to be less likely",
    ("quantity", "up"): "the later figure is higher or the later date later",
    ("quantity", "down"): "the later figure is lower or the later date earlier",
    ("quantity", "reversed"): "it is measured by another figure",
    ("trend", "up"): "what was falling or flat now rises",
    ("trend", "down"): "what was rising or flat now falls",
    ("tone", "up"): "it is put more warmly",
    ("tone", "down"): "it is put more harshly",
    ("priority", "up"): "it is given more weight",
    ("priority", "down"): "it is given less weight",
    ("scope", "wider"): "it covers more",
    ("scope", "narrower"): "it covers less",
    ("framing", "reversed"): "the two put it in different terms",
}


def topic_of(claims: Sequence[Claim], others: Sequence[Claim] = ()) -> str:
    """The matter of `claims` that `others` share (all of it if there are none), in their own words.

    The weightiest run of plain words and the weightiest name, or two of a sort where the other sort is missing: "gas
    exports (Velmar)", "gas exports and tariffs". Who speaks is no matter, and neither are words of manner or the verbs
    at the head of a run.
    """
    shared = {term for claim in others for term in terms(claim.text)}
    runs = [run for place, claim in enumerate(claims) for run in _runs(claim, place, shared if others else None)]
    runs.sort(key=lambda run: (-run.weight, run.place, run.text))
    best = [next((run for run in runs if run.name == name), None) for name in (False, True)]
    chosen: list[_Run] = []
    for run in [*(run for run in best if run is not None), *runs]:
        if len(chosen) < TOPIC_PARTS and not any(run.stems & kept.stems for kept in chosen):
            chosen.append(run)
    if len(chosen) == TOPIC_PARTS and chosen[0].name != chosen[1].name:
        return f"{chosen[0].text} ({chosen[1].text})"
    return " and ".join(run.text for run in chosen)


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring words of a claim that can name its matter."""

    text: str
    weight: float
    place: int
    name: bool

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(stem(word) for word, _, _ in words_with_places(self.text))


@dataclass(frozen=True, slots=True)
class _Part:
    """A word of a claim: its term (None for words without matter), place, whether a name, and whether it can count."""

    term: str | None
    start: int
    end: int
    name: bool
    counts: bool


def _runs(claim: Claim, place: int, shared: set[str] | None) -> list[_Run]:
    """The runs of a claim's words that `shared` holds (all where it is None), names and plain words apart."""
    parts = [_part(claim, start, end, shared) for _, start, end in words_with_places(claim.text)]
    found: list[list[int]] = []
    for number, part in enumerate(parts):
        if not part.counts:
            continue
        last = found[-1] if found else []
        joined = bool(last) and parts[last[-1]].name == part.name and _touch(claim, parts[last[-1]], part)
        if joined and len(last) < (NAME_WORDS if part.name else TOPIC_WORDS):
            last.append(number)
        elif part.name or not _MANNER.search(claim.text[part.start : part.end]):
            found.append([number])
    return [_run(claim, parts, _whole(claim, parts, run), run, place) for run in found]


def _part(claim: Claim, start: int, end: int, shared: set[str] | None) -> _Part:
    known = terms(claim.text[start:end])
    first = claim.start + start == claim.sentence[0]
    name = claim.text[start].isupper() and not claim.text.isupper() and not first
    counts = bool(known) and (shared is None or known[0] in shared) and not _speaks(claim, start)
    return _Part(known[0] if known else None, start, end, name, counts)


def _touch(claim: Claim, one: _Part, other: _Part) -> bool:
    return not claim.text[one.end : other.start].strip(" -")


def _whole(claim: Claim, parts: Sequence[_Part], run: Sequence[int]) -> range:
    """The run with what belongs to it: the rest of a name, the noun behind an adjective."""
    first, last = run[0], run[-1]

    def joins(at: int, beside: int) -> bool:
        one, other = parts[min(at, beside)], parts[max(at, beside)]
        return parts[at].name == parts[beside].name and _touch(claim, one, other)

    if parts[first].name:
        while first > 0 and last - first + 1 < NAME_WORDS and joins(first - 1, first):
            first -= 1
        while last + 1 < len(parts) and last - first + 1 < NAME_WORDS and joins(last + 1, last):
            last += 1
    elif _ADJECTIVE.search(claim.text[parts[last].start : parts[last].end]):
        behind = last + 1
        if behind < len(parts) and parts[behind].term is not None and joins(behind, last):
            last = behind
    return range(first, last + 1)


def _run(claim: Claim, parts: Sequence[_Part], whole: range, run: Sequence[int], place: int) -> _Run:
    weight = sum(table().idf(term) for at in run if (term := parts[at].term) is not None)
    return _Run(claim.text[parts[whole[0]].start : parts[whole[-1]].end], weight, place, parts[run[0]].name)


def _speaks(claim: Claim, position: int) -> bool:
    """Whether a position of the claim's text lies in the words that name its speaker."""
    at = claim.start + position
    return claim.said_by is not None and claim.said_by[0] <= at < claim.said_by[1]


def _quoted(marks: Sequence[Mark | Quantity]) -> str:
    seen = list(dict.fromkeys(mark.text for mark in marks))[:2]
    return " and ".join(f"“{text}”" for text in seen)


def _distinct(claim: Claim, other: Claim) -> str:
    """The word of a claim that is weightiest and farthest in meaning from all of the other's, quoted; no names."""
    words = table()
    theirs = [words.vector(term) for term in dict.fromkeys(terms(other.text))]
    best: tuple[float, int, str] = (0.0, 0, "")
    for word, start, end in words_with_places(claim.text):
        known = terms(claim.text[start:end])
        if known and known[0] in words.index and not word[0].isdigit() and not claim.text[start].isupper():
            vector = words.vector(known[0])
            distance = 1.0 - max((float(vector @ one) for one in theirs), default=0.0)
            best = max(best, (round(words.idf(known[0]) * distance, 6), -start, claim.text[start:end]))
    return f"“{best[2]}”" if best[2] else ""


def reason(reading: Reading, lead: tuple[Claim, Claim], topic: str = "", *, claimed: bool = True) -> str:
    """One plain sentence: on what, first …, later …, and what that means; where nothing is `claimed` only the words."""
    one = _quoted(reading.left) or ("" if reading.right else _distinct(*lead))
    other = _quoted(reading.right) or ("" if reading.left else _distinct(lead[1], lead[0]))
    turn = _TURNS[reading.kind, reading.direction]
    on = f"On {topic}: " if topic else ""
    if one and other:
        told = f"first {one}, later {other}{f'; {turn}' if claimed else ''}."
    elif not claimed:
        return f"One voice on {topic}." if topic else "One voice."
    elif one:
        told = f"{one} stands in the earlier passage only; perhaps {turn}."
    elif other:
        told = f"{other} stands in the later passage only; perhaps {turn}."
    else:
        told = f"{turn}."
    return on + told if on else told[0].upper() + told[1:]


def reason_renamed(name: str, other: str, *, voice: bool) -> str:
    """Why the same words with another name in them are worth seeing: another says them, or they are said of another."""
    if voice:
        return f"The same words come from “{name}” first and from “{other}” later."
    return f"What is first said of “{name}” is later said of “{other}”."
