"""Kinds of word differences: what is an edit, what only looks like one, and the laws that hold for any two texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscable.compare.alignment.edit_kinds import EDIT_KINDS, KindedEdit, Wording, count_kinds, kinded_diff

CASES = (
    # kind, left, right, what the step is said to hold
    ("rewording", "He may sign the accord.", "He will sign the accord.", ("may", "will")),
    ("insertion", "He may sign the accord.", "He may soon sign the accord.", ("", "soon ")),
    ("deletion", "The old port will reopen.", "The port will reopen.", ("old ", "")),
    ("number", "Trade grew by 25 percent.", "Trade grew by 30 percent.", ("25", "30")),
    ("number", "They met September 11-13 in Orlava.", "They met November 22-28 in Orlava.", None),
    ("number", "He asked for two ships.", "He asked for three ships.", ("two", "three")),
    ("number", "a loan of USD 350 million to the port", "a loan of USD 1.2 billion to the port", None),
    ("number", "The toll is 1.5 pesos.", "The toll is 15 pesos.", None),
    ("typography", 'He wants "no more tolls" here.', "He wants “no more tolls” here.", ('"', "“")),
    ("typography", "a multi-polar view", "a multipolar view", ("multi-polar", "multipolar")),
    ("typography", "the U.S. position", "the US position", None),
    ("typography", "a debt of 10,000 pesos", "a debt of 10000 pesos", None),
    ("typography", "SUMMARY: Trade fell.", "Summary: Trade fell.", ("SUMMARY", "Summary")),
    ("typography", "President Chávez spoke.", "President Chavez spoke.", ("Chávez", "Chavez")),
    ("rewrap", "Talks on\nthe port", "Talks on the port", ("\n", " ")),
    ("redaction", "XXXXXXXXXXXX told us so.", "Pavel Orlo told us so.", ("XXXXXXXXXXXX", "Pavel Orlo")),
    ("redaction", "He met XXXXXXXXXXXX.", "He met XXXXXXXX.", ("XXXXXXXXXXXX", "XXXXXXXX")),
    ("redaction", "He told us that XXXXXXXXXXXX.", "He told us that the port, he fears, is lost.", None),
    ("rewording", "the mayor will resign", "the mayor will stay", ("resign", "stay")),
)


def _wording(text: str, *names: tuple[str, str]) -> Wording:
    found = [
        (at, at + len(form), person)
        for form, person in names
        for at in range(len(text))
        if text.startswith(form, at) and not text[at - 1 : at].isalpha()
    ]
    at = text.find("XXXX")
    end = at + len(text[at:]) - len(text[at:].lstrip("X")) if at >= 0 else -1
    return Wording(text, tuple(found), ((at, end),) if at >= 0 else ())


def _steps(left: Wording, right: Wording) -> list[KindedEdit]:
    return [edit for edit in kinded_diff(left, right) if edit.kind != "equal"]


@pytest.mark.parametrize(("kind", "left", "right", "texts"), CASES)
def test_a_difference_is_of_one_kind(kind: str, left: str, right: str, texts: tuple[str, str] | None) -> None:
    found = _steps(_wording(left), _wording(right))
    assert {edit.kind for edit in found} == {kind}
    if texts is not None:
        assert (found[0].left, found[0].right) == texts


def test_two_spellings_of_one_person_are_no_edit() -> None:
    names = (("Igor Brenchenko", "b"), ("Brenschenko", "b"), ("Igor Brenschenko", "b"))
    left, right = _wording("Igor Brenchenko told us.", *names), _wording("Igor Brenschenko told us.", *names)
    assert _steps(left, right) == [KindedEdit("name", "Brenchenko", "Brenschenko")]


def test_a_given_name_more_is_a_form_of_the_name() -> None:
    names = (("Vera Dalidova", "d"), ("Dalidova", "d"))
    left, right = _wording("Dalidova agreed.", *names), _wording("Vera Dalidova agreed.", *names)
    assert _steps(left, right) == [KindedEdit("name", "", "Vera ")]


def test_a_name_that_one_side_did_not_recognize_is_no_difference() -> None:
    left = _wording("Dalidova agreed with Brenchenko.", ("Dalidova", "d"), ("Brenchenko", "b"))
    right = Wording("Dalidova agreed with Brenchenko.", ((0, 8, "d"),))
    assert _steps(left, right) == []
    later = Wording("Dalidova and Dalidova agreed.", ((0, 8, "d"),))
    assert _steps(_wording(later.text, ("Dalidova", "d")), later) == []


def test_two_persons_in_one_place_are_an_edit() -> None:
    left, right = _wording("Dalidova agreed.", ("Dalidova", "d")), _wording("Brenchenko agreed.", ("Brenchenko", "b"))
    assert [edit.kind for edit in _steps(left, right)] == ["rewording"]


def test_a_redaction_is_told_from_the_edits_beside_it() -> None:
    found = _steps(
        _wording("The mayor, XXXXXXXXXXXX, may close the port in May."),
        _wording("The mayor, Pavel Orlo, will close the port in June."),
    )
    assert [edit.kind for edit in found] == ["redaction", "rewording", "number"]


def test_quotation_marks_that_come_or_go_are_an_edit() -> None:
    found = _steps(_wording("a fair vote was held"), _wording('a "fair" vote was held'))
    assert found
    assert "typography" not in {edit.kind for edit in found}


def test_kinds_are_counted_without_what_is_equal() -> None:
    edits = kinded_diff(_wording("He may pay 5 pesos."), _wording("He will pay 6 pesos."))
    assert count_kinds(edits) == {"rewording": 1, "number": 1}


WORD = st.sampled_from(
    ["the", "May", "may", "XXXXXX", "Orlo", "Orlov", "5", "6", "percent", ",", ".", '"', "“", "-", "\n", "é"]
)
TEXT = st.lists(WORD, max_size=25).map(" ".join) | st.text(max_size=40)
NAMES = (("Orlo", "o"), ("Orlov", "o"))


@given(TEXT, TEXT)
def test_steps_rebuild_both_sides_and_are_of_known_kinds(a: str, b: str) -> None:
    edits = kinded_diff(_wording(a, *NAMES), _wording(b, *NAMES))
    assert "".join(edit.left for edit in edits) == a
    assert "".join(edit.right for edit in edits) == b
    assert {edit.kind for edit in edits} <= set(EDIT_KINDS)
    assert all((edit.kind == "equal") <= (edit.left == edit.right) for edit in edits)
    assert {edit.op for edit in edits} <= {"equal", "insert", "delete", "replace"}


@given(TEXT)
def test_a_text_and_itself_are_equal(a: str) -> None:
    assert {edit.kind for edit in kinded_diff(_wording(a, *NAMES), _wording(a, *NAMES))} <= {"equal"}
