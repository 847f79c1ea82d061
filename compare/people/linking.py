"""Who is who inside one cable: short names tied to the fuller mention they lean on, spellings of one name joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from crosscable.compare.people.gazetteer import gazetteer
from crosscable.compare.people.mentions import Mention
from crosscable.compare.people.organisations import institution_key

__all__ = ["Entity", "compatible_titles", "given_fits", "link", "name_parts", "same_full", "title_class"]

# Offices and forms of address that one person does not hold together with another of the table in one cable; words
# that are not here ("minister", "director") say too little to keep two mentions apart.
_EXCLUSIVE: Final = {
    "king": "king",
    "queen": "queen",
    "prince": "prince",
    "princess": "princess",
    "president": "president",
    "emir": "emir",
    "amir": "emir",
    "pope": "pope",
    "mrs": "wife",
    "mme": "wife",
    "madame": "wife",
    "wife": "wife",
    "first-lady": "wife",
}
_SHORTENED: Final = 3  # letters that a short given name shares with the long one: "Alex", "Alexander"
_SLIP_LENGTH: Final = 5  # letters from which one slip still leaves the same name
_FULL: Final = 2  # words of a full name
_FATHER: Final = re.compile(r"\b(?:bin|ibn|bint)[ -]\w+$", re.I)
Apart = Callable[[Mention, Sequence[Mention]], bool]
_FAMOUS: Final = 10  # a surname that the counted cables put alone after a title so often needs no introduction


@dataclass(frozen=True, slots=True)
class Entity:
    """One person or organisation of one cable: its mentions in order, the fullest name, and why they were tied."""

    cable: str
    mentions: tuple[Mention, ...]
    name: str
    why: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of the fullest name, folded; of an institution the stems of its words."""
        return name_parts(self.name) if self.mentions[0].kind == "person" else institution_key(self.name)


@dataclass(slots=True)
class _Draft:
    mentions: list[Mention]
    parts: tuple[str, ...]
    why: list[str] = field(default_factory=list)


@lru_cache(maxsize=1 << 16)
def name_parts(text: str) -> tuple[str, ...]:
    """The words of a name in small plain letters, without particles, suffixes and marks; initials are one letter."""
    from anyascii import anyascii

    plain = anyascii(text).lower().replace("'", "").replace("`", "").replace("’", "")
    lists = gazetteer().lists
    words = [word for word in re.split(r"[^a-z]+", plain) if word and word not in lists["suffixes"]]
    kept = tuple(word for word in words if word not in lists["name_particles"])
    return kept or tuple(words)


@lru_cache(maxsize=1 << 14)
def title_class(titles: str) -> str | None:
    """The office of a title phrase that excludes others ("king", "president"), None where it says too little."""
    words = re.split(r"[^a-z-]+", titles.lower())
    if "vice" in words or "deputy" in words or "former" in words or "ex-president" in words:
        return None
    found = [_EXCLUSIVE[word] for word in words if word in _EXCLUSIVE]
    return found[-1] if found else None


def _parted(draft: _Draft, mention: Mention) -> bool:
    """Whether titles keep a single name from a person of that surname: "Mrs. X" from Ambassador X, and a president
    whom the cable knows by title and surname from a relative whom it calls by full name.
    """
    titles = [m.titles for m in draft.mentions if m.titles]
    if not compatible_titles(titles, [mention.titles]):
        return True
    wife = title_class(mention.titles) == "wife"
    of_wife = any(title_class(title) == "wife" for title in titles)
    if wife and not of_wife:
        return bool(titles) or len(draft.parts) < _FULL
    if of_wife and not wife and mention.titles:
        return True
    if len(draft.parts) < _FULL or not mention.titles or gazetteer().profile(mention.text).titled < _FAMOUS:
        return False
    holder = gazetteer().heads.get(mention.text.lower())
    if holder is not None and name_parts(mention.text)[-1:] == draft.parts[-1:]:
        return title_class(mention.titles) is not None and not given_fits(holder, draft.parts[0])
    if titles:  # "President X" is not "party leader Y. X"
        office = title_class(mention.titles)
        return office is not None and office not in map(title_class, titles)
    return mention.start < min(m.start for m in draft.mentions)


