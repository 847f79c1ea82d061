"""One score from several signals: addends in logs, so that each can be shown with its share.

Text enters as a logarithm: a cosine means something different for a long cable than for a short one, and in logs the
other signals multiply it. In telegrams it levels off, and so do phrases: once two cables are clearly of one matter,
still more words in common make a periodic report or a near copy, not a cable that an author is likelier to cite. The
weights are data (`fusion.json`, with their provenance) and are fitted by `training/fit_matching.py`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from crosscable.corpora.errors import UsageError

__all__ = ["PREFERENCES", "Addends", "Fusion", "Preference", "Signals", "above", "fusion", "profile_names"]

Floats = NDArray[np.float64]
Preference = Literal["same-event", "counterpart"]
PREFERENCES: tuple[Preference, ...] = ("same-event", "counterpart")
# Times the fitted weight of the date: the same event is sought close by. A counterpart is last year's meeting, visit
# or round; closeness says nothing then, and what is nearer than the pause is a follow-up of the same event.
_DATE_FACTOR: Mapping[str | None, float] = {None: 1.0, "same-event": 1.25, "counterpart": 0.0}
COUNTERPART_PAUSE = 120.0  # days


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of pairs of cables, each an array over the pairs.

    `text`, `phrases`, `subject`, `tags`, `reply` and `same_direction` are 0..1, `days` is the days apart (NaN where a
    date is missing), the others are 0 or 1.
    """

    text: Floats
    phrases: Floats
    subject: Floats
    tags: Floats
    days: Floats
    same_post: Floats
    one_department: Floats
    reply: Floats
    same_direction: Floats
    reference: Floats


@dataclass(frozen=True, slots=True)
class Addends:
    """What each signal adds to the total, less `hub`. Of two cables that share nothing every addend is 0."""

    text: Floats
    phrases: Floats
    subject: Floats
    tags: Floats
    date: Floats
    post: Floats
    direction: Floats
    reference: Floats
    hub: Floats

    def mutual(self) -> Floats:
        """The sum of what holds for both cables of a pair alike, rounded so that ties are ties."""
        told = self.text + self.phrases + self.subject + self.tags
        return np.round(told + self.date + self.post + self.direction + self.reference, 6)

    def total(self) -> Floats:
        """The sum, less what the second cable loses as a hub."""
        return np.round(self.mutual() - self.hub, 6)

    def at(self, row: int, columns: NDArray[np.int64] | slice) -> Addends:
        """The addends of the pairs (`row`, `columns`)."""
        return Addends(*(getattr(self, name)[row, columns] for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Fusion:
    """The weights of one profile; see `fusion.json`."""

    profile: str
    prefer: Preference | None
    weights: Mapping[str, float]
    text_floor: float
    phrase_floor: float
    text_half: float | None
    phrase_half: float | None
    reference: float
    days_short: float
    days_long: float
    median: float
    spread: float

    def addends(self, signals: Signals, hub: Floats | None = None) -> Addends:
        """What each signal adds, for all pairs at once; `hub` are the hub numbers of the second cables."""
        weight = self.weights
        return Addends(
            text=weight["text"] * above(signals.text, self.text_floor, self.text_half),
            phrases=weight["phrases"] * above(signals.phrases, self.phrase_floor, self.phrase_half),
            subject=weight["subject"] * signals.subject,
            tags=weight["tags"] * signals.tags,
            date=self.dated * self.closeness(signals.days),
            post=weight["same_post"] * signals.same_post + weight["one_department"] * signals.one_department,
            direction=weight["reply"] * signals.reply + weight["same_direction"] * signals.same_direction,
            reference=self.reference * signals.reference,
            hub=np.zeros(signals.text.shape) if hub is None else self.malus(hub),
        )

    def malus(self, hub: Floats) -> Floats:
        """What cables with the hub numbers `hub` lose: they are near to much."""
        return self.weights["hub"] * hub

    def kinship(self, signals: Signals, addends: Addends) -> Floats:
        """How near pairs are for the sake of hub numbers: their total without references, whatever is preferred.

        `addends` are those of `signals`.
        """
        told = addends.text + addends.phrases + addends.subject + addends.tags + addends.post + addends.direction
        date = addends.date if self.prefer is None else self.weights["date"] * self.closeness(signals.days)
        return np.round(told + date, 6)

    @property
    def dated(self) -> float:
        """The weight of closeness in time, as preferred."""
        return self.weights["date"] * _DATE_FACTOR[self.prefer]

    def closeness(self, days: Floats) -> Floats:
        """1 on the same day, falling with the logarithm of the days to 0; 0 where a date is missing."""
        near = 1.0 - np.log1p(days / self.days_short) / np.log1p(self.days_long / self.days_short)
        closeness: Floats = np.nan_to_num(np.maximum(near, 0.0), nan=0.0)
        return closeness

    def admitted(self, days: Floats) -> NDArray[np.bool_]:
        """Which pairs may be shown at all: with `counterpart` those at least four months apart."""
        if self.prefer != "counterpart":
            return np.ones(days.shape, np.bool_)
        return np.nan_to_num(days, nan=np.inf) >= COUNTERPART_PAUSE

    def score(self, total: Floats) -> Floats:
        """0..1; .5 is a pair as strong as the middle one of those of which one author cites the other."""
        return np.round(1.0 / (1.0 + np.exp((self.median - total) / self.spread)), 6)


def above(cosines: Floats, floor: float, half: float | None = None) -> Floats:
    """The logarithm of cosines, 0 where they are 0; what is below the `floor` differs little.

    With `half` it rises twice as steeply at first and levels off: at a cosine of `half` it rises as the logarithm does.
    """
    logarithms: Floats = np.log(cosines + floor) - np.log(floor)
    if half is None:
        return logarithms
    levelled: Floats = 2.0 * (logarithms - np.log(cosines + half) + np.log(half))
    return levelled


@cache
def _stored() -> Any:
    return json.loads(files("crosscable.compare.matching").joinpath("fusion.json").read_text(encoding="utf-8"))


def profile_names() -> tuple[str, ...]:
    """The profiles that are shipped."""
    return tuple(_stored()["profiles"])


def fusion(profile: str, prefer: Preference | None = None) -> Fusion:
    """The fusion of a shipped profile.

    Raises:
        UsageError: no such profile or preference.
    """
    stored = _stored()
    if profile not in stored["profiles"]:
        raise UsageError(f"no weights called {profile!r}", remedy=f"use one of {', '.join(stored['profiles'])}")
    if prefer not in _DATE_FACTOR:
        raise UsageError(f"cannot prefer {prefer!r}", remedy=f"use one of {', '.join(PREFERENCES)}")
    chosen = stored["profiles"][profile]
    return Fusion(
        profile=profile,
        prefer=prefer,
        weights=chosen["weights"],
        text_floor=stored["text_floor"],
        phrase_floor=stored["phrase_floor"],
        text_half=chosen["text_half"],
        phrase_half=chosen["phrase_half"],
        reference=stored["reference"],
        days_short=chosen["days"]["short"],
        days_long=chosen["days"]["long"],
        median=chosen["score"]["median"],
        spread=chosen["score"]["spread"],
    )
