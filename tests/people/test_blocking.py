from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscable.compare.people import blocking, scoring
from crosscable.compare.people.blocking import candidates
from crosscable.compare.people.chinese import neutral
from crosscable.compare.people.evidence import given_state, spelling_level
from crosscable.compare.people.names import Name, parse_name
from crosscable.compare.people.neighbours import neighbours
from crosscable.compare.people.pairs import Pairs
from crosscable.compare.people.rarity import background
from crosscable.compare.people.scoring import scores
from crosscable.compare.people.spelling import keys

WORDS = (
    "Tarvenko Tarwenko Tarvenk Tarbenko Romin Romina Ivan Ivann Igor Jose Joseph Joe Jim James J. K. V. Kim Il Sung "
    "al-Hadi bin Hadi de Leon Leone Leo Tan Nguyen Van Thi Teng Deng Hsiao-ping Xiaoping Schmidt Shmidt Ahmad Ahmed"
).split()
names_of_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
lists_of_names = st.lists(names_of_words, min_size=1, max_size=40, unique=True).map(
    lambda forms: [parse_name(form) for form in forms]
)


def slow_keys(name: Name) -> Iterator[tuple[str, bool]]:
    """The blocks of a name as texts, and whether it pairs there only with bare surnames."""
    initials = dict.fromkeys(blocking._initial(word) for word in name.given[:2])
    first_initial = next(iter(initials), "")
    for place, surname in enumerate(blocking._surnames(name)):
        sound, vowels, skeleton = keys(surname)
        if len(skeleton) > 1:
            yield f"s{skeleton}/{first_initial}", False
        if place == 0 or not name.given:
            yield f"v{vowels[:4]}/{first_initial}", False
        for initial in initials:
            yield f"x{sound}/{initial}", False
        yield f"b{vowels}", bool(name.given)
    skeletons = sorted({keys(word)[2] for word in (*name.surname, *name.given) if len(word) > 2})[:5]
    for first, second in combinations(skeletons, 2):
        if len(first) > 1 and len(second) > 1:
            yield f"t{first} {second}", False
    if name.family_first:
        yield f"c{neutral(''.join(name.surname))} {neutral(''.join(name.given))}", False
    if name.given and len(name.given[0]) > 2:
        yield f"b{keys(name.given[0])[1]}", True


def slow_neighbours(words: list[str]) -> set[tuple[int, int]]:
    """Every pair of words, with one letter left out of either or both."""

    def remainders(word: str) -> set[str]:
        return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}

    return {
        (i, j)
        for (i, a), (j, b) in combinations(enumerate(words), 2)
        if len(a) > 3 and len(b) > 3 and remainders(a) & remainders(b)
    }


def slow_candidates(names: list[Name], limit: int) -> tuple[set[tuple[int, int]], dict[str, tuple[int, int, int]]]:
    """Pairs, and for each capped block its names, its pairs and those kept."""
    pairs: set[tuple[int, int]] = set()
    capped: dict[str, tuple[int, int, int]] = {}
    blocks: dict[str, dict[int, bool]] = defaultdict(dict)
    near: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row, name in enumerate(names):
        for key, full in slow_keys(name):
            blocks[key][row] = full
        for surname in blocking._surnames(name)[:2]:
            near[keys(surname)[1]][blocking._initial(name.given[0]) if name.given else ""].append(row)
    for key, rows in blocks.items():
        every = {(a, b) for a, b in combinations(sorted(rows), 2) if not (rows[a] and rows[b])}
        if len(rows) <= limit:
            pairs |= every
        elif every:
            finer: dict[tuple[str, str], list[int]] = defaultdict(list)
            for row in sorted(rows):
                if names[row].given:
                    finer["".join(names[row].surname), names[row].given[0]].append(row)
            kept = [pair for part in finer.values() if len(part) <= limit for pair in combinations(part, 2)]
            pairs |= set(kept)
            if len(every) > len(kept):
                capped[key] = (len(rows), len(every), len(kept))
    words = sorted(near)
    for i, j in slow_neighbours(words):
        for initial in near[words[i]].keys() & near[words[j]].keys():
            left, right = near[words[i]][initial], near[words[j]][initial]
            if len(left) * len(right) > limit**2:
                key = f"n{words[i]} {words[j]}/{initial}"
                capped[key] = (len(left) + len(right), len(left) * len(right), 0)
            else:
                pairs |= {(min(a, b), max(a, b)) for a in left for b in right if a != b}
    return pairs, capped


@pytest.mark.parametrize("limit", [400, 4, 2])
@settings(max_examples=60)
@given(names=lists_of_names)
def test_candidates_are_those_of_blocks_held_as_texts(limit: int, names: list[Name]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocking, "LIMIT", limit)
        found = candidates(names)
    pairs, capped = slow_candidates(names, limit)
    assert list(zip(found.left.tolist(), found.right.tolist(), strict=True)) == sorted(pairs)
    assert {block.key: (block.names, block.pairs, block.kept) for block in found.capped} == capped
    assert [block.key for block in found.capped] == sorted(capped)


@given(st.lists(st.text("abö", min_size=1, max_size=14), min_size=1, max_size=30, unique=True))
def test_neighbours_are_one_letter_apart(words: list[str]) -> None:
    left, right = neighbours(words)
    assert set(zip(left.tolist(), right.tolist(), strict=True)) == slow_neighbours(words)


def test_no_names_have_no_candidates() -> None:
    assert len(candidates([]).left) == 0
    assert len(candidates([parse_name("")]).left) == 0


@given(st.lists(st.lists(st.integers(0, 63), max_size=8), max_size=12))
def test_a_set_of_pairs_holds_each_once_however_often_it_is_merged(chunks: list[list[int]]) -> None:
    import numpy as np

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("crosscable.compare.people.pairs._CHUNK", 1)
        found = Pairs(8)
        for chunk in chunks:
            found.add(np.array(chunk, dtype=np.int64))
        left, right = found.take()
    codes = sorted({code for chunk in chunks for code in chunk})
    assert (left.tolist(), right.tolist()) == ([code // 8 for code in codes], [code % 8 for code in codes])


@given(st.lists(st.sampled_from(WORDS) | st.text("aeiknv", min_size=1, max_size=7), min_size=1, max_size=12))
def test_words_are_put_aside_in_bulk_only_where_asking_says_so(texts: list[str]) -> None:
    import numpy as np

    words = [text.lower().strip(".").replace("-", "") for text in texts]
    known = scoring._Words(words)
    first, second = np.divmod(np.arange(len(known.words) ** 2), len(known.words))
    unlike = scoring._surely_unlike(first, second, known).tolist()
    conflict = scoring._surely_conflict(first, second, known).tolist()
    for a, b, apart, against in zip(first.tolist(), second.tolist(), unlike, conflict, strict=True):
        left, right = known.words[a], known.words[b]
        assert not apart or spelling_level(left, right) == scoring._UNLIKE
        assert not against or given_state((left,), (right,)) == "conflict"


@settings(max_examples=25)
@given(names=lists_of_names)
def test_chunks_do_not_change_scores(names: list[Name]) -> None:
    found = candidates(names)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scoring, "_MANY", 0)
        whole = scores(names, found, background())
        patch.setattr(scoring, "_CHUNK", 3)
        assert scores(names, found, background()) == whole
    assert set(whole) <= set(scores(names, found, background()))
