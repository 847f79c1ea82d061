"""Sentences of telegrams: cases/sentences.list, and what holds for every text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscable.corpora.sentences import sentences

LINES = (Path(__file__).parent / "cases" / "sentences.list").read_text(encoding="utf-8").splitlines()
CASES = [line.replace("\\n", "\n") for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize("case", CASES)
def test_case_is_cut_where_marked(case: str) -> None:
    text = case.replace("|", "")
    assert [text[start:end] for start, end in sentences(text)] == [part.strip() for part in case.split("|")]


@given(st.text(alphabet="Aab .!?\"'()\n8U.S1-", max_size=80), st.integers(0, 20), st.integers(0, 80))
def test_sentences_are_in_order_and_hold_all_words(text: str, start: int, size: int) -> None:
    start = min(start, len(text))
    end = min(start + size, len(text))
    found = sentences(text, start, end)
    last = start
    for begin, stop in found:
        assert last <= begin < stop <= end
        assert not text[last:begin].strip()
        assert text[begin:stop] == text[begin:stop].strip()
        last = stop
    assert not text[last:end].strip()
