"""Candidates, exact products and reasons on shards: group by group of shards is broadcast, no pair is shuffled.

Each pass keeps a state for each shard and lets it meet one broadcast group after another. What a group adds to a cable
depends on the cable and the group alone, so the merged result is that of the whole corpus at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from crosscable.compare.matching.fusion import Fusion
from crosscable.compare.matching.pruned import (
    CITED,
    Chosen,
    add_cited,
    candidate_count,
    circumstances_of,
    compiled,
    rank_chosen,
    weigh_chosen,
)
from crosscable.compare.matching.ranking import Ranked
from crosscable.compare.matching.records import Relative
from crosscable.compare.matching.relatives import relatives
from crosscable.compare.matching.search import Circumstances, candidates, postings, rescore, shared_phrases
from crosscable.compare.matching.signals import Features
from crosscable.compare.matching.spark.session import kept
from crosscable.compare.matching.spark.weighing import Rows, empty, placed

__all__ = ["Context", "Shards", "choose", "explain", "filled", "found_in", "hub_numbers"]

Places = NDArray[np.int64]
_BLOCK = 1024  # cables whose pairs are scored at once
_LOW = (1 << 24) - 1  # as in `search.candidates`: a key is the value, then the place counted from behind


@dataclass(frozen=True, slots=True)
class Context:
    """What every task knows of the corpus: `features` has no rows of texts and subjects, the rest is small."""

    features: Features
    fusion: Fusion
    count: int
    top: int
    min_score: float

    def plain(self) -> Context:
        """What hub numbers are made by: nothing preferred, and as many candidates as if few were shown."""
        return replace(self, fusion=replace(self.fusion, prefer=None), count=candidate_count(self.features))


@dataclass(frozen=True, slots=True)
class Shards:
    """The shards of a corpus, `count` partitions of `size` cables, broadcast `together` at a time."""

    spark: Any
    rows: Any
    cables: int
    size: int
    together: int

    @property
    def count(self) -> int:
        """How many there are."""
        return -(-self.cables // self.size)

    def groups(self) -> Iterator[Any]:
        """Broadcasts of the rows of all shards, group by group."""
        for first in range(0, self.count, self.together):
            chosen = list(range(first, min(first + self.together, self.count)))
            broadcast = self.spark.broadcast(self.spark.runJob(self.rows, list, chosen))
            yield broadcast
            broadcast.unpersist()

    def meet(self, state: Any, step: Callable[..., Any]) -> Any:
        """`state`, an element a shard, after `step(shard, state, group)` with every group."""
        for group in self.groups():
            before, state = state, kept(self.rows.zip(state).map(partial(_met, step, group)))
            state.count()  # now, while the group is at hand
            before.unpersist()
        return state


def _met(step: Callable[..., Any], group: Any, pair: tuple[Rows, Any]) -> Any:
    shard, state = pair
    return step(shard, state, group.value)


def choose(shards: Shards, context: Any, wanted: Places) -> Any:
    """For each shard the `wanted` of its cables with their candidates and exact products (see `pruned.Chosen`)."""
    start = shards.rows.map(partial(_start, shards.spark.broadcast(wanted), context))
    best = shards.meet(start, partial(_reach, context))
    found = best.map(partial(_settle, context))
    scored = shards.meet(kept(found), partial(_score, context))
    best.unpersist()
    return scored


def _start(wanted: Any, context: Any, shard: Rows) -> tuple[Places, Places]:
    """The wanted cables of a shard and no candidates yet: keys, 0 where there is none."""
    rows = np.intersect1d(shard.places, wanted.value)
    return rows, np.zeros((len(rows), context.value.count), np.int64)


def _reach(context: Any, shard: Rows, state: tuple[Places, Places], group: list[Rows]) -> tuple[Places, Places]:
    """The best candidates so far and those in the group, merged."""
    rows, keys = state
    if not len(rows):
        return state
    known: Context = context.value
    cables = len(known.features.entries)
    around = circumstances_of(known.features, known.fusion)
    inside = postings(placed(group, cables)[0])
    own = _own(shard, inside.own, cables)
    fresh = candidates(replace(inside, own=own), rows, around, known.count, compiled())
    both = np.concatenate((keys, _keys(own, rows, fresh, around)), axis=1)
    return rows, np.partition(both, known.count, axis=1)[:, known.count :]


def _own(shard: Rows, inside: csr_matrix, cables: int) -> csr_matrix:
    """The strongest terms of the cables of a group and of a shard, coarse, as rows of the whole corpus."""
    if inside.indptr[shard.places[0]] != inside.indptr[shard.places[-1] + 1]:  # the shard is one of the group
        return inside
    outside = postings(placed([shard], cables)[0]).own
    total = csr_matrix(inside + outside)
    total.sort_indices()
    return total


def _keys(own: csr_matrix, rows: Places, chosen: NDArray[np.int32], around: Circumstances) -> Places:
    """What orders candidates: the coarse product times what circumstances favour, ties by place."""
    nothing = empty(*own.shape)
    products, _ = rescore(own, nothing, rows, chosen, compiled())
    keys = np.zeros(chosen.shape, np.int64)
    for at, row in enumerate(rows.tolist()):
        others = chosen[at][chosen[at] >= 0].astype(np.int64)
        keys[at, : len(others)] = (products[at, : len(others)] * around.of(row, others)) << 24 | (_LOW - others)
    return keys


def _settle(context: Any, state: tuple[Places, Places]) -> tuple[Places, Chosen]:
    """The candidates themselves, ascending, the cited ones among them, without products yet."""
    rows, keys = state
    known: Context = context.value
    chosen = np.full((len(rows), known.count + CITED), -1, np.int32)
    for at in range(len(rows)):
        others = np.sort(_LOW - (keys[at][keys[at] > 0] & _LOW))
        chosen[at, : len(others)] = others
    if len(rows):
        add_cited(known.features, rows, chosen)
    nothing = np.zeros(chosen.shape, np.int64)
    return rows, Chosen(chosen, nothing, nothing.copy(), nothing.astype(np.float32))


def _score(context: Any, shard: Rows, state: tuple[Places, Chosen], group: list[Rows]) -> tuple[Places, Chosen]:
    """The exact products with the candidates that are in the group."""
    rows, (chosen, text, subject, phrases) = state
    inside = (chosen >= group[0].places[0]) & (chosen <= group[-1].places[-1])
    lengths = inside.sum(axis=1)
    if not lengths.any():
        return state
    filled = np.arange(lengths.max()) < lengths[:, None]
    here = np.full(filled.shape, -1, np.int32)
    here[filled] = chosen[inside]  # both in the order of rows, then places
    cables = int(max(shard.places[-1], group[-1].places[-1])) + 1
    texts, subjects, held = placed(_with(shard, group), cables)
    found = rescore(texts, subjects, rows, here, compiled())
    text[inside], subject[inside] = found[0][filled], found[1][filled]
    if context.value.fusion.weights["phrases"]:
        phrases[inside] = shared_phrases(held, rows, here, compiled())[filled]
    return rows, Chosen(chosen, text, subject, phrases)


def _with(shard: Rows, group: list[Rows]) -> list[Rows]:
    """The shard and the group, no row twice."""
    return [shard, *(other for other in group if other.places[0] != shard.places[0])]


def found_in(scored: Any) -> Places:
    """The candidates of the scored cables, each once."""
    seen = list(scored.map(_found).toLocalIterator())
    return np.unique(np.concatenate(seen)) if seen else np.zeros(0, np.int64)


def _found(state: tuple[Places, Chosen]) -> Places:
    _, found = state
    return np.unique(found.cables[found.cables >= 0]).astype(np.int64)


def hub_numbers(scored: Any, context: Any, hub: NDArray[np.float64]) -> None:
    """Write the hub numbers of the scored cables into `hub`."""
    for rows, numbers in scored.map(partial(_hubs, context)).toLocalIterator():
        hub[rows] = numbers


def _hubs(context: Any, state: tuple[Places, Chosen]) -> tuple[Places, NDArray[np.float64]]:
    rows, found = state
    known: Context = context.value
    numbers = np.zeros(len(rows))
    for at in range(0, len(rows), _BLOCK):
        here = slice(at, at + _BLOCK)
        _, numbers[here] = weigh_chosen(known.features, known.fusion, rows[here], found.block(here))
    return rows, numbers


def explain(shards: Shards, context: Any, scored: Any, hub: Any) -> Iterator[Relative]:
    """Rank what was scored, and give the reasons; cable by cable."""
    ranked = scored.map(partial(_rank, context, hub))
    gathered = shards.meet(kept(ranked), _gather)
    return iter(shards.rows.zip(gathered).flatMap(partial(_reasons, context)).toLocalIterator())


def filled(features: Features, rows: list[Rows]) -> Features:
    """The features with these rows of texts, subjects and phrases."""
    texts, subjects, phrases = placed(rows, len(features.entries))
    return replace(
        features,
        texts=replace(features.texts, matrix=texts),
        subjects=subjects,
        phrases=replace(features.phrases, matrix=phrases),
    )


def _rank(context: Any, hub: Any, state: tuple[Places, Chosen]) -> tuple[list[Ranked], list[Rows]]:
    rows, scored = state
    known: Context = context.value
    ranked: list[Ranked] = []
    for at in range(0, len(rows), _BLOCK):
        here = slice(at, at + _BLOCK)
        ranked += rank_chosen(known.features, known.fusion, known.top, rows[here], scored.block(here), hub.value)
    return ranked, []


def _gather(shard: Rows, state: tuple[list[Ranked], list[Rows]], group: list[Rows]) -> tuple[list[Ranked], list[Rows]]:
    """The rows of the group that are among the ranked."""
    ranked, rows = state
    wanted = np.unique(np.concatenate([found.related for found in ranked])) if ranked else np.zeros(0, np.int64)
    taken = [
        part.take(np.flatnonzero(np.isin(part.places, wanted))) for part in group if part.places[0] != shard.places[0]
    ]
    return ranked, [*rows, *taken]


def _reasons(context: Any, pair: tuple[Rows, tuple[list[Ranked], list[Rows]]]) -> Iterator[Relative]:
    shard, (ranked, gathered) = pair
    known: Context = context.value
    features = filled(known.features, [shard, *gathered])
    return relatives(features, known.fusion, ranked, known.min_score)
