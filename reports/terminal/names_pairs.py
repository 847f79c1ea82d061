"""Lists and pairs of names for people: persons as blocks, scores as a table, contributions as bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from crosscable.compare.people.likeness import Contribution, Likeness
from crosscable.compare.people.namelist import NameList, by_person
from crosscable.reports.terminal.tables import table, visible, window, wrap

__all__ = ["bars", "cluster_lines", "explanation_lines", "score_lines"]

# Half the width of the bars, and the log-odds that fill it.
_REACH, _FULL = 14, 7.0


def cluster_lines(names: NameList, width: int | None = None) -> Iterator[str]:
    """A block for each person of more than one form; persons of one form follow in one line each."""
    columns = window(width)
    for person, rows in by_person(names).items():
        forms = Counter(names.names[row] for row in rows)
        how = {names.names[row]: names.joined[row] for row in rows}
        if len(forms) == 1:
            continue
        yield from wrap(f"{names.preferred[rows[0]]}  [{person}]", columns)
        for form, number in forms.items():
            many = f" ×{number}" if number > 1 else ""
            yield from wrap(f"{form}{many}  ({how[form]})", columns - 2, "  ")
        yield ""
    single = sum(len({names.names[row] for row in rows}) == 1 for rows in by_person(names).values())
    yield f"{single} persons with one form each are not listed."


def score_lines(pairs: Sequence[tuple[str, str]], found: Sequence[Likeness], width: int | None = None) -> list[str]:
    """One row a pair."""
    columns = window(width)
    name = max(12, (columns - 24) // 4)
    rows = [
        (visible(a), visible(b), f"{one.probability:.3f}", one.verdict, one.why)
        for (a, b), one in zip(pairs, found, strict=True)
    ]
    why = max(16, columns - 2 * name - 28)
    return table(("name", "name", "prob.", "verdict", "why"), rows, (name, name, None, None, why))


def explanation_lines(name_a: str, name_b: str, found: Likeness, width: int | None = None) -> Iterator[str]:
    """The verdict, the spelling rules, and every contribution with its bar; the last line is their sum."""
    columns = window(width)
    yield from wrap(f"{name_a} / {name_b}: {found.verdict}, probability {found.probability:.3f}", columns)
    if found.rules:
        yield from wrap(f"spelling rules: {', '.join(found.rules)}", columns)
    yield ""
    yield from bars(found.contributions, columns)
    total = sum(c.value for c in found.contributions)
    yield f"{total:+7.2f}  sum = log-odds of {found.probability:.3f}"


def bars(contributions: Sequence[Contribution], columns: int) -> Iterator[str]:
    """One line a contribution: log-odds, a bar to the left (against) or right (for), name, what was seen."""
    for one in contributions:
        if abs(one.value) < 0.005 and one.name != "base":
            continue
        length = min(_REACH, round(abs(one.value) / _FULL * _REACH))
        left = ("█" * length if one.value < 0 else "").rjust(_REACH)
        right = ("█" * length if one.value > 0 else "").ljust(_REACH)
        veto = "blocked by " if one.veto else ""
        first, *more = wrap(f"{veto}{one.name}: {one.words}", columns - _REACH * 2 - 11)
        yield f"{one.value:+7.2f}  {left}│{right} {first}"
        yield from (f"{'':{_REACH + 9}}│{'':{_REACH}} {line}" for line in more)
