"""Joining the persons of single cables into persons of a corpus, cautiously and with reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from crosscable.compare.people.bearers import join_single_names
from crosscable.compare.people.gazetteer import gazetteer
from crosscable.compare.people.linking import Entity, compatible_titles
from crosscable.compare.people.unit import Unit
from crosscable.compare.people.variants import join_spellings
from crosscable.compare.people.verdicts import Verdicts

__all__ = ["holds", "join"]

_FULL: Final = 2  # words of a full name


def join(entities: Sequence[Entity], posts: Mapping[str, str], verdicts: Verdicts) -> list[Unit]:
    """Units of all entities, in a fixed order. `posts` gives the post of each cable, "" where it is not known."""
    full: dict[tuple[str, tuple[str, ...], str], Unit] = {}
    short: list[Entity] = []
    for entity in entities:
        kind = entity.mentions[0].kind
        if len(entity.parts) < _FULL and kind == "person":
            short.append(entity)
            continue
        group = verdicts.group(entity)
        unit = full.setdefault((kind, entity.parts, group), Unit([], entity.parts, kind, decided=bool(group)))
        if group:
            unit.why = tuple(dict.fromkeys((*unit.why, *verdicts.told_apart(entity))))
        if unit.entities and kind != "person" and entity.name != unit.entities[0].name:
            unit.why = (*unit.why, f"{entity.name}: the same words up to endings and order")
        unit.entities.append(entity)
        unit.why = tuple(dict.fromkeys((*unit.why, *entity.why)))
    units = [full[key] for key in sorted(full)]
    units = join_spellings(_contained(units, verdicts), posts, verdicts)
    units += join_single_names(short, units, posts, verdicts)
    return _as_decided(units, verdicts)


def _as_decided(units: list[Unit], verdicts: Verdicts) -> list[Unit]:
    """Join what an editor joined and no likeness would have: a bare surname with a full name, say."""
    must, _ = verdicts.constraints(units)
    home = list(range(len(units)))

    def root(number: int) -> int:
        while home[number] != number:
            number = home[number]
        return number

    for a, b, why in must:
        first, second = sorted((root(a), root(b)))
        if first != second:
            home[second] = first
            units[first].absorb(units[second], why)
    gone = {id(unit) for number, unit in enumerate(units) if home[number] != number}
    heads = {id(units[number]): units[root(number)] for number in range(len(units))}
    kept = [unit for unit in units if id(unit) not in gone]
    for unit in kept if must else ():
        others = [(heads[id(other)], probability, why) for other, probability, why in unit.probably]
        unit.probably = [item for item in others if item[0] is not unit]
    return kept


def _contained(units: Iterable[Unit], verdicts: Verdicts) -> list[Unit]:
    """Join a name to the one fuller name that holds it, where the cables also give both the same role."""
    ordered = sorted(units, key=lambda u: (-len(u.parts), u.parts))
    by_word: dict[str, list[Unit]] = {}
    kept: list[Unit] = []
    for unit in ordered:
        if unit.kind == "person":
            longer = [
                other
                for other in by_word.get(unit.parts[-1], ())
                if holds(other.parts, unit.parts)
                and not unit.cables() & other.cables()
                and compatible_titles(unit.titles(), other.titles())
                and not verdicts.parted(unit, other)
            ]
            if len(longer) == 1 and unit.role_words() & longer[0].role_words():
                longer[0].absorb(unit, f"{' '.join(unit.parts).title()}: the fuller name holds it, same role")
                continue
            for word in set(unit.parts[1:]):
                by_word.setdefault(word, []).append(unit)
        kept.append(unit)
    return kept


def holds(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether a full name is a shorter writing of another: "A. B" of "A. B C", "A. M. C" of "A. Martin C", "B C" of
    "A. B C". A middle initial that stands for another name than the longer one has there tells two persons apart.
    """
    if len(short) < _FULL or len(short) >= len(long):
        return len(short) == len(long) and short != long and _initials_fit(long, short)
    if short == long[: len(short)] or short == long[-len(short) :]:
        return True
    # What is left out in the middle must be a given name: "A. Montoya Uribe" is no "A. Uribe".
    dropped = long[len(short) - 1 : -1]
    known = gazetteer()
    if not all(len(word) == 1 or known.is_given(word) for word in dropped):
        return False
    return short[-1] == long[-1] and _initials_fit(long[: len(short) - 1], short[:-1])


def _initials_fit(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether each word of the shorter writing is the other's word at its place, or its initial; the first is equal."""
    return long[0] == short[0] and all(
        one == two or (len(two) == 1 and one.startswith(two)) for one, two in zip(long, short, strict=True)
    )
