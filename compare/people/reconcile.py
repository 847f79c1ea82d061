"""Who is who across cables: persons with their spellings, places, roles, and the evidence that joined them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscable.compare.people.gazetteer import gazetteer
from crosscable.compare.people.linking import Entity, link, name_parts
from crosscable.compare.people.mentions import Mention, find_with_doubtful
from crosscable.compare.people.unit import Unit
from crosscable.compare.people.units import join
from crosscable.compare.people.verdicts import Verdicts
from crosscable.corpora.tabular import Table, Tabular, chosen

if TYPE_CHECKING:
    from crosscable.compare.decisions import Decisions
    from crosscable.corpora.cable import Cable

__all__ = ["Form", "People", "Person", "Probable", "reconcile"]

MentionsOf = Callable[["Cable"], tuple[tuple[Mention, ...], tuple[Mention, ...]]]


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling of a name, as most of its mentions write it, and where it stands."""

    form: str
    mentions: tuple[Mention, ...]

    @property
    def count(self) -> int:
        """How often the cables write the name like this."""
        return len(self.mentions)


@dataclass(frozen=True, slots=True)
class Probable:
    """Another person that may be the same one: its id, the probability (0..1), and the evidence."""

    person: str
    probability: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A person or organisation (`kind`) in some cables.

    `id` is made of the preferred form; `preferred` the fullest common spelling; `forms` all spellings, commonest first;
    `roles` what the cables call him or her, commonest first; `decided` is True where an editor's decision shaped it;
    `why` says what joined the spellings; `probably` names others whom only an editor can join or part.
    """

    id: str
    preferred: str
    kind: str
    forms: tuple[Form, ...]
    roles: tuple[str, ...]
    decided: bool
    why: tuple[str, ...]
    probably: tuple[Probable, ...] = ()


class People(Tabular):
    """The persons and organisations of some cables, in the order of their preferred forms, and who stands where."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self.persons: tuple[Person, ...] = tuple(persons)
        self._by_id = {person.id: person for person in self.persons}
        places: dict[str, list[tuple[int, int, int]]] = {}
        for number, person in enumerate(self.persons):
            for form in person.forms:
                for mention in form.mentions:
                    places.setdefault(mention.cable, []).append((mention.start, mention.end, number))
        self._places = {cable: sorted(found) for cable, found in places.items()}

    def table(self, what: str = "") -> Table:
        """One row a written form, with the person it belongs to."""
        from crosscable.compare.flat import people_table

        chosen(what, ("forms",))
        # Pyright meets this module by its path and by its name, and takes that for two.
        return people_table(self.persons)  # pyright: ignore[reportArgumentType]

    def person(self, identifier: str) -> Person | None:
        """The person of this id."""
        return self._by_id.get(identifier)

    def person_at(self, cable: str, start: int, end: int) -> Person | None:
        """The first person or organisation named within `start` to `end` of a cable's reading, persons first."""
        places = self._places.get(cable, [])
        index = max(0, bisect_right(places, (start,)) - 1)
        best: Person | None = None
        while index < len(places) and places[index][0] < end:
            if places[index][1] > start:
                found = self.persons[places[index][2]]
                if found.kind == "person":
                    return found
                best = best or found
            index += 1
        return best


def reconcile(
    cables: Iterable[Cable], *, decisions: Decisions | None = None, mentions_of: MentionsOf = find_with_doubtful
) -> People:
    """Find and join the persons and organisations of some cables.

    Args:
        cables: any number of cables; each is read once.
        decisions: an editor's decisions; they win over every score.
        mentions_of: what gives a cable's mentions, for those who have found them before.

    Returns:
        Everybody, joined only on an equal form or at a probability of .99 and more; what lies between stands in
        `Person.probably`.

    Raises:
        ContradictionError: the decisions contradict each other.
    """
    if decisions is not None:
        decisions.require_consistent()
    read: list[tuple[tuple[Mention, ...], tuple[Mention, ...]]] = []
    posts: dict[str, str] = {}
    verdicts = Verdicts(decisions)
    for cable in cables:
        read.append(mentions_of(cable))
        verdicts.note(cable, (*read[-1][0], *read[-1][1]))
        posts[cable.name] = (cable.origin or cable.sender or "").upper()
    introduced = _introduced((sure for sure, _ in read), posts)
    entities: list[Entity] = []
    for sure, doubtful in read:
        more = [m for m in doubtful if posts[m.cable] in introduced.get(name_parts(m.text), ())]
        mentions = sorted((*sure, *more), key=lambda m: (m.start, m.kind)) if more else sure
        entities += link(mentions, None if verdicts.silent else verdicts.apart)
    units = join(entities, posts, verdicts)
    drafts = [_draft(unit) for unit in units]
    names = _identifiers([(draft.preferred, draft.forms[0].mentions[0]) for draft in drafts])
    named = {id(unit): name for unit, name in zip(units, names, strict=True)}
    persons = [
        Person(
            id=names[number],
            preferred=draft.preferred,
            kind=draft.kind,
            forms=draft.forms,
            roles=draft.roles,
            decided=draft.decided,
            why=draft.why,
            probably=_probable(units[number], named),
        )
        for number, draft in enumerate(drafts)
    ]
    return People(sorted(persons, key=lambda person: (person.preferred.casefold(), person.id)))


