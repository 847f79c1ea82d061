from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from crosscable.compare.people.reconcile import reconcile
from crosscable.compare.people.units import holds
from crosscable.corpora import read
from crosscable.corpora.demo import demo_folder

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


def spellings(people):
    """For each person the set of spellings."""
    return [{form.form for form in person.forms} for person in people.persons if person.kind == "person"]


def of(people, form):
    """The one person that a spelling belongs to."""
    (person,) = [p for p in people.persons if form in {f.form for f in p.forms}]
    return person


def test_spellings_of_one_official_are_joined_and_the_reasons_are_given(telegram):
    people = reconcile(
        [
            telegram("MFA Lowland Affairs Section Head Igor Levtchenko told us so. Levtchenko left.", number=1),
            telegram("MFA Head of the Lowland Affairs Section Igor Levchenko agreed. Levchenko left.", number=2),
        ]
    )
    (person,) = [p for p in people.persons if p.kind == "person"]
    assert {form.form for form in person.forms} == {
        "Igor Levtchenko",
        "Levtchenko",
        "Igor Levchenko",
        "Levchenko",
    }
    assert any("spelling" in why and "same given name Igor" in why for why in person.why)
    assert person.id == "igor-levchenko"
    assert not person.decided


def test_other_given_names_stay_apart(telegram):
    people = reconcile(
        [telegram("Minister Igor Ostrenko spoke.", number=1), telegram("Minister Pyotr Ostrenko spoke.", number=2)]
    )
    assert spellings(people) == [{"Igor Ostrenko"}, {"Pyotr Ostrenko"}]


def test_a_man_and_a_woman_stay_apart(telegram):
    people = reconcile(
        [telegram("Deputy A. Medvedin spoke.", number=1), telegram("Deputy A. Medvedina spoke.", number=2)]
    )
    assert len(spellings(people)) == 2


def test_two_of_one_cable_are_never_joined_by_their_likeness(telegram):
    people = reconcile(
        [
            telegram("MFA Section Head Igor Khodorchuk met MFA Section Head Igor Hodorschuk.", number=1),
            telegram("Nobody.", number=2),
        ]
    )
    assert {frozenset(s) for s in spellings(people)} == {frozenset({"Igor Khodorchuk"}), frozenset({"Igor Hodorschuk"})}


def test_a_surname_of_another_cable_is_tied_by_role_and_post(telegram):
    people = reconcile(
        [
            telegram("Foreign Minister Duarte Quental spoke.", number=1),
            telegram("Foreign Minister Quental left. Quental was tired.", number=2),
        ]
    )
    person = of(people, "Quental")
    assert person.preferred == "Duarte Quental"
    assert [(form.form, form.count) for form in person.forms] == [("Quental", 2), ("Duarte Quental", 1)]
    assert person.roles == ("Foreign Minister",)


def test_a_bare_surname_is_a_person_once_another_cable_introduces_it(telegram):
    first = telegram("Dockers' secretary Jorge Sabugal spoke.", number=1)
    second = telegram("The strike is over; nobody listened to Sabugal any more.", number=2)
    assert spellings(reconcile([second])) == []
    assert spellings(reconcile([first, second])) == [{"Jorge Sabugal", "Sabugal"}]


def test_a_single_name_with_two_bearers_is_left_alone(telegram):
    people = reconcile(
        [
            telegram("Senator Igor Romanets spoke.", number=1),
            telegram("Senator Pyotr Romanets spoke.", number=2),
            telegram("Senator Romanets spoke.", number=3),
        ]
    )
    assert spellings(people) == [{"Igor Romanets"}, {"Pyotr Romanets"}, {"Romanets"}]


def test_the_order_of_cables_does_not_matter(telegram):
    cables = [
        telegram("MFA Lowland Section Head Igor Levtchenko left.", number=1),
        telegram("MFA Lowland Section Head Igor Levchenko left.", number=2),
        telegram("Section Head Levtchenko left.", number=3),
    ]
    said = {
        tuple(
            (p.id, p.preferred, tuple((f.form, f.mentions) for f in p.forms), p.roles) for p in reconcile(order).persons
        )
        for order in permutations(cables)
    }
    assert len(said) == 1


def test_capitals_and_mixed_case_are_one_spelling(telegram):
    people = reconcile(
        [telegram("Minister Pavel Ostrenko spoke.", signature="HALLAM"), telegram("Ambassador Hallam left.", number=2)]
    )
    assert [(f.form, f.count) for f in of(people, "Hallam").forms] == [("Hallam", 2)]


def test_institutions_that_differ_in_endings_are_one(telegram):
    people = reconcile(
        [telegram("The Latin America Institute agreed."), telegram("The Latin American Institute agreed.", number=2)]
    )
    (institute,) = [p for p in people.persons if p.kind == "organisation"]
    assert {form.form for form in institute.forms} == {"Latin America Institute", "Latin American Institute"}
    assert institute.why == ("Latin American Institute: the same words up to endings and order",)


