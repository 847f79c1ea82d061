"""Threads: the groups of cables that hang together, by the authors' references and by strong mutual likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from crosscable.compare.matching.collection import Entry
from crosscable.compare.matching.records import Matched, Relative

__all__ = ["LEAST_LIKENESS", "Link", "Thread", "threads"]

LEAST_LIKENESS = 0.7  # score; a chain is as weak as its weakest link, so a link must be stronger than a good relative
_NEAREST = 3  # and each must be among the nearest of the other: a hub is near to many, and few are near to it
_LARGEST = 40  # cables joined by likeness; beyond this a group is a subject, not a thread


@dataclass(frozen=True, slots=True)
class Link:
    """Why two cables stand in one thread: `kind` is reference (`cable` cites `other`) or similar, with its score."""

    cable: str
    other: str
    kind: str
    score: float | None


@dataclass(frozen=True, slots=True)
class Thread:
    """Cables that hang together, in the order they were sent (undated last), and the links between them."""

    entries: tuple[Entry, ...]
    links: tuple[Link, ...]


def threads(matched: Matched, *, references: bool = True, least: float = LEAST_LIKENESS) -> tuple[Thread, ...]:
    """The threads of a matched corpus, the longest first; cables without a link stand in none.

    References join always. Likeness joins cables that score at least `least` with each other and are among each
    other's nearest, the most alike first, as long as the group stays a thread. `matched.relatives` is used up.
    """
    links = _citations(matched) if references else []
    group = {name: name for name in matched.entries}
    size = dict.fromkeys(group, 1)
    for link in links:
        _join(group, size, link)
    for link in _alike(matched.relatives, least):
        one, two = _root(group, link.cable), _root(group, link.other)
        if one == two:
            links.append(link)
        elif size[one] + size[two] <= _LARGEST:
            links.append(link)
            _join(group, size, link)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(group):
        members[_root(group, name)].append(name)
    within: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        within[_root(group, link.cable)].append(link)
    found = [
        Thread(
            tuple(sorted((matched.entries[name] for name in names), key=_when)),
            tuple(sorted(within[root], key=lambda link: (link.cable, link.other, link.kind))),
        )
        for root, names in members.items()
        if len(names) > 1
    ]
    return tuple(sorted(found, key=lambda thread: (-len(thread.entries), _when(thread.entries[0]))))


def _when(item: Entry) -> tuple[bool, float, str]:
    return item.sent is None, item.sent.timestamp() if item.sent else 0.0, item.name


def _citations(matched: Matched) -> list[Link]:
    return [
        Link(name, cited, "reference", None)
        for name, item in sorted(matched.entries.items())
        for cited in item.cites
        if cited in matched.entries and cited != name
    ]


def _alike(relatives: Iterable[Relative], least: float) -> list[Link]:
    """Pairs that are mutually near, the most alike first."""
    near: dict[tuple[str, str], float] = {
        (relative.cable, relative.related): relative.score
        for relative in relatives
        if relative.rank <= _NEAREST and relative.score >= least
    }
    pairs = [
        Link(one, two, "similar", min(score, near[two, one]))
        for (one, two), score in near.items()
        if one < two and (two, one) in near
    ]
    return sorted(pairs, key=lambda link: (-(link.score or 0.0), link.cable, link.other))


def _root(group: dict[str, str], name: str) -> str:
    while group[name] != name:
        group[name] = group[group[name]]
        name = group[name]
    return name


def _join(group: dict[str, str], size: dict[str, int], link: Link) -> None:
    one, two = sorted((_root(group, link.cable), _root(group, link.other)))
    if one != two:
        group[two] = one
        size[one] += size[two]
