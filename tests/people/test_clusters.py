from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscable.compare.people.blocking import LIMIT, candidates
from crosscable.compare.people.clusters import MISSING, Link, cluster
from crosscable.compare.people.namelist import reconcile_names
from crosscable.compare.people.names import parse_name
from crosscable.compare.people.rarity import background
from crosscable.compare.people.scoring import scores

EDGES = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda p: p[0] < p[1]),
    st.sampled_from([0.1, 0.3, 0.5, 0.55, 0.7, 0.9, 1.0]),
    max_size=21,
)


def slow_average_linkage(count: int, edges: dict[tuple[int, int], float]) -> set[frozenset[int]]:
    """The textbook procedure: look at every pair of clusters, join the best, begin again."""
    groups = [frozenset([row]) for row in range(count)]
    while True:
        best = (0.0, 0, 0, frozenset[int](), frozenset[int]())
        for a, b in combinations(sorted(groups, key=min), 2):
            mean = sum(edges.get((min(x, y), max(x, y)), MISSING) for x in a for y in b) / (len(a) * len(b))
            if mean > best[0] + 1e-12:
                best = (mean, min(a), min(b), a, b)
        if best[0] < 0.5 - 1e-12:
            return set(groups)
        groups = [g for g in groups if g not in best[3:]] + [best[3] | best[4]]


@given(EDGES)
def test_clusters_are_those_of_the_textbook(edges: dict[tuple[int, int], float]) -> None:
    distinct = {pair: value - 0.001 * number for number, (pair, value) in enumerate(sorted(edges.items()))}
    links = [Link(a, b, p) for (a, b), p in distinct.items()]
    assert {frozenset(rows) for rows in cluster(7, links)} == slow_average_linkage(7, distinct)


@given(EDGES, st.randoms())
def test_the_order_of_links_does_not_matter(edges: dict[tuple[int, int], float], dice: object) -> None:
    links = [Link(a, b, p) for (a, b), p in edges.items()]
    assert cluster(7, links) == cluster(7, list(reversed(links)))


def test_a_chain_of_near_misses_is_no_cluster() -> None:
    links = [Link(n, n + 1, 0.6) for n in range(5)]
    assert max(len(rows) for rows in cluster(6, links)) == 2


def test_an_editor_wins_over_every_score() -> None:
    links = [Link(0, 1, 0.99), Link(2, 3, 0.01)]
    assert cluster(4, links, must=[(2, 3)], cannot=[(0, 1)]) == ((0,), (1,), (2, 3))


def test_parted_names_stay_apart_by_way_of_others_too() -> None:
    links = [Link(0, 1, 0.9), Link(1, 2, 0.9), Link(0, 2, 0.9)]
    found = cluster(3, links, cannot=[(0, 2)])
    assert all(not {0, 2} <= set(rows) for rows in found)


def test_a_list_is_sorted_into_persons() -> None:
    names = ["Igor Tarvenko", "Tarvenko, Igor", "Olga Tarvenko", "Igor Tarvenko"]
    found = reconcile_names(names)
    assert found.persons[0] == found.persons[1] == found.persons[3] == "igor-tarvenko"
    assert found.persons[2] == "olga-tarvenko"
    assert found.joined[2] == "only"


def test_a_decision_parts_what_the_scores_join() -> None:
    names = ["Igor Tarvenko", "Igor Tarwenko"]
    assert len(set(reconcile_names(names).persons)) == 1
    assert len(set(reconcile_names(names, different=[(names[0], names[1])]).persons)) == 2


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Igor Romanchenko", "I. Romanschenko"),
        ("Hussein Tamimi", "Husayn al-Tamimi"),
        ("Nguyen Van Sang", "Sang"),
        ("Deng Xiaoping", "Teng Hsiao-ping"),
        ("J. Graham Holt", "Graham Holt"),
        ("Charles DeGreef", "Charles de Greef"),
        ("Arturo Molina Barraza", "President Arturo Molina"),
        ("Chiperfield, Robert", "Chiperpield, Robert"),
    ],
)
def test_blocks_bring_spellings_together(left: str, right: str) -> None:
    found = candidates([parse_name(left), parse_name("Somebody Else"), parse_name(right)])
    assert (0, 2) in zip(found.left.tolist(), found.right.tolist(), strict=True)


def test_a_block_that_is_too_large_is_split_and_told() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [parse_name(f"J{a}{b}as Smith") for a in letters for b in letters]
    assert len(names) > LIMIT
    assert candidates(names).capped
    assert all(block.kept < block.pairs for block in candidates(names).capped)


def test_the_cheap_look_keeps_what_the_model_would_join(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [
        parse_name(text)
        for text in ("Igor Tarvenko", "Igor Tarwenko", "I. Tarvenko", "Tarvenko, Igor P.", "Olga Petrin", "Olga Petryn")
    ]
    found = candidates(names)
    slow = {(a, b) for a, b, p in scores(names, found, background()) if p >= 0.5}
    monkeypatch.setattr("crosscable.compare.people.scoring._MANY", 0)
    fast = {(a, b) for a, b, p in scores(names, found, background()) if p >= 0.5}
    assert slow == fast
    assert slow


def test_every_person_has_an_id_of_its_own() -> None:
    names = ["King Faisal II", "Faisal, Olga", "Olga Faisal III", "Faisal", "Faisal 2", "III", "--", "?", "II"]
    found = reconcile_names(names, threshold=1.01)
    assert len(set(found.persons)) == len(names)
