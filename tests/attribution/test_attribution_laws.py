from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosscable.compare.attribution.statements import attribute
from crosscable.corpora.cable import Cable

PIECES = st.sampled_from(
    (
        *("Tarn", "Minister", "The", "the", "of", "and", ",", ".", ";", ":", "(", ")", "“", "”", '"', "'s", "''", "--"),
        *("said", "told us", "that", "noting", "While", "according to", "reportedly", "XXXXXXXX", "he", "they", "We"),
        *("MFA", "officials", "in", "December 3", "was", "skeptical", "view", "his", "by", "who", "which", "with"),
        *("saying", "claims", "not", "will", "U.S.", "press", "from", "criticism", "made", "a", "statement"),
    )
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, min_size=1, max_size=40))
def test_any_words_give_statements_whose_places_lie_inside_the_text(
    telegram: Callable[..., Cable], pieces: list[str]
) -> None:
    cable = telegram(" ".join(pieces))
    for statement in attribute(cable):
        places = [statement.cue, *statement.content, *statement.quotes]
        if statement.speaker:
            places.append(statement.speaker)
        for start, end in places:
            assert 0 <= start < end <= len(cable.text)
            assert cable.text[start:end] == cable.text[start:end].strip()


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, min_size=1, max_size=25))
def test_a_paragraph_without_names_in_front_changes_no_cue(telegram: Callable[..., Cable], pieces: list[str]) -> None:
    text = " ".join(pieces)
    alone, behind = telegram(text), telegram("The ferry left the harbor at noon.", text)
    cues = [[cable.text[slice(*each.cue)] for each in attribute(cable)] for cable in (alone, behind)]
    assert cues[0] == cues[1]


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, min_size=1, max_size=25))
def test_no_two_statements_share_a_cue(telegram: Callable[..., Cable], pieces: list[str]) -> None:
    cues = [each.cue for each in attribute(telegram(" ".join(pieces)))]
    assert len(cues) == len(set(cues))
