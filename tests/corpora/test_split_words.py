"""Words that a line end cut in two: when the hyphen goes, when it stays, and what counts as a word of the text."""

from __future__ import annotations

import pytest

from crosscable.corpora import parse
from crosscable.corpora.repairs import has_word


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("The har- bor is deep, and the harbor pays.", "The harbor is deep, and the harbor pays."),
        ("The har- bor is deep.", "The har-bor is deep."),
        ("A multi- polar view is a multi-polar view.", "A multi-polar view is a multi-polar view."),
        ("THE HAR- BOR IS DEEP.", "THE HARBOR IS DEEP."),
        ("The pre- and post-war tolls.", "The pre- and post-war tolls."),
    ],
)
def test_the_rest_of_the_text_tells_how_a_word_was_cut(written: str, read: str) -> None:
    [paragraph] = parse(f"1. (U) {written}").paragraphs
    assert paragraph.text == read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the harbor", True),
        ("harbor-", True),
        ("harbor - the", True),
        ("harbors", False),
        ("the co-harbor", False),
        ("a harbor-master", False),
        ("harbors and the harbor", True),
        ("Harbor", False),
    ],
)
def test_a_word_is_no_part_of_a_longer_one(text: str, found: bool) -> None:
    assert has_word(text, "harbor") is found
