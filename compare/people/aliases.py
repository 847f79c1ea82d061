"""Other names that a cable itself gives a person: initials in brackets, "aka X", a nickname in brackets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from crosscable.compare.people.found import Found
from crosscable.compare.people.gazetteer import Gazetteer
from crosscable.compare.people.tokens import Token
from crosscable.compare.people.words import is_title

__all__ = ["aliases"]

_BRIDGES: Final = ("aka", "a.k.a.", "alias", "nicknamed")
_FEWEST_INITIALS: Final = 2  # letters of a name's initials used as its short form
_LONGEST_ALIAS: Final = 3  # words


def aliases(tokens: Sequence[Sequence[Token]], found: Iterable[Found], known: Gazetteer) -> list[Found]:
    """`found`, with every place where a defined other name stands, leaning on the full mention that defines it."""
    named = list(found)
    taken = {(name.zone, index) for name in named for index in range(name.first, name.last + 1)}
    more: list[Found] = []
    defined: dict[str, Found] = {}
    for name in named:
        if name.last > name.first:
            _define(tokens[name.zone], name, known, defined, more)
    defining = {(name.zone, index) for name in more for index in range(name.first, name.last + 1)}
    named = [n for n in named if not any((n.zone, index) in defining for index in range(n.first, n.last + 1))]
    taken |= defining
    for number, zone in enumerate(tokens):
        for index, token in enumerate(zone):
            if token.text in defined and (number, index) not in taken:
                more.append(Found(number, index, index, (), ("alias",), _place(defined[token.text])))
    return named + more


def _place(name: Found) -> tuple[int, int]:
    return name.zone, name.first


def _define(zone: Sequence[Token], name: Found, known: Gazetteer, defined: dict[str, Found], more: list[Found]) -> None:
    """Look behind a full name for a bracket or a bridge that gives another one."""
    start = name.last + 1
    bracket = start < len(zone) and zone[start].text == "("
    start += bracket
    while start < len(zone) and zone[start].text in ('"', "“", "'", ","):
        start += 1
    bridged = start < len(zone) and zone[start].text.lower() in _BRIDGES
    if bridged:
        start += 1
        while start < len(zone) and (zone[start].text in ('"', "“") or is_title(zone[start].text, known)):
            start += 1
    if start >= len(zone) or not zone[start].word or not zone[start].capital:
        return
    word = zone[start].text
    closed = start + 1 < len(zone) and zone[start + 1].text in (")", '"', "”", ",")
    if bridged:
        last = start
        while (
            last + 1 < len(zone)
            and zone[last + 1].word
            and zone[last + 1].capital
            and last - start < _LONGEST_ALIAS - 1
        ):
            last += 1
        more.append(Found(name.zone, start, last, (), ("alias",), _place(name)))
        if last == start and not known.is_ordinary(word):
            defined.setdefault(word, name)
    elif bracket and closed and _initials(zone, name, word, known):
        more.append(Found(name.zone, start, start, (), ("alias",), _place(name)))
        defined.setdefault(word, name)


def _initials(zone: Sequence[Token], name: Found, word: str, known: Gazetteer) -> bool:
    """Whether a bracketed word is made of the first letters of the name: "Karim Ould Said (KOS)"."""
    words = [t.text for t in zone[name.first : name.last + 1] if t.word and t.text[0] not in "'"]
    every = "".join(w[0] for w in words).lower()
    main = "".join(w[0] for w in words if w.lower() not in known.lists["name_particles"]).lower()
    return len(word) >= _FEWEST_INITIALS and word.lower() in (every, main) and sum(map(str.isupper, word)) > 1
