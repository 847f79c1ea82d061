"""What is known of a corpus: its mentions, its doubtful name variants, its pairs and their shifts, kept results first.

Each of the four is kept under a digest of what it depends on, and no more: a new cable leaves the pairs of the others
alone, a decision on one name leaves alone the pairs that do not write it. What is kept are places in readings, never
quotations: those are cut from the cable at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from crosscable.compare.decisions import Decision, Decisions, canonical_form
from crosscable.compare.people.mentions import Mention, find_with_doubtful
from crosscable.compare.people.reconcile import Person, reconcile
from crosscable.compare.placed import plain_form
from crosscable.compare.results import Results, cable_digest, joint_digest

if TYPE_CHECKING:
    from crosscable.compare.comparison import Comparison
    from crosscable.corpora.cable import Cable

__all__ = ["Place", "Recall", "ToldShift", "Variant", "told_shifts"]

Mentions = tuple[tuple[Mention, ...], tuple[Mention, ...]]
Pair = tuple["Cable", "Cable"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the reading of the cable with this number in the corpus."""

    cable: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Variant:
    """Two persons that may be one: their preferred forms, the probability (0..1), and a mention of each."""

    forms: tuple[str, str]
    probability: float
    places: tuple[Place, Place]


@dataclass(frozen=True, slots=True)
class ToldShift:
    """What a finding needs of a shift: see `Shift`. `shown` where it is among those that people are shown."""

    kind: str
    topic: str
    why: str
    score: float
    left: tuple[tuple[int, int], ...]
    right: tuple[tuple[int, int], ...]
    fingerprint: str
    shown: bool


def told_shifts(comparison: Comparison) -> tuple[ToldShift, ...]:
    """The shifts of a comparison, best first."""
    shown = {id(shift) for shift in comparison.findings()}
    return tuple(
        ToldShift(s.kind, s.topic, s.why, s.score, s.left, s.right, s.fingerprint, id(s) in shown)
        for s in comparison.shifts
    )


