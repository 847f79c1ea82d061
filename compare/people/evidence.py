"""What speaks for and against two written names being one person's, as numbers: the features of the model.

Each function compares one part of two names and returns named values, mostly 0 or 1; `likeness.py` weighs and adds
them. Spelling is compared on the surnames that correspond (`corresponding`), which are not always the last words:
compound surnames, a forename used alone, and family names written first are tried when the plain reading fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import jellyfish
from rapidfuzz.distance import Levenshtein

from crosscable.compare.people.chinese import one_letter_apart, same_chinese
from crosscable.compare.people.names import Name, fold
from crosscable.compare.people.nicknames import nicknames
from crosscable.compare.people.rarity import Rarity
from crosscable.compare.people.spelling import exchanged, keys
from crosscable.compare.people.titles import FEMALE, HONORIFICS, LINKS, MALE

__all__ = ["LEVELS", "Correspondence", "corresponding", "evidence", "feminine_pair", "given_state", "spelling_level"]

# How close two spellings are, from equal to unlike; the index is the level.
LEVELS = ("equal", "sound", "vowels", "skeleton", "one letter", "two letters", "unlike")
_VOWELS = frozenset("aeiou")
# What it costs to read the surname elsewhere than at its plain place, in levels.
_KINDS = {"plain": 0.0, "compound": 0.6, "forename": 1.2, "last word": 1.2, "reversed": 1.2}
# Only surnames this far apart are worth trying another reading for.
_TRY_OTHERS = 3

Features = dict[str, float]
_AGREE = frozenset(["equal", "variant", "nickname", "close", "initials", "initial", "prefix"])
_RARITY_CLASS = {"both": "agree", "first": "agree", "initials both": "agree"}
_ALIKE = {"jr", "2"}  # a second of the name is called either
_YEAR = re.compile(r"(?<!\d)1[5-9]\d\d(?!\d)")
_ROYAL = frozenset("king queen emperor empress emir amir sultan shah prince princess".split())
_BINDING = frozenset("al el bin ibn ben de del von van der la di da dos du".split())


@lru_cache(maxsize=1 << 19)
def spelling_level(left: str, right: str) -> int:
    """Index into LEVELS for two folded words; letters are counted on the sound key, transpositions as one."""
    if left == right:
        return 0
    sound_a, vowels_a, skeleton_a = keys(left)
    sound_b, vowels_b, skeleton_b = keys(right)
    if sound_a == sound_b:
        return 1
    if vowels_a == vowels_b:
        return 2
    shorter = min(len(sound_a), len(sound_b))
    if skeleton_a == skeleton_b and len(skeleton_a) > 1:
        return 2 if exchanged(left, right) else 3
    if abs(len(sound_a) - len(sound_b)) > 2 or shorter < 3:
        return 6
    distance = jellyfish.damerau_levenshtein_distance(sound_a, sound_b)
    if distance > 2:
        return 6
    if exchanged(left, right):
        return 2
    return 4 if distance == 1 else 5 if shorter >= 5 else 6


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Which words are compared as surnames and which as given names, and how that reading is called (`_KINDS`)."""

    surname_a: str
    surname_b: str
    given_a: tuple[str, ...]
    given_b: tuple[str, ...]
    kind: str
    level: int

    @property
    def surnames(self) -> tuple[str, str]:
        """Both surnames."""
        return self.surname_a, self.surname_b


