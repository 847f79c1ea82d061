"""An editor at work: the keys, the screen, and where judgements are kept; shared by all screens of `names review`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from crosscable.compare.decisions import Decision, Decisions
from crosscable.compare.people.questions import Place, WrittenForm
from crosscable.reports.terminal.tables import window, wrap

__all__ = ["Outcome", "Sitting", "form_lines"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sitting came to: judgements made and kept, screens skipped, screens left."""

    made: int
    skipped: int
    left: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """An editor at work.

    `by` is who decides; `key` gives the next key, "" at the end of input; `show` takes the lines of a screen; `keep`
    stores decisions at once; `take_back` undoes a stored decision and gives the lines that say so; `clock` gives the
    time of a decision; `width` the columns of a screen, None for the window's.
    """

    by: str
    key: Callable[[], str]
    show: Callable[[Sequence[str]], None]
    keep: Callable[[Sequence[Decision]], None]
    take_back: Callable[[Decision], Sequence[Decision]]
    clock: Callable[[], str]
    width: int | None = None

    def kept(self, made: Sequence[Decision], decisions: Decisions) -> Decisions | None:
        """The decisions with some more, which are stored; None where they contradict and are not."""
        trial = decisions.with_(*made)
        if found := trial.contradictions():
            self.show([*wrap(f"not kept, it contradicts: {found[0]}", window(self.width)), ""])
            return None
        self.keep(made)
        return trial

    def undone(self, made: Sequence[Decision], decisions: Decisions) -> Decisions:
        """The decisions without those that one judgement made."""
        for decision in reversed(made):
            decisions = decisions.with_(*self.take_back(decision))
        return decisions


def form_lines(form: WrittenForm, shown: str, columns: int, most: int | None) -> Iterator[str]:
    """A form as it is to be shown, how often it occurs, and at most so many of its places."""
    times = f"{form.count} times" if form.count != 1 else "once"
    cables = f" in {len(form.cables)} cable{'s' if len(form.cables) != 1 else ''}" if form.cables else ""
    yield from wrap(f"{shown}   ({times}{cables})", columns)
    for place in form.places[:most]:
        yield from wrap(f"{_where(place)}: … {place.text} …", columns - 2, "    ")


def _where(place: Place) -> str:
    return f"{place.cable} ¶{place.paragraph}" if place.paragraph is not None else place.cable
