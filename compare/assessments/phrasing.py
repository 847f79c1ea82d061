"""What a shift is about, in a few words, and why it is one, in one plain sentence."""

from __future__ import annotations

from collections.abc import Sequence
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

# What is said of each kind and direction, after the two quoted words.
_TURNS = {
    ("polarity", "up"): "the words of judgement turn more favourable",
    ("polarity", "down"): "the words of judgement turn less favourable",
    ("polarity", "reversed"): "what one says the other denies",
    ("status", "up"): "the matter has moved on",
    ("status", "down"): "the matter has been held up or has fallen back",
    ("hedge", "firmer"): "it is put more firmly",
    ("hedge", "softer"): "it is put more cautiously",
    ("likelihood", "up"): "it is held to be more likely",
    ("likelihood", "down"): "it is held to be less likely",
    ("quantity", "up"): "the figure or date is later or higher",
    ("quantity", "down"): "the figure or date is earlier or lower",
    ("quantity", "reversed"): "it is measured by another figure",
    ("trend", "up"): "what was falling or flat now rises",
    ("trend", "down"): "what was rising or flat now falls",
    ("tone", "up"): "it is put more warmly",
    ("tone", "down"): "it is put more harshly",
    ("priority", "up"): "it is given more weight",
    ("priority", "down"): "it is given less weight",
    ("scope", "wider"): "it covers more",
    ("scope", "narrower"): "it covers less",
    ("framing", "reversed"): "the same matter is seen in another light",
}


def topic_of(claims: Sequence[Claim], others: Sequence[Claim] = ()) -> str:
    """The weightiest words of `claims` that `others` share (all words if there are none), as written, in order."""
    shared = {term for claim in others for term in terms(claim.text)}
    runs: list[tuple[float, int, str]] = []
    for place, claim in enumerate(claims):
        run: list[tuple[int, int, float]] = []
        for word, start, end in [*words_with_places(claim.text), ("", -1, -1)]:
            known = terms(claim.text[start:end]) if word else []
            keep = bool(known) and (not others or known[0] in shared)
            broken = run and (not keep or claim.text[run[-1][1] : start].strip(" -") or len(run) == TOPIC_WORDS)
            if broken:
                runs.append((sum(w for *_, w in run), place, claim.text[run[0][0] : run[-1][1]]))
                run = []
            if keep:
                run.append((start, end, table().idf(known[0])))
    chosen: list[tuple[float, int, str]] = []
    for weight, place, text in sorted(runs, key=lambda run: (-run[0], run[1], run[2])):
        stems = {stem(word) for word, _, _ in words_with_places(text)}
        if not any(stems & {stem(word) for word, _, _ in words_with_places(kept)} for _, _, kept in chosen):
            chosen.append((weight, place, text))
        if len(chosen) == TOPIC_PARTS:
            break
    return ", ".join(text for _, _, text in chosen)


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


def reason(reading: Reading, lead: tuple[Claim, Claim]) -> str:
    """One plain sentence: then …, now …, and what that means."""
    one = _quoted(reading.left) or ("" if reading.right else _distinct(*lead))
    other = _quoted(reading.right) or ("" if reading.left else _distinct(lead[1], lead[0]))
    turn = _TURNS[reading.kind, reading.direction]
    if one and other:
        return f"Then {one}, later {other}: {turn}."
    if one:
        return f"Then {one}, later without such a word: {turn}."
    if other:
        return f"Then without such a word, later {other}: {turn}."
    return f"The two passages differ: {turn}."


def reason_renamed(name: str, other: str, *, voice: bool) -> str:
    """Why the same words with another name in them are worth seeing: another says them, or they are said of another."""
    if voice:
        return f"The same words come from “{name}” first and from “{other}” later."
    return f"What is first said of “{name}” is later said of “{other}”."
