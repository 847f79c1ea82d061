"""An editor's decisions on persons in the making: who must be joined, who kept apart, and on whose word.

A decision speaks of two written forms. It holds for every person whom some cable names most fully by that form; a bare
surname is such a form only where the cable has nothing fuller. A form that decisions name together with a place is
somebody by itself: it joins the others of its writing only where a decision says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import TYPE_CHECKING

from crosscable.compare.decisions import Decisions, canonical_form
from crosscable.compare.people.linking import Entity, name_parts
from crosscable.compare.people.mentions import Mention
from crosscable.compare.people.unit import Unit
from crosscable.compare.placed import parse_placed, plain_form

if TYPE_CHECKING:
    from crosscable.corpora.cable import Cable

__all__ = ["Verdicts"]


class Verdicts:
    """Answers for units what decisions say for forms; without decisions it says nothing, at once."""

    def __init__(self, decisions: Decisions | None) -> None:
        self._decisions = decisions if decisions is not None and (decisions.same or decisions.different) else None
        pairs = (*decisions.same, *decisions.different) if decisions is not None else ()
        self._spoken = {form for pair in pairs for form in pair}
        self._spelled = {form.casefold(): form for form in sorted(self._spoken, reverse=True)}
        self._placed: dict[tuple[str, int], str] = {}

    @property
    def silent(self) -> bool:
        """Whether there is no decision at all."""
        return self._decisions is None

    def note(self, cable: Cable, mentions: Iterable[Mention]) -> None:
        """Take down which mentions of a cable decisions speak of by their place."""
        if self._decisions is None or not self._decisions.placed:
            return
        for mention in mentions:
            if canonical_form(mention.text).casefold() in self._decisions.placed:
                paragraph = cable.paragraph_at(mention.start)
                subject = self._decisions.subject(mention.text, cable.name, paragraph.number if paragraph else None)
                if parse_placed(subject):
                    self._placed[mention.cable, mention.start] = subject

    def _subject(self, mention: Mention) -> str:
        """What decisions call a mention; a spelling in other capitals is the same form."""
        if placed := self._placed.get((mention.cable, mention.start)):
            return placed
        form = canonical_form(mention.text)
        return form if form in self._spoken else self._spelled.get(form.casefold(), form)

    def _subjects(self, entity: Entity) -> list[str]:
        """The form that names the entity most fully, and whatever full form of it decisions tell by place."""
        found = {self._subject(m) for m in entity.mentions if m.text == entity.name}
        for mention in entity.mentions:
            placed = self._placed.get((mention.cable, mention.start))
            if placed and len(name_parts(mention.text)) > 1:
                found.add(placed)
        return sorted(found)

    def group(self, entity: Entity) -> str:
        """What tells an entity from others of its name: "" but for forms that decisions single out by place."""
        if self._decisions is None or not self._placed:
            return ""
        groups = self._decisions.groups
        roots = []
        for subject in self._subjects(entity):
            root, plain = groups.get(subject, subject), plain_form(subject)
            if parse_placed(subject) and root != groups.get(plain, plain):
                roots.append(root)
        return min(roots, default="")

    def told_apart(self, entity: Entity) -> tuple[str, ...]:
        """On whose word an entity is not like others of its name."""
        found: list[str] = []
        for subject in self._subjects(entity):
            if self._decisions is not None and parse_placed(subject):
                found += [f"decided: {d.told()}" for d in self._decisions.holding if subject in d.about]
        return tuple(found)

    def between(self, a: Unit, b: Unit) -> tuple[str, str] | None:
        """What was decided, "same" or "different" (which wins), with the reason; None where nobody decided."""
        if self._decisions is None:
            return None
        found = None
        for one, two in product(self._forms(a), self._forms(b)):
            verdict = None if one == two else self._said(one, two)
            if verdict is not None and (found is None or verdict == "different"):
                found = verdict, self._told(one, two, verdict)
        return found

    def _said(self, one: str, two: str) -> str | None:
        """What decisions say of two subjects; one that is told by its place is nobody else of its form."""
        assert self._decisions is not None
        verdict = self._decisions.implied(one, two)
        if verdict is not None or not (parse_placed(one) or parse_placed(two)):
            return verdict
        first, second = plain_form(one), plain_form(two)
        alike = first.casefold() == second.casefold()
        return "different" if alike or self._decisions.implied(first, second) == "different" else None

    def parted(self, a: Unit, b: Unit) -> bool:
        """Whether an editor keeps the two apart."""
        found = self.between(a, b)
        return found is not None and found[0] == "different"

    def apart(self, mention: Mention, others: Sequence[Mention]) -> bool:
        """Whether an editor keeps a mention apart from one of the others."""
        if self._decisions is None:
            return False
        own = self._subject(mention)
        subjects = {self._subject(other) for other in others} - {own}
        return any(self._said(own, other) == "different" for other in sorted(subjects))

    def constraints(self, units: Sequence[Unit]) -> tuple[list[tuple[int, int, str]], list[tuple[int, int]]]:
        """Pairs of unit numbers that must be joined, with the reason, and pairs that must not."""
        must: list[tuple[int, int, str]] = []
        cannot: list[tuple[int, int]] = []
        if self._decisions is None:
            return must, cannot
        spoken = self._spoken | {plain_form(form) for form in self._spoken}
        touched = [number for number, unit in enumerate(units) if spoken & set(self._forms(unit))]
        for place, a in enumerate(touched):
            for b in touched[place + 1 :]:
                found = self.between(units[a], units[b])
                if found is None:
                    continue
                units[a].decided = units[b].decided = True
                if found[0] == "same":
                    must.append((a, b, found[1]))
                else:
                    cannot.append((a, b))
        return must, cannot

    def _told(self, one: str, two: str, verdict: str) -> str:
        """The decision in words; where it follows from several, that it does."""
        assert self._decisions is not None
        direct = [d for d in self._decisions.on(one, two) if d.judgement == verdict]
        return f"decided: {direct[-1].told()}" if direct else f"{one} / {two}: {verdict} follows from decisions"

    def _forms(self, unit: Unit) -> list[str]:
        return sorted({subject for entity in unit.entities for subject in self._subjects(entity)})
