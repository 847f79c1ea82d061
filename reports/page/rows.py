"""Which paragraphs of two cables stand beside each other on a page.

The longest chain of corresponding paragraphs that keeps the order of both texts decides; what it leaves over stands
between its links, in the order of its own text. A paragraph that corresponds to one elsewhere (a move, a summary of
many) stays where its cable has it and leads to the other by a link.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosscable.reports.passages import PassageView

__all__ = ["Row", "rows"]

_MOVED = 0.5  # a passage known to be out of order gives way to those that are in order
_SHARED = 0.8  # one link of a split or merger counts less than a passage of its own


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs, by index, that stand beside each other; `aligned` is False where they only share a gap."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    aligned: bool


def rows(sizes: tuple[int, int], passages: Sequence[PassageView]) -> tuple[Row, ...]:
    """The rows of two texts with `sizes` paragraphs; every paragraph is in exactly one of them, in order."""
    links: dict[tuple[int, int], float] = {}
    for passage in passages:
        weight = passage.score * (_MOVED if passage.relation == "moved" else 1.0)
        weight *= _SHARED if passage.relation in {"split", "merged"} else 1.0
        for i in passage.paragraphs[0]:
            for j in passage.paragraphs[1]:
                links[i, j] = max(weight, links.get((i, j), 0.0))
    return tuple(_filled(sizes, _chain(sizes, links), links))


def _chain(sizes: tuple[int, int], links: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The heaviest set of links of which no two cross or share an end."""
    n, m = sizes
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            taken = links[i, j] + best[i + 1][j + 1] if (i, j) in links else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], taken)
    chain, i, j = [], 0, 0
    while i < n and j < m:
        if (i, j) in links and best[i][j] == links[i, j] + best[i + 1][j + 1]:
            chain.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return chain


def _filled(
    sizes: tuple[int, int], chain: Sequence[tuple[int, int]], links: dict[tuple[int, int], float]
) -> Iterator[Row]:
    """The chain's rows, each with the neighbours that go with it, and between them what is left."""
    i = j = 0
    for at, (a, b) in enumerate(chain):
        if i < a or j < b:
            yield Row(tuple(range(i, a)), tuple(range(j, b)), aligned=False)
        next_a, next_b = chain[at + 1] if at + 1 < len(chain) else sizes
        i, j = a + 1, b + 1
        while i < next_a and (i, b) in links and j == b + 1:  # a merger: the next of the left belongs here too
            i += 1
        while j < next_b and (a, j) in links and i == a + 1:
            j += 1
        yield Row(tuple(range(a, i)), tuple(range(b, j)), aligned=True)
    if i < sizes[0] or j < sizes[1]:
        yield Row(tuple(range(i, sizes[0])), tuple(range(j, sizes[1])), aligned=False)
