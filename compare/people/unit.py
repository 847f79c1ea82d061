"""A person of a corpus while he or she is being put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from crosscable.compare.people.linking import Entity, name_parts
from crosscable.compare.people.roles import role_words

__all__ = ["Unit"]


@dataclass(slots=True)
class Unit:
    """Entities taken for one person and what joined them.

    `probably` holds the units that may be the same person, each with probability and reasons.
    """

    entities: list[Entity]
    parts: tuple[str, ...]
    kind: str
    why: tuple[str, ...] = ()
    decided: bool = False
    probably: list[tuple[Unit, float, tuple[str, ...]]] = field(default_factory=list)

    def titles(self) -> list[str]:
        """Every title phrase that stands before a mention."""
        return [m.titles for e in self.entities for m in e.mentions if m.titles]

    def role_words(self) -> frozenset[str]:
        """The words of all roles."""
        return frozenset(word for e in self.entities for m in e.mentions for word in role_words(m.role))

    def fullest(self) -> str:
        """The name of the entity that names him or her most fully."""
        return max((e.name for e in self.entities), key=lambda name: (len(name_parts(name)), name))

    def writings(self) -> frozenset[tuple[str, ...]]:
        """The words of every full writing of the name."""
        return frozenset({self.parts, *(e.parts for e in self.entities)})

    def cables(self) -> frozenset[str]:
        """The cables it stands in."""
        return frozenset(e.cable for e in self.entities)

    def absorb(self, other: Unit, why: str) -> None:
        """Take in another unit."""
        self.entities += other.entities
        self.parts = max(self.parts, other.parts, key=len)  # of equal length the own
        self.why = tuple(dict.fromkeys((*self.why, why, *other.why)))
        self.decided = self.decided or other.decided
        self.probably += other.probably
