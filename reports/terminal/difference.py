"""The difference of two outputs in the terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosscable.reports.difference import CAUSES, CHANGES, Change, Difference
from crosscable.reports.markdown import escape
from crosscable.reports.terminal.tables import table, window, wrap

__all__ = ["difference_lines", "difference_markdown"]

_HEADS = {
    "text": "What the texts changed",
    "rules": "What the rules changed",
    "both": "What texts and rules changed together",
    "other": "What something else changed",
}


def difference_lines(found: Difference, width: int | None = None) -> list[str]:
    """What became of the texts and the rules, then the changes, one table for each cause."""
    columns = window(width)
    lines = [line for told in _facts(found) for line in wrap(told, columns)]
    for cause, changes in _by_cause(found):
        lines += ["", *wrap(f"{_HEADS[cause]}: {CAUSES[cause]}", columns), ""]
        rows = [(change.change, change.kind, change.label) for change in changes]
        lines += table(("change", "of", "result"), rows, (None, None, max(20, columns - 34)))
    return lines


def difference_markdown(found: Difference) -> list[str]:
    """The same for a pull request."""
    lines = [f"# What differs between two outputs of `{found.command}`", ""]
    lines += [f"- {escape(told)}" for told in _facts(found)]
    for cause, changes in _by_cause(found):
        lines += ["", f"## {_HEADS[cause]}", "", f"{CAUSES[cause].capitalize()}.", ""]
        lines += [f"- **{c.change}** {escape(c.kind)}: {escape(c.label)}" for c in changes]
    return lines


def _facts(found: Difference) -> list[str]:
    told = [f"{_count(names)} {what}" for names, what in _cables(found)]
    rules = "the rules are the same" if found.rules[0] == found.rules[1] else f"the rules changed ({_rules(found)})"
    counts = ", ".join(f"{sum(c.change == kind for c in found.changes)} {kind}" for kind in CHANGES)
    return [f"cables: {'; '.join(told) or 'all the same'}", rules, f"results: {counts}, {found.unchanged} unchanged"]


def _cables(found: Difference) -> Iterator[tuple[Sequence[str], str]]:
    for names, what in ((found.added, "added"), (found.removed, "removed"), (found.edited, "with another text")):
        if names:
            yield names, what


def _count(names: Sequence[str]) -> str:
    shown = ", ".join(names[:3])
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown


def _rules(found: Difference) -> str:
    return " to ".join(rules or "unknown" for rules in found.rules)


def _by_cause(found: Difference) -> Iterator[tuple[str, list[Change]]]:
    for cause in CAUSES:
        changes = [change for change in found.changes if change.cause == cause]
        if changes:
            yield cause, changes
