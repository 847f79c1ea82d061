"""What a speaker phrase says about who speaks: bare name, number, sex, and what kind of speaker it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crosscable.compare.attribution.clauses import Phrase, head
from crosscable.compare.attribution.lexicon import listed
from crosscable.compare.attribution.words import (
    AUX,
    BASE_VERB,
    CONJ,
    DATE,
    DET,
    DOCUMENT,
    EMBASSY,
    GENITIVE,
    HUMAN,
    INSTITUTION,
    MODAL,
    NAME,
    NUMBER,
    PLURAL,
    POSSESSIVE,
    PREP,
    PRESS,
    PUNCT,
    REDACTED,
    TITLE,
    VERB,
    WH,
    Words,
)
from crosscable.compare.people.gazetteer import gazetteer

__all__ = ["Speaker", "describe", "mentioned", "names_of"]

_OFFICE = TITLE | HUMAN | INSTITUTION | EMBASSY | DOCUMENT | PRESS
# Words of titles that do not stand before a name themselves: "Foreign Affairs" names nobody.
_ATTRIBUTES = frozenset(("foreign", "prime", "desk", "vice", "deputy", "under", "assistant"))
_LONGEST_ACRONYM = 6  # letters; a longer word in capitals is a name in capitals


@dataclass(frozen=True, slots=True)
class Speaker:
    """A described phrase: `name` the short name, `names` the bare personal names, `title` the title words.

    `kind` as in `Statement`; `sex` is m, f or empty; `plural` whether "they" can stand for it.
    """

    phrase: Phrase
    name: str
    names: tuple[str, ...]
    title: frozenset[str]
    kind: str
    plural: bool
    sex: str
    foreign: bool = False


def _runs(words: Words, first: int, after: int) -> list[Phrase]:
    """Runs of name words in a phrase, each without the titles and bodies that open it."""
    runs: list[Phrase] = []
    start = None
    for index in range(first, after + 1):
        flags = words.flags[index] if index < after else PUNCT
        inside = start is not None and index < after and words.low[index] in listed("particles")
        part = inside or bool(flags & NAME and not flags & (DATE | NUMBER))
        if part and start is None:
            start = index
        elif not part and start is not None:
            runs.append((start, index))
            start = None
    trimmed = ((_after_titles(words, start, end), end) for start, end in runs)
    return [(start, end) for start, end in trimmed if start < end]


def _after_titles(words: Words, start: int, end: int) -> int:
    """Where the name begins in a run: after its last title, body or honorific."""
    for index in range(end - 1, start - 1, -1):
        if words.low[index] in listed("honorifics"):
            return index + 1
        if words.flags[index] & _OFFICE and not words.flags[index] & REDACTED:
            return index + 1
    while end - start > 1 and _opens_no_name(words, start):
        start += 1
    return start


def _opens_no_name(words: Words, index: int) -> bool:
    """A country or an acronym before a name: "Russian", "U.S.", "MFA"."""
    if words.flags[index] & REDACTED:
        return False
    return _is_acronym(words, index, index + 1) or gazetteer().is_in(words.low[index], "demonyms")


def names_of(words: Words, phrase: Phrase, known: frozenset[str] = frozenset()) -> list[Phrase]:
    """The bare personal names of a phrase, after a title or alone; no places and bodies but for `known` last names."""
    first, after = phrase
    found = []
    for start, end in _runs(words, first, after):
        before = words.low[start - 1] if start > first else ""
        follows = words.flags[end] if end < after else PUNCT
        if before in ("the", "of", "for", "in", "at", "to", "from", "on") or follows & (GENITIVE | _OFFICE):
            continue
        titled = start > first and bool(words.flags[start - 1] & TITLE) and words.low[start - 1] not in _ATTRIBUTES
        named = titled or words.low[end - 1] in known
        unnamed = _is_acronym(words, start, end) or (not named and _is_common(words, start, end))
        if unnamed and not words.flags[start] & REDACTED:
            continue
        found.append((start, end))
    return found


def _is_acronym(words: Words, first: int, after: int) -> bool:
    """One short word of capitals, but for one letter and a plural s: MFA, GoB, IOCs."""
    word = words.text[first].removesuffix("s")
    capitals = sum(letter.isupper() for letter in word)
    return after - first == 1 and capitals >= 2 and capitals + 1 >= len(word) and len(word) <= _LONGEST_ACRONYM


def _is_common(words: Words, first: int, after: int) -> bool:
    """Whether a run of capitalised words is made of ordinary words and places: "International Relations", "Peru"."""
    known = gazetteer()
    return all(known.is_ordinary(word) or known.is_place(word) for word in words.low[first:after])


def _joints(words: Words, first: int, after: int) -> list[int]:
    """The conjunctions that join speakers, not parts of a title ("Minister of Trade and Industry")."""
    found = []
    opened = first
    for index in range(first, after):
        if words.low[index] == ",":
            opened = index + 1
        if words.low[index] not in ("and", "or", "nor") or index + 1 >= after:
            continue
        inside = any(words.flags[k] & PREP for k in range(opened, index))
        if not inside or words.flags[index + 1] & (DET | TITLE | REDACTED | POSSESSIVE):
            found.append(index)
            opened = index + 1
    return found


def _short(words: Words, first: int, after: int) -> str:
    """The words of a phrase without the article that opens it."""
    while first < after - 1 and words.low[first] in ("the", "a", "an"):
        first += 1
    text = " ".join(words.text[first:after])
    for mark in (",", ".", ")", "'s", "’s"):
        text = text.replace(f" {mark}", mark)
    return text.replace("( ", "(")


def describe(words: Words, phrase: Phrase, known: frozenset[str] = frozenset()) -> Speaker:
    """Read a speaker phrase; `known` are last names of persons that the cable names in full."""
    first, after = phrase
    bare = names_of(words, phrase, known)
    comma = next((k for k in range(first, after) if words.low[k] == ","), after)
    joints = _joints(words, first, after)
    names = tuple(" ".join(words.text[a:b]) for a, b in bare)
    top = head(words, first, after)
    flags = words.flags[top] if top is not None else 0
    if joints:
        name = " and ".join(names) if len(names) > 2 else _short(words, first, comma if len(bare) <= 1 else after)
    elif names:
        name = names[0] if comma < after else names[-1]
    else:
        name = _short(words, first, comma)
    return Speaker(
        phrase=phrase,
        name=name,
        names=names,
        title=_title(words, phrase, bare),
        kind="group" if joints else _kind(words, phrase, bare, top),
        plural=bool(joints) or (not names and bool(flags & (PLURAL | INSTITUTION | PRESS))),
        sex=_sex(words, phrase, bare),
        foreign=_foreign(words, phrase),
    )


def _sex(words: Words, phrase: Phrase, bare: Sequence[Phrase]) -> str:
    """The letter m or f by the title, else by the given name; empty where neither tells."""
    lowered = frozenset(words.low[slice(*phrase)])
    given = frozenset(words.low[first] for first, after in bare if after - first > 1)
    for found, female, male in ((lowered, "female", "male"), (given, "given_female", "given_male")):
        if found & listed(female):
            return "f"
        if found & listed(male):
            return "m"
    return ""


def _title(words: Words, phrase: Phrase, bare: Sequence[Phrase]) -> frozenset[str]:
    return frozenset(
        words.low[index]
        for index in range(*phrase)
        if words.flags[index] & (TITLE | HUMAN) and not any(start <= index < end for start, end in bare)
    )


def _foreign(words: Words, phrase: Phrase) -> bool:
    """Whether a diplomat's title belongs to another country: "Swedish Ambassador", "the Embassy of Ruritania"."""
    first, after = phrase
    for index in range(first, after):
        if not words.flags[index] & (EMBASSY | TITLE | INSTITUTION):
            continue
        if (
            index > first
            and words.flags[index - 1] & (NAME | GENITIVE)
            and words.low[index - 1] not in ("u.s.", "us", "american", "deputy")
        ):
            return True
        if index + 2 < after and words.low[index + 1] in ("of", "to"):
            return True
    return False


