"""What counts as the same claim said again, and what turns it into another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crosscable.compare.assessments.claims import Claim, claims
from crosscable.compare.assessments.restating import renamed, repeats
from crosscable.compare.attribution.statements import attribute
from crosscable.corpora.cable import Cable

TOLD = "Deputy Minister Orlan said that the fishing accord with Tarsia would survive the winter session."


def of(write: Callable[..., Cable], text: str) -> tuple[Claim, ...]:
    cable = write((text,))
    return tuple(claim for claim in claims(cable, attribute(cable)) if claim.zone != "heading")


@pytest.mark.parametrize(
    "other",
    [
        "He repeated that the fishing accord with Tarsia will survive the winter session.",
        "Orlan insisted that the fishing accord with Tarsia would survive the winter session, as he had said in May.",
        "XXXXXXXXXXXX said that the fishing accord with Tarsia would survive the winter session.",
        "The Deputy Minister maintained that the fishing accord with Tarsia will survive the winter session.",
    ],
)
def test_a_claim_put_a_little_differently_is_said_again(write: Callable[..., Cable], other: str) -> None:
    assert repeats(of(write, TOLD), of(write, other)).again[0].any()


@pytest.mark.parametrize(
    "other",
    [
        "Orlan said that the fishing accord with Tarsia would not survive the winter session.",
        "Orlan said that it was unlikely that the fishing accord with Tarsia would survive the winter session.",
        "Orlan said that the fishing accord with Tarsia was suspended until the winter session.",
        "Orlan said that two of the 12 accords with Tarsia would survive the winter session.",
        "Orlan spoke of the fishing boats from Tarsia that had been lost in the winter storms.",
    ],
)
def test_what_turns_a_claim_makes_it_another(write: Callable[..., Cable], other: str) -> None:
    assert not repeats(of(write, TOLD), of(write, other)).again.any()


def test_names_alone_are_no_claim(write: Callable[..., Cable]) -> None:
    one = of(write, "The Security Council of the United Nations, Tarsia and Velmar met on the quarrel.")
    other = of(write, "Tarsia praised Velmar before the Security Council of the United Nations, and left.")
    assert not repeats(one, other).again.any()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Varlamont", True),
        ("Orlann", False),
        ("XXXXXXXXXX", False),
        ("Minister Orlan", False),
        ("nobody", False),
        ("Or", False),
    ],
)
def test_another_name_in_the_same_words(write: Callable[..., Cable], name: str, expected: bool) -> None:
    text = "On the fishing accord {} said that it would survive the winter session."
    one, other = of(write, text.format("Orlan"))[-1], of(write, text.format(name))[-1]
    assert (renamed(one, other) is not None) is expected


def test_an_acronym_is_no_other_name(write: Callable[..., Cable]) -> None:
    text = "On the fishing accord the {} said that it would survive the winter session."
    one, other = (of(write, text.format(name))[-1] for name in ("Tarsian Harbor Union", "THU"))
    assert renamed(one, other) is None


def test_a_sentence_with_its_name_taken_out_is_the_same_sentence(write: Callable[..., Cable]) -> None:
    one = of(write, "Ruy Orlan Varlamont has since then refused to talk.")
    assert repeats(one, of(write, "XXXXXXXXXXXX has since then refused to talk.")).masked == ({0}, {0})
    assert repeats(one, of(write, "XXXXXXXXXXXX has since then agreed to talk.")).masked == (set(), set())
