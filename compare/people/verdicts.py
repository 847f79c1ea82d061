"""An editor's decisions on persons in the making: who must be joined, who kept apart, and on whose word.

A decision speaks of two written forms. It holds for every person whom some cable names most fully by that form; a bare
surname is such a form only where the cable has nothing fuller.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from crosscable.compare.decisions import Decisions, canonical_form
from crosscable.compare.people.unit import Unit

__all__ = ["Verdicts"]


class Verdicts:
    """Answers for units what decisions say for forms; without decisions it says nothing, at once."""

    def __init__(self, decisions: Decisions | None) -> None:
        self._decisions = decisions if decisions is not None and (decisions.same or decisions.different) else None

    def between(self, a: Unit, b: Unit) -> tuple[str, str] | None:
        """What was decided, "same" or "different" (which wins), with the reason; None where nobody decided."""
        if self._decisions is None:
            return None
        found = None
        for one, two in product(_forms(a), _forms(b)):
            verdict = None if one == two else self._decisions.implied(one, two)
            if verdict is not None and (found is None or verdict == "different"):
                found = verdict, self._told(one, two, verdict)
        return found

    def parted(self, a: Unit, b: Unit) -> bool:
        """Whether an editor keeps the two apart."""
        found = self.between(a, b)
        return found is not None and found[0] == "different"

    def apart(self, form: str, others: Sequence[str]) -> bool:
        """Whether an editor keeps a written form apart from one of the others."""
        if self._decisions is None:
            return False
        return any(self._decisions.implied(form, other) == "different" for other in others if other != form)

    def constraints(self, units: Sequence[Unit]) -> tuple[list[tuple[int, int, str]], list[tuple[int, int]]]:
        """Pairs of unit numbers that must be joined, with the reason, and pairs that must not."""
        must: list[tuple[int, int, str]] = []
        cannot: list[tuple[int, int]] = []
        if self._decisions is None:
            return must, cannot
        spoken = {form for pair in (*self._decisions.same, *self._decisions.different) for form in pair}
        touched = [number for number, unit in enumerate(units) if spoken & set(_forms(unit))]
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


def _forms(unit: Unit) -> list[str]:
    return sorted({canonical_form(entity.name) for entity in unit.entities})
