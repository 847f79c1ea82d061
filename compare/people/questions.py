"""What is left for an editor: pairs of written forms that may be one person's, the most rewarding first.

A pair is asked while its likeness lies between `LEAST` and certain and no decision says anything of it, directly or by
way of others. A pair that was parted is asked again only when cables name it that were not known then, and says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from math import log2

from crosscable.compare.decisions import Decision, Decisions, canonical_form
from crosscable.compare.people.blocking import candidates
from crosscable.compare.people.context import Surroundings, surroundings
from crosscable.compare.people.likeness import CERTAIN, Likeness, likeness, score
from crosscable.compare.people.model import model
from crosscable.compare.people.names import parse_name
from crosscable.compare.people.rarity import ENOUGH, Rarity, background, count
from crosscable.compare.placed import parse_placed, plain_form

__all__ = ["LEAST", "Place", "Question", "WrittenForm", "decided", "forms_of_list", "questions"]

# Below this a pair is not worth a question: one in twenty would be the same person.
LEAST = 0.05
# Contexts that are compared for one pair; the likeliest pair of contexts counts.
_CONTEXTS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """One mention: cable id, paragraph number (None outside of numbered ones), and the words around [the name]."""

    cable: str
    paragraph: int | None
    text: str


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A written form, how often it occurs, some of its places, and all cables that name it."""

    text: str
    count: int
    places: tuple[Place, ...] = ()
    cables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Two forms to be judged: their likeness, what an answer is worth (`gain`), and why it is asked again, if it is."""

    a: WrittenForm
    b: WrittenForm
    likeness: Likeness
    gain: float
    again: str = ""


def forms_of_list(names: Iterable[str]) -> tuple[WrittenForm, ...]:
    """The forms of a bare list of names, in the order of their first lines."""
    counts: dict[str, int] = {}
    for name in names:
        if form := canonical_form(name):
            counts[form] = counts.get(form, 0) + 1
    return tuple(WrittenForm(form, number) for form, number in counts.items())


def questions(
    forms: Sequence[WrittenForm],
    decisions: Decisions,
    *,
    least: float = LEAST,
    joined: Collection[tuple[str, str]] = (),
) -> tuple[Question, ...]:
    """The open questions on some forms, most rewarding first.

    Args:
        forms: the forms to reconcile.
        decisions: what was decided already.
        least: pairs of a smaller probability are not asked.
        joined: pairs that something other than likeness joined already, for instance one cable's own use of a name.
    """
    ordered = sorted(forms, key=lambda form: form.text)
    parsed = [parse_name(plain_form(form.text)) for form in ordered]
    rarity = count(parsed) if len(parsed) >= ENOUGH else background()
    done = {tuple(sorted(pair)) for pair in joined}
    found = candidates(parsed)
    asked = []
    for left, right in zip(found.left.tolist(), found.right.tolist(), strict=True):
        a, b = ordered[left], ordered[right]
        if a.text == b.text or (a.text, b.text) in done:
            continue
        # What the authority joins by itself goes by the names alone: the same measure has to close the question. It
        # joins no form by itself that an editor tells apart by place.
        alike, placed = score(parsed[left], parsed[right], rarity), parse_placed(a.text) or parse_placed(b.text)
        if alike < least / 4 or (alike >= CERTAIN and not placed):
            continue
        question = _question(a, b, decisions, rarity)
        if question and question.likeness.probability >= least:
            asked.append(question)
    return tuple(sorted(asked, key=lambda q: (-round(q.gain, 9), q.a.text, q.b.text)))


def _question(a: WrittenForm, b: WrittenForm, decisions: Decisions, rarity: Rarity) -> Question | None:
    again = ""
    held = decisions.on(a.text, b.text)
    implied = decisions.implied(a.text, b.text)
    if held or implied:
        # What was said of one place is not shaken by what other cables say.
        settled = plain_form(a.text) == plain_form(b.text)
        fresh = () if settled else decisions.new_evidence(a.text, b.text, (*a.cables, *b.cables))
        if implied == "same" or not fresh:
            return None
        shown = ", ".join(fresh[:3]) + (f" and {len(fresh) - 3} more" if len(fresh) > 3 else "")
        again = f"asked again: {held[0].judgement} was decided by {held[0].by} without {shown}"
    found = _likeliest(a, b, rarity)
    p = found.probability
    return Question(a, b, found, 4 * p * (1 - p) * log2(1 + min(a.count, b.count) + max(a.count, b.count) / 4), again)


def _likeliest(a: WrittenForm, b: WrittenForm, rarity: Rarity) -> Likeness:
    """The likeness in the pair of contexts that speaks most for one person; without contexts that of the names."""
    best: Likeness | None = None
    name_a, name_b = plain_form(a.text), plain_form(b.text)
    for place_a in _around(a):
        for place_b in _around(b):
            found = likeness(name_a, name_b, context_a=place_a, context_b=place_b, rarity=rarity)
            if best is None or found.probability > best.probability:
                best = found
    return best or likeness(name_a, name_b, rarity=rarity)


def _around(form: WrittenForm) -> tuple[Surroundings, ...]:
    return tuple(surroundings(place.text, place.cable) for place in form.places[:_CONTEXTS])


def decided(question: Question, decision: Decision, decisions: Decisions) -> Decision:
    """A judgement on a question, with what was known when it was made and what it supersedes."""
    return decisions.replacing(
        replace(
            decision,
            model=model().version,
            probability=round(question.likeness.probability, 4),
            evidence=tuple(sorted({*question.a.cables, *question.b.cables})),
        )
    )
