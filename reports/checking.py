"""The findings of a corpus, with what earlier runs kept of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from crosscable.compare.checks import accepted, check, in_fixed_order, shift_findings, undisputed
from crosscable.compare.decisions import Decisions
from crosscable.compare.recall import Recall, ToldShift, told_shifts
from crosscable.compare.results import Results, results_file

if TYPE_CHECKING:
    from crosscable.compare.analysis import Analyses
    from crosscable.compare.findings import Finding
    from crosscable.corpora.cable import Cable
    from crosscable.corpora.collection import Corpus

__all__ = ["findings_of"]

_MANY = 50  # pairs whose comparison takes long enough to be announced

Pair = tuple["Cable", "Cable"]


def findings_of(
    corpus: Corpus,
    *,
    decisions: Decisions | None = None,
    shifts: float | None = None,
    keep: bool = True,
    talk: Callable[[str], object] = print,
) -> tuple[Finding, ...]:
    """The findings of every rule, those of shifts last, without those that an editor has rejected.

    Args:
        corpus: cables, and what could not be read.
        decisions: an editor's decisions and verdicts.
        shifts: least score (0..1) of a shift; None compares no pairs.
        keep: whether results are kept for the next time, and taken from the last.
        talk: is told of damage, and of work that takes long.
    """
    clear = undisputed(decisions)
    on_names = None if clear is None else Decisions(tuple(d for d in clear.holding if d.subject == "names"))
    cables = in_fixed_order(corpus.cables)
    results = Results(results_file() if keep else None, talk)
    results.forget_stale()
    try:
        recall = Recall(cables, on_names, results)
        found = check(cables, corpus.refused, decisions=decisions, recall=recall)
        if shifts is not None:
            found += shift_findings(recall, partial(_compared, decisions=on_names, talk=talk), shifts)
    finally:
        results.close()
    return accepted(found, clear)


def _compared(
    pairs: Sequence[Pair], *, decisions: Decisions | None, talk: Callable[[str], object]
) -> Iterator[tuple[ToldShift, ...]]:
    from crosscable.compare.analysis import Analyses
    from crosscable.reports.site.parallel import cores, in_order

    if len(pairs) >= _MANY:
        talk(f"comparing {len(pairs)} pairs of which nothing is kept")
    return in_order(_told, _Work(tuple(pairs), decisions, Analyses()), range(len(pairs)), cores())


@dataclass(frozen=True, slots=True)
class _Work:
    """What the processes that compare pairs share."""

    pairs: tuple[Pair, ...]
    decisions: Decisions | None
    analyses: Analyses


def _told(work: _Work, number: int) -> tuple[ToldShift, ...]:
    from crosscable.compare.comparison import compare

    return told_shifts(compare(*work.pairs[number], decisions=work.decisions, analyses=work.analyses))
