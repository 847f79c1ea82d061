"""Quoted in both: the sources to whom two cables each attribute a statement, with what they said in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscable.compare.attribution.identities import Identity, identify
from crosscable.compare.attribution.positions import own_voice, positions

if TYPE_CHECKING:
    from crosscable.compare.attribution.statements import Range, Statement
    from crosscable.compare.people.reconcile import People
    from crosscable.corpora.cable import Cable

__all__ = ["SharedSource", "quoted_in_both", "told"]

_Key = tuple[str, str]
_Said = dict[_Key, list[tuple[Identity, "Statement"]]]
# Two names with this probability of being one person's are shown as one source, and as probable: an editor's question
# hides nothing from a reader.
_PROBABLE = 0.9
# A speaker with more words between him and his verb is shown without the verb.
_LONGEST_PLACE = 200


@dataclass(frozen=True, slots=True)
class SharedSource:
    """One source quoted in two cables.

    `name` is the fullest name found, `person` the id of the reconciled person or None, `kind` as in `Statement`.
    `left` and `right` hold what it says in each cable in the order of the text: its statements, or, where a cable does
    not quote it, what the cable tells of its position (rule "position", or "comment" for the embassy itself). One of
    the two sides always holds statements, but for the embassy's own comments. `left_places` and `right_places` are all
    the places where it speaks or where its position is told, each from speaker to verb. `probably` names the spellings
    that are only probably one person's, where it takes that to make the source one; empty where it is certain.
    """

    name: str
    person: str | None
    kind: str
    left: tuple[Statement, ...]
    right: tuple[Statement, ...]
    left_places: tuple[Range, ...]
    right_places: tuple[Range, ...]
    probably: tuple[str, ...] = ()


def quoted_in_both(
    left_cable: Cable,
    right_cable: Cable,
    left_statements: Sequence[Statement],
    right_statements: Sequence[Statement],
    people: People | None,
    positions_told: tuple[Sequence[Statement], Sequence[Statement]] | None = None,
) -> tuple[SharedSource, ...]:
    """The sources that both cables quote, or that one quotes and the other tells the position of, by name.

    Persons are one source in all their spellings when `people` joins them; without `people`, when their last names are
    equal. A body is one source under its short and long name and with its "officials". Redacted persons are never
    joined, nor are unnamed groups and the press at large. The embassy's own voice is joined within one post.
    `positions_told` are what `told` finds in the two cables, for those who know it already.
    """
    positions_left, positions_right = positions_told or (told(left_cable), told(right_cable))
    likely = _likely(people)
    left = _side(left_cable, left_statements, positions_left, people, likely)
    right = _side(right_cable, right_statements, positions_right, people, likely)
    quoted = left.statements.keys() | right.statements.keys()
    keys = [key for key in left.keys() & right.keys() if key in quoted or key[0] == "embassy"]
    shared = [_shared(key, left, right, people) for key in sorted(keys)]
    return tuple(sorted(shared, key=lambda source: (source.name.casefold(), source.kind)))


@dataclass(frozen=True, slots=True)
class _Side:
    """What one cable holds of each source: its statements, and the positions told of it."""

    statements: _Said
    positions: _Said

    def keys(self) -> set[_Key]:
        return self.statements.keys() | self.positions.keys()

    def said(self, key: _Key) -> list[tuple[Identity, Statement]]:
        return self.statements.get(key) or self.positions[key]

    def places(self, key: _Key) -> tuple[Range, ...]:
        said = [*self.statements.get(key, ()), *self.positions.get(key, ())]
        return tuple(sorted({identity.place or _place(statement) for identity, statement in said}))


def _likely(people: People | None) -> dict[str, str]:
    """For each person that probably is another, the one id that stands for both."""
    stands: dict[str, str] = {}

    def first(person: str) -> str:
        while stands.setdefault(person, person) != person:
            person = stands[person]
        return person

    for person in people.persons if people else ():
        for other in person.probably:
            if other.probability >= _PROBABLE:
                a, b = first(person.id), first(other.person)
                stands[max(a, b)] = min(a, b)
    return {person: first(person) for person in sorted(stands)}


def told(cable: Cable) -> tuple[Statement, ...]:
    """What a cable tells of positions without quoting anybody, and its own side's comments."""
    return (*positions(cable), *own_voice(cable))


def _side(
    cable: Cable,
    statements: Sequence[Statement],
    positions_told: Sequence[Statement],
    people: People | None,
    likely: dict[str, str],
) -> _Side:
    return _Side(_by_identity(cable, statements, people, likely), _by_identity(cable, positions_told, people, likely))


def _place(statement: Statement) -> Range:
    """From the speaker to the end of the cue, whichever comes first; the speaker alone where they stand far apart."""
    if statement.speaker is None:
        return statement.cue
    start, end = min(statement.speaker[0], statement.cue[0]), max(statement.speaker[1], statement.cue[1])
    return (start, end) if end - start <= _LONGEST_PLACE else statement.speaker


def _shared(key: _Key, left: _Side, right: _Side, people: People | None) -> SharedSource:
    said = (left.said(key), right.said(key))
    identities = [identity for side in said for identity, _ in side]
    name = min((identity.name for identity in identities), key=lambda text: (-len(text), text))
    person = next((identity.person for identity in identities if identity.person), None)
    if person is not None and people is not None and (known := people.person(person)) is not None:
        name = known.preferred
    persons = {identity.person for identity in identities if identity.person}
    names = {known.preferred for one in persons if people and (known := people.person(one))}
    return SharedSource(
        name=name,
        person=person,
        kind=identities[0].kind,
        left=tuple(statement for _, statement in said[0]),
        right=tuple(statement for _, statement in said[1]),
        left_places=left.places(key),
        right_places=right.places(key),
        probably=tuple(sorted(names)) if len(names) > 1 else (),
    )


def _by_identity(cable: Cable, statements: Iterable[Statement], people: People | None, likely: dict[str, str]) -> _Said:
    found: _Said = {}
    for statement in statements:
        for identity in identify(cable, statement, people):
            if identity.lasting:
                key = ("person", likely[identity.person]) if identity.person in likely else identity.key
                found.setdefault(key, []).append((identity, statement))
    return found
