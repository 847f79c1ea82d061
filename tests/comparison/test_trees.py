"""Trees of what is alike: by hand, against SciPy, and the same whatever the order of equals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscable.compare.trees import Node, average_tree


def _heights(node: Node) -> list[float]:
    return sorted(height for child in node.children for height in _heights(child)) + [node.height] * bool(node.children)


def test_the_nearest_two_join_first() -> None:
    tree = average_tree([[0, 0.4, 0.1], [0.4, 0, 0.6], [0.1, 0.6, 0]])
    assert tree.items == (0, 2, 1)
    assert tree.height == 0.5
    assert tree.children[0] == Node((0, 2), 0.1, (Node((0,)), Node((2,))))


def test_one_thing_is_a_tree_and_nothing_is_none() -> None:
    assert average_tree([[0.0]]) == Node((0,))
    with pytest.raises(ValueError, match="at least one"):
        average_tree([])


@settings(max_examples=40)
@given(st.integers(2, 9).flatmap(lambda size: st.permutations(range(size * (size - 1) // 2))))
def test_it_agrees_with_scipy(order: list[int]) -> None:
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    # Roots of different primes: no two distances, and no two means of some, are equal.
    primes = [n for n in range(2, 200) if all(n % d for d in range(2, n))]
    table = squareform(np.sqrt([primes[number] for number in order]) / 15)
    expected = linkage(squareform(table), "average")[:, 2]
    assert _heights(average_tree(table.tolist())) == pytest.approx(sorted(expected), abs=1e-5)


def test_of_equals_the_lowest_numbers_join() -> None:
    tree = average_tree([[0, 0.5, 0.5], [0.5, 0, 0.5], [0.5, 0.5, 0]])
    assert tree.items == (0, 1, 2)
