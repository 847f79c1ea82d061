"""One source under all its names: whom a statement is by, across cables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscable.compare.attribution.lexicon import lexicon, listed
from crosscable.compare.people.gazetteer import gazetteer

if TYPE_CHECKING:
    from crosscable.compare.attribution.statements import Statement
    from crosscable.compare.people.reconcile import People
    from crosscable.corpora.cable import Cable

__all__ = ["Identity", "identify", "institution"]

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
_REDACTED = re.compile(r"(?:the )?\[?(?:[Xx]{3,}|█+|[A-Z ]+(?:REMOVED|REDACTED|WITHHELD))\]?", re.IGNORECASE)
_EXAMPLES = re.compile(r",?\s+(?:such as|including|among them)\s")
_EXAMPLES_WITHIN = 300  # characters of a list of examples, where no sentence ends
_SENTENCE_END = re.compile(r"[.;:]\s")
_CAPITALISED = re.compile(r"\b[A-Z]\w+")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a statement is by: `key` is equal for the same source; name, person id and kind.

    `lasting` is False for those who cannot be told apart from others in another cable: unnamed groups, the press at
    large, redacted persons, the embassy's officers. `place`: where an example of a group is named, None for speakers.
    """

    key: tuple[str, str]
    name: str
    person: str | None
    kind: str
    lasting: bool = True
    place: tuple[int, int] | None = None


def institution(name: str) -> str | None:
    """The body that a name stands for, in one spelling; None for a name that is no particular body.

    "MFA officials", "the Foreign Ministry" and "Ministry of Foreign Affairs" are one; "officials" is none.
    """
    nouns = lexicon().nouns
    plain = name.replace(".", "").split()
    words = [word for word in plain if word.lower() not in ("the", "a", "an", "some", "several", "both", "neither")]
    while len(words) > 1 and {"human", "plural"} <= nouns.get(words[-1].lower(), frozenset()):
        words.pop()
    named = any(word[:1].isupper() for word in words[1:])
    if not words or not (named or words[0].isupper() or (len(words) == 1 and words[0][:1].isupper())):
        return None  # the capital of a first word may be the sentence's
    text = " ".join(words).lower()
    for long, short in _BODIES.items():
        if text == long or text.endswith(f" {long}") or text.startswith(f"{long} of "):
            return short
    if len(words) == 1 and "human" in nouns.get(words[0].lower(), frozenset()):
        return None
    return text


def identify(cable: Cable, statement: Statement, people: People | None) -> tuple[Identity, ...]:
    """Who a statement is by: one identity, several for joint speakers, none where nobody is known.

    A person is known by `people` in all spellings, without it by the last name.
    """
    if statement.resolved is None or statement.kind == "unnamed":
        return ()
    if statement.kind == "embassy":
        return (_own_side(cable, statement.resolved),)
    if statement.kind == "redacted":
        return (Identity(("redacted", cable.name), statement.resolved, None, "redacted", lasting=False),)
    members = statement.resolved.replace(", and ", " and ").replace(", ", " and ").split(" and ")
    found: dict[tuple[str, str], Identity] = {}
    for member in members:
        if member.strip():
            identity = _member(cable, statement, member.strip(), people)
            found.setdefault(identity.key, identity)
    for identity in _exemplars(cable, statement, people):
        found.setdefault(identity.key, identity)
    return tuple(found.values())


def _exemplars(cable: Cable, statement: Statement, people: People | None) -> list[Identity]:
    """The persons that a cable names as examples of a group that speaks: "members such as Roe and Doe"."""
    if people is None or statement.speaker is None:
        return []
    opening = _EXAMPLES.match(cable.text, statement.speaker[1])
    if opening is None:
        return []
    end = _SENTENCE_END.search(cable.text, opening.end())
    last = min(end.start() if end else len(cable.text), opening.end() + _EXAMPLES_WITHIN)
    found: dict[str, Identity] = {}
    for word in _CAPITALISED.finditer(cable.text, opening.end(), last):
        person = people.person_at(cable.name, *word.span())
        if person is not None and person.kind == "person":
            before = found[person.id].place if person.id in found else None
            start = before[0] if before else word.start()
            found[person.id] = Identity(
                ("person", person.id), person.preferred, person.id, "person", place=(start, word.end())
            )
    return list(found.values())


def _without_article(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in ("the", "both", "neither", "either") else name


def _is_unnamed(name: str) -> bool:
    """Whether somebody is called by what he is, not by his name: "port captain", "one official"."""
    last = name.split()[-1]
    return not last[:1].isupper() or bool({"human", "title"} & lexicon().nouns.get(last.lower(), frozenset()))


def _is_body(name: str) -> bool:
    """Whether a name is an acronym, a country or ends with a noun for a body, and no person's."""
    last = name.split()[-1]
    return last.isupper() or gazetteer().is_place(last) or "institution" in lexicon().nouns.get(last.lower(), ())


def _own_side(cable: Cable, name: str) -> Identity:
    """The embassy's own view is one source for each post; its officers are people of the day."""
    post = (cable.origin or "".join(letter for letter in cable.id or "" if letter.isalpha())).upper()
    post = post.removeprefix("EMBASSY ").removeprefix("CONSULATE ").replace(" ", "")
    if name.lower().split()[0] in listed("own_voice"):
        return Identity(("embassy", post), cable.origin or "the embassy", None, "embassy")
    return Identity(("officer", f"{post} {name.lower()}"), name, None, "embassy", lasting=False)


def _member(cable: Cable, statement: Statement, name: str, people: People | None) -> Identity:
    if _REDACTED.fullmatch(name):
        return Identity(("redacted", cable.name), name, None, "redacted", lasting=False)
    if statement.kind in ("person", "institution", "group"):
        person = _person(cable, statement, name, people)
        if person is not None:
            return person
    body = institution(name)
    general = statement.kind in ("press", "document") and len((body or "").split()) < 2
    if body is None or general:
        return Identity((statement.kind, name.lower()), name, None, statement.kind, lasting=False)
    if statement.kind == "person" and _is_unnamed(name):
        return Identity((statement.kind, name.lower()), name, None, statement.kind, lasting=False)
    if statement.kind == "person" and not _is_body(name):
        return Identity(("name", body.split()[-1]), name, None, "person")
    kind = "institution" if statement.kind in ("institution", "group", "person") else statement.kind
    return Identity(("body", body), _without_article(name), None, kind)


def _person(cable: Cable, statement: Statement, name: str, people: People | None) -> Identity | None:
    """The reconciled person of this name, looked up where the statement's antecedent stands."""
    if people is None or statement.antecedent is None:
        return None
    start, end = statement.antecedent
    last = name.split()[-1]
    at = cable.text.find(last, start, end)
    if at >= 0:
        start, end = at, at + len(last)
    found = people.person_at(cable.name, start, end)
    if found is None or found.kind != "person":
        return None
    return Identity(("person", found.id), found.preferred, found.id, "person")