def _readings(a: Name, b: Name) -> Iterator[tuple[str, str, tuple[str, ...], tuple[str, ...], str]]:
    """Other readings than the plain one, in the order they are preferred."""
    if a.particles or b.particles:
        for left in ("".join((*a.particles, *a.surname)), "".join(a.surname)):
            for right in ("".join((*b.particles, *b.surname)), "".join(b.surname)):
                yield left, right, a.given, b.given, "plain"
    for part_a in a.surname if len(a.surname) > 1 else ("".join(a.surname),):
        for part_b in b.surname if len(b.surname) > 1 else ("".join(b.surname),):
            if len(part_a) > 2 and len(part_b) > 2:
                yield part_a, part_b, a.given, b.given, "compound"
    for x, y, swap in ((a, b, False), (b, a, True)):
        if len(x.given) > 1 and y.surname:
            reading = (x.given[-1], "".join(y.surname), x.given[:-1], y.given)
            yield (*_swapped(reading, swap), "compound")
        if x.given and len(y.surname) > 1:
            yield (*_swapped(("".join((*x.given, *x.surname)), "".join(y.surname), (), y.given), swap), "plain")
        if x.given and not y.given and y.surname:
            yield (*_swapped((x.given[0], "".join(y.surname), (), ()), swap), "forename")
            if x.family_first:  # Vietnamese are called by the last word, Chinese at times by the whole given name
                yield (*_swapped((x.given[-1], "".join(y.surname), (), ()), swap), "last word")
                yield (*_swapped(("".join(x.given), "".join(y.surname), (), ()), swap), "last word")
        if x.given and y.given and len(x.given[0]) > 1:
            rest = (*x.surname, *x.given[1:])
            yield (*_swapped((x.given[0], "".join(y.surname), rest, y.given), swap), "reversed")


def _swapped(
    reading: tuple[str, str, tuple[str, ...], tuple[str, ...]], swap: bool
) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    return (reading[1], reading[0], reading[3], reading[2]) if swap else reading


def corresponding(a: Name, b: Name) -> Correspondence:
    """The reading of two names under which their surnames are closest; the plain one unless another is clearly so."""
    surname_a, surname_b = "".join(a.surname), "".join(b.surname)
    best = Correspondence(surname_a, surname_b, a.given, b.given, "plain", spelling_level(surname_a, surname_b))
    if best.level < _TRY_OTHERS:
        return best
    cost = float(best.level)
    for left, right, given_a, given_b, kind in _readings(a, b):
        level = spelling_level(left, right)
        if kind == "reversed" and given_state(given_a[:1], given_b[:1]) in ("conflict", "conflict initial", "one"):
            continue
        if level + _KINDS[kind] < cost:
            cost = level + _KINDS[kind]
            best = Correspondence(left, right, given_a, given_b, kind, level)
    return best


@lru_cache(maxsize=1 << 18)
def given_state(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    """How two given names (the first of each tuple) agree: equal, variant, nickname, initial … conflict."""
    if not left or not right:
        return "none" if not left and not right else "one"
    a, b = left[0], right[0]
    if a == b:
        return "equal" if len(a) > 1 else "initials"
    if len(a) == 1 or len(b) == 1:
        return "initial" if a[0] == b[0] or keys(a)[0][:1] == keys(b)[0][:1] else "conflict initial"
    level = spelling_level(a, b)
    if level <= 2:
        return "variant"
    if nicknames(a) & nicknames(b):
        return "nickname"
    if level <= 4 and min(len(a), len(b)) > 3:
        return "close"
    if min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a)):
        return "prefix"
    return "conflict"


