from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from crosscable.compare.attribution.rules import RULES
from crosscable.compare.attribution.statements import Statement, attribute
from crosscable.corpora.cable import Cable

Telegram = Callable[..., Cable]
HERE = Path(__file__).parent
MARKS = {"<": "speaker", "[": "cue", "{": "content"}


def blocks(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [block for block in text.split("\n\n") if block and not block.startswith("#")]


CASES = [tuple(block.strip().split("\n")) for block in blocks("statements.txt")]
SILENT = (HERE / "nothing.txt").read_text(encoding="utf-8").splitlines()[1:]


def unmarked(marked: str) -> tuple[str, dict[str, list[str]]]:
    """The paragraph without its marks, and the marked words by role."""
    roles: dict[str, list[str]] = {"speaker": [], "cue": [], "content": []}
    for opening, found in re.findall(r"([<\[{])(.*?)[>\]}]", marked):
        roles[MARKS[opening]].append(found)
    return re.sub(r"[<\[{](.*?)[>\]}]", r"\1", marked), roles


def read(cable: Cable, place: tuple[int, int] | None) -> str | None:
    return cable.text[slice(*place)] if place else None


def said(cable: Cable, cue: str) -> Statement:
    found = [each for each in attribute(cable) if read(cable, each.cue) == cue]
    assert len(found) == 1, [(each.rule, read(cable, each.cue)) for each in attribute(cable)]
    return found[0]


@pytest.mark.parametrize(("rule", "marked", "meant"), CASES, ids=[f"{case[0]}-{case[1][:40]}" for case in CASES])
def test_a_statement_is_found_with_its_speaker_cue_and_content(
    telegram: Telegram, rule: str, marked: str, meant: str
) -> None:
    text, roles = unmarked(marked)
    cable = telegram(text)
    statement = said(cable, roles["cue"][0])
    assert statement.rule == rule
    assert read(cable, statement.speaker) == (roles["speaker"][0] if roles["speaker"] else None)
    assert [read(cable, place) for place in statement.content] == roles["content"]
    found = (statement.resolved, statement.kind, statement.cue_class, statement.addressee)
    assert "; ".join(each or "-" for each in found) == meant


@pytest.mark.parametrize("paragraph", SILENT)
def test_plans_acts_and_nouns_are_no_statements(telegram: Telegram, paragraph: str) -> None:
    cable = telegram(paragraph)
    assert [(each.rule, read(cable, each.cue)) for each in attribute(cable)] == []


def test_every_rule_has_a_case() -> None:
    named = {case[0] for case in CASES}
    assert len(RULES) <= len(named)


def test_text_in_capitals_is_read_like_any_other(telegram: Telegram) -> None:
    cable = telegram("MINISTER ILVA TARN SAID THAT THE FERRY HAD SUNK, NOTING THAT SHE HAD WARNED THE OWNERS IN MAY.")
    found = [(read(cable, each.speaker), read(cable, each.cue)) for each in attribute(cable)]
    assert found[:2] == [("MINISTER ILVA TARN", "SAID"), (None, "NOTING")]


@pytest.mark.parametrize(
    ("paragraphs", "cue", "name"),
    [
        (["Minister Tarn met Poloff. She said the ferry had sunk."], "said", "Tarn"),
        (
            ["Petra Ollin told us the ferry was old. Oskar Brandl left early. She added that it sank."],
            "added",
            "Petra Ollin",
        ),
        (["Fishermen told us the ferry was old.", "They stressed that it sank."], "stressed", "Fishermen"),
        (
            ["Foreign Minister Ilva Tarn arrived in Dravik. The Minister stressed that the ferry was old."],
            "stressed",
            "Ilva Tarn",
        ),
        (["XXXXXXXXXXXX met Poloff on Friday. He confided that the ferry sank."], "confided", "XXXXXXXXXXXX"),
        (
            ["Mayor Sana Ruiz left for Dravik. While acknowledging that the port was empty, she left no doubt."],
            "acknowledging",
            "Sana Ruiz",
        ),
        (
            ["Tarn said the ferry was old. Brandl claimed that it was new. Both stressed that it sank."],
            "stressed",
            "Tarn and Brandl",
        ),
        (
            ["Petra Ollin told us it was old. Mayor Oskar Brandl left. Our contact added that it sank."],
            "added",
            "Petra Ollin",
        ),
        (["Mayor Brandl arrived. Chairwoman Ollin left. He said the ferry sank."], "said", "Brandl"),
        (["Maria Ollin arrived with Peter Brandl. Ollin met Brandl. He said the ferry sank."], "said", "Peter Brandl"),
    ],
)
def test_pronouns_titles_and_unspoken_speakers_lead_to_whom_is_meant(
    telegram: Telegram, paragraphs: list[str], cue: str, name: str
) -> None:
    assert said(telegram(*paragraphs), cue).resolved == name


def test_a_resolved_name_points_at_the_mention_it_came_from(telegram: Telegram) -> None:
    cable = telegram("Foreign Minister Ilva Tarn arrived. She stressed that the ferry was old.")
    assert read(cable, said(cable, "stressed").antecedent) == "Foreign Minister Ilva Tarn"


def test_hearsay_is_a_chain_and_takes_over_no_addressee(telegram: Telegram) -> None:
    cable = telegram("Tarn told us that Brandl claimed the reef was dead.")
    outer, inner = said(cable, "told us"), said(cable, "claimed")
    assert (outer.chain, inner.chain) == ((), ("Tarn",))
    assert (outer.addressee, inner.addressee) == ("us", None)


def test_a_conversation_lends_addressee_and_day_to_what_follows(telegram: Telegram) -> None:
    cable = telegram("On December 3 Minister Tarn told us that the ferry sank. He added that it was old.")
    added = said(cable, "added")
    assert added.addressee == "us"
    assert added.date is not None
    assert added.date.isoformat() == "2008-12-03"


def test_a_day_after_sending_belongs_to_the_year_before(telegram: Telegram) -> None:
    cable = telegram("Tarn told us on December 24 that the ferry sank.")
    date = said(cable, "told us").date
    assert date is not None
    assert date.isoformat() == "2007-12-24"


def test_a_request_to_protect_covers_all_that_the_source_says(telegram: Telegram) -> None:
    cable = telegram("Petra Ollin (strictly protect) told us the ferry sank.", "Ollin added that it was old.")
    assert [each.protected for each in attribute(cable)] == [True, True]
    assert read(cable, attribute(cable)[0].speaker) == "Petra Ollin"


NAMESAKES = "Harbor Director Igor Velichko told us the pier was shut. Mayor Oleg Velichko said that it was open."


@pytest.mark.parametrize(
    ("paragraphs", "cue", "name"),
    [
        ([NAMESAKES], "told us", "Igor Velichko"),
        ([NAMESAKES], "said", "Oleg Velichko"),
        ([NAMESAKES, "Velichko argued that it was old."], "argued", "Oleg Velichko"),
        ([NAMESAKES, "Harbor Director Velichko argued that it was old."], "argued", "Igor Velichko"),
        ([NAMESAKES, "I. Velichko argued that it was old."], "argued", "Igor Velichko"),
        ([NAMESAKES, "O. Velichko argued that it was old."], "argued", "Oleg Velichko"),
        (["Velichko argued that it was old.", NAMESAKES], "argued", "Velichko"),
        (["Mayor Muhammad Rahim left. Mohammed Rahim argued that it was old."], "argued", "Muhammad Rahim"),
        (["Mayor Joost van Tarnen left. Van Tarnen argued that it was old."], "argued", "Joost van Tarnen"),
        (["Ambassador Sana Ruiz left. Amb. Ruiz argued that it was old."], "argued", "Sana Ruiz"),
    ],
)
def test_persons_of_one_last_name_are_kept_apart(
    telegram: Telegram, paragraphs: list[str], cue: str, name: str
) -> None:
    assert said(telegram(*paragraphs), cue).resolved == name


@pytest.mark.parametrize(
    "text",
    [
        "Igor Velichko (strictly protect) told us the pier was shut. Oleg Velichko said that it was open.",
        "IGOR VELICHKO (STRICTLY PROTECT) TOLD US THE PIER WAS SHUT. OLEG VELICHKO SAID THAT IT WAS OPEN.",
    ],
)
def test_a_request_to_protect_is_not_meant_for_a_namesake(telegram: Telegram, text: str) -> None:
    found = [(each.resolved, each.protected) for each in attribute(telegram(text))]
    assert found == [("Igor Velichko", True), ("Oleg Velichko", False)]


def test_channel_is_told_by_the_words_around_the_report(telegram: Telegram) -> None:
    cable = telegram("In a telephone call on Friday, Tarn said that the ferry sank.")
    assert said(cable, "said").channel == "phone"


def test_what_is_reported_tells_no_channel(telegram: Telegram) -> None:
    cable = telegram("Tarn dismissed press reports that the ferry sank.")
    assert said(cable, "dismissed").channel is None


def test_quotations_inside_a_report_are_kept(telegram: Telegram) -> None:
    cable = telegram('Tarn said the ferry was "a floating coffin" and nothing else.')
    statement = said(cable, "said")
    assert [read(cable, place) for place in statement.quotes] == ["a floating coffin"]


def test_nothing_inside_of_quotation_marks_is_searched(telegram: Telegram) -> None:
    cable = telegram('The banner read "the people said no" in red letters.')
    assert attribute(cable) == ()


def test_the_same_cable_gives_the_same_statements(telegram: Telegram) -> None:
    text = "Tarn told us that Brandl claimed the reef was dead, noting that it was old."
    assert attribute(telegram(text)) == attribute(telegram(text))
