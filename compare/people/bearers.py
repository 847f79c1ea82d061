"""Whom a single name of another cable means: the bearers of that family name, weighed by office, role, post and renown.

"President X" of one cable is the man whom another cable introduces as President F. X. A single name is tied to a bearer
only where one of them fits clearly better than all others; else it stays by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from math import log2
from typing import Final

from crosscable.compare.people.gazetteer import gazetteer
from crosscable.compare.people.likeness import SAME
from crosscable.compare.people.linking import Entity, compatible_titles, given_fits, title_class
from crosscable.compare.people.unit import Unit
from crosscable.compare.people.verdicts import Verdicts

__all__ = ["join_single_names"]

# Steps of a doubling of the odds; set by reading joined and parted names of some hundred cables, not fitted.
_SAME_OFFICE: Final = 3.0  # both "president", both "king"
_SAME_TITLE: Final = 2.0  # the last word of a title phrase: both "secretary"
_SAME_ROLE: Final = 1.0  # for each shared word of a role, twice at most
_SAME_POST: Final = 2.0  # twice a shared word: the cable knows its own post's contacts
_SEEN: Final = 1.0  # for each doubling of the cables that name the bearer in full
_BY_GIVEN: Final = -2.0  # the single name is the bearer's given name
_LEAD: Final = 2.0  # what the best bearer must have over the next
_SOMEBODY_ELSE: Final = 2.0  # odds that a bearer is meant whom no cable introduces
_GREATEST: Final = 0.98  # a single name is never as good as certain unless it is tied
_NEEDED: Final = 2.0  # and by itself: a shared office, a post, or several cables
_FAMOUS_TITLED: Final = 10  # times that the counted cables put the name alone after a title
_FAMOUS_SHARE: Final = 0.1  # of all its occurrences


class _Bearer:
    """A person with a full name, with what is asked of him again and again."""

    def __init__(self, unit: Unit, posts: Mapping[str, str]) -> None:
        self.unit = unit
        self.writings = unit.writings()
        self.cables = unit.cables()
        self.titles = unit.titles()
        self.words = _title_words(self.titles)
        self.offices = {name for name in map(title_class, self.titles) if name}
        self.roles = unit.role_words()
        self.posts = {post for cable in self.cables if (post := posts.get(cable, ""))}

    def weigh(self, single: Unit, posts: Mapping[str, str]) -> tuple[float, list[str]] | None:
        """How well this bearer fits a single name, with the reasons; None where something speaks against it."""
        titles = single.titles()
        if not compatible_titles(self.titles, titles) or single.cables() & self.cables:
            return None
        if self.titles and any(title_class(title) == "wife" for title in titles):
            return None
        holder = gazetteer().heads.get(single.parts[0])
        family = [parts for parts in self.writings if parts[-1] == single.parts[0]]
        if holder is not None and family and not any(given_fits(holder, parts[0]) for parts in family):
            return None  # of a well-known name only the well-known bearer is meant
        reasons = []
        score = _SEEN * log2(1 + len(self.cables))
        if offices := self.offices & {name for name in map(title_class, titles) if name}:
            score += _SAME_OFFICE
            reasons.append(f"same office {', '.join(sorted(offices))}")
        if shared := sorted(self.words & _title_words(titles)):
            score += _SAME_TITLE
            reasons.append(f"same title {', '.join(shared)}")
        elif roles := sorted(self.roles & single.role_words()):
            score += _SAME_ROLE * min(2, len(roles))
            reasons.append(f"same role {', '.join(roles[:3])}")
        if self.posts & {posts.get(cable, "") for cable in single.cables()}:
            score += _SAME_POST
            reasons.append("same post")
        return score, reasons


def _title_words(titles: Iterable[str]) -> frozenset[str]:
    """The title words themselves: what stands last in each phrase ("Prime Minister" gives minister)."""
    return frozenset(words[-1] for title in titles if (words := re.findall(r"[a-z]+", title.lower())))


def join_single_names(
    entities: Iterable[Entity], full: Iterable[Unit], posts: Mapping[str, str], verdicts: Verdicts
) -> list[Unit]:
    """Tie names of one word to persons with a full name; join the rest by word, office and post.

    Returns the units of those that stay by themselves; the others are taken into the units of `full`.
    """
    bearers: dict[str, list[_Bearer]] = {}
    for unit in full:
        if unit.kind == "person":
            bearer = _Bearer(unit, posts)
            for word in sorted({word for parts in bearer.writings for word in parts}):
                bearers.setdefault(word, []).append(bearer)
    alone: list[Unit] = []
    tied: list[tuple[Unit, Unit, str]] = []
    for entity in entities:
        single = Unit([entity], entity.parts, "person", entity.why)
        possible = [b for b in bearers.get(entity.parts[0], ()) if not verdicts.parted(single, b.unit)]
        found = _best(_weighed(single, possible, posts))
        if found is None:
            alone.append(single)
        else:
            tied.append((found[0].unit, single, f"{entity.name}: {found[1]}"))
    for unit, single, why in tied:  # only now, so that what one tie adds does not sway the next
        unit.absorb(single, why)
    rest = _grouped(alone, posts, verdicts)
    for single in rest:
        possible = [b for b in bearers.get(single.parts[0], ()) if not verdicts.parted(single, b.unit)]
        _note_probable(single, _weighed(single, possible, posts))
    return rest


_Weighed = list[tuple[float, int, _Bearer, list[str]]]


def _weighed(single: Unit, bearers: Sequence[_Bearer], posts: Mapping[str, str]) -> _Weighed:
    """The bearers that nothing speaks against, best first: score, number, bearer, reasons."""
    word = single.parts[0]
    weighed = []
    for number, bearer in enumerate(bearers):
        found = bearer.weigh(single, posts)
        if found is not None:
            place = max(_place(word, parts) for parts in bearer.writings)
            if place <= _BY_GIVEN and "same post" not in found[1]:
                continue  # presidents of two countries share given names
            weighed.append((found[0] + place, -number, bearer, found[1]))
    return sorted(weighed, key=lambda item: item[:2], reverse=True)


def _best(weighed: _Weighed) -> tuple[_Bearer, str] | None:
    """The bearer that fits clearly best, with the reason in words."""
    if not weighed or weighed[0][0] < _NEEDED:
        return None
    if len(weighed) > 1 and weighed[0][0] - weighed[1][0] < _LEAD:
        return None
    reasons = weighed[0][3] if len(weighed) == 1 else [*weighed[0][3], "fits best of several of that name"]
    return weighed[0][2], "same family name" + "".join(f", {reason}" for reason in reasons)


def _note_probable(single: Unit, weighed: _Weighed) -> None:
    """Note the best bearer as probable where he is likelier than all others and than somebody unnamed."""
    if weighed:
        odds = [2.0**score for score, *_ in weighed]
        probability = min(_GREATEST, odds[0] / (sum(odds) + 2.0**_SOMEBODY_ELSE))
        if probability >= SAME:
            other = weighed[0][2].unit
            reasons = "; ".join(["same family name", *weighed[0][3]])
            single.probably.append((other, probability, (reasons,)))
            other.probably.append((single, probability, (reasons,)))


def _place(word: str, parts: tuple[str, ...]) -> float:
    """A given name or a middle part names a person alone more seldom than the family name does."""
    return 0.0 if word == parts[-1] else -1.0 if word in parts[1:] else _BY_GIVEN if word in parts else -10.0


def _grouped(singles: Iterable[Unit], posts: Mapping[str, str], verdicts: Verdicts) -> list[Unit]:
    """Join equal single names of one office and, unless everybody knows the name, of one post.

    Those without an office go with the one office that bears the name, if it is one.
    """
    groups: dict[tuple[str, str, str], dict[str, Unit]] = {}
    for single in sorted(
        singles, key=lambda u: (not _offices(u), u.entities[0].cable, u.entities[0].mentions[0].start)
    ):
        word = single.parts[0]
        profile = gazetteer().profile(word)
        famous = profile.titled >= _FAMOUS_TITLED and profile.titled > _FAMOUS_SHARE * profile.seen
        place = "" if famous else posts.get(single.entities[0].cable, "")
        group = groups.setdefault((word, place, verdicts.group(single.entities[0])), {})
        office = next(iter(_offices(single)), "")
        public = [name for name in group if name not in ("", "wife")]
        if not office and len(public) == 1:
            office = public[0]
        if office in group:
            group[office].absorb(
                single, f"{single.entities[0].name}: the same single name{'' if famous else ' at one post'}"
            )
        else:
            group[office] = single
    return [groups[key][office] for key in sorted(groups) for office in sorted(groups[key])]


def _offices(unit: Unit) -> list[str]:
    return sorted({name for name in map(title_class, unit.titles()) if name})
