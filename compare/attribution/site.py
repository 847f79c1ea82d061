"""What a rule looks at and what it finds: a cue word in its paragraph, and an attribution in word numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crosscable.compare.attribution.agents import addressed
from crosscable.compare.attribution.clauses import Phrase
from crosscable.compare.attribution.lexicon import Cue, listed
from crosscable.compare.attribution.words import Words

__all__ = ["FOLLOWING", "INNER", "NOBODY", "Found", "Site"]

# Who speaks where no speaker is written: the one who spoke before, the subject that follows, nobody who is named.
INNER, FOLLOWING, NOBODY = "inner", "following", "nobody"


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution in word numbers: the cue is `first` to `after`, `told` ends the person addressed.

    `link` says who speaks where `speaker` is None.
    """

    rule: str
    cue: Cue
    first: int
    after: int
    told: int
    speaker: Phrase | None
    link: str = INNER


@dataclass(frozen=True, slots=True)
class Site:
    """A cue word: `cue` in its `form` at word `index`, ending before word `after`, in the sentence `low` to `high`.

    `before` holds what was found earlier in the same sentence.
    """

    words: Words
    index: int
    after: int
    cue: Cue
    form: int
    low: int
    high: int
    before: Sequence[Found]

    @property
    def lemma(self) -> str:
        """The first word of the cue as the table has it."""
        return self.cue.words[0]

    @property
    def next(self) -> str:
        """The word after the cue, in small letters; a stop at the end of the sentence."""
        return self.words.low[self.after] if self.after < self.high else "."

    @property
    def spoken(self) -> bool:
        """Whether somebody has spoken in this sentence already."""
        return any(found.link != NOBODY for found in self.before)

    def found(self, rule: str, speaker: Phrase | None, *, link: str = INNER, told: int | None = None) -> Found:
        """This cue as an attribution; the person addressed is looked up for the verbs that take one."""
        end = told if told is not None else self.after
        if told is None and self.lemma in listed("addressing"):
            end = addressed(self.words, self.after)
        return Found(rule, self.cue, self.index, self._cue_end(end), end, speaker, link)

    def _cue_end(self, told: int) -> int:
        """Where the cue ends: "told us" and "told the press" are one cue, other persons addressed are no part of it."""
        if self.lemma != "tell" or told <= self.after:
            return self.after
        spoken_to = set(self.words.low[self.after : told])
        return told if spoken_to == {"us"} or spoken_to <= listed("press_told") else self.after
