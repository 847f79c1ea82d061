"""Spellings of one full name across cables: candidates, likeness with roles and posts, cautious joining."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp
from typing import Final

from crosscable.compare.people.clusters import Link, cluster
from crosscable.compare.people.context import Surroundings, surroundings
from crosscable.compare.people.gazetteer import gazetteer
from crosscable.compare.people.likeness import CERTAIN, SAME, Likeness, likeness, score
from crosscable.compare.people.names import Name, parse_name
from crosscable.compare.people.rarity import Rarity, background
from crosscable.compare.people.spelling import keys
from crosscable.compare.people.unit import Unit
from crosscable.compare.people.verdicts import Verdicts
from crosscable.compare.people.words import is_title

__all__ = ["join_spellings"]

# Below this probability by name alone no role or post lifts a pair to "probably"; above it the context is weighed.
_WORTH_CONTEXT: Final = 0.2
# Two of one given name whose surnames sound alike do not hold one desk of one foreign ministry: log-odds added where
# the roles share so many telling words. Of such pairs in 6,712 cables one in six was read: all were one person.
_SAME_DESK: Final = 2.0
_DESK_WORDS: Final = 2
_WRITTEN_OUT: Final = 3  # letters from which a given name is no initial
# Evidence from the surroundings that a reason repeats in words.
_TOLD: Final = frozenset({"roles shared", "roles differ", "same post", "words shared"})


def join_spellings(units: Sequence[Unit], posts: Mapping[str, str], verdicts: Verdicts) -> list[Unit]:
    """Join persons whose spellings are one name's as good as certainly; note the probable ones.

    Two persons of one cable are never joined here: their cable itself tells them apart.
    """
    persons = [unit for unit in units if unit.kind == "person"]
    names = [parse_name(unit.fullest()) for unit in persons]
    compared = _compared(persons, names, posts)
    links = [Link(a, b, probability) for (a, b), (probability, _) in compared.items()]
    must, cannot = verdicts.constraints(persons)
    told = {(a, b): why for a, b, why in must}
    groups = cluster(len(persons), links, must=list(told), cannot=cannot, threshold=CERTAIN)
    barred = set(cannot)
    home: dict[int, Unit] = {}
    joined = [unit for unit in units if unit.kind != "person"]
    for group in groups:
        first = persons[group[0]]
        for other in group[1:]:
            pairs = [(min(a, other), max(a, other)) for a in group if a != other]
            why = next((told[pair] for pair in pairs if pair in told), "")
            why = why or next((compared[pair][1] for pair in pairs if pair in compared), "")
            first.absorb(persons[other], why if why.startswith("decided") else f"{persons[other].fullest()}: {why}")
        joined.append(first)
        home.update(dict.fromkeys(group, first))
    for (a, b), (probability, why) in sorted(compared.items()):
        if probability >= SAME and home[a] is not home[b] and (a, b) not in barred:
            home[a].probably.append((home[b], probability, (why,)))
            home[b].probably.append((home[a], probability, (why,)))
    return joined


def _compared(
    persons: Sequence[Unit], names: Sequence[Name], posts: Mapping[str, str]
) -> dict[tuple[int, int], tuple[float, str]]:
    """Probability and reasons of every candidate pair that name, role and post do not rule out."""
    from crosscable.compare.people.blocking import candidates

    rarity = _rarity(names)
    pairs = candidates(names)
    places = [_surroundings(unit, posts) for unit in persons]
    found: dict[tuple[int, int], tuple[float, str]] = {}
    for a, b in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True):
        if persons[a].cables() & persons[b].cables():
            continue
        if score(names[a], names[b], rarity) < _WORTH_CONTEXT:
            continue
        like = likeness(names[a], names[b], context_a=places[a], context_b=places[b], rarity=rarity)
        probability, why = like.probability, _reasons(like, names[a], names[b])
        desk = _desk(persons[a], persons[b]) if places[a].post and places[a].post == places[b].post else ()
        if desk and _one_by_ear(names[a], names[b]) and not like.vetoes:
            probability = 1 / (1 + (1 / probability - 1) * exp(-_SAME_DESK))
            why = f"{why} by name and place, {probability:.3f} with the same desk ({', '.join(desk)})"
        found[a, b] = (probability, why)
    return found


def _desk(a: Unit, b: Unit) -> tuple[str, ...]:
    """The words that name one desk in the roles of both ("lowland affairs"), titles left out; empty if too few."""
    known = gazetteer()
    shared = a.role_words() & b.role_words()
    telling = sorted(word for word in shared if not is_title(word, known) and not known.is_in(word, "demonyms"))
    return tuple(telling) if len(telling) >= _DESK_WORDS else ()


def _one_by_ear(a: Name, b: Name) -> bool:
    """One given name, written out, and surnames that one transliteration rule or another makes equal."""
    if not a.given or not b.given or a.given[0] != b.given[0] or len(a.given[0]) < _WRITTEN_OUT:
        return False
    return keys("".join(a.surname))[0] == keys("".join(b.surname))[0]


def _reasons(like: Likeness, a: Name, b: Name) -> str:
    """What an editor is told: spelling rules, given name, what the surroundings say, vetoes, the probability."""
    rules = [rule for rule in dict.fromkeys(like.rules) if len(set(rule.split(" = "))) > 1]
    parts = [f"spelling {', '.join(rules)}"] if rules else []
    if shared := [word for word in a.given if word in b.given and len(word) > 1]:
        parts.append(f"same given name {shared[0].capitalize()}")
    parts += [f"{c.name} ({c.words})" for c in like.contributions if c.name in _TOLD]
    parts += [f"but {veto}" for veto in like.vetoes]
    return "; ".join([*parts, f"probability {like.probability:.2f}"])


def _rarity(names: Sequence[Name]) -> Rarity:
    """How frequent names are: in these cables where they are many, else in the shipped table."""
    from crosscable.compare.people.rarity import ENOUGH, count

    return count(names) if len(names) >= ENOUGH else background()


def _surroundings(unit: Unit, posts: Mapping[str, str]) -> Surroundings:
    """The roles of all mentions, in the form in which likeness weighs them."""
    cable = unit.entities[0].cable
    roles = sorted({m.role for entity in unit.entities for m in entity.mentions if m.role}, key=lambda r: (-len(r), r))
    place = surroundings(f"{' '.join(roles[:2])} [x]", cable)
    return Surroundings(cable, posts.get(cable, "") or place.post, place.before, place.after)
