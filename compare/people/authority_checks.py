"""What must hold of a folder of decisions before an edition goes on: the rules behind `names check`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from difflib import unified_diff

from crosscable.compare.decisions import Decisions
from crosscable.compare.findings import Finding, fingerprint
from crosscable.compare.people.authority import FILE, Authority, authority_csv, rebuild
from crosscable.compare.people.likeness import SAME
from crosscable.compare.people.questions import WrittenForm, questions

__all__ = ["check_names"]


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
        _finding("names-contradiction", "error", f"decisions contradict each other: {found}", found.against.about)
        for found in decisions.contradictions()
    )
    return (
        *contradictions,
        *_undecided(forms, decisions, least, joined),
        *_vanished(forms, decisions),
        *(() if contradictions else _drift(forms, decisions, authority, joined)),
    )


def _finding(rule: str, level: str, message: str, about: Sequence[str]) -> Finding:
    return Finding(rule, level, message, (), fingerprint(rule, about, ()))


def _undecided(
    forms: Sequence[WrittenForm], decisions: Decisions, least: float, joined: Collection[tuple[str, str]]
) -> Iterator[Finding]:
    for question in sorted(questions(forms, decisions, least=least, joined=joined), key=lambda q: (q.a.text, q.b.text)):
        again = f" ({question.again})" if question.again else ""
        yield _finding(
            "names-undecided",
            "warning",
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
                "warning",
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
            yield _finding("names-drift", "error", f"there are decisions, but no {FILE}", (FILE,))
        return
    changes = [
        line
        for line in unified_diff(authority_csv(authority).splitlines(), wanted, lineterm="", n=0)
        if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    if changes:
        yield _finding(
            "names-drift",
            "error",
            f"{FILE} is not what forms and decisions give: {len(changes)} lines differ, first {changes[0]!r}",
            (FILE,),
        )
