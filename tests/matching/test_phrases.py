from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscable.compare.matching import phrases as module
from crosscable.compare.matching import pruned
from crosscable.compare.matching.counting import common_terms, count, merge, telling_hashes
from crosscable.compare.matching.phrases import by_number, frequencies_of_phrases, held_phrases, rare_phrases, terms_of
from crosscable.compare.matching.relatives import match
from crosscable.compare.matching.search import shared_phrases
from crosscable.compare.terms import words

TEXTS = [
    "The drought insurance fund of the barge council met.",
    "Of drought insurance, on the day: the barge owners, and a drought insurance levy!",
    "",
    "barge",
    "Barge owners and the drought-insurance fund",
    "The mayor of Selvane is at the lock, with barge owners.",
]


def said(text: str) -> list[tuple[str, str]]:
    """The slow way: the phrases of a text as words."""
    common = set(common_terms().tolist())
    telling = [word for word in words(text) if count([word]).vocabulary.hashes[0] not in common]
    return list(pairwise(telling))


def number(phrase: tuple[str, str]) -> int:
    one, two = (int(telling_hashes(count([word]).vocabulary.hashes)[0]) for word in phrase)
    return (one * module.PHRASE + two) % 2**32


@pytest.mark.parametrize("fast", [False, None])
def test_phrases_are_two_telling_terms_one_after_the_other(fast) -> None:
    counts = count(TEXTS, phrases=True, fast=fast)
    for at, text in enumerate(TEXTS):
        here = slice(counts.phrase_rows[at], counts.phrase_rows[at + 1])
        assert counts.phrases[here].tolist() == [number(phrase) for phrase in said(text)]
    assert ("drought", "insurance") in said(TEXTS[0])
    assert ("barge", "owners") in said(TEXTS[5])


def test_phrases_are_listed_only_if_they_are_asked_for() -> None:
    counts = count(TEXTS)
    assert not len(counts.phrases)
    assert counts.phrase_rows.tolist() == [0] * (len(TEXTS) + 1)


@given(st.lists(st.text("ab \u00e9.", max_size=30), max_size=8), st.integers(0, 8))
def test_counting_in_parts_gives_the_phrases_of_the_whole(texts: list[str], cut: int) -> None:
    whole = count(texts, phrases=True)
    parts = merge([count(texts[:cut], phrases=True), count(texts[cut:], phrases=True)])
    compiled = count(texts, phrases=True, fast=False)
    for other in (parts, compiled):
        assert np.array_equal(whole.phrases, other.phrases)
        assert np.array_equal(whole.phrase_rows, other.phrase_rows)


def corpus(cables: int) -> list[str]:
    """Phrases of many frequencies: the words `a<n>` and `b<n>` stand together in every n-th text."""
    return [" ".join(f"aa{n} bb{n}" for n in range(1, cables) if at % n == 0) for at in range(cables)]


@pytest.mark.parametrize("at_once", [1 << 25, 40])
def test_rare_are_those_of_few_cables(monkeypatch, at_once: int) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", at_once)
    texts = corpus(400)
    counts = count(texts, phrases=True)
    held = [{number(phrase) for phrase in said(text)} for text in texts]
    often = Counter(phrase for some in held for phrase in some)
    rare = sorted(phrase for phrase, cables in often.items() if 2 <= cables <= 4)
    found = rare_phrases(counts)
    assert found.numbers.tolist() == rare
    for at, some in enumerate(held):
        row = found.matrix.indices[found.matrix.indptr[at] : found.matrix.indptr[at + 1]]
        assert [rare[place] for place in row.tolist()] == sorted(some & set(rare))
    assert (held_phrases(counts, found.numbers) != found.matrix).nnz == 0
    assert dict(zip(*map(np.ndarray.tolist, frequencies_of_phrases(counts)), strict=True)) == often


def test_some_texts_in_another_order_give_their_own_rows() -> None:
    texts = corpus(300)
    kept = [7, 3, *range(20, 290)]
    some = rare_phrases(count(texts, phrases=True), kept)
    alone = rare_phrases(count([texts[at] for at in kept], phrases=True))
    assert np.array_equal(some.numbers, alone.numbers)
    assert (some.matrix != alone.matrix).nnz == 0


def test_likeness_is_the_cosine_of_the_sets() -> None:
    texts = corpus(300)
    found = rare_phrases(count(texts, phrases=True)).matrix
    rows = np.array([0, 12, 60, 7])
    chosen = np.array([[12, 60, 299], [0, 24, -1], [0, 12, 120], [-1, -1, -1]], np.int32)
    sets = [set(found.indices[found.indptr[at] : found.indptr[at + 1]].tolist()) for at in range(300)]
    slow = shared_phrases(found, rows, chosen, None)
    for at, row in enumerate(rows.tolist()):
        for place, other in enumerate(chosen[at].tolist()):
            both = sets[row] & sets[other] if other >= 0 else set()
            expected = len(both) / max(1, len(sets[row]) * len(sets[other])) ** 0.5
            assert slow[at, place] == np.float32(expected)
    if (loops := pruned.compiled()) is not None:
        assert np.array_equal(slow, shared_phrases(found, rows, chosen, loops))


def test_a_phrase_is_found_again_among_the_terms() -> None:
    vocabulary = count(["the drought insurance fund of barge owners"]).vocabulary
    numbers, order = by_number(vocabulary.hashes)
    wanted = np.array([number(("drought", "insurance")), number(("barge", "levy"))], np.uint32)
    found, absent = terms_of(wanted, numbers)
    assert found is not None
    assert [vocabulary.word(int(order[at])) for at in found] == ["drought", "insurance"]
    assert absent is None


def test_the_reason_names_the_phrases(telegram, archive) -> None:
    one = telegram(801, "Cistern ledgers were kept at the quarry office all winter.", "Nothing else moved.")
    two = telegram(802, "A clerk said the cistern ledgers went to the quarry office.", "It snowed.", month=9)
    found = match([*archive, one, two], of=[one.name], top=1)
    (row,) = found.relatives
    assert row.related == two.name
    (phrase,) = [reason for reason in row.why if reason.kind == "phrase"]
    assert set(phrase.value.split(", ")) == {"cistern ledgers", "quarry office", "grain barges"}
    assert phrase.share > 0
