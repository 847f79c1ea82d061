"""A corpus: the cables of several inputs, joined, selected and in a fixed order, with what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crosscable.corpora.cable import Cable
from crosscable.corpora.errors import InputError, UnknownCableError
from crosscable.corpora.reference import canonical_id

__all__ = ["Corpus", "collect"]


@dataclass(frozen=True, slots=True)
class Corpus:
    """`cables` in the order of the inputs; `refused`, one error for each input that could not be read."""

    cables: Sequence[Cable]
    refused: tuple[InputError, ...] = ()

    def __iter__(self) -> Iterator[Cable]:
        return iter(self.cables)

    def __len__(self) -> int:
        return len(self.cables)

    def find(self, name: str) -> Cable:
        """The cable of this id, or of this file stem where a cable has no id; spaces and case do not matter.

        Raises:
            UnknownCableError: there is none; the message names the nearest.
        """
        wanted = {name, name.strip().upper(), canonical_id(name) or name}
        for cable in self.cables:
            if cable.name in wanted:
                return cable
        raise UnknownCableError(f"no cable {name!r} in the corpus", remedy=_suggestion(name, self.cables))


def _suggestion(name: str, cables: Iterable[Cable]) -> str:
    from difflib import get_close_matches

    names = sorted({cable.name for cable in cables})
    near = get_close_matches(name.upper(), names, n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else f"it holds {len(names)} cables; `crosscable read` lists them"


def collect(cables: Iterable[Cable], refused: Iterable[InputError] = ()) -> Corpus:
    """A corpus of these cables."""
    return Corpus(tuple(cables), tuple(refused))
