from __future__ import annotations

from itertools import combinations

import pytest

from crosscable.compare.people.reconcile import reconcile
from crosscable.corpora import read
from crosscable.corpora.demo import demo_folder


@pytest.fixture(scope="module")
def people():
    return reconcile(read(demo_folder()))


@pytest.fixture(scope="module")
def bearers(people, truth):
    """For each planted person: the persons the program made of each planted form in each cable."""
    made: dict[tuple[str, str], set[str]] = {}
    for person in people.persons:
        for form in person.forms:
            for mention in form.mentions:
                made.setdefault((mention.cable, mention.text), set()).add(person.id)
    return {
        planted["person"]: [
            (form, cable, made.get((cable, form), set()))
            for form, cables in planted["forms"].items()
            for cable in cables
        ]
        for planted in truth("persons")["persons"]
    }


def spellings(found):
    """The planted spellings of a person that were found, each with the persons they were given to."""
    by_form: dict[str, set[str]] = {}
    for form, _, persons in found:
        by_form.setdefault(form, set()).update(persons)
    return by_form


def test_planted_names_are_found(bearers):
    places = [persons for found in bearers.values() for _, _, persons in found]
    assert sum(map(bool, places)) >= 0.9 * len(places)


def test_spellings_of_one_person_are_joined_or_shown_as_probably_one(people, bearers):
    probably = {(person.id, other.person) for person in people.persons for other in person.probably}
    probably |= {(other, one) for one, other in probably}
    together = total = 0
    for found in bearers.values():
        for (_, one), (_, other) in combinations(sorted(spellings(found).items()), 2):
            total += 1
            together += bool(one & other) or any((a, b) in probably for a in one for b in other)
    assert total > 60
    assert together >= 0.7 * total


def test_namesakes_are_kept_apart(bearers, truth):
    for one, other in truth("persons")["apart"]:
        assert not set().union(*(p for _, _, p in bearers[one])) & set().union(*(p for _, _, p in bearers[other]))


def test_no_person_holds_two_planted_ones(bearers):
    owner: dict[str, str] = {}
    mixed = set()
    for name, found in bearers.items():
        for _, _, persons in found:
            mixed |= {(person, owner[person], name) for person in persons if owner.setdefault(person, name) != name}
    assert mixed == set()
