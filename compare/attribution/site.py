"""What a rule looks at and what it finds: a cue word in its paragraph, and an attribution in word numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crosscable.compare.attribution.agents import addressed
from crosscable.compare.attribution.clauses import Phrase
from crosscable.compare.attribution.complements import fits
from crosscable.compare.attribution.lexicon import ADJECTIVE, GERUND, NOUN, Cue, listed
from crosscable.compare.attribution.words import ADV, AUX, MODAL, Words

__all__ = ["CABLE", "FOLLOWING", "INNER", "NEAR", "NEWS", "NOBODY", "Found", "Profile", "Site"]

# How many attributions of one sentence are looked at together: more than any sentence of a telegram holds, and few
# enough for a text without stops to be read in linear time.
NEAR = 50
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
class Profile:
    """Habits of a kind of text.

    `whole_verbs`: a cue takes its auxiliaries and adverbs with it ("has also said"), and the comma that closes an
    apposition belongs to the speaker. `any_complement`: reporting verbs count whatever follows. `kinds`: the kinds of
    cue in use.
    """

    whole_verbs: bool
    any_complement: bool
    kinds: frozenset[str]


_KINDS = frozenset(("verb", "phrase", "noun", "adjective", "adverb", "preposition"))
CABLE = Profile(whole_verbs=False, any_complement=False, kinds=_KINDS)
NEWS = Profile(whole_verbs=True, any_complement=True, kinds=_KINDS | {"news"})


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
    profile: Profile

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
        first = self._cue_start(speaker) if self.profile.whole_verbs else self.index
        return Found(rule, self.cue, first, self._cue_end(end), end, self._whole(speaker, first), link)

    def reports(self, start: int | None = None, *, spoken_before: bool = False) -> bool:
        """Whether a report follows the cue, or word `start`, that suits one of its frames."""
        if self.profile.any_complement and self.form not in (GERUND, NOUN, ADJECTIVE):
            return True
        return fits(self.words, self.after if start is None else start, self.cue, spoken_before=spoken_before)

    def _cue_start(self, speaker: Phrase | None) -> int:
        """The first auxiliary or adverb of the verb."""
        first = self.index
        limit = max(self.low, speaker[1] if speaker and speaker[1] <= self.index else self.low)
        while first > limit and self.words.flags[first - 1] & (AUX | MODAL | ADV):
            first -= 1
        return first

    def _whole(self, speaker: Phrase | None, cue: int) -> Phrase | None:
        """The speaker with the comma that closes its apposition, where the profile wants it."""
        if speaker is None or not self.profile.whole_verbs or speaker[1] + 1 != cue:
            return speaker
        closes = self.words.low[speaker[1]] == "," and "," in self.words.low[slice(*speaker)]
        return (speaker[0], cue) if closes else speaker

    def _cue_end(self, told: int) -> int:
        """Where the cue ends: "told us" and "told the press" are one cue, other persons addressed are no part of it."""
        if self.lemma != "tell" or told <= self.after:
            return self.after
        spoken_to = set(self.words.low[self.after : told])
        return told if spoken_to == {"us"} or spoken_to <= listed("press_told") else self.after
