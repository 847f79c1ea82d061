"""One shift as it is reported, and the three groups it can belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crosscable.compare.assessments.claims import Claim
    from crosscable.compare.assessments.support import Support

__all__ = ["GROUPS", "STANDINGS", "UNCHANGED", "Range", "Shift", "group_of", "places_of"]

Range = tuple[int, int]

GROUPS = {
    "own_view": "the embassy's own view, then and later",
    "same_source": "what one person or institution says, then and later",
    "contrast": "what different voices say",
}
UNCHANGED = "unchanged"

STANDINGS = {
    "change": "the words themselves show that something changed, or that one cable alone raises a matter",
    "echo": "one voice on a near matter, then and later; whether something changed is for the reader to judge",
    "near": "passages on a near matter, or what one cable alone says without much weight; little says that it changed",
}


@dataclass(frozen=True, slots=True)
class Shift:
    """One shift. Places are in the two readings, in order of the text; `lead` is the pair of places to show first.

    `score` is 0..1; `carriers` are the words that carry the shift, per side; `support` is None where a
    side is not the embassy's own view. `standing` is a key of `STANDINGS`: how much the finding claims.
    Kinds and directions: `definitions()`. A side is empty where something is newly raised or not repeated.
    """

    kind: str
    direction: str
    group: str
    topic: str
    speaker: str | None
    score: float
    left: tuple[Range, ...]
    right: tuple[Range, ...]
    lead: tuple[Range | None, Range | None]
    carriers: tuple[tuple[Range, ...], tuple[Range, ...]]
    support: Support | None
    standing: str
    why: str
    fingerprint: str

    @property
    def turn(self) -> str:
        """Kind and direction in words: "polarity, down"; what one cable alone says has its direction in its kind."""
        kind = self.kind.replace("_", " ")
        return f"{kind}, {self.direction}" if self.left and self.right else kind


def places_of(chosen: Sequence[Claim]) -> tuple[Range, ...]:
    """The places of the claims, neighbours in one sentence joined."""
    out: list[Range] = []
    sentences: list[Range] = []
    for claim in sorted(chosen, key=lambda claim: claim.start):
        if out and sentences[-1] == claim.sentence and claim.start - out[-1][1] <= 2:
            out[-1] = (out[-1][0], claim.end)
        else:
            out.append((claim.start, claim.end))
            sentences.append(claim.sentence)
    return tuple(out)


def group_of(one: Claim, other: Claim) -> tuple[str, str | None]:
    """The group (a key of `GROUPS`) of two claims, and whose view it is: None for the embassy's own."""
    if one.speaker is None and other.speaker is None:
        return "own_view", None
    if one.person is not None and one.person == other.person:
        return "same_source", other.speaker
    return "contrast", " / ".join(name or "embassy" for name in (one.speaker, other.speaker))
