"""`match`: the nearest relatives of each cable of a corpus, with the reasons."""

from __future__ import annotations

from collections.abc import Collection as Sized
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from crosscable.compare.matching.collection import Collection, Entry, gather
from crosscable.compare.matching.exact import rank_exact
from crosscable.compare.matching.fusion import Fusion, Preference, fusion
from crosscable.compare.matching.pruned import rank_pruned
from crosscable.compare.matching.ranking import Ranked
from crosscable.compare.matching.reasons import Explainer
from crosscable.compare.matching.records import Matched, Relative
from crosscable.compare.matching.segments import rank_segments
from crosscable.compare.matching.signals import Features, features
from crosscable.compare.matching.vectors import vectors
from crosscable.corpora.errors import UnknownCableError
from crosscable.corpora.reference import canonical_id

if TYPE_CHECKING:
    from crosscable.compare.matching.index import Index
    from crosscable.corpora.cable import Cable

__all__ = ["EXACT_UP_TO", "Path", "known_names", "match", "match_collection", "match_index", "profile", "relatives"]

EXACT_UP_TO = 10_000  # cables; the work of comparing all pairs grows with the square
Path = Literal["auto", "exact", "pruned"]


def match(
    cables: Iterable[Cable],
    *,
    top: int = 10,
    of: Iterable[str] = (),
    min_score: float = 0.0,
    prefer: Preference | None = None,
    ignore_references: bool = False,
    path: Path = "auto",
) -> Matched:
    """The `top` nearest relatives of each cable, best first, and how they were found.

    Args:
        cables: the corpus; it is read once, and its order does not matter.
        top: how many relatives a cable is given at most.
        of: ids of the cables to find relatives for; empty means all.
        min_score: relatives with a lower score (0..1) are left out.
        prefer: "same-event" weighs closeness in time higher; "counterpart" leaves it out and admits only cables at
            least four months apart.
        ignore_references: whether the authors' own references are left out of the evidence. Reference lines are
            never part of the compared text.
        path: "exact" compares all pairs, "pruned" rescores the best candidates, "auto" chooses by `EXACT_UP_TO`.

    Raises:
        UnknownCableError: `of` names a cable that is not among `cables`.
    """
    return match_collection(
        gather(cables),
        top=top,
        of=of,
        min_score=min_score,
        prefer=prefer,
        ignore_references=ignore_references,
        path=path,
    )


def match_collection(
    collection: Collection,
    *,
    top: int = 10,
    of: Iterable[str] = (),
    min_score: float = 0.0,
    prefer: Preference | None = None,
    ignore_references: bool = False,
    path: Path = "auto",
) -> Matched:
    """`match` for a corpus that was gathered before."""
    rows = _rows(collection, of)
    weights = fusion(profile(collection), prefer)
    known = features(collection, vectors(collection.texts), references=not ignore_references)
    chosen = path if path != "auto" else "exact" if len(collection) <= EXACT_UP_TO else "pruned"
    ranked = (rank_exact if chosen == "exact" else rank_pruned)(known, weights, top, rows)
    return Matched(
        relatives=relatives(known, weights, ranked, min_score),
        entries={item.name: item for item in collection.entries},
        path=chosen,
        profile=weights.profile,
        prefer=prefer,
        repeated=collection.repeated,
        wordless=_wordless(collection),
    )


def match_index(
    index: Index,
    *,
    top: int = 10,
    of: Iterable[str] = (),
    min_score: float = 0.0,
    prefer: Preference | None = None,
    ignore_references: bool = False,
) -> Matched:
    """`match` for an index on disk, always on the pruned path: a look-up reads what it needs and no more.

    Raises:
        UnknownCableError: `of` names a cable that is not in the index.
    """
    entries = _ByName(index)
    rows = [index.place(name) or 0 for name in known_names(of, entries)]
    known = index.features
    if ignore_references:
        known = replace(known, cites=known.cites * 0, cited=known.cited * 0)
    weights = fusion(index.profile, prefer)
    if index.segments is None:
        ranked = rank_pruned(known, weights, top, rows or None, found=index.postings, hub=index.hub)
    else:
        known, ranked = rank_segments(known, index.segments, weights, top, rows or None, index.hub)
    return Matched(
        relatives=relatives(known, weights, ranked, min_score),
        entries=entries,
        path="pruned",
        profile=weights.profile,
        prefer=prefer,
        repeated=index.repeated,
        wordless=(),
    )


class _ByName(Mapping[str, Entry]):
    """The entries of an index by their names, decoded when they are asked for."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __getitem__(self, name: str) -> Entry:
        place = self._index.place(name)
        if place is None:
            raise KeyError(name)
        return self._index.features.entries[place]

    def __iter__(self) -> Iterator[str]:
        return self._index.names_in_order()

    def __len__(self) -> int:
        return len(self._index.names)


def profile(collection: Collection) -> str:
    """Which weights fit this corpus: cables carry TAGS, printed correspondence does not."""
    tagged = sum(bool(item.tags) for item in collection.entries)
    return "telegrams" if 2 * tagged >= len(collection) else "correspondence"


def relatives(known: Features, weights: Fusion, ranked: Iterable[Ranked], min_score: float) -> Iterator[Relative]:
    """The records of what was ranked, with reasons."""
    explainer = Explainer(known)
    for found in ranked:
        scores = weights.score(found.addends.total())
        count = int(np.sum(scores >= min_score))  # scores fall with the rank
        shown = found.related[:count]
        why = explainer.reasons(found.row, shown, found.addends)
        name = known.entries[found.row].name
        for at, other in enumerate(shown.tolist()):
            yield Relative(name, known.entries[other].name, at + 1, float(scores[at]), why[at])


def _rows(collection: Collection, of: Iterable[str]) -> list[int] | None:
    place = {item.name: at for at, item in enumerate(collection.entries)}
    return [place[name] for name in known_names(of, place)] or None


def known_names(wanted: Iterable[str], known: Sized[str]) -> list[str]:
    """The names of `wanted` as `known` spells them: spaces and case do not matter.

    Raises:
        UnknownCableError: one is not known.
    """
    found = []
    for name in wanted:
        spellings = (name, name.strip().upper(), canonical_id(name) or name)
        spelled = next((spelling for spelling in spellings if spelling in known), None)
        if spelled is None:
            raise UnknownCableError(
                f"no cable {name} in this corpus",
                why=f"it holds {len(known)} cables",
                remedy="give the number of one of them, such as 08MOSCOW3526",
            )
        found.append(spelled)
    return found


def _wordless(collection: Collection) -> tuple[str, ...]:
    empty = np.flatnonzero(np.diff(collection.texts.rows) == 0)
    return tuple(collection.entries[at].name for at in empty.tolist())
