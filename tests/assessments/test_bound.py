"""Changes that words at a shared word show, and sentences that only look like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crosscable.compare.assessments.bound import bound_changes, bound_readings
from crosscable.compare.assessments.claims import claims
from crosscable.compare.assessments.pairing import pair_claims
from crosscable.corpora.cable import Cable

ELSEWHERE = (
    "Almond growers in the northern valleys met at the fair of Ostrava.",
    "The museum of the navy showed its old lanterns to school classes.",
)


def found(write: Callable[..., Cable], left: str, right: str) -> list[tuple[str, str, str, str]]:
    """Kind, direction and the first words that carry it on each side."""
    pairing = pair_claims(claims(write((left, ELSEWHERE[0]))), claims(write((right, ELSEWHERE[1]))))
    return [
        (one.reading.kind, one.reading.direction, one.reading.left[0].text, one.reading.right[0].text)
        for one in bound_changes(pairing)
    ]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        pytest.param(
            "The harbor authority proposed the dredging concession of the container port.",
            "The harbor authority approved the dredging concession of the container port.",
            ("status", "up", "proposed", "approved"),
            id="two rungs of the ladder",
        ),
        pytest.param(
            "The harbor authority may sign the dredging concession of the container port.",
            "The harbor authority once proposed the dredging concession of the container port.",
            ("status", "down", "sign", "proposed"),
            id="a bare form behind an auxiliary is a verb",
        ),
        pytest.param(
            "The port of Velmar ordered 12 harbor cranes from the shipyard.",
            "The port of Velmar ordered 19 harbor cranes from the shipyard.",
            ("quantity", "up", "12 harbor", "19 harbor"),
            id="another figure of one unit",
        ),
        pytest.param(
            "The port of Velmar ordered 12 harbor cranes from the shipyard.",
            "The port of Velmar ordered 19 harbor cranes from the shipyard, up from 12 harbor cranes before.",
            ("quantity", "up", "12 harbor", "19 harbor"),
            id="the old figure is named for comparison",
        ),
        pytest.param(
            "The harbor authority will enlarge the dredging concession of the container port.",
            "The harbor authority has enlarged the dredging concession of the container port.",
            ("status", "up", "will", "has"),
            id="ahead, then done",
        ),
        pytest.param(
            "The dredging concession of the container port was signed by the harbor authority.",
            "The dredging concession of the container port was suspended by the harbor authority.",
            ("status", "down", "signed", "suspended"),
            id="signed, then suspended",
        ),
        pytest.param(
            "Velmar and Tarsia keep 12 cranes.",
            "Velmar and Tarsia keep 19 cranes.",
            ("quantity", "up", "12 cranes", "19 cranes"),
            id="a figure among names",
        ),
        pytest.param(
            "The harbor elections are scheduled for April 2009 and the boat fair for June 2009.",
            "The harbor elections are scheduled for early 2009 and the boat fair for June 2009.",
            ("quantity", "down", "April 2009", "early 2009"),
            id="a day set anew beside one that stands",
        ),
        pytest.param(
            "A dredging concession for the container port is unlikely this summer.",
            "A dredging concession for the container port is likely this summer.",
            ("likelihood", "up", "unlikely", "likely"),
            id="unlikely, then likely",
        ),
        pytest.param(
            "The harbor pilots said the dredging works were not dangerous for trawlers.",
            "The harbor pilots said the dredging works were dangerous for trawlers.",
            ("polarity", "reversed", "not dangerous", "dangerous"),
            id="denied, then affirmed",
        ),
        pytest.param(
            "Container traffic through the harbor of Velmar fell sharply after the dredging.",
            "Container traffic through the harbor of Velmar rose sharply after the dredging.",
            ("trend", "up", "fell", "rose"),
            id="fell, then rose",
        ),
    ],
)
def test_what_differs_at_a_shared_word_is_a_change(
    write: Callable[..., Cable], left: str, right: str, expected: tuple[str, str, str, str]
) -> None:
    assert found(write, left, right) == [expected]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(
            "The harbor pilots no longer had confidence in the dredging contractor.",
            "The harbor pilots had lost confidence in the dredging contractor.",
            id="a loss says no in another way",
        ),
        pytest.param(
            "Eight judges of the harbor court voted for the dredging concession.",
            "Eight of the 11 judges of the harbor court voted for the dredging concession.",
            id="the whole of a part",
        ),
        pytest.param(
            "The dredging concession of the container port was proposed by pilots in a long letter.",
            "Pilots discussed the proposal of a dredging concession for the container port, which had rivals.",
            id="a word of status that is a noun",
        ),
        pytest.param(
            "The harbor authority accepted the dredging concession of the container port.",
            "The harbor authority signed the dredging concession of the container port.",
            id="one rung only",
        ),
        pytest.param(
            "The harbor pilots signed the dredging concession of the container port.",
            "The harbor pilots read the plan of a dredging concession of the container port.",
            id="a plan that is a thing",
        ),
        pytest.param(
            "The dredging concession will be signed after talks with bankers, insurers, painters, surveyors, teachers "
            "and the mayors of nine villages.",
            "A dredging concession has been signed, said fishermen, smugglers, gardeners, weavers, widows, monks, "
            "sailors and the owners of mills.",
            id="long sentences that share little",
        ),
        pytest.param(
            "Tarsia will visit Velmar and Ostrava on Monday.",
            "Tarsia has visited Velmar and Ostrava.",
            id="names and little matter",
        ),
        pytest.param(
            "There are unconfirmed reports that the admiral may have suffered a stroke.",
            "The weakness of facial muscles could be misread by visitors from far villages as a sign that he had "
            "suffered a stroke.",
            id="unlike as a whole",
        ),
        pytest.param(
            "The pilots of the container port praised the dredging concession, although storms were unlikely.",
            "The pilots of the container port praised the dredging concession, and boats are likely to be painted.",
            id="words that stand far from what is shared",
        ),
        pytest.param(
            "The container port moved 300 barges of almonds a day after moving 900 barges of almonds.",
            "The container port still moved 300 barges of almonds a day, and once 700 barges of almonds.",
            id="the figure of today is the same",
        ),
        pytest.param(
            "The harbor pilots need calm dredging weather by March 3 for the container port.",
            "The harbor pilots need calm dredging weather by May 9 for the container port.",
            id="a day for which nothing is set",
        ),
        pytest.param(
            "The harbor pilots met in the hall on March 3 about the dredging of the container port.",
            "The harbor pilots met in the hall on May 9 about the dredging of the container port.",
            id="days of meetings",
        ),
        pytest.param(
            "The harbor authority will open its museum, and almond prices have fallen.",
            "The navy has shown lanterns, and the fair of growers will last.",
            id="words of status about other matters",
        ),
        pytest.param(
            "In his 18 years of office Attorney Orlan of Velmar has shielded the smugglers of the harbor.",
            "In his five years of office Director Prevet of Tarsia has shielded the smugglers of the harbor.",
            id="one form filled in for two",
        ),
        pytest.param(
            "We regret the decision of the supreme court to deny requests to extradite the smugglers of the harbor.",
            "We regret that the supreme court denied requests to extradite the smugglers of the harbor.",
            id="denied in both",
        ),
        pytest.param(
            "The harbor authority would enlarge the dredging concession of the container port.",
            "The harbor authority has promised to enlarge the dredging concession of the container port.",
            id="ahead, then promised",
        ),
    ],
)
def test_what_only_looks_like_a_change(write: Callable[..., Cable], left: str, right: str) -> None:
    assert found(write, left, right) == []


def test_a_denial_of_both_that_reaches_farther_in_one_is_no_change(write: Callable[..., Cable]) -> None:
    one = (
        'The league "preaches a lot but does not practice what it preaches" in the north; its message of free'
        " trawling is at odds with the closed harbors."
    )
    other = 'The league "preaches but does not practice" free trawling.'
    assert bound_readings(claims(write((one,))), claims(write((other,)))) == ()


def test_every_pair_of_sentences_is_looked_at(write: Callable[..., Cable]) -> None:
    left = write(("The port of Velmar ordered 12 harbor cranes.", "The fair of Ostrava sold 300 baskets of almonds."))
    right = write(("The port of Velmar ordered 19 harbor cranes.", "The fair of Ostrava sold 450 baskets of almonds."))
    shown = {one.reading.right[0].text for one in bound_changes(pair_claims(claims(left), claims(right)))}
    assert shown == {"19 harbor", "450 baskets"}


def test_exchanging_the_cables_exchanges_the_words(write: Callable[..., Cable]) -> None:
    left = "The harbor authority will enlarge the dredging concession of the container port."
    right = "The harbor authority has enlarged the dredging concession of the container port."
    assert found(write, right, left) == [("status", "down", "has", "will")]


@pytest.mark.parametrize("word", ["won", "Don"])
def test_a_word_written_like_a_contraction_denies_nothing(write: Callable[..., Cable], word: str) -> None:
    (cable,) = [write((f"The harbor pilots and {word} the dredging prize of Velmar.",))]
    assert all(not claim.of("negation") for claim in claims(cable))
