"""Who speaks in a corpus: each source with its statements in order of time, where, to whom, protected or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crosscable.compare.attribution.identities import Identity, identify
from crosscable.compare.attribution.statements import Statement, attribute

if TYPE_CHECKING:
    from crosscable.compare.people.reconcile import People
    from crosscable.corpora.cable import Cable

__all__ = ["KINDS", "Said", "Voice", "select", "statements_of", "voices"]

KINDS = ("person", "institution", "group", "embassy", "press", "document", "redacted", "unnamed")


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with the cable that holds it and who made it; `identities` is empty where nobody is named."""

    cable: Cable
    statement: Statement
    identities: tuple[Identity, ...]

    @property
    def person(self) -> str | None:
        """The id of the one reconciled person who speaks."""
        found = [identity.person for identity in self.identities if identity.person]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Voice:
    """One source: name, person id, kind, all its written forms, and what it said, in order of time.

    `told` counts statements by addressee: us, press, other, and "" where the cable does not say.
    """

    name: str
    person: str | None
    kind: str
    forms: tuple[str, ...]
    said: tuple[Said, ...]

    @property
    def cables(self) -> tuple[str, ...]:
        """The cables that quote it, sorted."""
        return tuple(sorted({said.cable.name for said in self.said}))

    @property
    def posts(self) -> tuple[str, ...]:
        """The posts whose cables quote it, sorted."""
        return tuple(sorted({said.cable.origin for said in self.said if said.cable.origin}))

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which those cables were sent, sorted."""
        return tuple(sorted({said.cable.sent.date() for said in self.said if said.cable.sent}))

    @property
    def told(self) -> Counter[str]:
        """How many statements were made to whom."""
        return Counter(said.statement.addressee or "" for said in self.said)

    @property
    def protected(self) -> bool:
        """Whether some cable asks to protect it."""
        return any(said.statement.protected for said in self.said)


def statements_of(cables: Iterable[Cable], people: People | None) -> list[Said]:
    """The statements of all cables, in order of time: by day of sending, cable and place; undated cables come last."""
    found = [
        Said(cable, statement, identify(cable, statement, people)) for cable in cables for statement in attribute(cable)
    ]
    return sorted(found, key=_in_time)


def _in_time(said: Said) -> tuple[str, str, int]:
    sent = said.cable.sent.isoformat() if said.cable.sent else "9999"
    return sent, said.cable.name, said.statement.cue[0]


def voices(said: Sequence[Said], people: People | None) -> tuple[Voice, ...]:
    """The sources of some statements: those quoted in most cables first, then by statements and name."""
    groups: dict[tuple[str, str, str], list[tuple[Identity, Said]]] = {}
    for item in said:
        for identity in item.identities:
            # those who cannot be told apart from others are one source within a cable only
            place = "" if identity.lasting else item.cable.name
            groups.setdefault((*identity.key, place), []).append((identity, item))
    found = [_voice(group, people) for group in groups.values()]
    return tuple(
        sorted(found, key=lambda voice: (-len(voice.cables), -len(voice.said), voice.name.casefold(), voice.kind))
    )


def _voice(group: Sequence[tuple[Identity, Said]], people: People | None) -> Voice:
    identity = group[0][0]
    names = Counter(each.name for each, _ in group)
    name = min(names, key=lambda text: (-len(text.split()), -names[text], text)) if identity.lasting else identity.name
    forms = set(names)
    if identity.person is not None and people is not None and (known := people.person(identity.person)) is not None:
        name, forms = known.preferred, {form.form for form in known.forms}
    return Voice(name, identity.person, identity.kind, tuple(sorted(forms)), tuple(item for _, item in group))


def select(
    said: Iterable[Said],
    people: People | None,
    *,
    source: str | None = None,
    kinds: Iterable[str] = (),
    told_us: bool = False,
    min_cables: int = 1,
) -> list[Said]:
    """The statements that suit, in their order.

    Args:
        said: statements of some cables.
        people: the reconciled persons of the same cables.
        source: a name or words of one, in any spelling of the person.
        kinds: kinds of speaker; none means all.
        told_us: only what was told to the cable's own side.
        min_cables: only sources that at least so many of the cables quote.
    """
    wanted, kept = set((source or "").casefold().split()), frozenset(kinds)
    found = [
        item
        for item in said
        if (not kept or item.statement.kind in kept)
        and (not told_us or item.statement.addressee == "us")
        and (not wanted or any(wanted <= set(name.casefold().split()) for name in _names(item, people)))
    ]
    if min_cables <= 1:
        return found
    enough = {id(item) for voice in voices(found, people) if len(voice.cables) >= min_cables for item in voice.said}
    return [item for item in found if id(item) in enough]


def _names(said: Said, people: People | None) -> list[str]:
    names = [said.statement.resolved or ""]
    for identity in said.identities:
        names.append(identity.name)
        if identity.person is not None and people is not None and (known := people.person(identity.person)) is not None:
            names += [form.form for form in known.forms]
    return names
