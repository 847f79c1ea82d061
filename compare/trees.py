"""Trees of what is alike: the two nearest groups join, then the next two, until one group holds everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

__all__ = ["Node", "average_tree"]


@dataclass(frozen=True, slots=True)
class Node:
    """A group of things, by their numbers in the order of the tree, and how far apart its two halves are (0..1).

    A single thing has no children and the height 0.
    """

    items: tuple[int, ...]
    height: float = 0.0
    children: tuple[Node, ...] = ()


def average_tree(distances: Sequence[Sequence[float]]) -> Node:
    """Average linkage over a symmetric table of distances; of equally near groups those with the lowest numbers join.

    The work grows with the cube of the number of things: it is meant for some dozens of them.

    Raises:
        ValueError: there is nothing to join.
    """
    if not distances:
        raise ValueError("a tree needs at least one thing")
    nodes = [Node((number,)) for number in range(len(distances))]
    while len(nodes) > 1:
        height, a, b = min(
            (round(_apart(distances, nodes[a], nodes[b]), 6), a, b) for a, b in combinations(range(len(nodes)), 2)
        )
        joined = Node((*nodes[a].items, *nodes[b].items), height, (nodes[a], nodes[b]))
        nodes = [*nodes[:a], joined, *nodes[a + 1 : b], *nodes[b + 1 :]]
    return nodes[0]


def _apart(distances: Sequence[Sequence[float]], one: Node, other: Node) -> float:
    total = sum(distances[a][b] for a in one.items for b in other.items)
    return total / (len(one.items) * len(other.items))