class Recall:
    """A corpus, an editor's decisions, and the results that were kept of either.

    Args:
        cables: the corpus, in an order that does not depend on how it was given.
        decisions: an editor's decisions, without contradictions.
        results: where results are kept.
    """

    def __init__(self, cables: Sequence[Cable], decisions: Decisions | None, results: Results) -> None:
        self.cables, self._results = cables, results
        self._numbers = {id(cable): number for number, cable in enumerate(cables)}
        self._names = _Names(decisions)
        self._mentions: dict[int, Mentions] = {}
        self.decisions = decisions

    @cached_property
    def _digests(self) -> list[bytes]:
        return [cable_digest(cable) for cable in self.cables]

    def _digest(self, cable: Cable) -> bytes:
        return self._digests[self._numbers[id(cable)]]

    def mentions(self, cable: Cable) -> Mentions:
        """The mentions of a cable of the corpus, the sure and the doubtful ones."""
        number = self._numbers[id(cable)]
        if number not in self._mentions:
            key = self._digest(cable)
            found = self._results.get("mentions", key, Mentions)
            if found is None:
                found = find_with_doubtful(cable)
                # The file's name is no part of what is kept, and none of the digest.
                self._results.put("mentions", key, _in_file(found, ""))
            else:
                found = _in_file(found, cable.witness.name)
            self._mentions[number] = found
        return self._mentions[number]

    def variants(self) -> tuple[Variant, ...]:
        """The doubtful variants of names on which no editor has decided."""
        key = joint_digest((*self._digests, *self._names.all()))
        found: tuple[Variant, ...] | None = self._results.get("variants", key, tuple[Variant, ...])
        if found is None:
            found = tuple(self._variants())
            self._results.put("variants", key, found)
        return found

    def _variants(self) -> Iterator[Variant]:
        people = reconcile(self.cables, decisions=self.decisions, mentions_of=self.mentions)
        numbers = {cable.name: number for number, cable in enumerate(self.cables)}

        def place(person: Person) -> Place:
            named = [form for form in person.forms if form.form.casefold() == person.preferred.casefold()]
            mention = (named or person.forms)[0].mentions[0]
            return Place(numbers[mention.cable], mention.start, mention.end)

        for person in people.persons:
            for other in person.probably:
                second = people.person(other.person)
                if second is not None and person.id < second.id and not self._names.decided(person, second):
                    forms = (person.preferred, second.preferred)
                    yield Variant(forms, other.probability, (place(person), place(second)))

    def pairs(self) -> tuple[Pair, ...]:
        """The pairs of the corpus that belong together (`choose_pairs`)."""
        from crosscable.compare.pairs import choose_pairs

        key = joint_digest(self._digests)
        found = self._results.get("pairs", key, tuple[tuple[int, int], ...])
        if found is None:
            chosen = choose_pairs(self.cables).pairs
            found = tuple((self._numbers[id(pair.left)], self._numbers[id(pair.right)]) for pair in chosen)
            self._results.put("pairs", key, found)
        return tuple((self.cables[left], self.cables[right]) for left, right in found)

    def shifts(
        self, pairs: Sequence[Pair], work: Callable[[Sequence[Pair]], Iterable[tuple[ToldShift, ...]]]
    ) -> Iterator[tuple[Pair, tuple[ToldShift, ...]]]:
        """The shifts of each pair, whatever verdicts say; `work` compares those of which nothing is kept."""
        keys = [self._pair_key(*pair) for pair in pairs]
        kept: list[tuple[ToldShift, ...]] = [self._results.get("shifts", key, tuple[ToldShift, ...]) for key in keys]
        missing = [number for number, found in enumerate(kept) if found is None]
        for number, made in zip(missing, work([pairs[number] for number in missing]), strict=True):
            kept[number] = made
            self._results.put("shifts", keys[number], made)
        self._results.commit()
        yield from zip(pairs, kept, strict=True)

    def _pair_key(self, left: Cable, right: Cable) -> bytes:
        concerned: tuple[str, ...] = ()
        if self._names.known:
            sure_and_doubtful = (*self.mentions(left), *self.mentions(right))
            concerned = self._names.concerning(mention.text for found in sure_and_doubtful for mention in found)
        return joint_digest((self._digest(left), self._digest(right), *concerned))


def _in_file(mentions: Mentions, file: str) -> Mentions:
    sure, doubtful = (tuple(replace(mention, file=file) for mention in found) for found in mentions)
    return sure, doubtful


class _Names:
    """An editor's decisions on names: all of them, and those that concern some forms directly or by way of others."""

    def __init__(self, decisions: Decisions | None) -> None:
        held = decisions.holding if decisions is not None else ()
        self.known = tuple(decision for decision in held if decision.subject == "names")
        self._groups: dict[str, set[str]] = {}
        for decision in self.known:
            joined = {form for about in decision.about for form in (_key(about), _key(plain_form(about)))}
            for form in tuple(joined):
                joined |= self._groups.get(form, set())
            for form in joined:
                self._groups[form] = joined

    def all(self) -> tuple[str, ...]:
        """The ids of all decisions on names."""
        return tuple(decision.id for decision in self.known)

    def concerning(self, forms: Iterable[str]) -> tuple[str, ...]:
        """The ids of those that any of the forms depends on."""
        written = {_key(form) for form in forms}
        reached: set[str] = set()
        for form in written & self._groups.keys():
            reached |= self._groups[form]
        return tuple(decision.id for decision in self.known if _touches(decision, reached))

    def decided(self, one: Person, other: Person) -> bool:
        """Whether an editor has looked at two spellings of the two, whatever he found."""
        if not self.known:
            return False
        sides = [{_key(form.form) for form in person.forms} for person in (one, other)]
        return any(
            {_key(plain_form(a)), _key(plain_form(b))} & sides[0]
            and {_key(plain_form(a)), _key(plain_form(b))} & sides[1]
            for a, b in (decision.about for decision in self.known)
        )


def _key(form: str) -> str:
    return canonical_form(form).casefold()


def _touches(decision: Decision, forms: set[str]) -> bool:
    return any(_key(about) in forms or _key(plain_form(about)) in forms for about in decision.about)
