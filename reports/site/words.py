"""Small wordings that several pages and pictures share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crosscable.compare.people.reconcile import Person, Probable

__all__ = ["counted", "doubt", "roles"]


def counted(number: int, what: str) -> str:
    """A number with its noun: "1 cable", "1,295 cables"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def doubt(other: Probable) -> str:
    """How sure it is that another person is the same one, and why: "0.75: same given name"; the number once."""
    reasons = [why for why in "; ".join(other.why).split("; ") if why and not why.startswith("probability ")]
    return ": ".join([f"{other.probability:.2f}", *(["; ".join(reasons)] if reasons else [])])


def roles(person: Person) -> list[str]:
    """What the cables call a person, commonest first, each once whatever its capitals and article.

    What a cable says at one place, such as "Dr.; the Commercial Attaché", is taken apart.
    """
    found: dict[str, str] = {}
    for role in "; ".join(person.roles).split("; "):
        found.setdefault(role.casefold().removeprefix("the "), role)
    return list(found.values())
