"""Who is meant: pronouns, unspoken speakers and bare titles, led back to the mention that names somebody.

An antecedent is chosen among what was mentioned before, by nearness in sentences with a bonus for having spoken and for
standing as a subject, and a malus for the embassy's own people, whom a cable calls "we".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile

from crosscable.compare.attribution.clauses import Phrase
from crosscable.compare.attribution.lexicon import listed
from crosscable.compare.attribution.namesakes import FullNames, fullest, one_person
from crosscable.compare.attribution.speakers import Speaker, describe
from crosscable.compare.attribution.words import Words

__all__ = ["UNKNOWN", "Meant", "Memory"]

# Weights of the choice, in sentences of distance; only the first two matter measurably on hand-labelled cables.
_SPOKE = 1.2
_SUBJECT = 1.2
_OWN_SIDE = -1.5
_OTHER_PARAGRAPH = -0.5
# How many sentences back a pronoun may reach, and "both" for a group; for two persons it reaches further.
_REACH = 12
_REACH_OF_BOTH = 2
_REACH_FOR_TWO = 4
# How many mentions a pronoun chooses among at the most.
_CONSIDERED = 200
# How many mentions back a title may reach: more than any telegram holds.
_REMEMBERED = 2000
# What no "he" can stand for, and what bears no title.
_NO_PERSON = frozenset(("institution", "group", "document", "press"))
_DEFINITE = frozenset(("the", "our", "this", "that", "his", "her"))
_CONTACTS = frozenset(("contact", "interlocutor", "source"))


@dataclass(frozen=True, slots=True)
class Meant:
    """A resolved speaker: short name, kind, and the place (reading) of the mention that gave the name."""

    name: str | None
    kind: str
    place: tuple[int, int] | None


UNKNOWN = Meant(None, "unnamed", None)


@dataclass(frozen=True, slots=True)
class _Mention:
    meant: Meant
    speaker: Speaker
    sentence: int
    paragraph: int
    spoke: bool
    subject: bool


class Memory:
    """What one cable has mentioned so far, in reading order; sentences are numbered through the whole cable."""

    def __init__(self, full_names: FullNames, speakers: frozenset[str] = frozenset()) -> None:
        """Start with nothing mentioned.

        Args:
            full_names: the full names of the cable by their last names.
            speakers: last names that the cable quotes somewhere.
        """
        self._full = full_names
        self.known = frozenset(full_names) | speakers
        self.last = UNKNOWN
        self._mentions: list[_Mention] = []
        self._sexes: dict[str, str] = {}
        self._paragraph = -1
        self._base = self._sentence = 0

    def open_paragraph(self) -> None:
        """Go on to the next paragraph."""
        self._paragraph += 1

    def close_paragraph(self, sentences: int) -> None:
        """Count the paragraph's sentences; the next one is as far away as one more."""
        self._base += sentences

    def open_sentence(self, number: int) -> None:
        """Stand in sentence `number` of the paragraph."""
        self._sentence = self._base + number

    def subject_here(self) -> Meant | None:
        """The last single person named as a subject in the sentence."""
        for mention in reversed(self._mentions):
            if mention.sentence != self._sentence:
                return None
            if mention.subject and not mention.speaker.plural and mention.meant.kind in ("person", "redacted"):
                return mention.meant
        return None

    def spoken(self, meant: Meant) -> None:
        """Remember who spoke last."""
        self.last = meant

    def note(self, words: Words, phrase: Phrase, *, spoke: bool, subject: bool) -> Meant:
        """Remember a phrase that names somebody, and say who that is."""
        speaker = describe(words, phrase, self.known)
        earlier = None if speaker.names or speaker.kind == "redacted" else self._bearer(words, speaker)
        if earlier is not None:
            self._again(earlier, spoke=spoke, subject=subject)
            return earlier.meant
        name = speaker.name
        if speaker.names == (name,):
            name = fullest(self._full, name) or self._namesake(speaker)
        meant = Meant(name, speaker.kind, words.place(*phrase))
        self._mentions.append(_Mention(meant, speaker, self._sentence, self._paragraph, spoke, subject))
        return meant

    def _namesake(self, speaker: Speaker) -> str:
        """Who of several persons of one last name is meant by it: the one of that title, else the last one named.

        A name that opens the cable before any of them is named in full stays as it is written.
        """
        bearers = [
            (name, mention.speaker)
            for mention in reversed(self._mentions[-_REMEMBERED:])
            for name in (mention.speaker.names if mention.speaker.plural else (mention.meant.name or "",))
            if " " in name and one_person(name, speaker.name)
            if not (speaker.sex and mention.speaker.sex and speaker.sex != mention.speaker.sex)
        ]
        titled = [name for name, bearer in bearers if speaker.title & bearer.title]
        return next(iter([*titled, *(name for name, _ in bearers)]), speaker.name)

    def _again(self, mention: _Mention, *, spoke: bool, subject: bool) -> None:
        self._mentions.append(
            replace(mention, sentence=self._sentence, paragraph=self._paragraph, spoke=spoke, subject=subject)
        )

    def _bearer(self, words: Words, speaker: Speaker) -> _Mention | None:
        """The earlier bearer of a bare title: "the Minister", "our contact", "the Ambassador"."""
        if speaker.kind == "embassy":
            return self._own_bearer(words.low[speaker.phrase[1] - 1])
        first, after = speaker.phrase
        opening = words.low[first]
        if speaker.plural or not speaker.title or after - first > 4 or opening not in _DEFINITE:
            return None
        for mention in reversed(self._mentions[-_REMEMBERED:]):
            bears = speaker.title <= mention.speaker.title and not mention.speaker.plural
            named = mention.speaker.names or mention.meant.kind == "redacted"
            if bears and named and mention.meant.kind not in _NO_PERSON | {"embassy"}:
                return mention
        if not speaker.title & _CONTACTS:
            return None
        spoken = (m for m in reversed(self._mentions) if m.spoke and not m.speaker.plural)
        return next((mention for mention in spoken if mention.meant.kind in ("person", "redacted")), None)

    def _own_bearer(self, title: str) -> _Mention | None:
        """The embassy's own ambassador or chargé, once his name has been given; one who spoke comes first."""
        if title not in ("ambassador", "charge", "chargé"):
            return None
        bearers = [
            mention
            for mention in reversed(self._mentions[-_REMEMBERED:])
            if title in mention.speaker.title and mention.speaker.names
            if not mention.speaker.foreign and not mention.speaker.plural
        ]
        if not bearers:
            return None
        chosen = next((mention for mention in bearers if mention.spoke), bearers[0])
        return replace(chosen, meant=replace(chosen.meant, kind="embassy"))

    def pronoun(self, word: str) -> Meant:
        """Whom a pronoun means; the name is None where nobody suits."""
        if word in ("we", "i", "us", "me", "our", "my"):
            return Meant("I" if word in ("i", "me", "my") else "we", "embassy", None)
        if word in listed("groups_by_pronoun"):
            return Meant(word, "group", None)
        plural = word in ("they", "both", "them", "their", "neither", "none")
        sex = "f" if word in ("she", "her") else "m" if word in ("he", "his", "him") else ""
        best = self._best(word, sex, plural=plural)
        if word == "both" and (best is None or self._sentence - best.sentence > _REACH_OF_BOTH):
            pair = self._last_two()
            if pair is not None:
                return pair
        if best is None:
            return Meant(None, "group" if plural else "person", None)
        if sex and best.meant.name:
            self._sexes.setdefault(best.meant.name, sex)
        self._again(best, spoke=True, subject=True)
        return best.meant

    def _best(self, word: str, sex: str, *, plural: bool) -> _Mention | None:
        """The likeliest antecedent; of equals the nearest."""
        last = reversed(self._mentions[-_CONSIDERED:])
        reachable = takewhile(lambda mention: self._sentence - mention.sentence <= _REACH, last)
        suiting = [mention for mention in reachable if self._suits(mention, word, sex, plural=plural)]
        return max(suiting, key=self._score, default=None)

    def _score(self, mention: _Mention) -> float:
        return (
            mention.sentence
            - self._sentence
            + _SPOKE * mention.spoke
            + _SUBJECT * mention.subject
            + _OWN_SIDE * (mention.meant.kind == "embassy")
            + _OTHER_PARAGRAPH * (mention.paragraph != self._paragraph)
        )

    def _suits(self, mention: _Mention, word: str, sex: str, *, plural: bool) -> bool:
        kind = mention.meant.kind
        if word == "it":
            return kind in ("institution", "document")
        if plural:
            return mention.speaker.plural and kind != "document"
        if mention.speaker.plural or kind in _NO_PERSON:
            return False
        known = mention.speaker.sex or self._sex_of(mention.meant.name or "")
        return not (sex and known and sex != known)

    def _sex_of(self, name: str) -> str:
        """The sex that the full name or an earlier pronoun tells."""
        given = name.split(" ")[0].lower()
        if " " in name and given in listed("given_female"):
            return "f"
        if " " in name and given in listed("given_male"):
            return "m"
        return self._sexes.get(name, "")

    def _last_two(self) -> Meant | None:
        """The last two single persons who spoke, for "both"."""
        found: list[Meant] = []
        for mention in reversed(self._mentions):
            if self._sentence - mention.sentence > _REACH_FOR_TWO:
                break
            known = any(mention.meant.name == other.name for other in found)
            if mention.spoke and not mention.speaker.plural and mention.meant.name and not known:
                found.append(mention.meant)
            if len(found) == 2:
                return Meant(f"{found[1].name} and {found[0].name}", "group", found[1].place)
        return None
