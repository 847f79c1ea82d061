"""What one cable alone raises: how it is named, by which other names it is known, what it weighs, what is quoted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from crosscable.compare.assessments.claims import claims
from crosscable.compare.assessments.onesided import LEAST_SHOWN, Raised, raised
from crosscable.compare.assessments.phrases import phrases_of
from crosscable.compare.assessments.sameness import Known, expansions, same_word
from crosscable.compare.assessments.shifts import find_shifts, worth_reading
from crosscable.corpora.cable import Cable, Loss

Write = Callable[..., Cable]

COMMON = (
    "The harbor authority at Velmar is considering a joint tender for the new container port.",
    "Trade with Tarsia reached 40 million dollars last year.",
)
WATER = (
    "Summary: A prolonged water shortage has emptied the reservoirs of the southern valleys. End summary.",
    "Farmers blame the ministry for the water shortage, which it denies.",
    "The mayor said that rationing begins in May, and that the water shortage will last.",
    "Comment: The water shortage will decide the election. End comment.",
)


def told(write: Write, left: Sequence[str], right: Sequence[str]) -> tuple[Raised, ...]:
    one, other = write(tuple(left)), write(tuple(right), "09VELMAR12")
    return raised(other, claims(other), one)


def phrases(write: Write, text: str) -> list[str]:
    cable = write((text,))
    found = phrases_of(cable, [claim for claim in claims(cable) if claim.zone != "heading"])
    return [" ".join(noun.text for noun in phrase.nouns) for phrase in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The global shipping crisis is over for the port workers.", ["global shipping crisis", "port workers"]),
        ("They want to strengthen money laundering laws.", ["money laundering laws"]),
        ("The Bank of Tarsia is reliable.", ["Bank of Tarsia"]),
        ("Both parties promote stability in the region.", ["parties", "stability", "region"]),
        ("He quickly left the talks.", ["talks"]),
        ("The ministry kept its role quiet during the talks.", ["ministry", "role", "talks"]),
    ],
)
def test_noun_phrases_hold_nouns_and_what_stands_before_them(write: Write, text: str, expected: list[str]) -> None:
    assert phrases(write, text) == expected


def test_a_line_of_a_form_has_no_phrases(write: Write) -> None:
    assert phrases(write, "Rank: Captain Name: Orlan Course: Basic navigation of coastal waters") == []


def test_a_matter_is_named_by_its_noun_phrase(write: Write) -> None:
    (found,) = told(write, COMMON, (*COMMON, *WATER))
    assert found.topic == "water shortage"
    assert found.zones == ("summary", "comment", "body")
    assert found.paragraphs == 2


def test_the_quotation_shown_is_a_whole_sentence_about_the_matter(write: Write) -> None:
    cable = write((*COMMON, *WATER), "09VELMAR12")
    (found,) = raised(cable, claims(cable), write(COMMON))
    quoted = cable.text[slice(*found.lead)]
    assert "water shortage" in quoted
    assert quoted.endswith(".")
    assert len(quoted) <= 300
    assert {cable.text[slice(*mark)] for mark in found.marks} == {"water shortage"}


def test_an_acronym_is_written_out_where_the_cable_does(write: Write) -> None:
    text = (
        "Summary: The Velmar Fisheries Agency (VFA) has stopped all licences. End summary.",
        "The VFA fears poachers.",
        "Fishermen blockaded the VFA in Velmar.",
        "Comment: The VFA will not give in. End comment.",
    )
    assert "Velmar Fisheries Agency (VFA)" in {found.topic for found in told(write, COMMON, (*COMMON, *text))}


def test_a_lone_noun_takes_the_of_behind_it(write: Write) -> None:
    text = (
        "Summary: The families demand proof of life. End summary.",
        "Without proof of life there will be no exchange.",
        "Comment: We expect proof of life before the winter. End comment.",
        "The guerrillas promised proof of life in May.",
    )
    assert "proof of life" in {found.topic for found in told(write, COMMON, (*COMMON, *text))}


def test_a_unit_behind_a_figure_is_no_matter(write: Write) -> None:
    text = (
        "Summary: The budget adds 743.9 billion kyat for the navy. End summary.",
        "The navy was given 210 billion kyat a year ago.",
        "Comment: We doubt that 743.9 billion kyat will be spent. End comment.",
    )
    assert not any("kyat" in found.topic for found in told(write, COMMON, (*COMMON, *text)))


def test_a_lone_word_of_many_cables_weighs_half(write: Write) -> None:
    text = tuple(sentence.replace("water shortage", "{}") for sentence in WATER)
    rare, common = (
        told(write, COMMON, (*COMMON, *(sentence.format(word) for sentence in text)))[0]
        for word in ("brothel", "provision")
    )
    assert (rare.topic, common.topic) == ("brothel", "provision")
    assert common.weight < rare.weight / 2


def test_exchanging_the_cables_turns_new_into_gone(write: Write) -> None:
    one, other = write(COMMON), write((*COMMON, *WATER), "09VELMAR12")
    (new,) = (shift for shift in find_shifts(one, other) if not shift.left)
    (gone,) = (shift for shift in find_shifts(other, one) if not shift.right)
    assert (new.kind, new.direction, gone.kind, gone.direction) == ("newly_raised", "new", "not_repeated", "gone")
    assert (new.turn, gone.turn) == ("newly raised", "not repeated")
    assert (new.right, new.lead[1], new.carriers[1], new.score, new.topic) == (
        gone.left,
        gone.lead[0],
        gone.carriers[0],
        gone.score,
        gone.topic,
    )


def test_an_unrelated_paragraph_in_both_changes_nothing(write: Write) -> None:
    more = "Two generals were retired after the parade near the northern border."
    plain = find_shifts(write(COMMON), write((*COMMON, *WATER), "09VELMAR12"))
    added = find_shifts(write((*COMMON, more)), write((*COMMON, *WATER, more), "09VELMAR12"))
    assert plain
    assert [(shift.fingerprint, shift.score) for shift in plain] == [
        (shift.fingerprint, shift.score) for shift in added
    ]


def test_silence_has_to_weigh_more_than_a_word_to_be_shown(write: Write) -> None:
    assert LEAST_SHOWN["not_repeated"] > LEAST_SHOWN["newly_raised"]
    one, other = write(COMMON), write((*COMMON, *WATER[:2], WATER[3]), "09VELMAR12")
    (new,) = (shift for shift in find_shifts(one, other) if not shift.left)
    (gone,) = (shift for shift in find_shifts(other, one) if not shift.right)
    assert LEAST_SHOWN["newly_raised"] <= new.score < LEAST_SHOWN["not_repeated"]
    assert (new in worth_reading((new,)), gone in worth_reading((gone,))) == (True, False)


def test_the_reason_says_where_the_matter_stands(write: Write) -> None:
    one, other = write(COMMON), write((*COMMON, *WATER), "09VELMAR12")
    (new,) = (shift for shift in find_shifts(one, other) if not shift.left)
    assert new.why == "Only the later cable speaks of “water shortage”: in its summary, a comment and 2 paragraphs."


@pytest.mark.parametrize(
    "other",
    [
        "The shortages of water are an old complaint.",
        "Water-shortage fears were raised in passing.",
    ],
)
def test_what_the_other_cable_mentions_is_not_new(write: Write, other: str) -> None:
    assert not [found for found in told(write, (*COMMON, other), (*COMMON, *WATER)) if "water" in found.topic]


def test_who_speaks_is_no_matter(write: Write) -> None:
    text = tuple(
        f"Deputy Minister Orlan told us that the {what} would survive." for what in ("port", "tender", "trade")
    )
    assert told(write, COMMON, (*COMMON, *text)) == ()


def test_a_word_said_once_in_the_body_is_passing(write: Write) -> None:
    assert told(write, COMMON, (*COMMON, "The almond growers have postponed their own wells.")) == ()


def test_more_places_and_weightier_zones_weigh_more(write: Write) -> None:
    body = tuple(text.replace("Summary: ", "").replace(" End summary.", "") for text in WATER)
    in_zones = told(write, COMMON, (*COMMON, *WATER))[0].weight
    in_body = told(write, COMMON, (*COMMON, *body[:3], body[3].replace("Comment: ", "").replace(" End comment.", "")))
    assert in_zones > in_body[0].weight


def test_two_terms_of_the_same_sentences_are_one_matter(write: Write) -> None:
    topics = [found.topic for found in told(write, COMMON, (*COMMON, *WATER))]
    assert len(topics) == 1


def test_where_names_were_taken_out_the_absence_of_a_name_says_nothing(write: Write) -> None:
    text = tuple(
        f"{where} Prevetta is blamed for the port. {end}".strip()
        for where, end in (
            ("Summary:", "End summary."),
            ("", ""),
            ("Comment:", "End comment."),
        )
    )
    assert "Prevetta" in {found.topic for found in told(write, COMMON, (*COMMON, *text))}
    assert told(write, (*COMMON, "XXXXXXXXXXXX is blamed for the port."), (*COMMON, *text)) == ()


@pytest.mark.parametrize(
    ("held", "asked", "expected"),
    [
        ("Officials in Madrid objected.", "Spanish", True),
        ("The French delegation left.", "France", True),
        ("The International Monetary Fund approved the loan.", "IMF", True),
        ("President Varlamontes spoke.", "Varlamontez", True),
        ("A patriotic speech was given.", "patriotism", True),
        ("The ceasefire holds.", "cease-fire", True),
        ("The generals met.", "generation", False),
        ("The port is open.", "drought", False),
    ],
)
def test_a_matter_goes_by_other_names(write: Write, held: str, asked: str, expected: bool) -> None:
    cable = write((f"The {asked} is new.",))
    phrase = next(p for p in phrases_of(cable, claims(cable)) if asked in {noun.text for noun in p.nouns})
    (noun,) = (noun for noun in phrase.nouns if noun.text == asked)
    assert Known(write((held,))).holds(noun.stems[0], asked, phrase, {}) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Velmar Port Workers’ Union (VPWU) met.", {"VPWU": "Velmar Port Workers’ Union"}),
        ("The Ministry of Fisheries (MOF) is silent.", {"MOF": "Ministry of Fisheries"}),
        ("A pre-harvest report (PHR) came.", {"PHR": "pre-harvest report"}),
        ("The Velmar Fishing Committee (VELFICO) sat.", {"VELFICO": "Velmar Fishing Committee"}),
        ("See below (C) and the minister (UVW).", {}),
    ],
)
def test_acronyms_that_a_text_defines(text: str, expected: dict[str, str]) -> None:
    assert expansions(text) == expected


def test_a_country_names_the_matter_better_than_its_people(write: Write) -> None:
    text = (
        "Summary: The Norwegian delegation is against the tender. End summary.",
        "Norwegian pressure has been felt before.",
        "The harbor workers are waiting for Norway.",
        "Comment: Norwegian doubts will delay the tender, and Norway knows it. End comment.",
    )
    topics = {found.topic for found in told(write, COMMON, (*COMMON, *text))}
    assert "Norway" in topics
    assert "Norwegian" not in topics


def test_one_name_is_told_once(write: Write) -> None:
    text = (
        "Summary: Velmar has forgotten its treaty obligations. End summary.",
        "The treaty obligations weigh on the harbor, said nobody.",
        "A moral obligation was felt by the bishops of the islands.",
        "Comment: The moral obligation is a pretext of the bishops. End comment.",
    )
    topics = [found.topic for found in told(write, COMMON, (*COMMON, *text))]
    assert sum("obligation" in topic for topic in topics) == 1


def test_forms_of_one_word_and_countries_with_their_people_are_one() -> None:
    assert same_word("patriot", "patriotism")
    assert same_word("spain", "spanish")
    assert not same_word("spain", "france")
    assert not same_word("port", "portrait")


def test_what_a_torn_text_lacks_was_perhaps_said_there(write: Write) -> None:
    whole, later = write(COMMON), write((*COMMON, *WATER), "09VELMAR12")
    torn = replace(whole, losses=(Loss("missing-paragraph", 0, 0, "paragraph 3 is lost"),))
    middle = replace(whole, paragraphs=tuple(replace(p, number=(p.number or 0) + 5) for p in whole.paragraphs))
    assert [len(worth_reading(find_shifts(one, later))) for one in (whole, torn, middle)] == [1, 0, 0]
