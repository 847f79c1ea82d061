"""What must hold of a folder of decisions before an edition goes on: the rules behind `names check`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from typing import Final

from crosscable.compare.decisions import Decisions
from crosscable.compare.findings import Finding, fingerprint
from crosscable.compare.people.authority import FILE, Authority, authority_csv, rebuild
from crosscable.compare.people.likeness import SAME
from crosscable.compare.people.questions import WrittenForm, questions

__all__ = ["RULES", "Rule", "check_names"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of `names check`: its name, the level of its findings, and one line on why it matters."""

    name: str
    level: str
    reason: str


RULES: Final = {
    rule.name: rule
    for rule in (
        Rule("names-contradiction", "error", "Decisions that contradict each other make no list of persons."),
        Rule("names-undecided", "warning", "Two forms are more likely one person's than not, and nobody decided."),
        Rule("names-vanished", "warning", "A decision speaks of a form that is not found any more."),
        Rule("names-drift", "error", "The authority file is not what the forms and decisions give."),
    )
}


def check_names(
    forms: Sequence[WrittenForm],
    decisions: Decisions,
    authority: Authority | None,
    *,
    least: float = SAME,
    joined: Collection[tuple[str, str]] = (),
) -> tuple[Finding, ...]:
    """Everything that is wrong, in the order of the rules.

    Args:
        forms: the written forms that are found now.
        decisions: the editors' decisions.
        authority: the file beside them, None where there is none.
        least: an undecided pair from this probability on is a finding.
        joined: pairs that the cables themselves join.
    """
    contradictions = tuple(
        _finding("names-contradiction", f"decisions contradict each other: {found}", found.against.about)
        for found in decisions.contradictions()
    )
    return (
        *contradictions,
        *_undecided(forms, decisions, least, joined),
        *_vanished(forms, decisions),
        *(() if contradictions else _drift(forms, decisions, authority, joined)),
    )


def _finding(rule: str, message: str, about: Sequence[str]) -> Finding:
    return Finding(rule, RULES[rule].level, message, (), fingerprint(rule, about, ()))


def _undecided(
    forms: Sequence[WrittenForm], decisions: Decisions, least: float, joined: Collection[tuple[str, str]]
) -> Iterator[Finding]:
    for question in sorted(questions(forms, decisions, least=least, joined=joined), key=lambda q: (q.a.text, q.b.text)):
        again = f" ({question.again})" if question.again else ""
        yield _finding(
            "names-undecided",
            f"{question.a.text} / {question.b.text}: probably one person "
            f"({question.likeness.probability:.2f}), nobody decided{again}",
            (question.a.text, question.b.text),
        )


def _vanished(forms: Sequence[WrittenForm], decisions: Decisions) -> Iterator[Finding]:
    found = {form.text for form in forms}
    for decision in decisions.holding:
        gone = [form for form in decision.about if form not in found]
        if decision.subject == "names" and gone:
            yield _finding(
                "names-vanished",
                f"{decision.told()} speaks of {' and '.join(gone)}, which is not found any more",
                decision.about,
            )


def _drift(
    forms: Sequence[WrittenForm], decisions: Decisions, authority: Authority | None, joined: Collection[tuple[str, str]]
) -> Iterator[Finding]:
    wanted = authority_csv(
        rebuild({form.text: form.count for form in forms}, decisions, authority, joined)
    ).splitlines()
    if authority is None:
        if decisions.holding:
            yield _finding("names-drift", f"there are decisions, but no {FILE}", (FILE,))
        return
    changes = [
        line
        for line in unified_diff(authority_csv(authority).splitlines(), wanted, lineterm="", n=0)
        if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    if changes:
        yield _finding(
            "names-drift",
            f"{FILE} is not what forms and decisions give: {len(changes)} lines differ, first {changes[0]!r}",
            (FILE,),
        )
