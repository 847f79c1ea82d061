"""What surrounds two mentions of a name, and what that says of their being one person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crosscable.compare.people.evidence import Correspondence
from crosscable.compare.people.names import Name, fold
from crosscable.compare.people.titles import LINKS, OFFICES, PORTFOLIOS, RANKS

__all__ = ["Surroundings", "context_evidence", "surroundings"]

# Words that say which post somebody holds; honorifics (Sheikh, Dr) are shared by strangers.
_ROLE = (OFFICES | RANKS | PORTFOLIOS) - {"former", "new", "then", "us", "of", "s", "a", "a/s", "general", "member"}
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_POST = re.compile(r"\d\d([A-Z]+)\d")
# A word shorter than this says little of a subject.
_TELLING = 5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A mention's place: the cable's id ("" if unknown), its post, and the folded words before and after the name."""

    cable: str
    post: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def surroundings(text: str, cable: str = "") -> Surroundings:
    """Surroundings from a quotation in which the name, or a word of it, stands in square brackets."""
    before, mark, rest = text.partition("[")
    _, _, after = rest.partition("]")
    if not mark:
        before, after = "", text
    post = match.group(1) if (match := _POST.match(cable)) else ""
    words = [tuple(fold(word).removesuffix("s") for word in _WORD.findall(part)) for part in (before, after)]
    return Surroundings(cable, post, words[0], words[1])


def _roles(name: Name, place: Surroundings) -> frozenset[str]:
    """The words of office in the name's own titles and directly before it."""
    near = place.before[-7:]
    return frozenset(word for word in (*name.titles, *near) if word in _ROLE or word + "s" in _ROLE) - LINKS


def context_evidence(
    a: Name, b: Name, place_a: Surroundings, place_b: Surroundings, pair: Correspondence
) -> Iterator[tuple[str, float, str]]:
    """Named features of two mentions' surroundings: (name, value, what was seen)."""
    roles_a, roles_b = _roles(a, place_a), _roles(b, place_b)
    shared = sorted(roles_a & roles_b)
    if shared:
        yield "roles shared", min(3.0, len(shared)) / 3, ", ".join(shared)
    elif roles_a and roles_b:
        seen = f"{' '.join(sorted(roles_a))} / {' '.join(sorted(roles_b))}"
        yield "roles differ", 1.0, seen
    same_cable = bool(place_a.cable) and place_a.cable == place_b.cable
    if same_cable:
        yield "same cable", 1.0, place_a.cable
        if roles_a and roles_b and not shared and pair.surname_a != pair.surname_b:
            yield "two roles in one document", 1.0, f"{' '.join(sorted(roles_a))} / {' '.join(sorted(roles_b))}"
    elif place_a.post and place_a.post == place_b.post:
        yield "same post", 1.0, place_a.post
    own = {*a.given, *a.surname, *b.given, *b.surname}
    words_a = {word for word in (*place_a.before, *place_a.after) if len(word) >= _TELLING} - own - _ROLE
    words_b = {word for word in (*place_b.before, *place_b.after) if len(word) >= _TELLING} - own - _ROLE
    if common := sorted(words_a & words_b):
        yield "words shared", min(3.0, len(common)) / 3, ", ".join(common[:5])
