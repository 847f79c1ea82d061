"""One pair of cables, told whole: what corresponds, who appears, who is quoted in both, what changed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from crosscable.compare.alignment.passages import Passage, align
from crosscable.compare.analysis import Analyses, Analysis, analyse
from crosscable.compare.assessments.claims import voiced
from crosscable.compare.assessments.shifts import Shift, shifts_between, side_by_side, worth_reading
from crosscable.compare.attribution.shared import SharedSource, quoted_in_both
from crosscable.compare.attribution.statements import Statement
from crosscable.compare.people.reconcile import People, Person, reconcile
from crosscable.corpora.tabular import Table, Tabular

if TYPE_CHECKING:
    from crosscable.compare.decisions import Decision, Decisions
    from crosscable.corpora.cable import Cable

__all__ = ["Comparison", "compare", "in_order"]


@dataclass(frozen=True, slots=True)
class Comparison(Tabular):
    """All findings for one pair.

    `ordered` is "date" where both cables are dated (then `left` is the earlier), else "given". `similarity` is the
    cosine of the two texts' weighted terms, 0..1. `statements` are the attributed statements of both cables, left and
    right. `verdicts` are the historian's standing verdicts on these shifts by fingerprint; a shift that was rejected
    is not among `shifts` and counted in `rejected`. `keys` are the names under which `people` and `statements` know
    the two cables: their own, or, where two versions of one cable are compared, names that keep them apart. Every
    position is in the reading of its cable.
    """

    left: Cable
    right: Cable
    ordered: str
    similarity: float
    passages: tuple[Passage, ...]
    people: People
    sources: tuple[SharedSource, ...]
    shifts: tuple[Shift, ...]
    statements: tuple[tuple[Statement, ...], tuple[Statement, ...]]
    keys: tuple[str, str]
    verdicts: Mapping[str, Decision] = field(default_factory=dict)
    rejected: int = 0

    def table(self, what: str = "") -> Table:
        """The table "shifts" (the foremost), "passages", "people" or "sources"."""
        from crosscable.compare.flat import comparison_table

        # Pyright meets this module by its path and by its name, and takes that for two.

        return comparison_table(self, what)  # pyright: ignore[reportArgumentType]

    def findings(self) -> tuple[Shift, ...]:
        """The shifts that people are shown, best first; the others are for programs and for `echoes`."""
        return worth_reading(self.shifts, self.verdicts)

    def echoes(self) -> tuple[Shift, ...]:
        """What one voice says in both cables on a near matter, voice by voice; no findings, for the reader to judge."""
        found = [shift for shift in side_by_side(self.shifts) if shift.fingerprint not in self.verdicts]
        voices = list(dict.fromkeys(shift.speaker for shift in found))
        return tuple(sorted(found, key=lambda shift: voices.index(shift.speaker)))

    def persons_in_both(self) -> tuple[Person, ...]:
        """The persons and organisations that both cables mention, in the order of their preferred forms."""
        names = set(self.keys)
        return tuple(p for p in self.people.persons if names <= {m.cable for form in p.forms for m in form.mentions})


def in_order(a: Cable, b: Cable) -> tuple[Cable, Cable, str]:
    """The two cables, the earlier first where both are dated, and what decided: "date" or "given"."""
    if a.sent is None or b.sent is None:
        return a, b, "given"
    # One instant, two texts (versions of one cable): the file name decides, so that the order given never matters.
    key_a, key_b = (a.sent, a.name, a.witness.name), (b.sent, b.name, b.witness.name)
    return (a, b, "date") if key_a <= key_b else (b, a, "date")


def compare(
    a: Cable,
    b: Cable,
    *,
    decisions: Decisions | None = None,
    unchanged: bool = False,
    analyses: Analyses | None = None,
) -> Comparison:
    """Compare two cables.

    Args:
        a: one cable.
        b: the other; where both are dated the earlier becomes `left`, whichever way they are given.
        decisions: an editor's decisions on names and findings; they win over every score.
        unchanged: also list claims that are restated without change.
        analyses: what earlier comparisons found in single cables; give the same to all comparisons of a corpus.
    """
    left, right, ordered = in_order(a, b)
    pair = (left, right) if left.name != right.name else (left, replace(right, id=f"{right.name} (2)"))
    known = tuple(_analysis(cable, (left, right), analyses) for cable in pair)
    first, second = known
    people = reconcile(pair, decisions=decisions, mentions_of=lambda cable: known[cable is pair[1]].mentions)
    statements = (first.statements, second.statements)
    claims = tuple(voiced(one.clauses, one.cable, one.statements, people) for one in known)
    shifts = shifts_between(pair, (claims[0], claims[1]), statements, unchanged=unchanged)
    verdicts = _verdicts(shifts, decisions)
    kept = tuple(s for s in shifts if s.fingerprint not in verdicts or verdicts[s.fingerprint].judgement != "reject")
    return Comparison(
        left=left,
        right=right,
        ordered=ordered,
        similarity=_similarity(first, second),
        passages=align(left, right),
        people=people,
        sources=quoted_in_both(*pair, *statements, people, (first.told, second.told)),
        shifts=kept,
        statements=statements,
        keys=(pair[0].name, pair[1].name),
        verdicts=verdicts,
        rejected=len(shifts) - len(kept),
    )


def _verdicts(shifts: tuple[Shift, ...], decisions: Decisions | None) -> dict[str, Decision]:
    """The standing verdicts on these shifts; a changed text or rule has another fingerprint and so none."""
    if decisions is None:
        return {}
    found = ((shift.fingerprint, decisions.verdict(shift.fingerprint)) for shift in shifts)
    return {name: verdict for name, verdict in found if verdict is not None}


def _analysis(cable: Cable, given: tuple[Cable, Cable], analyses: Analyses | None) -> Analysis:
    """A version that was renamed for this comparison only is not kept."""
    return analyse(cable) if analyses is None or not any(cable is one for one in given) else analyses.of(cable)


def _similarity(left: Analysis, right: Analysis) -> float:
    """The cosine of the two texts' terms, weighted by the shipped frequencies: a lone pair has no corpus of its own."""
    a, b = left.weights, right.weights
    return round(min(1.0, math.fsum(weight * b[term] for term, weight in a.items() if term in b)), 4)
