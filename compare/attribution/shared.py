"""Quoted in both: the sources to whom two cables each attribute a statement, with what they said in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscable.compare.attribution.lexicon import lexicon, listed

if TYPE_CHECKING:
    from crosscable.compare.attribution.statements import Statement
    from crosscable.compare.people.reconcile import People
    from crosscable.corpora.cable import Cable

__all__ = ["SharedSource", "institution", "quoted_in_both"]

# What a body is called, by the short form that cables use most.
_BODIES: dict[str, str] = {
    "ministry of foreign affairs": "mfa",
    "foreign ministry": "mfa",
    "foreign affairs ministry": "mfa",
    "ministry of external relations": "mfa",
    "foreign office": "mfa",
    "ministry of defense": "mod",
    "ministry of defence": "mod",
    "defense ministry": "mod",
    "defence ministry": "mod",
    "ministry of interior": "moi",
    "ministry of the interior": "moi",
    "ministry of internal affairs": "moi",
    "interior ministry": "moi",
    "ministry of finance": "mof",
    "finance ministry": "mof",
    "ministry of justice": "moj",
    "justice ministry": "moj",
    "european union": "eu",
    "european commission": "ec",
    "european parliament": "ep",
    "united nations": "un",
}


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


@dataclass(frozen=True, slots=True)
class _Identity:
    """Who a statement is by: a key that is equal for the same source, with name, person id and kind."""

    key: tuple[str, str]
    name: str
    person: str | None
    kind: str


def institution(name: str) -> str | None:
    """The body that a name stands for, in one spelling; None for a name that is no particular body.

    "MFA officials", "the Foreign Ministry" and "Ministry of Foreign Affairs" are one; "officials" is none.
    """
    nouns = lexicon().nouns
    words = [
        word for word in name.replace(".", "").split() if word.lower() not in ("the", "a", "an", "some", "several")
    ]
    while len(words) > 1 and {"human", "plural"} <= nouns.get(words[-1].lower(), frozenset()):
        words.pop()
    if not words or not any(word[:1].isupper() for word in words):
        return None
    text = " ".join(words).lower()
    for long, short in _BODIES.items():
        if text == long or text.endswith(f" {long}") or text.startswith(f"{long} of "):
            return short
    last = nouns.get(words[-1].lower(), frozenset())
    if "human" in last and len(words) == 1:
        return None
    return text


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
) -> dict[tuple[str, str], list[tuple[_Identity, Statement]]]:
    found: dict[tuple[str, str], list[tuple[_Identity, Statement]]] = {}
    for statement in statements:
        for identity in _identities(cable, statement, people):
            found.setdefault(identity.key, []).append((identity, statement))
    return found


def _identities(cable: Cable, statement: Statement, people: People | None) -> list[_Identity]:
    """Who a statement is by; several for joint speakers, none for those who cannot be told apart from others."""
    if statement.resolved is None or statement.kind in ("redacted", "unnamed"):
        return []
    if statement.kind == "embassy":
        return _own_voice(cable, statement.resolved)
    members = statement.resolved.replace(", and ", " and ").replace(", ", " and ").split(" and ")
    found: list[_Identity] = []
    for member in members:
        identity = _member(cable, statement, member.strip(), people)
        if identity is not None and identity.key not in [other.key for other in found]:
            found.append(identity)
    return found


def _own_voice(cable: Cable, name: str) -> list[_Identity]:
    if name.lower().split()[0] not in listed("own_voice"):
        return []
    post = (cable.origin or "".join(letter for letter in cable.id or "" if letter.isalpha())).upper()
    post = post.removeprefix("EMBASSY ").removeprefix("CONSULATE ").replace(" ", "")
    return [_Identity(("embassy", post), f"Embassy {post.title()}" if post else "the embassy", None, "embassy")]


def _member(cable: Cable, statement: Statement, name: str, people: People | None) -> _Identity | None:
    if not name:
        return None
    if statement.kind == "person" or " and " in (statement.resolved or ""):
        person = _person(cable, statement, name, people)
        if person is not None:
            return person
    body = institution(name)
    if body is None:
        return None
    if statement.kind == "person":
        return _Identity(("name", body.split()[-1]), name, None, "person")
    if statement.kind in ("press", "document") and len(body.split()) < 2:
        return None
    return _Identity(("body", body), name.removeprefix("the ").removeprefix("The "), None, "institution")


def _person(cable: Cable, statement: Statement, name: str, people: People | None) -> _Identity | None:
    if people is None or statement.antecedent is None:
        return None
    start, end = statement.antecedent
    at = cable.text.find(name.split()[-1], start, end)
    if at >= 0:
        start, end = at, at + len(name.split()[-1])
    found = people.person_at(cable.name, start, end)
    if found is None or found.kind != "person":
        return None
    return _Identity(("person", found.id), found.preferred, found.id, "person")
