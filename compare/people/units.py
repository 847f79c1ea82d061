"""Joining the persons of single cables into persons of a corpus, cautiously and with reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from crosscable.compare.people.gazetteer import gazetteer
from crosscable.compare.people.linking import Entity, compatible_titles
from crosscable.compare.people.unit import Unit
from crosscable.compare.people.variants import join_spellings

__all__ = ["join"]

_FULL: Final = 2  # words of a full name
# One bearer of a surname stands for it where this share of the cables that name any bearer in full name him.
_DOMINANT: Final = 0.9


def join(entities: Sequence[Entity], posts: Mapping[str, str]) -> list[Unit]:
    """Units of all entities, in a fixed order. `posts` gives the post of each cable, "" where it is not known."""
    full: dict[tuple[str, tuple[str, ...]], Unit] = {}
    short: list[Entity] = []
    for entity in entities:
        kind = entity.mentions[0].kind
        if len(entity.parts) < _FULL and kind == "person":
            short.append(entity)
            continue
        unit = full.setdefault((kind, entity.parts), Unit([], entity.parts, kind))
        if unit.entities and kind != "person" and entity.name != unit.entities[0].name:
            unit.why = (*unit.why, f"{entity.name}: the same words up to endings and order")
        unit.entities.append(entity)
        unit.why = tuple(dict.fromkeys((*unit.why, *entity.why)))
    units = [full[key] for key in sorted(full)]
    units = join_spellings(_contained(units), posts)
    units += _short(short, units, posts)
    return units


def _contained(units: Iterable[Unit]) -> list[Unit]:
    """Join a name to the one fuller name that holds all its words with the same first word: "A. B" in "A. B C"."""
    ordered = sorted(units, key=lambda u: (-len(u.parts), u.parts))
    by_first: dict[tuple[str, str], list[Unit]] = {}
    kept: list[Unit] = []
    for unit in ordered:
        if unit.kind == "person":
            longer = [
                other
                for other in by_first.get((unit.parts[0], unit.parts[-1]), [])
                if not unit.cables() & other.cables() and compatible_titles(unit.titles(), other.titles())
            ]
            if len({other.parts for other in longer}) == 1 and unit.role_words() & longer[0].role_words():
                longer[0].absorb(unit, f"{' '.join(unit.parts).title()}: the fuller name holds it, same role")
                continue
        kept.append(unit)
        for word in set(unit.parts[1:]):
            by_first.setdefault((unit.parts[0], word), []).append(unit)
    return kept


def _short(entities: Iterable[Entity], full: Iterable[Unit], posts: Mapping[str, str]) -> list[Unit]:
    """Attach names of one word to the one bearer of that name, join the rest by word, office and post."""
    bearers: dict[str, list[Unit]] = {}
    for unit in full:
        if unit.kind == "person":
            for word in set(unit.parts):
                bearers.setdefault(word, []).append(unit)
    counts = {word: Counter({i: len(u.cables()) for i, u in enumerate(units)}) for word, units in bearers.items()}
    rest: dict[tuple[str, str], Unit] = {}
    for entity in entities:
        word = entity.parts[0]
        single = Unit([entity], entity.parts, "person", entity.why)
        found = _bearer(single, bearers.get(word, []), counts.get(word, Counter()), posts)
        if found is not None:
            found[0].absorb(single, found[1])
            continue
        profile = gazetteer().profile(word)
        famous = profile.titled >= 10 and profile.titled > 0.1 * profile.seen
        key = (word, "" if famous else posts.get(entity.cable, ""))
        known = rest.get(key)
        if known is None:
            rest[key] = single
        elif compatible_titles(known.titles(), single.titles()):
            known.absorb(single, f"{entity.name}: the same single name, no other bearer")
        else:
            rest[(word, key[1] + "|" + " ".join(sorted(single.titles())))] = single
    return [rest[key] for key in sorted(rest)]


def _bearer(
    single: Unit, bearers: Sequence[Unit], counts: Counter[int], posts: Mapping[str, str]
) -> tuple[Unit, str] | None:
    """The unit that a single name stands for, with the reason; None where several may be meant or none fits."""
    fits = [
        number
        for number, unit in enumerate(bearers)
        if compatible_titles(unit.titles(), single.titles()) and not unit.cables() & single.cables()
    ]
    if not fits:
        return None
    words = single.role_words()
    by_role = [number for number in fits if words and words & bearers[number].role_words()]
    if len(by_role) == 1:
        shared = sorted(words & bearers[by_role[0]].role_words())
        return bearers[by_role[0]], f"{single.entities[0].name}: same family name, same role ({', '.join(shared[:3])})"
    places = {posts.get(cable, "") for cable in single.cables()} - {""}
    near = [n for n in fits if places & {posts.get(cable, "") for cable in bearers[n].cables()}]
    total = sum(counts.values())
    for number in near or fits:
        if counts[number] >= _DOMINANT * total and (near or counts[number] > 1):
            return bearers[number], f"{single.entities[0].name}: the one bearer of this name in these cables"
    return None
