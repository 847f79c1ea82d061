from __future__ import annotations

from math import exp
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscable.compare.people.context import surroundings
from crosscable.compare.people.likeness import likeness

HERE = Path(__file__).parent


def pairs(file: str) -> list[tuple[str, str]]:
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    return [(a.strip(), b.strip()) for line in lines if line[:1] != "#" for a, b in [line.split("|")]]


@pytest.mark.parametrize(("left", "right"), pairs("likeness_same.txt"))
def test_spellings_of_one_name_are_the_same(left: str, right: str) -> None:
    assert likeness(left, right).verdict == "same"


@pytest.mark.parametrize(("left", "right"), pairs("likeness_different.txt"))
def test_near_names_of_two_persons_are_not_the_same(left: str, right: str) -> None:
    assert likeness(left, right).verdict != "same"


NAMES = st.one_of(
    st.text(max_size=25),
    st.sampled_from(
        [name for file in ("likeness_same.txt", "likeness_different.txt") for p in pairs(file) for name in p]
    ),
)


@given(NAMES, NAMES)
def test_contributions_add_up_to_the_probability(left: str, right: str) -> None:
    found = likeness(left, right)
    assert found.probability == pytest.approx(1 / (1 + exp(-sum(c.value for c in found.contributions))))


@given(NAMES, NAMES)
def test_the_order_of_two_names_does_not_matter(left: str, right: str) -> None:
    assert likeness(left, right).probability == pytest.approx(likeness(right, left).probability)


def test_capitals_change_nothing() -> None:
    assert (
        likeness("SERGEY LAVROV", "Sergei Lavrov").probability == likeness("Sergey Lavrov", "Sergei Lavrov").probability
    )


@pytest.mark.parametrize(
    ("left", "right", "rule"),
    [
        ("Romanchenko", "Romanschenko", "sch = ch"),
        ("Khodorkovsky", "Khodorkovskiy", "-iy = -y"),
        ("Smirnoff", "Smirnov", "-ff = -v"),
        ("Qadhafi", "Gaddafi", "q = g"),
        ("Prikhodko", "Prihodko", "kh = h"),
        ("Teng Hsiao-ping", "Deng Xiaoping", "Wade-Giles = pinyin"),
    ],
)
def test_the_reason_names_the_spelling_rule(left: str, right: str, rule: str) -> None:
    found = likeness(left, right)
    assert rule in found.rules
    assert rule in found.why


@pytest.mark.parametrize(
    ("left", "right", "veto"),
    [
        ("Petrov", "Petrova", "feminine ending, man and woman"),
        ("Sergey Ivanov", "Igor Ivanov", "given names conflict"),
        ("John A. Karlsen", "John B. Karlsen", "middle initials conflict"),
        ("Ahmad Zia Torabi", "Ahmad Shah Torabi", "middle names conflict"),
        ("John Karlsen, Jr", "John Karlsen, Sr", "Jr and Sr"),
        ("Mr. Karlsen", "Mrs. Karlsen", "Mr and Mrs"),
        ("Karlsen, Olaf (1898-1965)", "Karlsen, Olaf (b. 1931)", "dates exclude each other"),
    ],
)
def test_a_veto_is_a_contribution_with_a_name(left: str, right: str, veto: str) -> None:
    found = likeness(left, right)
    assert veto in found.vetoes
    assert f"blocked by {veto}" in found.why
    assert sum(c.value for c in found.contributions if c.veto) < 0


def test_two_roles_in_one_document_speak_against_one_person() -> None:
    finance = surroundings("the Finance Minister Olek [Tarvin] said", "09NOWHERE12")
    mayor = surroundings("later the Mayor Olek [Tarwin] denied it", "09NOWHERE12")
    found = likeness("Tarvin", "Tarwin", context_a=finance, context_b=mayor)
    assert "two different titles in one document" in found.vetoes


def test_a_shared_role_speaks_for_one_person() -> None:
    first = surroundings("Deputy Interior Minister [Tarvin] said", "09NOWHERE12")
    second = surroundings("the Interior Minister, [Tarwin], had left", "09NOWHERE40")
    other = surroundings("the famous poet [Tarwin] had left", "09NOWHERE40")
    with_role = likeness("Tarvin", "Tarwin", context_a=first, context_b=second)
    without = likeness("Tarvin", "Tarwin", context_a=first, context_b=other)
    assert with_role.probability > without.probability
