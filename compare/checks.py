"""The rules behind `check`: what an edition wants to hear of before it accepts new text.

Each rule yields findings with a fingerprint, so that a baseline can hold what was accepted once. A rule says what it
looks at and why it matters in `RULES`; what it finds is the same whatever order the cables come in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscable.compare.findings import Finding, fingerprint

if TYPE_CHECKING:
    from crosscable.compare.comparison import Comparison
    from crosscable.compare.decisions import Decisions
    from crosscable.corpora.cable import Cable, Span
    from crosscable.corpora.errors import InputError

__all__ = ["RULES", "Rule", "check", "shift_findings"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of `check`: its name, the level of its findings, and one line on why it matters."""

    name: str
    level: str
    reason: str


RULES = {
    rule.name: rule
    for rule in (
        Rule("reading/refused", "error", "An input that cannot be read is missing from every result."),
        Rule("reading/loss", "warning", "Lost text can hide what a finding rests on."),
        Rule("reference/dangling", "note", "A reference to a cable outside of the corpus leads readers nowhere."),
        Rule("names/unreviewed", "warning", "Two spellings that may be one person wait for an editor's decision."),
        Rule("shift/new", "note", "An assessment differs between two related cables and nobody has looked at it."),
    )
}


def check(
    cables: Sequence[Cable], refused: Iterable[InputError] = (), *, decisions: Decisions | None = None
) -> tuple[Finding, ...]:
    """The findings of every rule that looks at cables one by one or at all of them, in a fixed order."""
    ordered = sorted(cables, key=lambda cable: (cable.name, cable.witness.name))
    found = [
        *_refusals(refused),
        *_losses(ordered),
        *_dangling(ordered),
        *_unreviewed(ordered, decisions),
    ]
    return _each_once(found)


def shift_findings(
    pairs: Iterable[tuple[Cable, Cable]], comparer: Callable[[Cable, Cable], Comparison], least: float
) -> tuple[Finding, ...]:
    """One finding for each shift that scores at least `least` (0..1) in the given pairs."""
    found = []
    for left, right in pairs:
        comparison = comparer(left, right)
        for shift in comparison.shifts:
            if shift.score < least:
                continue
            spans = tuple(
                cable.span(*place)
                for cable, places in ((comparison.left, shift.left), (comparison.right, shift.right))
                for place in sorted(places)
            )
            names = f"{comparison.left.name} and {comparison.right.name}"
            message = f"{shift.topic} ({shift.kind.replace('_', ' ')}) between {names}: {shift.why}"
            found.append(Finding("shift/new", RULES["shift/new"].level, message, spans, shift.fingerprint))
    return _each_once(found)


def _each_once(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by rule and place; of equal fingerprints the first."""
    seen: dict[str, Finding] = {}
    for finding in found:
        seen.setdefault(finding.fingerprint, finding)
    return tuple(sorted(seen.values(), key=lambda f: (list(RULES).index(f.rule), f.message, f.fingerprint)))


def _finding(rule: str, message: str, key: Sequence[str], spans: Iterable[Span] = ()) -> Finding:
    quoted = tuple(spans)
    name = fingerprint(rule, key, [span.quote for span in quoted])
    return Finding(rule, RULES[rule].level, message, quoted, name)


def _refusals(refused: Iterable[InputError]) -> Iterator[Finding]:
    for error in refused:
        yield _finding("reading/refused", str(error), (error.where or error.what, error.what))


def _losses(cables: Iterable[Cable]) -> Iterator[Finding]:
    for cable in cables:
        for number, loss in enumerate(cable.losses):
            at = cable.map.to_reading(loss.start)
            span = cable.span(max(0, at - 40), min(len(cable.text), at + 40))
            yield _finding(
                "reading/loss", f"{cable.name}: {loss.message}", (cable.name, loss.kind, str(number)), (span,)
            )


def _dangling(cables: Sequence[Cable]) -> Iterator[Finding]:
    known = {cable.name for cable in cables}
    for cable in cables:
        for reference in cable.references:
            if reference.kind == "cable" and reference.id and reference.id not in known:
                at = cable.text.find(reference.text)
                spans = (cable.span(at, at + len(reference.text)),) if at >= 0 and reference.text else ()
                message = f"{cable.name} refers to {reference.id}, which the corpus does not hold"
                yield _finding("reference/dangling", message, (cable.name, reference.id), spans)


def _unreviewed(cables: Sequence[Cable], decisions: Decisions | None) -> Iterator[Finding]:
    from crosscable.compare.people.reconcile import reconcile

    known = {cable.name: cable for cable in cables}
    people = reconcile(cables, decisions=decisions)
    for person in people.persons:
        for other in person.probably:
            second = people.person(other.person)
            if second is None or person.id > second.id:
                continue
            mentions = [entry.forms[0].mentions[0] for entry in (person, second)]
            spans = [known[m.cable].span(m.start, m.end) for m in mentions]
            message = f"{person.preferred} and {second.preferred} may be one person ({other.probability:.3f})"
            yield _finding("names/unreviewed", message, (person.preferred, second.preferred), spans)
