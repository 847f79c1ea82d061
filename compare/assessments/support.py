"""On whom a judgement rests: the independent voices in the same cable that speak of its matter.

One person in two spellings is one voice, and so is an institution. What was told to the embassy weighs otherwise than
what was said in public, and what somebody saw otherwise than what he heard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscable.compare.assessments.kinds import polarity_of

if TYPE_CHECKING:
    from crosscable.compare.assessments.claims import Claim
    from crosscable.compare.attribution.statements import Statement

__all__ = ["Ground", "Support", "Voice", "ground", "support"]


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent interlocutor: name, whether he told the embassy, whether at first hand, whether he contradicts.

    `told_us`: at least one of his statements was made to the embassy (else: in public, or the cable does not say).
    `first_hand`: at least one came without a go-between. `contradicts`: he judges the matter with the opposite sign.
    """

    name: str
    person: str | None
    told_us: bool
    first_hand: bool
    contradicts: bool
    protected: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """The voices on one side, in the order of the text; none where the embassy names nobody."""

    voices: tuple[Voice, ...]

    @property
    def told_us(self) -> int:
        """How many told the embassy."""
        return sum(voice.told_us for voice in self.voices)

    @property
    def first_hand(self) -> int:
        """How many speak at first hand."""
        return sum(voice.first_hand for voice in self.voices)

    @property
    def contradicting(self) -> tuple[str, ...]:
        """Who contradicts."""
        return tuple(voice.name for voice in self.voices if voice.contradicts)


@dataclass(frozen=True, slots=True)
class Support:
    """The grounds of both sides and, in one sentence, how they changed."""

    left: Ground
    right: Ground
    change: str


def ground(judged: Sequence[Claim], told: Sequence[Claim], statements: Sequence[Statement]) -> Ground:
    """The voices of `told` (claims on the same matter that somebody is quoted for) behind the claims `judged`."""
    sign = polarity_of(judged)
    by_voice: dict[str, list[Claim]] = {}
    for claim in told:
        if claim.speaker is not None:
            by_voice.setdefault(claim.person or claim.speaker.casefold(), []).append(claim)
    voices = []
    for found in by_voice.values():
        said = [statements[claim.statement] for claim in found if claim.statement is not None]
        voices.append(
            Voice(
                name=found[0].speaker or "",
                person=found[0].person,
                told_us=any(statement.addressee == "us" for statement in said),
                first_hand=any(not statement.chain and statement.channel != "hearsay" for statement in said),
                contradicts=sign * polarity_of(found) < 0,
                protected=any(statement.protected for statement in said),
            )
        )
    return Ground(tuple(voices))


def support(left: Ground, right: Ground) -> Support:
    """Both grounds and what became of them."""
    return Support(left, right, _change(left, right))


def _change(left: Ground, right: Ground) -> str:
    if not left.voices and not right.voices:
        return "Neither cable names a voice for it."
    counts = f"{_count(left)}, then {_count(right)}"
    stayed = [v.name for v in right.voices if any(_same(v, other) for other in left.voices)]
    both = f"; {' and '.join(stayed)} in both" if stayed else ""
    against = [name for name in right.contradicting if name not in left.contradicting]
    doubt = f"; now against it: {', '.join(against)}" if against else ""
    return f"First {counts}{both}{doubt}."


def _same(one: Voice, other: Voice) -> bool:
    if one.person is not None and other.person is not None:
        return one.person == other.person
    return one.name.casefold() == other.name.casefold()


def _count(side: Ground) -> str:
    number = len(side.voices)
    if number == 0:
        return "no named voice"
    plural = "" if number == 1 else "s"
    return f"{number} voice{plural} ({side.told_us} told the embassy)"
