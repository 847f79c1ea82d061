"""A written form at one place: what a decision speaks of where two people share one form.

"John Smith" is everybody whom a cable calls so; "John Smith @ 08DRAVIK12" only the one of that cable, and
"John Smith @ 08DRAVIK12 ¶4" only the one of that paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["PlacedForm", "parse_placed", "plain_form"]

_PLACED = re.compile(r"(?P<form>.*\S) @ (?P<cable>\S.*?)(?: ¶(?P<paragraph>\d+))?")


@dataclass(frozen=True, slots=True)
class PlacedForm:
    """A form, the name of the cable it stands in, and the number of its paragraph, None for the whole cable."""

    form: str
    cable: str
    paragraph: int | None = None

    def __str__(self) -> str:
        place = "" if self.paragraph is None else f" ¶{self.paragraph}"
        return f"{self.form} @ {self.cable}{place}"


@lru_cache(maxsize=1 << 12)
def parse_placed(subject: str) -> PlacedForm | None:
    """The form and place that a decision's subject names; None for a form without a place."""
    match = _PLACED.fullmatch(subject) if " @ " in subject else None
    if match is None:
        return None
    paragraph = match["paragraph"]
    return PlacedForm(match["form"], match["cable"], None if paragraph is None else int(paragraph))


def plain_form(subject: str) -> str:
    """The written form alone."""
    placed = parse_placed(subject)
    return placed.form if placed else subject
