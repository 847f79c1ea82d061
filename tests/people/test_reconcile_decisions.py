from __future__ import annotations

import pytest

from crosscable.compare.decisions import ContradictionError, Decisions, decide_names
from crosscable.compare.people.reconcile import reconcile

AT = "2024-05-01T10:00:00Z"


def decided(*verdicts):
    return Decisions(tuple(decide_names(a, b, judgement, by="ed", at=AT) for a, b, judgement in verdicts))


def spellings(people):
    return sorted(sorted(f.form for f in p.forms) for p in people.persons if p.kind == "person")


@pytest.fixture
def cables(telegram):
    return [
        telegram("Minister Olavo Penteado spoke.", number=1),
        telegram("Senator Olavo Pentiado spoke.", number=2),
        telegram("Minister Penteado and Mr. Ostrenko left.", number=3),
    ]


def test_an_editor_joins_what_likeness_does_not(telegram):
    cables = [telegram("Minister Igor Ostrenko spoke.", number=1), telegram("Sheikh Yusuf Khatiri spoke.", number=2)]
    assert len(spellings(reconcile(cables))) == 2
    people = reconcile(cables, decisions=decided(("Igor Ostrenko", "Yusuf Khatiri", "same")))
    assert spellings(people) == [["Igor Ostrenko", "Yusuf Khatiri"]]
    (person,) = people.persons
    assert person.decided
    assert person.why == ("decided: Igor Ostrenko / Yusuf Khatiri: same (ed, 2024-05-01)",)


def test_decisions_reach_further_by_way_of_others(cables):
    people = reconcile(
        cables,
        decisions=decided(("Olavo Penteado", "O. P.", "same"), ("O. P.", "Olavo Pentiado", "same")),
    )
    assert ["Olavo Penteado", "Olavo Pentiado", "Penteado"] in spellings(people)
    assert any("follows from decisions" in why for person in people.persons for why in person.why)


def test_an_editor_parts_what_likeness_joins(telegram):
    cables = [
        telegram("MFA Lowland Affairs Section Head Igor Levtchenko left.", number=1),
        telegram("MFA Lowland Affairs Section Head Igor Levchenko left.", number=2),
    ]
    assert len(spellings(reconcile(cables))) == 1
    people = reconcile(cables, decisions=decided(("Igor Levtchenko", "Igor Levchenko", "different")))
    assert len(spellings(people)) == 2
    assert all(p.decided and not p.probably for p in people.persons if p.kind == "person")


def test_an_editor_parts_forms_within_one_cable(telegram):
    cables = [telegram("President Brandeiro spoke. Bandeiro left. Brandeiro stayed.")]
    assert spellings(reconcile(cables)) == [["Bandeiro", "Brandeiro"]]
    parted = decided(("Bandeiro", "Brandeiro", "different"))
    assert spellings(reconcile(cables, decisions=parted)) == [["Bandeiro"], ["Brandeiro"]]


def test_a_surname_is_given_to_the_person_an_editor_names(cables):
    people = reconcile(cables, decisions=decided(("Ostrenko", "Olavo Pentiado", "same")))
    assert ["Olavo Pentiado", "Ostrenko"] in spellings(people)


def test_a_surname_is_kept_from_the_bearer_an_editor_excludes(cables):
    assert ["Olavo Penteado", "Penteado"] in spellings(reconcile(cables))
    people = reconcile(cables, decisions=decided(("Penteado", "Olavo Penteado", "different")))
    assert {("Olavo Penteado",), ("Penteado",)} <= {tuple(s) for s in spellings(people)}


def test_unsure_changes_nothing(cables):
    unsure = decided(("Olavo Penteado", "Olavo Pentiado", "unsure"))
    assert spellings(reconcile(cables, decisions=unsure)) == spellings(reconcile(cables))


def test_contradicting_decisions_are_refused(cables):
    contradicting = decided(
        ("Olavo Penteado", "Olavo Pentiado", "same"), ("Olavo Pentiado", "Olavo Penteado", "different")
    )
    with pytest.raises(ContradictionError):
        reconcile(cables, decisions=contradicting)