def _kind(words: Words, phrase: Phrase, bare: list[Phrase], top: int | None) -> str:
    first, after = phrase
    if any(words.flags[k] & REDACTED for k in range(first, after)):
        return "redacted"
    low = words.low[first:after]
    if low in (("we",), ("i",), ("us",), ("our",)):
        return "embassy"
    if top is None:
        return "group"
    flags = words.flags[top]
    ambassador = words.low[top] in listed("own_offices")
    if (flags & EMBASSY or ambassador) and not bare and not _foreign(words, phrase) and not flags & PLURAL & ~EMBASSY:
        return "embassy"
    if low[0] == "embassy" and len(low) <= 3:
        return "embassy"
    if flags & PRESS and not bare:
        return "press"
    if flags & DOCUMENT and not bare and not flags & (HUMAN | INSTITUTION):
        return "document"
    if bare:
        return "person"
    if flags & HUMAN and not flags & PLURAL:
        return "person"
    if flags & TITLE and not flags & (PLURAL | INSTITUTION):
        return "person"
    if flags & (INSTITUTION | NAME) and not flags & HUMAN:
        return "institution"
    return "person" if not flags & PLURAL and not words.low[top].endswith("s") else "group"


def mentioned(words: Words, known: frozenset[str] = frozenset(), *, within: Phrase | None = None) -> list[Phrase]:
    """Phrases that name a person, by a title, in full or by a `known` last name, and groups: whom pronouns may mean."""
    found: list[Phrase] = []
    index, stop = within or (0, len(words))
    while index < stop:
        flags = words.flags[index]
        if not flags & (NAME | REDACTED) or flags & DATE:
            if flags & PLURAL and flags & HUMAN and _before_verb(words, index + 1):
                found.append((_group_start(words, index), index + 1))
            index += 1
            continue
        end = index
        while end < len(words) and (
            (words.flags[end] & NAME and not words.flags[end] & DATE) or words.low[end] in listed("particles")
        ):
            end += 1
        low, _ = words.bounds(index)
        while index > low and words.flags[index - 1] & TITLE and not words.flags[index - 1] & NAME:
            index -= 1  # a title in small letters, or at the opening of the sentence
        if _names_a_person(words, index, end, known):
            found.append((index, end))
        index = end
    return found


