"""Large corpora: candidates by the strongest terms, then the same signals as for all pairs.

What differs from comparing all pairs: a cable that shares none of the strongest terms is not seen, and a hub number is
taken over the candidates, those that a cable has if nothing is preferred. Cited cables are always candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from crosscable.compare.matching.fusion import Fusion, Signals
from crosscable.compare.matching.mutual import candidates_of_all, met_once, repeat
from crosscable.compare.matching.ranking import Millionths, Ranked, lessened, millionths
from crosscable.compare.matching.search import (
    UNDATED,
    Circumstances,
    Postings,
    candidates,
    postings,
    rescore,
    shared_phrases,
)
from crosscable.compare.matching.signals import Features, hubs
from crosscable.compare.matching.vectors import ONE

__all__ = [
    "CANDIDATES",
    "CITED",
    "Chosen",
    "add_cited",
    "candidate_count",
    "choose",
    "circumstances_of",
    "compiled",
    "hubs_of",
    "rank_chosen",
    "rank_pruned",
    "weigh_chosen",
]

CANDIDATES = 200
CANDIDATES_OF_MANY = 128  # in archives of more than `MANY_CABLES`, where rescoring is what takes the time
MANY_CABLES = 50_000
CITED = 16  # places kept free for cables that cite or are cited; more would be no reference but a list
_ROWS = 1024
_MANY = 64  # rows; for fewer, loading the compiled loops takes longer than they save
_SCALE = 32  # factors are kept as 32nds, so that a factor of 15 has its place among them
_FARTHEST = 3650  # days; farther apart closeness is 0 whatever the profile
Places = NDArray[np.int64]
_Number = TypeVar("_Number", bound=np.generic)


class Chosen(NamedTuple):
    """The candidates of some cables, a row each, filled with -1; what each has of text, subject and phrases.

    `text` and `subject` are exact products, `phrases` cosines.
    """

    cables: NDArray[np.int32]
    text: Places
    subject: Places
    phrases: NDArray[np.float32]

    def block(self, here: slice | Places) -> Chosen:
        """The rows `here`."""
        return Chosen(self.cables[here], self.text[here], self.subject[here], self.phrases[here])

    def along(self, order: Places) -> Chosen:
        """Of each row what stands at the places of its own row of `order`."""

        def taken(values: NDArray[_Number]) -> NDArray[_Number]:
            return np.take_along_axis(values, order, axis=1)

        return Chosen(taken(self.cables), taken(self.text), taken(self.subject), taken(self.phrases))


@cache
def compiled() -> Any:
    """The compiled loops, None without the `[fast]` extra."""
    try:
        from crosscable.compare.matching import search_fast
    except ImportError:
        return None
    return search_fast


def rank_pruned(
    features: Features,
    fusion: Fusion,
    top: int,
    rows: Iterable[int] | None = None,
    *,
    count: int | None = None,
    fast: bool | None = None,
    found: Postings | None = None,
    hub: NDArray[np.float64] | None = None,
) -> Iterator[Ranked]:
    """The `top` relatives of each of `rows` (default: all) among `count` candidates (default: by size).

    `fast` False forbids numba. `found` and `hub` are what an index keeps; without them they are made here.
    """
    wanted = np.arange(len(features.entries)) if rows is None else np.array(sorted(set(rows)), np.int64)
    loops = None if fast is False or (fast is None and len(wanted) < _MANY) else compiled()
    found = found or postings(features.texts.matrix)
    count = count or candidate_count(features)
    search = _Search(features, fusion, max(count, top), loops, found)
    seen = search.of_all() if rows is None else search.of(wanted)
    totals: Millionths | None = None
    if hub is None and rows is None and fusion.prefer is None and top <= count:
        totals, hub = _weighed(features, fusion, wanted, seen)
    elif hub is None:
        hub = np.zeros(len(features.entries))
        others = None if rows is None else np.unique(seen.cables[seen.cables >= 0]).astype(np.int64)
        places = slice(None) if others is None else others
        hub[places] = hubs_of(features, fusion, found, others, count=count, loops=loops)
    for here, block in _pieces(wanted):
        given = None if totals is None else totals[here]
        yield from rank_chosen(features, fusion, top, block, seen.block(here), hub, given)


def hubs_of(
    features: Features, fusion: Fusion, found: Postings, rows: Places | None = None, *, count: int, loops: Any
) -> NDArray[np.float64]:
    """The hub numbers of `rows` (default: all), over their `count` candidates if nothing is preferred."""
    plain = replace(fusion, prefer=None)
    search = _Search(features, plain, count, loops, found)
    seen = search.of_all() if rows is None else search.of(rows)
    return _weighed(features, plain, np.arange(len(features.entries)) if rows is None else rows, seen)[1]


def candidate_count(features: Features) -> int:
    """How many candidates a cable of this corpus is given."""
    return CANDIDATES if len(features.entries) <= MANY_CABLES else CANDIDATES_OF_MANY


class _Search:
    """Finds and rescores candidates; holds the postings."""

    def __init__(self, features: Features, fusion: Fusion, count: int, loops: Any, found: Postings) -> None:
        self.features, self.count, self.loops = features, count, loops
        self.postings = found
        self.phrased = bool(fusion.weights["phrases"])
        self.circumstances = circumstances_of(features, fusion)

    def of(self, rows: Places) -> Chosen:
        """The candidates of `rows`, with what they have of text, subject and phrases."""
        chosen = np.empty((len(rows), self.count + CITED), np.int32)
        for here, block in _pieces(rows):
            chosen[here] = choose(self.features, self.postings, block, self.circumstances, self.count, self.loops)
        return Chosen(chosen, *self._measured(rows, chosen))

    def of_all(self) -> Chosen:
        """`of` all cables; with the compiled loops each pair is met once."""
        rows = np.arange(len(self.features.entries))
        if self.loops is None:
            return self.of(rows)
        chosen = np.full((len(rows), self.count + CITED), -1, np.int32)
        chosen[:, : self.count] = candidates_of_all(self.postings, self.circumstances, self.count)
        add_cited(self.features, rows, chosen)
        once = met_once(chosen)
        measured = self._measured(rows, once)
        for values in measured:
            repeat(values, chosen, once)
        return Chosen(chosen, *measured)

    def _measured(self, rows: Places, chosen: NDArray[np.int32]) -> tuple[Places, Places, NDArray[np.float32]]:
        """What `rows` and their `chosen` cables have of text, subject and phrases."""
        text, subject = np.zeros(chosen.shape, np.int64), np.zeros(chosen.shape, np.int64)
        phrases = np.zeros(chosen.shape, np.float32)
        for here, block in _pieces(rows):
            text[here], subject[here] = rescore(
                self.features.texts.matrix, self.features.subjects, block, chosen[here], self.loops
            )
            if self.phrased:
                phrases[here] = shared_phrases(self.features.phrases.matrix, block, chosen[here], self.loops)
        return text, subject, phrases


def _pieces(rows: Places) -> Iterator[tuple[slice, Places]]:
    """`rows` in blocks, and where each stands."""
    for at in range(0, len(rows), _ROWS):
        here = slice(at, at + _ROWS)
        yield here, rows[here]


def choose(
    features: Features, found: Postings, rows: Places, around: Circumstances, count: int, loops: Any
) -> NDArray[np.int32]:
    """The `count` best candidates of each of `rows` and what it cites or is cited by, ascending, filled with -1."""
    chosen = np.full((len(rows), count + CITED), -1, np.int32)
    chosen[:, :count] = candidates(found, rows, around, count, loops)
    add_cited(features, rows, chosen)
    return chosen


def add_cited(features: Features, rows: Places, chosen: NDArray[np.int32]) -> None:
    """Write what `rows` cite, or are cited by, into the free places of their candidates `chosen`."""
    linked = (features.cites[rows] + features.cited[rows]).tocsr()
    for at in np.flatnonzero(np.diff(linked.indptr)).tolist():
        others = linked.indices[linked.indptr[at] : linked.indptr[at + 1]]
        known = chosen[at][chosen[at] >= 0]
        fresh = np.setdiff1d(others, known)[:CITED]
        chosen[at, : len(known) + len(fresh)] = np.sort(np.concatenate((known, fresh)))


def circumstances_of(features: Features, fusion: Fusion) -> Circumstances:
    """What time and post add to the score, as factors of the text: in logs they are addends."""
    apart = np.arange(_FARTHEST + 2, dtype=np.float64)
    weight = fusion.weights
    text = max(weight["text"], 1.0)
    kinds = np.array([0.0, weight["same_post"], weight["one_department"]]) / text
    factors = np.exp(kinds[:, None] + (fusion.dated * fusion.closeness(apart) / text)[None, :])
    favour = np.where(fusion.admitted(apart), np.clip(np.rint(_SCALE * factors), 1, 511), 0).astype(np.int32)
    undated = np.isnan(features.days)
    # A cable without a date is far from all others, and from other such ones.
    far = -(_FARTHEST + 2) * (1 + np.cumsum(undated)) + UNDATED
    days = np.where(undated, far, np.floor(np.nan_to_num(features.days))).astype(np.int32)
    return Circumstances(days, features.posts.astype(np.int32), features.departments.astype(np.int32), favour)


def _signals(features: Features, fusion: Fusion, rows: Places, found: Chosen) -> Signals:
    return features.pairs(
        rows,
        np.maximum(found.cables, 0).astype(np.int64),
        (found.text / (float(ONE) * ONE)).astype(np.float32).astype(np.float64),
        found.phrases.astype(np.float64),
        found.subject / (2.0 * float(ONE) * ONE),
        fusion.weights,
    )


def _weighed(features: Features, fusion: Fusion, rows: Places, found: Chosen) -> tuple[Millionths, NDArray[np.float64]]:
    """`weigh_chosen`, block by block."""
    totals, hub = np.empty(found.cables.shape, np.int32), np.zeros(len(rows))
    for here, block in _pieces(rows):
        totals[here], hub[here] = weigh_chosen(features, fusion, block, found.block(here))
    return totals, hub


def weigh_chosen(
    features: Features, fusion: Fusion, rows: Places, found: Chosen
) -> tuple[Millionths, NDArray[np.float64]]:
    """What each of `rows` has with its candidates, before what is taken from hubs; and the hub numbers of `rows`."""
    signals = _signals(features, fusion, rows, found)
    addends = fusion.addends(signals)
    there = found.cables >= 0
    kinship = np.where(there, fusion.kinship(signals, addends), 0.0)
    return millionths(addends.mutual(), there & fusion.admitted(signals.days)), hubs(kinship, len(features.entries))


def rank_chosen(
    features: Features,
    fusion: Fusion,
    top: int,
    rows: Places,
    found: Chosen,
    hub: NDArray[np.float64],
    totals: Millionths | None = None,
) -> Iterator[Ranked]:
    """The `top` of the candidates of `rows`; `hub` has a number for each cable of the corpus.

    `totals` are those of `weigh_chosen`, made here where they are not given.
    """
    if totals is None:
        totals, _ = weigh_chosen(features, fusion, rows, found)
    lesser = lessened(totals, fusion, hub[np.maximum(found.cables, 0)])
    # Of equals the first place first, as in `strongest`; all rows at once, for a row takes as long as this to set out.
    best = found.along(np.argsort(-lesser, axis=1, kind="stable")[:, :top])
    counts = np.isfinite(lesser).sum(axis=1).tolist()
    others = np.maximum(best.cables, 0).astype(np.int64)
    addends = fusion.addends(_signals(features, fusion, rows, best), hub[others])
    for at, row in enumerate(rows.tolist()):
        first = slice(min(top, counts[at]))
        yield Ranked(row, others[at, first], addends.at(at, first))
