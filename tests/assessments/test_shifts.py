"""Shifts: what is found, what is not, and the laws of exchange, identity and addition."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosscable.compare.assessments.blocks import MAX_LENGTH
from crosscable.compare.assessments.kinds import OPPOSITE
from crosscable.compare.assessments.shifts import GROUPS, Shift, definitions, find_shifts
from crosscable.compare.attribution.statements import attribute
from crosscable.compare.people.reconcile import reconcile
from crosscable.corpora.cable import Cable

UNRELATED = "Rainfall in the northern valleys filled the reservoirs, so the almond growers postponed their own wells."

POOL = (
    "The harbor authority at Velmar is considering a joint tender for the new container port.",
    "The joint tender for the container port at Velmar was signed in May.",
    "The fishing accord is unlikely to survive the winter session of parliament.",
    "The fishing accord is almost certain to survive the session of parliament.",
    "The opposition bloc of Ana Prevet is in crisis and her colleagues doubt her.",
    "Ana Prevet is firmly in control of the opposition bloc, which praised her.",
    "Grain exports to Tarsia continue to grow, and the mills are pleased.",
    "Grain exports to Tarsia have slowed sharply since the mills closed.",
    "Two generals were retired after the parade near the border.",
)


def first(shifts: tuple[Shift, ...], cable: Cable, words: str) -> Shift:
    """The best shift whose leading quotation in the later cable holds `words`."""
    return next(s for s in shifts if s.lead[0] and s.lead[1] and words in cable.text[slice(*s.lead[1])])


@pytest.mark.parametrize(
    ("words", "kind", "direction"),
    [
        ("was signed in May", "status", "up"),
        ("almost certain", "likelihood", "up"),
        ("firmly in control", "polarity", "up"),
    ],
)
def test_planted_changes_are_named(earlier: Cable, later: Cable, words: str, kind: str, direction: str) -> None:
    shift = first(find_shifts(earlier, later), later, words)
    assert (shift.kind, shift.direction) == (kind, direction)


def test_each_shift_says_why_with_words_that_stand_in_the_quotations(earlier: Cable, later: Cable) -> None:
    for shift in find_shifts(earlier, later):
        for cable, carriers in zip((earlier, later), shift.carriers, strict=True):
            for start, end in carriers:
                assert cable.text[start:end].strip()
        assert shift.why.endswith(".")
        assert shift.why.count(".") == 1 or "U.S." in shift.why


def test_quotations_are_short_and_exact(earlier: Cable, later: Cable) -> None:
    for shift in find_shifts(earlier, later):
        for places in (shift.left, shift.right):
            assert len(places) <= 3
            assert sum(end - start for start, end in places) <= 300


def test_line_ends_in_the_file_count_as_quoted(write: Callable[..., Cable]) -> None:
    def wrapped(texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(text.replace(" the ", f"{' ' * 60}\nthe ") for text in texts)

    left, right = write(wrapped(POOL[::2])), write(wrapped(POOL[1::2]))
    shifts = [shift for shift in find_shifts(left, right) if shift.left and shift.right]
    assert shifts
    for shift in shifts:
        for cable, places in ((left, shift.left), (right, shift.right)):
            assert sum(len(cable.span(*place).quote) for place in places) <= MAX_LENGTH


def test_kinds_directions_and_groups_are_the_defined_ones(earlier: Cable, later: Cable) -> None:
    for shift in find_shifts(earlier, later):
        assert shift.kind in definitions()["kinds"]
        assert shift.direction in definitions()["directions"]
        assert shift.group in GROUPS
        assert 0 <= shift.score <= 1


def test_scores_fall_among_contrasts(earlier: Cable, later: Cable) -> None:
    scores = [shift.score for shift in find_shifts(earlier, later) if shift.left and shift.right]
    assert scores == sorted(scores, reverse=True)


def test_a_cable_against_itself_has_no_shift(earlier: Cable) -> None:
    assert find_shifts(earlier, earlier) == ()


def test_unchanged_claims_are_listed_only_when_asked_for(earlier: Cable) -> None:
    listed = find_shifts(earlier, earlier, unchanged=True)
    assert {shift.kind for shift in listed} == {"unchanged"}
    assert len(listed) >= 4


def test_a_rewrapped_or_renumbered_copy_has_no_shift(write: Callable[..., Cable]) -> None:
    assert find_shifts(write(POOL), write((POOL[8], *POOL[:8]))) == ()


def test_a_renamed_spelling_is_no_shift(write: Callable[..., Cable]) -> None:
    other = tuple(text.replace("Prevet", "Prevett") for text in POOL)
    assert find_shifts(write(POOL), write(other)) == ()


def test_a_redaction_is_no_shift(write: Callable[..., Cable]) -> None:
    other = tuple(text.replace("Ana Prevet", "XXXXXXXXXXXX") for text in POOL)
    assert find_shifts(write(POOL), write(other)) == ()


def test_the_same_words_from_another_voice_are_a_contrast(write: Callable[..., Cable]) -> None:
    told = "{} told us that the fishing accord would survive the winter session of parliament."
    left, right = write((told.format("Orlan"), *POOL[4:])), write((told.format("Varlamont"), *POOL[4:]))
    (shift,) = find_shifts(left, right, attribute(left), attribute(right), reconcile((left, right)))
    assert (shift.kind, shift.direction, shift.group) == ("framing", "reversed", "contrast")
    assert [right.text[slice(*place)] for place in shift.carriers[1]] == ["Varlamont"]
    assert "“Orlan”" in shift.why


@pytest.mark.parametrize(("forms", "told"), [(2, 2), (3, 0)])
def test_one_form_filled_in_for_two_countries_is_no_contrast(
    write: Callable[..., Cable], forms: int, told: int
) -> None:
    lines = (
        "The government of {} was told on Monday.",
        "Inspectors will visit {} before winter.",
        "Reports on {} came in.",
    )
    left, right = (write([line.format(name) for line in lines[:forms]]) for name in ("Velmar", "Tarsia"))
    assert sum(shift.left != () != shift.right for shift in find_shifts(left, right)) == told


def _essence(shifts: tuple[Shift, ...]) -> set[tuple[object, ...]]:
    return {(s.kind, s.direction, s.left, s.right, s.score) for s in shifts}


def _mirrored(shifts: tuple[Shift, ...]) -> set[tuple[object, ...]]:
    other = {"newly_raised": "not_repeated", "not_repeated": "newly_raised"}
    return {(other.get(s.kind, s.kind), OPPOSITE[s.direction], s.right, s.left, s.score) for s in shifts}


def test_exchanging_the_cables_reverses_the_directions(earlier: Cable, later: Cable) -> None:
    assert _essence(find_shifts(earlier, later)) == _mirrored(find_shifts(later, earlier))


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(POOL), min_size=1, max_size=5, unique=True),
    st.lists(st.sampled_from(POOL), min_size=1, max_size=5, unique=True),
)
def test_exchange_holds_for_any_two_cables(write: Callable[..., Cable], one: list[str], other: list[str]) -> None:
    left, right = write(tuple(one)), write(tuple(other), "09VELMAR12")
    assert _essence(find_shifts(left, right)) == _mirrored(find_shifts(right, left))


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(POOL), min_size=1, max_size=6, unique=True))
def test_identity_holds_for_any_cable(write: Callable[..., Cable], one: list[str]) -> None:
    assert find_shifts(write(tuple(one)), write(tuple(one), "09VELMAR12")) == ()


def test_one_unrelated_paragraph_in_both_changes_nothing(write: Callable[..., Cable]) -> None:
    """Guaranteed for a paragraph that is the same in both, stands last and shares no word with a one-sided matter."""
    left, right = POOL[0::2], POOL[1::2]
    plain = find_shifts(write(left), write(right))
    added = find_shifts(write((*left, UNRELATED)), write((*right, UNRELATED)))
    assert [s.fingerprint for s in plain] == [s.fingerprint for s in added]
    assert [s.score for s in plain] == [s.score for s in added]


def test_the_same_input_gives_the_same_result(earlier: Cable, later: Cable) -> None:
    assert find_shifts(earlier, later) == find_shifts(earlier, later)


def test_empty_cables_have_no_shift(write: Callable[..., Cable]) -> None:
    assert find_shifts(write(()), write(POOL)) == ()
    assert find_shifts(write(POOL), write(())) == ()


def test_what_only_the_later_cable_returns_to_is_newly_raised(write: Callable[..., Cable]) -> None:
    drought = (
        "Summary: The drought is the first thing that every farmer mentions. End summary.",
        "Because of the drought the reservoirs near Velmar are empty.",
        "The drought has reached the vineyards, and the drought committee of the senate sits daily.",
        "Comment: The drought will decide the election. End comment.",
    )
    found = [s for s in find_shifts(write(POOL[:2]), write((*POOL[:2], *drought))) if s.kind == "newly_raised"]
    assert any("drought" in s.why for s in found)
