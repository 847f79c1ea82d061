"""Quoted in both: the sources to whom two cables each attribute a statement, with what they said in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscable.compare.attribution.identities import Identity, identify

if TYPE_CHECKING:
    from crosscable.compare.attribution.statements import Statement
    from crosscable.compare.people.reconcile import People
    from crosscable.corpora.cable import Cable

__all__ = ["SharedSource", "quoted_in_both"]


@dataclass(frozen=True, slots=True)
class SharedSource:
    """One source quoted in two cables.

    `name` is the fullest name found, `person` the id of the reconciled person or None, `kind` as in `Statement`;
    `left` and `right` hold the statements of each cable in the order of the text.
    """

    name: str
    person: str | None
    kind: str
    left: tuple[Statement, ...]
    right: tuple[Statement, ...]


def quoted_in_both(
    left_cable: Cable,
    right_cable: Cable,
    left_statements: Sequence[Statement],
    right_statements: Sequence[Statement],
    people: People | None,
) -> tuple[SharedSource, ...]:
    """The sources that both cables quote, by name.

    Persons are one source in all their spellings when `people` joins them; without `people`, when their last names are
    equal. A body is one source under its short and long name and with its "officials". Redacted persons are never
    joined, nor are unnamed groups and the press at large. The embassy's own voice is joined within one post.
    """
    left = _by_identity(left_cable, left_statements, people)
    right = _by_identity(right_cable, right_statements, people)
    shared = []
    for key in sorted(left.keys() & right.keys()):
        identities = [identity for identity, _ in (*left[key], *right[key])]
        name = min((identity.name for identity in identities), key=lambda text: (-len(text), text))
        person = next((identity.person for identity in identities if identity.person), None)
        if person is not None and people is not None and (known := people.person(person)) is not None:
            name = known.preferred
        shared.append(
            SharedSource(
                name=name,
                person=person,
                kind=identities[0].kind,
                left=tuple(statement for _, statement in left[key]),
                right=tuple(statement for _, statement in right[key]),
            )
        )
    return tuple(sorted(shared, key=lambda source: (source.name.casefold(), source.kind)))


def _by_identity(
    cable: Cable, statements: Iterable[Statement], people: People | None
) -> dict[tuple[str, str], list[tuple[Identity, Statement]]]:
    found: dict[tuple[str, str], list[tuple[Identity, Statement]]] = {}
    for statement in statements:
        for identity in identify(cable, statement, people):
            if identity.lasting:
                found.setdefault(identity.key, []).append((identity, statement))
    return found
