"""`match` on a cluster. What each stage sends is told in docs/spark.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosscable.compare.matching.collection import Collection, Entry, one_each
from crosscable.compare.matching.exact import rank_block, weigh_block
from crosscable.compare.matching.fusion import Fusion, Preference, fusion
from crosscable.compare.matching.phrases import Phrases
from crosscable.compare.matching.pruned import candidate_count
from crosscable.compare.matching.records import Matched, Relative
from crosscable.compare.matching.relatives import EXACT_UP_TO, Path, known_names, profile, relatives
from crosscable.compare.matching.signals import Features, features
from crosscable.compare.matching.spark.pieces import Piece
from crosscable.compare.matching.spark.searching import Context, Shards, choose, explain, filled, found_in, hub_numbers
from crosscable.compare.matching.spark.session import kept
from crosscable.compare.matching.spark.weighing import (
    Rows,
    document_frequencies,
    empty,
    shards_of,
    without_rows,
)

__all__ = ["match_pieces"]

_SHARD = 4096  # cables in a shard at most: about 20 MB of rows
_TOGETHER = 32_768  # cables in one broadcast: about 155 MB of rows
_ROWS = 256  # of the product of all pairs at once
Places = NDArray[np.int64]


def match_pieces(
    pieces: Any,
    *,
    top: int = 10,
    of: Iterable[str] = (),
    min_score: float = 0.0,
    prefer: Preference | None = None,
    ignore_references: bool = False,
    path: Path = "auto",
    shard: int | None = None,
    together: int = _TOGETHER,
) -> Matched:
    """`relatives.match` for an RDD of counted pieces, with the same result.

    Args:
        pieces: the RDD of `Piece`; the order of the pieces does not matter.
        top: see `relatives.match`, as for the following ones.
        of: ids.
        min_score: 0..1.
        prefer: which relatives are looked for.
        ignore_references: whether references are no evidence.
        path: exact, pruned or auto.
        shard: cables in a shard; by default so many that each core has one, at most 4,096.
        together: cables in a broadcast.

    Raises:
        UnknownCableError: `of` names a cable that is not there.
    """
    context = pieces.context
    numbered = kept(pieces.zipWithIndex())
    heads = numbered.map(_head).collect()
    entries, repeated, places = _sorted([held for held, _ in heads])
    placing = context.broadcast(places)
    terms, texts = document_frequencies(numbered, placing, len(entries))
    nothing = without_rows(len(entries))
    phrases = Phrases(terms.phrases, empty(len(entries), len(terms.phrases)))
    small = Collection(entries, nothing, phrases, nothing, repeated)
    texts = replace(texts, matrix=empty(len(entries), len(texts.vocabulary)))
    known = features(small, texts, references=not ignore_references)
    weights = fusion(profile(small), prefer)
    size = shard or max(1, min(_SHARD, -(-len(entries) // context.defaultParallelism)))
    rows = kept(shards_of(numbered, placing, context.broadcast(terms), context.broadcast(texts), size))
    shards = Shards(context, rows, len(entries), size, max(1, together // size))
    chosen = path if path != "auto" else "exact" if len(entries) <= EXACT_UP_TO else "pruned"
    place = {item.name: at for at, item in enumerate(entries)}
    wanted = np.array(sorted({place[name] for name in known_names(of, place)}), np.int64)
    told = context.broadcast(Context(known, weights, max(candidate_count(known), top), top, min_score))
    found = iter(()) if not entries else (_exact if chosen == "exact" else _pruned)(shards, told, wanted)
    return Matched(
        relatives=found,
        entries={item.name: item for item in entries},
        path=chosen,
        profile=weights.profile,
        prefer=prefer,
        repeated=repeated,
        wordless=_wordless(entries, places, [lengths for _, lengths in heads]),
    )


def _head(numbered: tuple[Piece, int]) -> tuple[tuple[Entry, ...], Places]:
    piece, _ = numbered
    return piece.entries, np.diff(piece.texts.rows)


def _sorted(held: list[tuple[Entry, ...]]) -> tuple[tuple[Entry, ...], tuple[str, ...], list[Places]]:
    """All entries in their order, the repeated names, and the place of each entry of each piece, -1 for none."""
    flat = [item for some in held for item in some]
    kept, repeated = one_each(flat)
    places = np.full(len(flat), -1, np.int64)
    places[kept] = np.arange(len(kept))
    bounds = np.cumsum([len(some) for some in held])[:-1]
    return tuple(flat[at] for at in kept), repeated, np.split(places, bounds) if held else []


def _wordless(entries: tuple[Entry, ...], places: list[Places], lengths: list[Places]) -> tuple[str, ...]:
    empty = [place[(place >= 0) & (length == 0)] for place, length in zip(places, lengths, strict=True)]
    return tuple(entries[at].name for at in sorted(np.concatenate(empty).tolist())) if empty else ()


def _pruned(shards: Shards, told: Any, wanted: Places) -> Iterator[Relative]:
    """The best candidates of each, group by group."""
    every = np.arange(shards.cables)
    scored = choose(shards, told, wanted if len(wanted) else every)
    hub = np.zeros(shards.cables)
    context: Context = told.value
    plain = context.plain()
    if not len(wanted) and plain.count == context.count and plain.fusion == context.fusion:
        hub_numbers(scored, told, hub)
    elif len(others := found_in(scored)):
        told_plain = shards.spark.broadcast(plain)
        hub_numbers(choose(shards, told_plain, others), told_plain, hub)
    return explain(shards, told, scored, shards.spark.broadcast(hub))


def _exact(shards: Shards, told: Any, wanted: Places) -> Iterator[Relative]:
    """Every pair: all rows are broadcast, and each shard is multiplied with them."""
    everything = shards.spark.broadcast(shards.rows.collect())
    numbers = shards.rows.map(partial(_exact_hubs, told, everything)).collect()
    hub = shards.spark.broadcast(np.concatenate(numbers))
    chosen = shards.spark.broadcast(wanted if len(wanted) else np.arange(shards.cables))
    return iter(shards.rows.flatMap(partial(_exact_rows, told, everything, hub, chosen)).toLocalIterator())


def _filled(told: Any, everything: Any) -> Features:
    return filled(told.value.features, everything.value)


def _exact_hubs(told: Any, everything: Any, shard: Rows) -> NDArray[np.float64]:
    known = _filled(told, everything)
    blocks = [shard.places[at : at + _ROWS] for at in range(0, len(shard.places), _ROWS)]
    return np.concatenate([weigh_block(known, told.value.fusion, block)[1] for block in blocks])


def _exact_rows(told: Any, everything: Any, hub: Any, wanted: Any, shard: Rows) -> Iterator[Relative]:
    known = _filled(told, everything)
    weights: Fusion = told.value.fusion
    rows = np.intersect1d(shard.places, wanted.value)
    for at in range(0, len(rows), _ROWS):
        block = rows[at : at + _ROWS]
        totals, _ = weigh_block(known, weights, block)
        ranked = rank_block(known, weights, told.value.top, block, totals, hub.value)
        yield from relatives(known, weights, ranked, told.value.min_score)