def _given(a: tuple[str, ...], b: tuple[str, ...], rarity: Rarity) -> tuple[Features, str]:
    """Features of the given names, and the class they fall into for the surname's sake."""
    joined_a, joined_b = "".join(a), "".join(b)
    if len(a) != len(b) and len(joined_a) > 3 and len(joined_b) > 3 and spelling_level(joined_a, joined_b) <= 2:
        a, b = (joined_a,), (joined_b,)  # Myung-hwan, Myunghwan
    first = given_state(a[:1], b[:1])
    rest_a, rest_b = a[1:], b[1:]
    if first.startswith("conflict"):
        for x, y in ((a, b), (b, a)):  # a forename that one side leaves out: J. Graham, Graham
            if any(given_state((word,), y[:1]) in ("equal", "variant", "nickname") for word in x[1:]):
                first, rest_a, rest_b = "second is first", (), ()
    features = {f"given {first}": 1.0}
    second = given_state(rest_a[:1], rest_b[:1])
    if first not in ("none", "one", "conflict", "conflict initial", "second is first"):
        features[f"middle {second}"] = 1.0
    if first == "equal":
        features["given rarity"] = rarity.given(a[0])
    if second == "equal" and rest_a:
        features["middle rarity"] = rarity.given(rest_a[0])
    if first == "conflict":
        features["given conflict similarity"] = jellyfish.jaro_winkler_similarity(a[0], b[0])
    full = first in ("equal", "variant", "nickname")
    if second.startswith("conflict") and first in _AGREE:
        return features, "middle conflict"
    if full and second in ("equal", "variant", "initial", "initials"):
        return features, "both"
    if full or first in ("close", "prefix"):
        return features, "first"
    if first in ("initial", "initials"):
        return features, "initials both" if second in _AGREE else "initial"
    return features, {"none": "absent", "one": "one", "second is first": "second"}.get(first, "conflict")


@lru_cache(maxsize=1 << 18)
def _letters(left: str, right: str) -> tuple[tuple[str, float], ...]:
    """Where and how two different spellings differ, counted on their sound keys."""
    if exchange := exchanged(left, right):
        one, other = exchange.split(" = ")
        left, right = left.replace(one, other), right.replace(one, other)
    sound_a, sound_b = keys(left)[0], keys(right)[0]
    length = max(len(sound_a), len(sound_b), 1)
    features = {
        "letters jaro-winkler": jellyfish.jaro_winkler_similarity(left, right),
        "letters sound jaro-winkler": jellyfish.jaro_winkler_similarity(sound_a, sound_b),
        "letters changed share": jellyfish.damerau_levenshtein_distance(sound_a, sound_b) / length,
        "letters written share": jellyfish.damerau_levenshtein_distance(left, right) / max(len(left), len(right), 1),
        "letters short": 1.0 / length,
    }
    if keys(left)[2] == keys(right)[2]:
        features["letters same skeleton"] = 1.0
    if jellyfish.metaphone(left) == jellyfish.metaphone(right):
        features["letters same metaphone"] = 1.0
    for edit in Levenshtein.editops(sound_a, sound_b):
        _count(features, edit.tag, edit.src_pos, edit.dest_pos, sound_a, sound_b)
    return tuple(features.items())


def _count(features: Features, tag: str, at: int, to: int, a: str, b: str) -> None:
    touched = (a[at] if tag != "insert" else "") + (b[to] if tag != "delete" else "")
    vowel = all(letter in _VOWELS for letter in touched)
    mixed = not vowel and any(letter in _VOWELS for letter in touched)
    kind = "vowel" if vowel else "mixed" if mixed else "consonant"
    features[f"letters {kind} {'replaced' if tag == 'replace' else 'added'}"] = (
        features.get(f"letters {kind} {'replaced' if tag == 'replace' else 'added'}", 0.0) + 1.0
    )
    place = "first" if min(at, to) == 0 else "last" if at >= len(a) - 1 and to >= len(b) - 1 else ""
    if place:
        features[f"letters {place}"] = features.get(f"letters {place}", 0.0) + 1.0


def _surname(pair: Correspondence, rarity: Rarity) -> Features:
    a, b, level = pair.surname_a, pair.surname_b, pair.level
    features = {f"surname {LEVELS[level]}": 1.0}
    if pair.kind != "plain":
        features[f"surname read as {pair.kind}"] = 1.0
    if level:
        features.update(_letters(min(a, b), max(a, b)))
        features["surname both known"] = rarity.both_known(a, b)
    return features


def feminine_pair(left: str, right: str) -> bool:
    """Whether one surname is the other with the feminine ending of a Slavic language (Petrov and Petrova)."""
    for man, woman in ((left, right), (right, left)):
        man, woman = keys(man)[0], keys(woman)[0]
        if man.endswith(("ov", "ev", "in")) and woman == man + "a":
            return True
        if man.endswith(("ski", "skei", "tski")) and woman in (man[:-1] + "aia", man[:-1] + "eia", man[:-1] + "a"):
            return True
    return False


