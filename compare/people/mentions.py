"""Persons and organisations in the running text of one cable."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crosscable.compare.people.finding import find_names, zones
from crosscable.compare.people.found import Found, Zone
from crosscable.compare.people.gazetteer import Gazetteer, gazetteer
from crosscable.compare.people.organisations import institutions
from crosscable.compare.people.roles import roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crosscable.compare.people.tokens import Token
    from crosscable.corpora.cable import Cable

__all__ = ["Mention", "find_mentions", "find_with_doubtful"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a cable names a person or an organisation; all positions count in the cable's reading.

    `cable` is what outputs call the cable, `file` the witness it stands in.
    `start` to `end` is the bare name, without title, role and possessive ending; `text` is that slice. `whole_start` to
    `whole_end` adds the title and role in front of it and the apposition behind it. `titles` are the title words in
    front ("Foreign Minister"), `role` the words that say what he or she is ("Director of the Institute"), empty where
    the cable says nothing. `kind` is person or organisation. `flags` tell how it was found: full (a given name or
    initial and a surname), surname, given, titled, possessive, misspelt, acronym, alias, heading, signature,
    attributive ("Bush administration"). `antecedent` is the start of the fuller mention in the same cable that
    this one leans on, None for a mention that stands by itself.
    """

    cable: str
    file: str
    start: int
    end: int
    whole_start: int
    whole_end: int
    text: str
    titles: str
    role: str
    kind: str
    flags: tuple[str, ...] = ()
    antecedent: int | None = None


def find_mentions(cable: Cable) -> tuple[Mention, ...]:
    """The named persons and organisations of a cable, in the order of its text. Redactions are never among them."""
    return find_with_doubtful(cable)[0]


def find_with_doubtful(cable: Cable) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """The mentions of a cable, and single words that are persons only if another cable introduces them."""
    places = zones(cable)
    tokens, found, doubtful = find_names(cable.text, places)
    known = gazetteer()
    taken: dict[int, set[int]] = {}
    for name in found:
        taken.setdefault(name.zone, set()).update(range(name.first, name.last + 1))

    def made(name: Found) -> Mention:
        return _mention(cable, places, tokens[name.zone], name, taken.get(name.zone, set()), known)

    mentions = []
    for name in found:
        mention = made(name)
        if name.leans is not None:
            mention = replace(mention, antecedent=tokens[name.leans[0]][name.leans[1]].start)
        mentions.append(mention)
    for number, zone in enumerate(tokens):
        for first, last in institutions(zone, taken.get(number, ()), known):
            mentions.append(_institution(cable, zone[first].start, zone[last].end))
    mentions.sort(key=lambda mention: (mention.start, mention.kind))
    return _unhidden(cable, mentions), _unhidden(cable, [made(name) for name in doubtful])


def _unhidden(cable: Cable, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions that touch no redaction."""
    hidden = [(r.start, r.end) for r in cable.redactions]
    return tuple(m for m in mentions if not any(m.start < end and start < m.end for start, end in hidden))


def _institution(cable: Cable, start: int, end: int) -> Mention:
    text = cable.text[start:end]
    return Mention(cable.name, cable.witness.name, start, end, start, end, text, "", "", "organisation")


def _mention(
    cable: Cable, places: Sequence[Zone], tokens: Sequence[Token], name: Found, taken: set[int], known: Gazetteer
) -> Mention:
    role = roles(cable.text, tokens, name.first, name.last, taken, known)
    start, end = tokens[name.first].start, tokens[name.last].end
    flags = set(name.flags)
    if name.last > name.first and not flags:
        flags.add("full")
    if role.titles:
        flags.add("titled")
    if tokens[name.last].possessive:
        flags.add("possessive")
    if places[name.zone].kind != "body":
        flags.add(places[name.zone].kind)
    return Mention(
        cable=cable.name,
        file=cable.witness.name,
        start=start,
        end=end,
        whole_start=role.start,
        whole_end=role.end,
        text=cable.text[start:end],
        titles=role.titles,
        role=role.phrase,
        kind="person",
        flags=tuple(sorted(flags)),
    )