def test_a_person_is_found_at_its_place(telegram):
    cable = telegram("The Culture Ministry heard Minister Duarte Quental speak.")
    people = reconcile([cable])
    place = cable.text.index("Quental")
    assert people.person_at(cable.name, place, place + 3) is people.person("duarte-quental")
    ministry = cable.text.index("Culture")
    assert people.person_at(cable.name, ministry, ministry + 5).kind == "organisation"
    assert people.person_at(cable.name, ministry, place + 3).kind == "person"
    assert people.person_at(cable.name, 0, 3) is None
    assert people.person_at("another", place, place + 3) is None


def test_no_cables_no_people():
    assert reconcile([]).persons == ()


def test_every_mention_belongs_to_one_person_and_ids_are_unique():
    people = reconcile(read(demo_folder()))
    places = [(m.file, m.start, m.kind) for p in people.persons for f in p.forms for m in f.mentions]
    assert len(places) == len(set(places))
    assert len({p.id for p in people.persons}) == len(people.persons)
    known = {p.id for p in people.persons}
    for person in people.persons:
        assert person.preferred
        assert {other.person for other in person.probably} <= known - {person.id}
        assert all(0.5 <= other.probability <= 1 for other in person.probably)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the cables that started the project are not here")
def test_the_first_two_cables_give_each_man_once():
    people = reconcile(read(SEEDS))
    assert {"Romanchenko", "Romanschenko"} <= {f.form for f in of(people, "Igor Romanschenko").forms}
    assert {f.form for f in of(people, "Mevedev").forms} == {"Medvedev", "Mevedev"}
    assert {f.form for f in of(people, "Davidov").forms} == {"Davidov", "Vladimir Davidov"}
    assert {f.form for f in of(people, "Alan Garcia Perez").forms} == {"Alan Garcia", "Alan Garcia Perez"}
    assert {f.form for f in of(people, "Romanov").forms} == {"Romanov", "Pyotr Romanov"}


def test_a_surname_without_a_title_goes_with_the_one_office_that_bears_it(telegram):
    cables = [
        telegram("Nobody asked Brandeiro. Brandeiro said so, and Brandeiro told us why.", number=1),
        telegram("President Brandeiro spoke.", number=2),
        telegram("Mrs. Brandeiro spoke.", number=3),
    ]
    for order in permutations(cables):
        persons = [p for p in reconcile(order).persons if p.kind == "person"]
        assert sorted(len({m.cable for f in p.forms for m in f.mentions}) for p in persons) == [1, 2]


def test_whom_a_single_name_may_mean_is_shown_as_probable(telegram):
    people = reconcile(
        [
            *(telegram("Minister Duarte Quental spoke.", number=n) for n in (1, 2, 3)),
            telegram("Senator Ines Quental spoke.", number=4),
            telegram("Nobody likes the speech that Quental gave. Quental said so; Quental told us why.", number=5),
        ]
    )
    single = of(people, "Quental")
    assert [other.person for other in single.probably] == ["duarte-quental"]
    assert 0.5 <= single.probably[0].probability < 0.99
    assert [other.person for other in people.person("duarte-quental").probably] == [single.id]


@pytest.mark.parametrize(
    ("long", "short", "one"),
    [
        (("alan", "garcia", "perez"), ("alan", "garcia"), True),
        (("luiz", "lula", "silva"), ("lula", "silva"), True),
        (("george", "walker", "hallam"), ("george", "w", "hallam"), True),
        (("george", "herbert", "hallam"), ("george", "hallam"), True),
        (("george", "h", "w", "hallam"), ("george", "w", "hallam"), False),
        (("mario", "montoya", "uribe"), ("mario", "uribe"), False),
        (("mario", "uribe"), ("mario", "uribe"), False),
        (("mario", "uribe"), ("uribe",), False),
    ],
)
def test_which_shorter_writing_a_full_name_holds(long, short, one):
    assert holds(long, short) is one


def test_an_initial_makes_no_fuller_name(telegram):
    people = reconcile([telegram("Minister A. Ostrenko spoke. Ostrenko left. Ostrenko came back.")])
    assert [person.preferred for person in people.persons] == ["Ostrenko"]


@pytest.mark.parametrize(("origin", "count"), [("Embassy Dravik", 1), ("Embassy Velmar", 2)])
def test_a_given_name_alone_is_tied_within_one_post(telegram, origin, count):
    full = telegram("President Igor Ostrenko spoke.", number=1)
    given = telegram("President Igor left.", number=2)
    people = reconcile([replace(full, origin="Embassy Dravik"), replace(given, origin=origin)])
    assert len(spellings(people)) == count


def test_a_wife_of_another_cable_is_not_her_husband(telegram):
    people = reconcile([telegram("Minister Igor Ostrenko spoke.", number=1), telegram("Mrs. Ostrenko left.", number=2)])
    assert len(spellings(people)) == 2
