from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from crosscable.compare.matching.counting import Counts, count, merge
from crosscable.compare.terms import background, compared_text, fold, words, words_with_places

# Accents, curly quotes, the pilcrow, a ligature, Cyrillic, Greek, digits, an underscore, a dotted capital I.
TEXTS = st.text(st.sampled_from("abcXYZ ’“–¶éÉñßﬁЖжΣς½İ_09.,-'\n\t"), max_size=60)


def words_of(counts: Counts, row: int) -> dict[str, int]:
    held = slice(counts.rows[row], counts.rows[row + 1])
    spelled = map(counts.vocabulary.word, counts.terms[held].tolist())
    return dict(zip(spelled, counts.times[held].tolist(), strict=True))


def same(one: Counts, two: Counts) -> bool:
    pairs = (
        (one.rows, two.rows),
        (one.terms, two.terms),
        (one.times, two.times),
        (one.vocabulary.hashes, two.vocabulary.hashes),
        (one.vocabulary.spelling, two.vocabulary.spelling),
        (one.vocabulary.starts, two.vocabulary.starts),
    )
    return all(np.array_equal(left, right) for left, right in pairs)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Russia’s “pragmatic” trip", ["russia", "pragmatic", "trip"]),
        ("multi-polar F-16s in 2008", ["multi", "polar", "16s", "in", "2008"]),
        ("São Paulo, Ramírez", ["sao", "paulo", "ramirez"]),
        ("Sa\u0303o", ["sao"]),
        ("a b c", []),
        ("Жуков и я", ["жуков"]),
        ("", []),
    ],
)
def test_a_term_is_a_folded_run_of_two_letters_or_more(text: str, terms: list[str]) -> None:
    assert words(text) == terms


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_places_lead_back_to_the_words(text: str) -> None:
    placed = list(words_with_places(text))
    assert [word for word, _, _ in placed] == words(text)
    assert all(words(text[start:end]) == [word] for word, start, end in placed)


@given(st.lists(TEXTS, max_size=6))
def test_counts_are_those_of_scikit_learn(texts: list[str]) -> None:
    counts = count(texts, fast=False)
    vectorizer = CountVectorizer(preprocessor=fold)
    try:
        table = vectorizer.fit_transform(texts).toarray()
    except ValueError:  # scikit-learn refuses an empty vocabulary
        assert len(counts.vocabulary) == 0
        return
    names = vectorizer.get_feature_names_out()
    for row in range(len(texts)):
        assert words_of(counts, row) == {names[at]: table[row, at] for at in np.flatnonzero(table[row])}


@settings(deadline=None)  # the first call may compile
@given(st.lists(TEXTS, max_size=6))
def test_the_compiled_loop_gives_the_same_arrays(texts: list[str]) -> None:
    pytest.importorskip("numba", reason="the [fast] extra is not installed")
    assert same(count(texts, fast=True), count(texts, fast=False))


@pytest.mark.parametrize(
    "removed", ["xXXx", "xxxxxxxx", "XXXX", "[NAME REMOVED]", "SOURCE NAME REDACTED", "DATE DELETED"]
)
def test_what_stands_for_removed_words_is_not_compared(telegram, removed: str) -> None:
    cable = telegram(42, f"Barges with {removed} at Xoxxo.", subject="CANAL")
    assert words(compared_text(cable)) == ["canal", "barges", "with", "at", "xoxxo"]


def test_a_reference_line_within_a_paragraph_is_not_compared(telegram) -> None:
    cable = replace(telegram(42, "Barges."), headings=(), paragraphs=(), text="Barges.\nREF: DRAVIK 17\nREFERENDUM")
    assert words(compared_text(cable)) == ["grain", "barges", "barges", "referendum"]


def test_parts_counted_apart_and_joined_are_counted_together() -> None:
    texts = ["canal and barges", "", "barges, barges", "the mayor", "canal"]
    assert same(merge([count(texts[:2]), count(texts[2:])]), count(texts))


def test_the_form_of_a_telegram_is_not_compared(telegram) -> None:
    cable = telegram(42, "The harbour XXXXXXXXXXXX counted barges.", subject="CANAL", ref="A. DRAVIK 17, B. GENEVA 99")
    assert words(compared_text(cable)) == ["canal", "the", "harbour", "counted", "barges"]


def test_the_background_holds_common_words_and_no_names() -> None:
    known = background()
    assert known.frequency("the") > known.frequency("minister") > known.frequency("wheat") > 0
    assert known.idf("the") < known.idf("minister") < known.idf("zurbarantine")
    assert not {"putin", "lavrov", "chavez", "moscow", "obama", "mohammed"} & set(known.frequencies)
    assert min(known.frequencies.values()) >= 20


def test_a_background_vector_has_length_one() -> None:
    vector = background().vector("The minister of wheat met the minister of barges.")
    assert sum(weight * weight for weight in vector.values()) == pytest.approx(1)
    assert background().vector("…") == {}
