from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from crosscable.compare.people.mentions import find_mentions
from crosscable.corpora import parse, read
from crosscable.corpora.demo import demo_folder

HERE = Path(__file__).parent
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


def cases(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def persons(cable):
    return [cable.text[m.start : m.end] for m in find_mentions(cable) if m.kind == "person"]


@pytest.mark.parametrize("line", cases("mentions_mixed.txt") + cases("mentions_capitals.txt"))
def test_persons_are_found_and_nothing_else_is(telegram, line):
    marked = re.findall(r"\[([^\]]+)\]", line)
    assert persons(telegram(re.sub(r"[\[\]]", "", line))) == marked


@pytest.fixture(scope="module")
def demo():
    return list(read(demo_folder()))


def test_positions_hold_the_name_and_the_words_around_it(demo):
    for cable in demo:
        for mention in find_mentions(cable):
            assert mention.text == cable.text[mention.start : mention.end]
            assert mention.whole_start <= mention.start < mention.end <= mention.whole_end
            assert mention.titles in " ".join(cable.text[mention.whole_start : mention.start].split())
            assert (mention.cable, mention.file) == (cable.name, cable.witness.name)


def test_no_two_persons_stand_in_one_place(demo):
    for cable in demo:
        found = [m for m in find_mentions(cable) if m.kind == "person"]
        assert all(one.end <= two.start for one, two in pairwise(found))


def test_finding_twice_gives_the_same(demo):
    assert [find_mentions(cable) for cable in demo] == [find_mentions(cable) for cable in demo]


def test_titles_and_apposition_make_the_role(telegram):
    cable = telegram("Deputy Foreign Minister Sergei Baranets, head of the Lowland commission, spoke.")
    (mention,) = [m for m in find_mentions(cable) if m.kind == "person"]
    assert mention.titles == "Deputy Foreign Minister"
    assert mention.role == "Deputy Foreign Minister; head of the Lowland commission"
    assert cable.text[mention.whole_start : mention.whole_end].startswith("Deputy Foreign Minister Sergei")


def test_a_phrase_governed_by_a_title_is_the_role(telegram):
    cable = telegram("Head of the Lowland Problems Department Igor Zhurenko told us so.")
    (mention,) = [m for m in find_mentions(cable) if m.kind == "person"]
    assert mention.role == "Head of the Lowland Problems Department"


def test_a_title_reaches_over_an_abbreviation_in_brackets_and_over_no_other_word(telegram):
    cable = telegram("Council (EC) Strategic Advisor Igor Zhurenko and Palace (harbor) Director Otto Brandl spoke.")
    assert [m.role for m in find_mentions(cable) if m.kind == "person"] == [
        "Council (EC) Strategic Advisor",
        "Director",
    ]


def test_a_list_is_no_apposition(telegram):
    cable = telegram("President Brandeiro, the Ambassador, and Minister Quental met.")
    assert [m.role for m in find_mentions(cable) if m.kind == "person"] == ["President", "Minister"]


def test_heading_and_signature_are_searched(telegram):
    cable = telegram(
        "Foreign Minister Pavel Ostrenko left.\n\nOstrenko in Selvane\n-------------------",
        "He came back.",
        signature="HARGREAVE",
    )
    assert persons(cable) == ["Pavel Ostrenko", "Ostrenko", "HARGREAVE"]


def test_who_classified_the_cable_is_named_in_full():
    cable = parse(
        "FM AMEMBASSY DRAVIK\nTO SECSTATE WASHDC\nC O N F I D E N T I A L DRAVIK 000012\n\nSUBJECT: A TEST\n\n"
        "Classified By: Ambassador Gloria Hargreave for reasons 1.4 (b) and (d).\n\n"
        "1. (C) Nothing happened.\n\nHARGREAVE\n"
    )
    assert persons(cable) == ["Gloria Hargreave", "HARGREAVE"]


def test_institutions_are_their_own_kind(telegram):
    cable = telegram("The Lowland Studies Institute and the Ministry of Culture disagreed with Igor Zhurenko.")
    found = [(m.text, m.kind) for m in find_mentions(cable)]
    assert found == [
        ("Lowland Studies Institute", "organisation"),
        ("Ministry of Culture", "organisation"),
        ("Igor Zhurenko", "person"),
    ]


def test_a_cable_without_text_names_nobody():
    assert find_mentions(parse("")) == ()


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the cables that started the project are not here")
def test_names_of_the_first_two_cables():
    found = {name for cable in read(SEEDS) for name in persons(cable)}
    assert {"Igor Romanchenko", "Igor Romanschenko", "Mevedev", "Vladimir Davidov", "Pyotr Romanov"} <= found
    assert not {"Venezuela", "Gazprom", "Chabanenko", "September", "MERCOSUR"} & found