def _before_verb(words: Words, index: int) -> bool:
    return index < len(words) and bool(words.flags[index] & (VERB | AUX | MODAL | BASE_VERB))


def _group_start(words: Words, index: int) -> int:
    low, _ = words.bounds(index)
    start = index
    while start > low and index - start < 4 and not words.flags[start - 1] & (PUNCT | PREP | VERB | AUX | CONJ | WH):
        start -= 1
        if words.flags[start] & DET:
            break
    return start


def _names_a_person(words: Words, first: int, after: int, known: frozenset[str]) -> bool:
    """Whether a run of name words names a person: by a title, by a last name met in full, or by its look."""
    flags = words.flags[first:after]
    if any(flag & REDACTED for flag in flags):
        return True
    bare = names_of(words, (first, after), known)
    if not bare or words.flags[after - 1] & (INSTITUTION | DOCUMENT | PRESS):
        return False
    start, end = bare[0]
    if (start > first and any(flag & TITLE for flag in flags)) or words.low[end - 1] in known:
        return True
    if after - first not in (2, 3):
        return False
    known_words, name = gazetteer(), words.low[start:end]
    if any(known_words.is_ordinary(word) or known_words.is_place(word) for word in name):
        return False
    return known_words.is_given(name[0]) or known_words.is_surname(name[-1])
