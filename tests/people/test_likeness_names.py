from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscable.compare.people.names import Name, fold, parse_name
from crosscable.compare.people.spelling import keys, rules_between


@pytest.mark.parametrize(
    ("text", "given_names", "surname"),
    [
        ("Minister of Transportation Olek Tarvin", ("olek",), ("tarvin",)),
        ("Tarvin, Major General Olek Petrovich", ("olek", "petrovich"), ("tarvin",)),
        ("Hassan bin Salim al-Tamimi", ("hassan", "salim"), ("tamimi",)),
        ("Nguyen Chanh Vinh", ("chanh", "vinh"), ("nguyen",)),
        ("De Brink, N. Carter, Jr", ("n", "carter"), ("brink",)),
        ("der Olek Tarvin", ("olek",), ("tarvin",)),
        ("Trade Commission Secretary-General Father Luis Marro", ("luis",), ("marro",)),
        ("Dean Holt", ("dean",), ("holt",)),
        ("Don L. Varga", ("don", "l"), ("varga",)),
        ("Olek S. Tarvin", ("olek", "s"), ("tarvin",)),
        ("Holt, Dean", ("dean",), ("holt",)),
        ("Salim, King", (), ("salim",)),
        ("Chou Min-tai, Generalissimo", ("min", "tai"), ("chou",)),
        ("Varga John A", ("john", "a"), ("varga",)),
        ("Varga. John", ("john",), ("varga",)),
        ("Chas. W. Holt", ("chas", "w"), ("holt",)),
        ("Mahmud Ahmadi-Zadeh", ("mahmud",), ("ahmadi", "zadeh")),
        ("Nayif Abdulkarim", ("nayif",), ("karim",)),
        ("Tarvin's", (), ("tarvin",)),
        ("TARVIN", (), ("tarvin",)),
        ("Ben Holt", ("ben",), ("holt",)),
        ("", (), ()),
    ],
)
def test_a_name_is_taken_apart(text: str, given_names: tuple[str, ...], surname: tuple[str, ...]) -> None:
    found = parse_name(text)
    assert (found.given, found.surname) == (given_names, surname)


@pytest.mark.parametrize(("text", "mark"), [("Holt, J., Jr.", "jr"), ("J. Holt III", "3"), ("J. Holt", None)])
def test_generation_marks(text: str, mark: str | None) -> None:
    assert parse_name(text).generation == mark


def test_forms_in_brackets_are_kept() -> None:
    assert parse_name("Naser (Nasr), Gamil").others == ("Nasr",)


@given(st.text(max_size=60))
def test_any_text_gives_a_name_of_folded_words(text: str) -> None:
    found = parse_name(text)
    assert isinstance(found, Name)
    assert all(word == fold(word) for word in (*found.given, *found.surname, *found.particles))


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=15))
def test_a_word_needs_no_rule_to_meet_itself(word: str) -> None:
    assert rules_between(word, word) == ()
    assert len(keys(word)) == 3


def test_apostrophes_do_not_part_words() -> None:
    assert parse_name("Sa'di").surname == ("sadi",)
