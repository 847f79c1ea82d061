from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from crosscable.compare.matching.reuse import BOILERPLATE_FROM, reuse
from crosscable.compare.terms import words

COPIED = (
    "The harbour master of Selvane counted eleven grain barges at the upper lock on Tuesday and sent nine of them "
    "back, because their papers named a port that had been closed since the flood."
)
FORM = "Please visit the home page of this embassy for the weekly list of visitors, conferences and closed roads today."


def test_a_copied_passage_is_found_with_its_places(telegram) -> None:
    first = telegram(1, "Wheat is dear.", COPIED)
    second = telegram(2, f"Reftel said it. {COPIED} We agree.", month=5)
    (found,) = reuse([second, first]).passages
    assert (found.left, found.right) == (first, second)
    assert first.text[slice(*found.left_place)] == second.text[slice(*found.right_place)] == COPIED.rstrip(".")
    assert found.words == len(words(COPIED))


def test_case_accents_and_punctuation_do_not_matter(telegram) -> None:
    other = COPIED.upper().replace("SELVANE", "SÉLVANE").replace(",", " –")
    (found,) = reuse([telegram(1, COPIED), telegram(2, other)]).passages
    assert found.words == len(words(COPIED))


def test_one_changed_word_does_not_end_a_passage(telegram) -> None:
    (found,) = reuse([telegram(1, COPIED), telegram(2, COPIED.replace("Tuesday", "Wednesday"))]).passages
    assert found.words == len(words(COPIED))


def test_what_many_cables_hold_is_told_once_as_boilerplate(telegram) -> None:
    cables = [telegram(number, f"Visit {number}.", FORM) for number in range(1, BOILERPLATE_FROM + 1)]
    found = reuse(cables)
    assert found.passages == ()
    (standing,) = found.boilerplate
    assert len(standing.cables) == BOILERPLATE_FROM
    assert FORM.rstrip(".") in standing.cable.text[slice(*standing.place)]
    assert reuse(cables[:-1]).boilerplate == ()


def test_nothing_to_find_is_no_error(telegram) -> None:
    for cables in ([], [telegram(1, "Short.")], [telegram(1, "Short."), telegram(2, "Other.")]):
        assert reuse(cables).passages == ()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_every_common_run_of_words_is_found(telegram, seed: int) -> None:
    """A slow and obvious search for the longest common run agrees with the longest passage."""
    chance = random.Random(seed)  # noqa: S311
    texts = [[f"word{chance.randrange(10**6)}" for _ in range(30)] for _ in range(2)]
    run = [f"same{at}" for at in range(chance.randint(14, 24))]
    for text in texts:
        place = chance.randrange(31)
        text[place:place] = run
    found = reuse([telegram(at + 1, " ".join(text)) for at, text in enumerate(texts)]).passages
    assert [passage.words for passage in found] == ([len(run)] if len(run) >= 16 else [])
