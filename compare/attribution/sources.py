"""Who told whom what in some cables, as one result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscable.compare.attribution.voices import Said, Voice, select, statements_of, voices
from crosscable.corpora.tabular import Table, Tabular, chosen

if TYPE_CHECKING:
    from crosscable.compare.decisions import Decisions
    from crosscable.compare.people.reconcile import People
    from crosscable.corpora.cable import Cable

__all__ = ["Sources", "sources"]


@dataclass(frozen=True, slots=True)
class Sources(Tabular):
    """Statements in the order of time, and the sources that make them, those quoted in most cables first."""

    statements: tuple[Said, ...]
    voices: tuple[Voice, ...]

    def table(self, what: str = "") -> Table:
        """The table "statements" (one row each) or "sources" (one row a source)."""
        from crosscable.compare.flat import statement_table, voice_table

        if chosen(what, ("statements", "sources")) == "sources":
            return voice_table(self.voices)
        return statement_table(self.statements)


def sources(
    cables: Iterable[Cable],
    *,
    people: People | None = None,
    decisions: Decisions | None = None,
    source: str | None = None,
    kinds: Iterable[str] = (),
    told_us: bool = False,
    min_cables: int = 1,
) -> Sources:
    """Find every attributed statement of some cables.

    Args:
        cables: the corpus.
        people: its reconciled persons, where they are at hand.
        decisions: an editor's decisions on names, used where `people` is not given.
        source: only this source, in any spelling.
        kinds: only sources of these kinds, as in `Statement.kind`.
        told_us: only what was told to the embassy itself.
        min_cables: only sources that so many cables quote.
    """
    from crosscable.compare.people.reconcile import reconcile

    held = list(cables)
    known = people or reconcile(held, decisions=decisions)
    said = select(
        statements_of(held, known), known, source=source, kinds=list(kinds), told_us=told_us, min_cables=min_cables
    )
    return Sources(tuple(said), tuple(voices(said, known)))