def _introduced(cables: Iterable[Iterable[Mention]], posts: Mapping[str, str]) -> dict[tuple[str, ...], set[str]]:
    """The family names that some cable introduces with a given name and role, each with the posts of those cables."""
    known = gazetteer()
    found: dict[tuple[str, ...], set[str]] = {}
    for mentions in cables:
        for mention in mentions:
            if mention.kind == "person" and mention.role and "full" in mention.flags:
                parts = name_parts(mention.text)
                if len(parts) > 1 and not (known.is_place(parts[-1]) or known.is_ordinary(parts[-1])):
                    found.setdefault(parts[-1:], set()).add(posts[mention.cable])
    return found


def _probable(unit: Unit, names: Mapping[int, str]) -> tuple[Probable, ...]:
    """The others that may be this person, likeliest first, each once."""
    best: dict[str, Probable] = {}
    for other, probability, why in unit.probably:
        name = names[id(other)]
        if name not in best or best[name].probability < probability:
            best[name] = Probable(name, round(probability, 3), why)
    return tuple(sorted(best.values(), key=lambda p: (-p.probability, p.person)))


def _draft(unit: Unit) -> Person:
    mentions = sorted((m for e in unit.entities for m in e.mentions), key=lambda m: (m.cable, m.start))
    grouped: dict[str, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault(" ".join(mention.text.split()).casefold(), []).append(mention)
    forms = sorted(
        (Form(_written([m.text for m in group]), tuple(group)) for group in grouped.values()),
        key=lambda form: (-form.count, form.form),
    )
    roles = Counter(role for m in mentions if (role := m.role))
    return Person(
        id="",
        preferred=_preferred(forms),
        kind=mentions[0].kind,
        forms=tuple(forms),
        roles=tuple(role for role, _ in sorted(roles.items(), key=lambda item: (-item[1], item[0]))),
        decided=unit.decided,
        why=unit.why,
    )


def _written(texts: Iterable[str]) -> str:
    """The commonest writing of one spelling, mixed case before capitals."""
    counts = Counter(" ".join(text.split()) for text in texts)
    return min(counts, key=lambda text: (text.isupper(), -counts[text], text))


def _preferred(forms: Iterable[Form]) -> str:
    """The form with most words of a name (a given name before an initial), then the commonest; capitals are eased."""

    def fullness(form: Form) -> tuple[bool, int, int, int, str]:
        parts = name_parts(form.form)
        clean = any("misspelt" not in mention.flags for mention in form.mentions)
        return (not clean, -min(2, sum(len(part) > 1 for part in parts)), -form.count, -len(parts), form.form)

    chosen = min(forms, key=fullness).form
    return chosen.title() if chosen.isupper() and len(chosen) > 4 else chosen


def _identifiers(names: list[tuple[str, Mention]]) -> list[str]:
    """An id for each preferred form: its words joined by hyphens, numbered where several persons share them."""
    order = sorted(range(len(names)), key=lambda n: (names[n][1].cable, names[n][1].start))
    seen: Counter[str] = Counter()
    ids = [""] * len(names)
    for number in order:
        slug = "-".join(name_parts(names[number][0])) or "unnamed"
        seen[slug] += 1
        ids[number] = slug if seen[slug] == 1 else f"{slug}-{seen[slug]}"
    return ids
