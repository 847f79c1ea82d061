from __future__ import annotations

import pytest

from crosscable.compare.people.linking import link, name_parts
from crosscable.compare.people.mentions import find_mentions


def entities(cable):
    """The persons of a cable: for each the texts of its mentions."""
    return [
        [m.text for m in entity.mentions]
        for entity in link(find_mentions(cable))
        if entity.mentions[0].kind == "person"
    ]


def test_a_surname_leans_on_the_full_mention(telegram):
    cable = telegram(
        "Foreign Minister Pavel Ostrenko spoke. Ostrenko left.", "General Ostrenko came; Pavel Ostrenko's car went."
    )
    (entity,) = link(find_mentions(cable))
    assert [m.text for m in entity.mentions] == ["Pavel Ostrenko", "Ostrenko", "Ostrenko", "Pavel Ostrenko"]
    assert {m.antecedent for m in entity.mentions if m.text == "Ostrenko"} == {entity.mentions[0].start}
    assert entity.why == ("Ostrenko: nearest full mention in the same cable",)


def test_a_surname_before_the_full_mention_leans_on_it_too(telegram):
    cable = telegram("Minister Ostrenko spoke.", "Minister Pavel Ostrenko had arrived the day before.")
    assert entities(cable) == [["Ostrenko", "Pavel Ostrenko"]]


def test_two_of_one_surname_stay_two_and_the_nearer_is_meant(telegram):
    cable = telegram(
        "Senator Igor Romanets spoke. Romanets was calm.", "Senator Pyotr Romanets disagreed. Romanets left the room."
    )
    assert entities(cable) == [["Igor Romanets", "Romanets"], ["Pyotr Romanets", "Romanets"]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Karim Vasquez Imbert", "Karim Imbert"),
        ("Karim Vasquez Imbert", "Vasquez Imbert"),
        ("Karim Ostrenko", "K. Ostrenko"),
        ("Aleksander Ostrenko", "Aleks Ostrenko"),
        ("Pavel Zhurenkovich", "Pavel Zhurenkovitch"),
    ],
)
def test_shorter_and_damaged_full_names_are_one(telegram, first, second):
    cable = telegram(f"Minister {first} spoke.", f"Minister {second} left.")
    assert entities(cable) == [[first, second]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Igor Ostrenko", "Pavel Ostrenko"),
        ("Igor Ostrenko", "Igor Zhurenko"),
        ("Igor M. Ostrenko", "Pavel M. Ostrenko"),
        ("Igor Rise", "Igor Rine"),
        ("Igor Bromanets", "Igor Dromanets"),
    ],
)
def test_different_full_names_are_two(telegram, first, second):
    cable = telegram(f"Minister {first} spoke.", f"Senator {second} left.")
    assert entities(cable) == [[first], [second]]


def test_husband_and_wife_are_two(telegram):
    cable = telegram("Ambassador Hallam opened the fair with Mrs. Hallam. Ambassador Hallam spoke.")
    assert entities(cable) == [["Hallam", "Hallam"], ["Hallam"]]


def test_king_and_president_of_one_name_are_two(telegram):
    cable = telegram("King Abdullah and President Abdullah met.")
    assert entities(cable) == [["Abdullah"], ["Abdullah"]]


def test_a_president_known_by_surname_is_not_his_son(telegram):
    cable = telegram("President Mubarak left early.", "Some expect Gamal Mubarak to follow. Mubarak has said nothing.")
    assert entities(cable) == [["Mubarak", "Mubarak"], ["Gamal Mubarak"]]


def test_defined_initials_are_the_person(telegram):
    cable = telegram("The aide Karim Ould Salek (KOS) left. KOS will be back. Redfish stayed.")
    assert entities(cable) == [["Karim Ould Salek", "KOS", "KOS"]]


def test_an_alias_is_the_person(telegram):
    cable = telegram("The militant Bori Tanka, aka Redfish, left. Redfish will be back.")
    assert entities(cable) == [["Bori Tanka", "Redfish", "Redfish"]]


def test_a_slip_of_the_pen_is_told_as_one(telegram):
    cable = telegram("President Brandeiro spoke. Brandeiro left. Nobody shared Bandeiro's view.")
    (entity,) = link(find_mentions(cable))
    assert entity.name == "Brandeiro"
    assert entity.why == ("Bandeiro: one slip from Brandeiro in the same cable",)


def test_name_parts_leave_out_particles_marks_and_suffixes():
    assert name_parts("Muhammad bin Salim al-Rashidi, Jr.") == ("muhammad", "salim", "rashidi")
    assert name_parts("Sa'di") == ("sadi",)
    assert name_parts("J.F. Ünal") == ("j", "f", "unal")
    assert name_parts("De") == ("de",)


def test_a_man_and_a_woman_of_one_family_are_two(telegram):
    cable = telegram("Senator Ludmila Medvedina opened the fair, and Minister Medvedin came late.")
    assert entities(cable) == [["Ludmila Medvedina"], ["Medvedin"]]


def test_father_and_son_with_other_middle_initials_are_two(telegram):
    cable = telegram("Former President George H.W. Hallam and President George W. Hallam met Karl M. Ostrenko.")
    assert entities(cable) == [["George H.W. Hallam"], ["George W. Hallam"], ["Karl M. Ostrenko"]]


def test_a_bare_surname_that_comes_before_two_of_the_family_is_a_third_entry(telegram):
    cable = telegram(
        "Minister Ostrenko fell ill. Ostrenko will be replaced.",
        "Senator Igor Ostrenko hopes so; General Pavel Ostrenko does not. Ostrenko is said to be better.",
    )
    assert entities(cable) == [["Ostrenko", "Ostrenko", "Ostrenko"], ["Igor Ostrenko"], ["Pavel Ostrenko"]]


def test_a_name_behind_bin_is_the_fathers(telegram):
    cable = telegram("King Fahd received Prince Karim bin Fahd. Fahd was pleased; Karim left.")
    assert entities(cable) == [["Fahd", "Fahd"], ["Karim bin Fahd", "Karim"]]


def test_a_president_is_not_a_party_leader_of_his_name(telegram):
    cable = telegram("Party leader Mario Uribe disagreed with President Uribe. Uribe left.")
    assert entities(cable) == [["Mario Uribe"], ["Uribe", "Uribe"]]


def test_brothers_whose_given_names_begin_alike_are_two(telegram):
    cable = telegram("Colonel Muammar Ostrenko received his son, Colonel Muatassim Ostrenko. Secretary Des Brown left.")
    assert entities(cable) == [["Muammar Ostrenko"], ["Muatassim Ostrenko"], ["Des Brown"]]


def test_a_president_called_by_a_middle_name_is_himself(telegram):
    cable = telegram("President Lula da Silva spoke. Lula left. President Lula came back.")
    assert entities(cable) == [["Lula da Silva", "Lula", "Lula"]]
