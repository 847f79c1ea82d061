"""Clusters of names: average linkage under an editor's must-links and cannot-links.

Two clusters join while the mean probability over all their pairs is at least the threshold; a pair that was never
compared counts as `MISSING`. A chain of near misses therefore does not draw strangers together, as it does where
single links decide. The outcome does not depend on the order in which pairs are given.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["MISSING", "THRESHOLD", "Link", "cluster"]

THRESHOLD = 0.5  # mean probability from which two clusters are likelier one person than two
# What a pair counts that no block brought together: almost surely two persons.
MISSING = 0.02


@dataclass(frozen=True, slots=True)
class Link:
    """One compared pair of rows and the probability that they are one person's."""

    left: int
    right: int
    probability: float


class _Partition:
    """Clusters as sets of rows, with the summed probabilities between neighbouring clusters."""

    def __init__(self, count: int, cannot: Iterable[tuple[int, int]]) -> None:
        self.members: dict[int, list[int]] = {row: [row] for row in range(count)}
        # neighbour -> (sum of probabilities, number of compared pairs)
        self.sums: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        self.barred: dict[int, set[int]] = defaultdict(set)
        for a, b in cannot:
            self.barred[a].add(b)
            self.barred[b].add(a)

    def mean(self, a: int, b: int) -> float:
        total, compared = self.sums[a][b]
        pairs = len(self.members[a]) * len(self.members[b])
        return (total + MISSING * (pairs - compared)) / pairs

    def join(self, a: int, b: int) -> int:
        """Join cluster b into a (the smaller number stays); returns the one that stays."""
        a, b = min(a, b), max(a, b)
        self.members[a] += self.members.pop(b)
        for other, (total, compared) in self.sums.pop(b, {}).items():
            del self.sums[other][b]
            if other != a:
                old = self.sums[a].get(other, (0.0, 0))
                self.sums[a][other] = self.sums[other][a] = (old[0] + total, old[1] + compared)
        for other in self.barred.pop(b, set()):
            self.barred[other].discard(b)
            self.barred[other].add(a)
            self.barred[a].add(other)
        return a

    def join_all(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Join the clusters of each pair of rows."""
        of = {row: row for row in self.members}
        for a, b in sorted(pairs):
            while of[a] != a:
                a = of[a]
            while of[b] != b:
                b = of[b]
            if a != b:
                of[max(a, b)] = self.join(a, b)


def cluster(
    count: int,
    links: Sequence[Link],
    *,
    must: Iterable[tuple[int, int]] = (),
    cannot: Iterable[tuple[int, int]] = (),
    threshold: float = THRESHOLD,
) -> tuple[tuple[int, ...], ...]:
    """Clusters of the rows 0 to `count` - 1, each sorted, in the order of their first rows.

    `must` pairs are joined before anything else, `cannot` pairs never. The two must not contradict each other
    (`decisions.contradictions` finds out); where they do, must wins.
    """
    partition = _Partition(count, cannot)
    for link in sorted(links, key=lambda link: (link.left, link.right)):
        partition.sums[link.left][link.right] = partition.sums[link.right][link.left] = (link.probability, 1)
    partition.join_all(must)
    heap = [
        (-mean, a, b)
        for a, near in partition.sums.items()
        for b in near
        if a < b and (mean := partition.mean(a, b)) >= threshold
    ]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if a not in partition.members or b not in partition.members or b not in partition.sums.get(a, {}):
            continue
        if b in partition.barred.get(a, ()) or partition.mean(a, b) != -negative:
            continue
        a = partition.join(a, b)
        for other in partition.sums.get(a, {}):
            if (mean := partition.mean(a, other)) >= threshold:
                heapq.heappush(heap, (-mean, min(a, other), max(a, other)))
    return tuple(sorted(tuple(sorted(rows)) for rows in partition.members.values()))
