"""What is found in one cable whichever other it is held against: names, statements, clauses, weighted terms.

Comparing two cables needs the same of both as comparing either with a third. A cable that is compared more than once is
analysed once: `Analyses` keeps what was asked for last.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscable.compare.assessments.claims import Claim, clauses
from crosscable.compare.attribution.shared import told
from crosscable.compare.attribution.statements import Statement, attribute
from crosscable.compare.people.mentions import Mention, find_with_doubtful
from crosscable.compare.terms import background, compared_text

if TYPE_CHECKING:
    from crosscable.corpora.cable import Cable

__all__ = ["MOST", "Analyses", "Analysis", "analyse"]

MOST = 1000  # analyses kept; with the cable's text one takes about 0.4 MB


@dataclass(frozen=True, slots=True)
class Analysis:
    """One cable by itself.

    `mentions` are the sure ones and those that count only where another cable introduces the name; `statements` what is
    attributed, `told` the positions told of others and the embassy's own comments; `clauses` the claims without the
    names of who makes them, which depend on who is who in the other cable too; `weights` the terms' weights, a vector
    of length one.
    """

    cable: Cable
    mentions: tuple[tuple[Mention, ...], tuple[Mention, ...]]
    statements: tuple[Statement, ...]
    told: tuple[Statement, ...]
    clauses: tuple[Claim, ...]
    weights: Mapping[str, float]


def analyse(cable: Cable) -> Analysis:
    """Find what comparisons need of one cable."""
    statements = attribute(cable)
    return Analysis(
        cable=cable,
        mentions=find_with_doubtful(cable),
        statements=statements,
        told=told(cable),
        clauses=clauses(cable, statements),
        weights=background().vector(compared_text(cable)),
    )


class Analyses:
    """Analyses of cables, each made when it is first asked for; the last `most` that were used are kept."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[int, Analysis] = OrderedDict()

    def __reduce__(self) -> tuple[type[Analyses], tuple[int]]:
        return Analyses, (self._most,)  # in another process identities are others

    def of(self, cable: Cable) -> Analysis:
        """The analysis of this very object: an equal cable that was read again is analysed again."""
        found = self._kept.get(id(cable))  # a kept analysis holds its cable, so that no other has this identity
        if found is None:
            found = self._kept[id(cable)] = analyse(cable)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        self._kept.move_to_end(id(cable))
        return found
