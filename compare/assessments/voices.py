"""What one voice says then and later: the sentences of one person, or of both comments, that are nearest in matter.

Nothing is claimed about them but that one voice speaks of a near matter twice; whether something changed is for the
reader to judge. The embassy's comment is always held against its comment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscable.compare.assessments.bound import sentences_of
from crosscable.compare.assessments.kinds import readings

if TYPE_CHECKING:
    from crosscable.compare.assessments.claims import Claim
    from crosscable.compare.assessments.pairing import Pairing

__all__ = ["NEAREST", "Echo", "echoes", "voice_of"]

NEAREST = 0.8  # likeness of two sentences that speak of a near matter; below, readers found one topic and no more
EACH = 2  # pairs shown for one voice
# What makes one of several near pairs better to read: likeness above all, then a difference that a rule sees, then
# words of assessment on both sides, up to three.
DIFFERENCE, ASSESSMENT, MOST_ASSESSED = 0.2, 0.05, 3
_ASSESSED = frozenset(
    {"likelihood", "value", "priority", "certain", "trend", "own_view", "halt", "status", "scope", "negation"}
)


@dataclass(frozen=True, slots=True)
class Echo:
    """Two sentences of one voice: the numbers of their claims in the pairing, left and right; likeness, -1..1."""

    sentences: tuple[tuple[int, ...], tuple[int, ...]]
    likeness: float


def voice_of(claim: Claim) -> str | None:
    """Whose words a claim is, by a key that is equal in both cables: a person's, or the comment's; None for others."""
    if claim.person is not None:
        return claim.person
    return "comment" if claim.zone == "comment" and claim.speaker is None else None


def echoes(pairing: Pairing) -> tuple[Echo, ...]:
    """For each voice of both cables its best near pairs of sentences, nearest first."""
    found = sorted((-_worth(pairing, pair), pair) for pair in _near_pairs(pairing))
    shown: Counter[str] = Counter()
    used: tuple[set[tuple[int, ...]], set[tuple[int, ...]]] = (set(), set())
    kept = []
    for _, pair in found:
        voices = _voices(pairing.left, pair[0]) & _voices(pairing.right, pair[1])
        if pair[0] not in used[0] and pair[1] not in used[1] and all(shown[voice] < EACH for voice in voices):
            shown.update(voices)
            used[0].add(pair[0])
            used[1].add(pair[1])
            kept.append(Echo(pair, _likeness(pairing, pair)))
    return tuple(sorted(kept, key=lambda echo: (-echo.likeness, echo.sentences)))


def _near_pairs(pairing: Pairing) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    others = sentences_of(pairing.right)
    for left in sentences_of(pairing.left):
        voices = _voices(pairing.left, left)
        for right in others if voices else ():
            if (
                not voices.isdisjoint(_voices(pairing.right, right))
                and _likeness(pairing, (left, right)) >= NEAREST
                and not any(pairing.again[i, j] for i in left for j in right)
            ):
                yield left, right


def _voices(claims: Sequence[Claim], numbers: Sequence[int]) -> set[str]:
    return {voice for number in numbers if (voice := voice_of(claims[number])) is not None}


def _likeness(pairing: Pairing, pair: tuple[tuple[int, ...], tuple[int, ...]]) -> float:
    return max(float(pairing.likeness[i, j]) for i in pair[0] for j in pair[1])


def _worth(pairing: Pairing, pair: tuple[tuple[int, ...], tuple[int, ...]]) -> float:
    sides = [[claims[n] for n in numbers] for claims, numbers in zip((pairing.left, pairing.right), pair, strict=True)]
    seen = max((reading.strength for reading in readings(*sides) if reading.left and reading.right), default=0.0)
    assessed = min(sum(mark.category in _ASSESSED for claim in side for mark in claim.marks) for side in sides)
    return round(_likeness(pairing, pair) + DIFFERENCE * seen + ASSESSMENT * min(MOST_ASSESSED, assessed), 6)