def compatible_titles(first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether two sets of title phrases can belong to one person in one cable."""
    one = {name for name in map(title_class, first) if name}
    two = {name for name in map(title_class, second) if name}
    return not one or not two or bool(one & two)


def link(mentions: Sequence[Mention], apart: Apart | None = None) -> tuple[Entity, ...]:
    """The persons (and organisations) of one cable, in the order of their first mention.

    `apart` says whether an editor keeps a mention apart from one of several others.
    """
    drafts: list[_Draft] = []
    persons = [m for m in mentions if m.kind == "person"]
    parts = {id(m): name_parts(m.text) for m in persons}
    plain = [m for m in persons if m.antecedent is None]
    for mention in sorted(plain, key=lambda m: (-len(parts[id(m)]), m.start)):
        if len(parts[id(mention)]) > 1:
            _place_full(_open(drafts, mention, apart), drafts, mention, parts[id(mention)])
    for mention in sorted(plain, key=lambda m: ("misspelt" in m.flags, m.start)):
        if len(parts[id(mention)]) == 1:
            _place_short(_open(drafts, mention, apart), drafts, mention, parts[id(mention)][0])
    for mention in persons:
        if mention.antecedent is not None:
            _place_alias(drafts, mention, parts[id(mention)])
    drafts += _institutions([m for m in mentions if m.kind != "person"])
    return tuple(sorted((_entity(draft) for draft in drafts), key=lambda e: (e.mentions[0].start, e.name)))


def _entity(draft: _Draft) -> Entity:
    ordered = sorted(draft.mentions, key=lambda m: m.start)
    counts: dict[str, int] = {}
    for mention in ordered:
        counts[mention.text] = counts.get(mention.text, 0) + 1
    clean = [m.text for m in ordered if not {"misspelt", "alias"} & set(m.flags)] or [m.text for m in ordered]
    if ordered[0].kind != "person":
        return Entity(ordered[0].cable, tuple(ordered), max(clean, key=lambda text: (counts[text], text)), ())
    name = max(clean, key=lambda text: (len(name_parts(text)), counts[text], len(text), text))
    full = next((m for m in ordered if m.text == name), ordered[0])
    tied = tuple(m if m is full or m.text == name else replace(m, antecedent=full.start) for m in ordered)
    return Entity(ordered[0].cable, tied, name, tuple(dict.fromkeys(draft.why)))


def _place_alias(drafts: list[_Draft], mention: Mention, parts: tuple[str, ...]) -> None:
    """Tie another name to the person whose full mention defines it."""
    for draft in drafts:
        if any(m.start == mention.antecedent for m in draft.mentions):
            draft.mentions.append(mention)
            draft.why.append(f"{mention.text}: the cable gives it as another name")
            return
    drafts.append(_Draft([mention], parts))


def _alike(first: str, second: str) -> bool:
    """Equal, or one slip of the keys apart."""
    if first == second:
        return True
    if min(len(first), len(second)) < _SLIP_LENGTH or first[0] != second[0]:
        return False
    if {first, second} in ({first, first + "a"}, {second, second + "a"}):
        return False  # a man and a woman
    from rapidfuzz.distance import OSA

    return OSA.distance(first, second, score_cutoff=1) <= 1


def given_fits(first: str, second: str) -> bool:
    """Whether two given names can be one: equal, an initial, shortened, or a slip apart."""
    if first[0] != second[0]:
        return False
    short, long = sorted((first, second), key=len)
    return len(short) == 1 or (len(short) >= _SHORTENED and long.startswith(short)) or _alike(first, second)


def _open(drafts: list[_Draft], mention: Mention, apart: Apart | None) -> list[_Draft]:
    """The persons of whom an editor does not say that this mention is another one."""
    if apart is None:
        return drafts
    return [draft for draft in drafts if not apart(mention, draft.mentions)]


def _place_full(open_: list[_Draft], drafts: list[_Draft], mention: Mention, parts: tuple[str, ...]) -> None:
    for draft in open_:
        if same_full(draft.parts, parts) and compatible_titles([m.titles for m in draft.mentions], [mention.titles]):
            draft.mentions.append(mention)
            if parts != draft.parts:
                draft.why.append(f"{mention.text}: same cable, compatible given and family name")
            return
    drafts.append(_Draft([mention], parts))


def same_full(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether two names of several words in one cable are one: given names that fit and a family name in common."""
    if long == short:
        return True
    if _middles_differ(long, short):
        return False
    if short[1:] and _within(short, long):
        return True
    return bool(long[1:]) and _alike(long[-1], short[-1]) and given_fits(long[0], short[0])


def _middles_differ(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether a middle initial stands for another name than the other writing has there: H. W. and W."""
    one, two = long[1:-1], short[1:-1]
    if not one or not two or 1 not in (len(one[0]), len(two[0])):
        return False
    return one[0][0] != two[0][0]


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of the short name come in the long one, in its order."""
    rest = iter(long)
    return all(any(_alike(word, other) for other in rest) for word in short)


def _place_short(open_: list[_Draft], drafts: list[_Draft], mention: Mention, word: str) -> None:
    scored = [
        ((fit, _preference(draft)), _distance(draft, mention), number)
        for number, draft in enumerate(open_)
        if (fit := _short_fit(draft, mention, word)) > 0
    ]
    if not scored or _unintroduced(open_, mention, word):
        drafts.append(_Draft([mention], (word,)))
        return
    best = max(rank for rank, _, _ in scored)
    number = min((distance, number) for rank, distance, number in scored if rank == best)[1]
    draft = open_[number]
    draft.mentions.append(mention)
    if draft.parts[1:] or word != draft.parts[0]:
        draft.why.append(
            f"{mention.text}: one slip from {draft.parts[-1].capitalize()} in the same cable"
            if "misspelt" in mention.flags or word not in draft.parts
            else f"{mention.text}: nearest full mention in the same cable"
        )


def _unintroduced(drafts: Sequence[_Draft], mention: Mention, word: str) -> bool:
    """Whether a cable that names two of a family in full began with the bare surname: it means somebody well known."""
    family = [draft for draft in drafts if draft.parts[-1] == word]
    return len(family) > 1 and all(
        len(draft.parts) >= _FULL and mention.start < min(m.start for m in draft.mentions if name_parts(m.text)[1:])
        for draft in family
    )


def _short_fit(draft: _Draft, mention: Mention, word: str) -> int:
    """How well a single word fits a person: 0 not at all, 4 the family name."""
    fit = _name_fit(draft, mention, word)
    return 0 if not fit or _parted(draft, mention) else fit


def _name_fit(draft: _Draft, mention: Mention, word: str) -> int:
    """The same by the words alone."""
    parts = draft.parts
    if word == parts[-1]:
        # "Karim bin Fahd" is Karim or bin Fahd; Fahd alone is his father.
        fathers = any(_FATHER.search(m.text) for m in draft.mentions)
        return 4 if not fathers or _FATHER.match(mention.text) else 0
    if word in parts[1:]:
        return 3
    if word == parts[0]:
        return 2
    initial = word[0]
    return 1 if any(part[0] == initial and _alike(word, part) for part in (parts[1:] or parts)) else 0


def _preference(draft: _Draft) -> int:
    """Whom a bare surname means where several have it: rather whom the cable never calls otherwise, never the wife."""
    if any(title_class(m.titles) == "wife" for m in draft.mentions):
        return 0
    return 2 if len(draft.parts) < _FULL else 1


def _distance(draft: _Draft, mention: Mention) -> tuple[int, int]:
    """Nearest mention before comes first, then the nearest one behind."""
    before = [mention.start - m.start for m in draft.mentions if m.start < mention.start]
    if before:
        return 0, min(before)
    return 1, min(abs(m.start - mention.start) for m in draft.mentions)


def _institutions(mentions: Iterable[Mention]) -> list[_Draft]:
    """Organisations of one cable, one draft for each name."""
    drafts: dict[tuple[str, ...], _Draft] = {}
    for mention in mentions:
        parts = institution_key(mention.text)
        drafts.setdefault(parts, _Draft([], parts)).mentions.append(mention)
    return list(drafts.values())
