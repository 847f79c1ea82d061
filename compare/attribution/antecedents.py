"""Who is meant: pronouns, unspoken speakers and bare titles, led back to the mention that names somebody.

An antecedent is chosen among what was mentioned before, by nearness in sentences with a bonus for having spoken and for
standing as a subject, and a malus for the embassy's own people, whom a cable calls "we".
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from crosscable.compare.attribution.phrases import Phrase
from crosscable.compare.attribution.speakers import Speaker, describe
from crosscable.compare.attribution.words import (
    Words,
)

__all__ = ["NOBODY", "Meant", "Memory"]

# Weights of the choice, per sentence of distance; measured on hand-labelled cables, where only the first two matter.
_SPOKE = 1.2
_SUBJECT = 1.2
_OWN_SIDE = -1.5
_OTHER_PARAGRAPH = -0.5
# How many sentences back a pronoun may reach.
_REACH = 12


@dataclass(frozen=True, slots=True)
class Meant:
    """A resolved speaker: short name, kind, and the place (reading) of the mention that gave the name."""

    name: str | None
    kind: str
    place: tuple[int, int] | None


NOBODY = Meant(None, "unnamed", None)


@dataclass(frozen=True, slots=True)
class _Mention:
    meant: Meant
    names: tuple[str, ...]
    title: frozenset[str]
    plural: bool
    sex: str
    sentence: int
    paragraph: int
    spoke: bool
    subject: bool
    foreign: bool = False


class Memory:
    """What one cable has mentioned so far, in reading order."""

    def __init__(self, full_names: dict[str, str]) -> None:
        """Start with nothing mentioned; `full_names` leads from a last name to its fullest form in the cable."""
        self._full = full_names
        self._mentions: list[_Mention] = []
        self._sexes: dict[str, str] = {}
        self._last: Meant | None = None
        self._last_paragraph = -1

    def note(self, words: Words, phrase: Phrase, sentence: int, paragraph: int, *, spoke: bool, subject: bool) -> Meant:
        """Remember a phrase that names somebody, and say who that is."""
        speaker = describe(words, phrase)
        earlier = None if speaker.names or speaker.kind == "redacted" else self._bearer(words, speaker, sentence)
        if earlier is not None:
            meant = earlier.meant
            mention = replace(earlier, sentence=sentence, paragraph=paragraph, spoke=spoke, subject=subject)
        else:
            meant = self._named(words, speaker)
            mention = _Mention(
                meant,
                speaker.names,
                speaker.title,
                speaker.plural,
                speaker.sex,
                sentence,
                paragraph,
                spoke,
                subject,
                speaker.foreign,
            )
        self._mentions.append(mention)
        return meant

    def _named(self, words: Words, speaker: Speaker) -> Meant:
        name = speaker.name
        if len(speaker.names) == 1 and name == speaker.names[0]:
            name = self._full.get(name.split()[-1].lower(), name)
        return Meant(name, speaker.kind, words.place(*speaker.phrase))

    def _bearer(self, words: Words, speaker: Speaker, sentence: int) -> _Mention | None:
        """The earlier bearer of a bare title: "the Minister", "our contact"."""
        first = words.low[speaker.phrase[0]]
        if speaker.kind == "embassy":
            return self._own_bearer(words, speaker)
        if speaker.plural or not speaker.title or first not in ("the", "our", "this", "that", "his", "her"):
            return None
        if speaker.phrase[1] - speaker.phrase[0] > 4:
            return None
        for mention in reversed(self._mentions):
            if mention.plural or mention.meant.kind in ("embassy", "institution", "group", "document", "press"):
                continue
            if speaker.title <= mention.title and (mention.names or mention.meant.kind == "redacted"):
                return mention
        if speaker.title & {"contact", "interlocutor", "source"}:
            for mention in reversed(self._mentions):
                if mention.spoke and not mention.plural and mention.meant.kind in ("person", "redacted"):
                    return mention
        return None

    def _own_bearer(self, words: Words, speaker: Speaker) -> _Mention | None:
        """The name of the embassy's own ambassador or chargé, once it has been given."""
        title = words.low[speaker.phrase[1] - 1]
        if title not in ("ambassador", "charge", "chargé"):
            return None
        for mention in reversed(self._mentions):
            if title in mention.title and mention.names and not mention.foreign and not mention.plural:
                return replace(mention, meant=replace(mention.meant, kind="embassy"))
        return None

    def pronoun(self, word: str, sentence: int, paragraph: int) -> Meant:
        """Whom a pronoun means."""
        if word in ("we", "i", "us", "me", "our", "my"):
            return Meant("we" if word in ("we", "us", "our") else "I", "embassy", None)
        if word in ("some", "many", "others", "several", "most", "few", "one", "another", "all", "those", "you"):
            return Meant(word, "group", None)
        plural = word in ("they", "both", "them", "their", "neither", "none")
        sex = "f" if word in ("she", "her") else "m" if word in ("he", "his", "him") else ""
        best, best_score = None, -1e9
        for mention in reversed(self._mentions):
            distance = sentence - mention.sentence
            if distance > _REACH:
                break
            if not self._suits(mention, word, plural, sex):
                continue
            score = (
                -distance
                + (_SPOKE if mention.spoke else 0)
                + (_SUBJECT if mention.subject else 0)
                + (_OWN_SIDE if mention.meant.kind == "embassy" else 0)
                + (_OTHER_PARAGRAPH if mention.paragraph != paragraph else 0)
            )
            if score > best_score:
                best, best_score = mention, score
        if best is None or (word == "both" and sentence - best.sentence > 2):
            if word == "both" and (pair := self._last_two(sentence)) is not None:
                return pair
            return Meant(None, "group" if plural else "person", None)
        if sex and best.meant.name:
            self._sexes.setdefault(best.meant.name, sex)
        self._mentions.append(replace(best, sentence=sentence, paragraph=paragraph, spoke=True, subject=True))
        return best.meant

    def _last_two(self, sentence: int) -> Meant | None:
        """The last two single persons who spoke, for "both"."""
        found: list[Meant] = []
        for mention in reversed(self._mentions):
            if sentence - mention.sentence > 4:
                break
            known = mention.meant.name is None or any(mention.meant.name == other.name for other in found)
            if mention.spoke and not mention.plural and not known:
                found.append(mention.meant)
            if len(found) == 2:
                return Meant(f"{found[1].name} and {found[0].name}", "group", found[1].place)
        return None

    def _suits(self, mention: _Mention, word: str, plural: bool, sex: str) -> bool:
        kind = mention.meant.kind
        if word == "it":
            return kind in ("institution", "document")
        if plural:
            return mention.plural and kind != "document"
        if mention.plural or kind in ("institution", "group", "document", "press"):
            return False
        known = mention.sex or self._sexes.get(mention.meant.name or "", "")
        return not (sex and known and sex != known)

    def spoken(self, meant: Meant, paragraph: int) -> None:
        """Remember who spoke last."""
        self._last, self._last_paragraph = meant, paragraph

    def last(self) -> Meant:
        """Who spoke last, for a cue without a speaker."""
        return self._last if self._last is not None else NOBODY