def _around(a: Name, b: Name, pair: Correspondence) -> Features:
    """Generation marks, titles, sex and particles."""
    features: Features = {}
    if a.generation or b.generation:
        marks = {a.generation, b.generation}
        state = "one" if None in marks else "equal" if len(marks) == 1 else "alike" if marks == _ALIKE else "conflict"
        features[f"generation {state}"] = 1.0
    titles_a, titles_b = set(a.titles) - LINKS, set(b.titles) - LINKS
    if titles_a and titles_b:
        features["title shared" if titles_a & titles_b else "title differs"] = 1.0
    elif (titles_a or titles_b) and not (a.given and b.given):
        features["title beside a bare surname"] = 1.0
    if (titles_a & FEMALE and titles_b & MALE) or (titles_b & FEMALE and titles_a & MALE):
        features["sex conflict"] = 1.0
    if titles_a & titles_b & HONORIFICS & _ROYAL:
        features["same throne"] = 1.0
    if pair.surname_a[:3] == pair.surname_b[:3] and feminine_pair(pair.surname_a, pair.surname_b):
        features["feminine ending"] = 1.0
    particles_a, particles_b = set(a.particles) & _BINDING, set(b.particles) & _BINDING
    if particles_a and particles_b:
        features["particle equal" if particles_a == particles_b else "particle differs"] = 1.0
    elif particles_a or particles_b:
        features["particle on one side"] = 1.0
    births = [_birth(name) for name in (a, b)]
    if None not in births and births[0] != births[1]:
        features["dates exclude each other"] = 1.0
    for x, y in ((a, b), (b, a)):
        words = {fold(word) for other in x.others for word in other.replace(",", " ").split()}
        if words & ({*y.given, *y.surname} - {*x.given, *x.surname}):
            features["form in brackets"] = 1.0
    return features


def _birth(name: Name) -> str | None:
    """The first year that stands in brackets behind a name: "(1898-1965)", "(b. 1898)"."""
    years = [year for other in name.others for year in _YEAR.findall(other)]
    return years[0] if years else None


def _as_wholes(a: Name, b: Name) -> Features:
    """Whether the names hold the same full words in whatever order, or one all of the other's."""
    words_a = {word for word in (*a.given, *a.surname) if len(word) > 1}
    words_b = {word for word in (*b.given, *b.surname) if len(word) > 1}
    if min(len(words_a), len(words_b)) < 2:
        return {}
    if words_a == words_b:
        return {"same words": 1.0}
    return {"words of one within the other": 1.0} if words_a <= words_b or words_b <= words_a else {}


def evidence(a: Name, b: Name, rarity: Rarity) -> tuple[Features, Correspondence]:
    """All features of two names, and the reading of them that was compared."""
    two_systems = a.family_first and b.family_first and a.given != b.given and same_chinese(a, b)
    if two_systems:
        b = replace(b, surname=a.surname, given=a.given)
    pair = corresponding(a, b)
    given, state = _given(pair.given_a, pair.given_b, rarity)
    features = _surname(pair, rarity) | given | _around(a, b, pair) | _as_wholes(a, b)
    if two_systems:
        features["Wade-Giles and pinyin"] = 1.0
    elif (
        a.family_first
        and b.family_first
        and (state == "middle conflict" or (a.given and b.given and one_letter_apart(a.given, b.given)))
    ):
        features["family first, given name conflicts"] = 1.0
    features[f"surname {LEVELS[pair.level]} × given {state}"] = 1.0
    if pair.level <= _TRY_OTHERS and state not in ("middle conflict", "conflict"):  # a rare surname is a family's
        features[f"surname rarity, given {_RARITY_CLASS.get(state, state)}"] = rarity.surname(*pair.surnames)
    return features, pair
