"""Spelling keys: what remains of a name when the habits of transliteration are taken out, by named rules.

Three keys, each coarser than the one before: `sound` (systems of transliteration made equal: Khodorkovskiy =
Khodorkovsky), `vowels` (also vowels by class: Muhammad = Mohammed), `skeleton` (consonants alone, voiced and unvoiced
as one: Qadhafi = Gaddafi). `rules_between` says which rules made two spellings equal. The rules come from BGN/PCGN,
Library of Congress, French and German habits for Cyrillic and Arabic, and from Wade-Giles against pinyin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["EXCHANGES", "RULES", "Rule", "exchanged", "keys", "rules_between"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One named rewriting: `name` is what reasons print, `level` its key (1 sound, 2 vowels, 3 skeleton)."""

    name: str
    level: int
    pattern: re.Pattern[str]
    into: str


# In the order they act. Capitals stand for sounds: C ch, S sh, J zh and dj.
_TABLE: tuple[tuple[str, int, str, str], ...] = (
    # German and Scandinavian umlauts as e behind the vowel; not before another vowel (Abiyev, Manuel).
    ("ae = ä", 1, r"(?<=[^aeiou])ae(?=[^aeiouy])", "a"),
    ("oe = ö", 1, r"(?<=[^aeiou])oe(?=[^aeiouy])", "o"),
    ("ue = ü", 1, r"(?<=[^aeiouqg])ue(?=[^aeiouyl])", "u"),
    ("ou = w", 1, r"^ou(?=[aeiy])", "w"),
    ("sch = ch", 1, r"(?<=[nlr])sch(?=[aeiouy])", "C"),
    ("tsch = ch", 1, r"tsch|tch|tsh", "C"),
    ("shch = sch", 1, r"shch|stch|schtsch|sch|sh", "S"),
    ("cz = ch", 1, r"cz", "C"),
    ("sz = sh", 1, r"sz", "S"),
    ("dj = j", 1, r"dzh|dsch|dj|dž", "J"),
    ("zh = j", 1, r"zh", "J"),
    ("kh = h", 1, r"kh", "h"),
    ("ch = c", 1, r"ch(?=[rln])", "k"),
    ("ch = ch", 1, r"ch", "C"),
    ("gh = g", 1, r"gh", "g"),
    ("dh = d", 1, r"dh", "d"),
    ("th = t", 1, r"th", "t"),
    ("ph = f", 1, r"ph", "f"),
    ("-ff = -v", 1, r"(?<=[oe])ff?$", "v"),
    ("w = v", 1, r"(?<![aou])w|w$", "v"),
    ("ck = k", 1, r"ck|cq", "k"),
    ("c = s", 1, r"c(?=[eiy])", "s"),
    ("c = k", 1, r"c", "k"),
    ("qu = k", 1, r"qu", "k"),
    ("q = k", 1, r"q", "k"),
    ("x = ks", 1, r"x", "ks"),
    ("tz = ts", 1, r"tz", "ts"),
    ("-iy = -y", 1, r"(?:iy|ij|yi|yj|ii|yy|y|i)$", "i"),
    ("iye = ie", 1, r"(?:[iy]?y|[iyj])e", "e"),
    ("-chov = -chev", 1, r"(?<=[CSJ])ov$", "ev"),
    ("yo = e", 1, r"(?<=[^aeiou])yo", "e"),
    ("ya = ia", 1, r"[iyj]+a", "ia"),
    ("yu = iu", 1, r"[iyj]+u|[iyj]+oo", "iu"),
    ("ou = u", 1, r"ou|oo|uu", "u"),
    ("ee = i", 1, r"ee|ea(?=[^aeiou])", "i"),
    ("ai = ay", 1, r"[ae][yij]", "ei"),
    ("aw = au", 1, r"aw(?![aeiou])", "au"),
    ("ow = ou", 1, r"ow(?![aeiou])", "ou"),
    ("j = i", 1, r"j(?![aeiou])", "i"),
    ("j = j", 1, r"j", "J"),
    ("y = i", 1, r"y", "i"),
    ("-ah = -a", 1, r"(?<=[aeiou])h(?![aeiou])", ""),
    ("double letters", 1, r"(.)\1+", r"\1"),
    ("ch = sh", 2, r"[CS]", "S"),
    ("a = e = i", 2, r"[aei]+", "e"),
    ("o = u", 2, r"[ou]+", "o"),
    ("vowels together", 2, r"[eo]{2,}", "e"),
    ("z = s", 3, r"z", "s"),
    ("t = d", 3, r"d", "t"),
    ("q = g", 3, r"g", "k"),
    ("b = p", 3, r"p", "b"),
    ("f = v", 3, r"f", "v"),
    ("j = sh", 3, r"J|ts", "S"),
    ("vowels", 3, r"(?<=.)[eo]+", ""),
    ("first vowel", 3, r"^[eo]+", "e"),
    ("h", 3, r"(?<=.)h", ""),
)
RULES = tuple(Rule(name, level, re.compile(pattern), into) for name, level, pattern, into in _TABLE)


# Letters that one habit writes for another although they sound apart elsewhere; tried one at a time, either way.
EXCHANGES: tuple[tuple[str, str], ...] = (
    ("q", "g"),  # Arabic qaf in Libya and the Gulf, Azerbaijani q
    ("q", "gh"),
    ("j", "g"),  # Arabic jim in Egypt: Jamal, Gamal
    ("j", "y"),  # German, Dutch and Scandinavian j for y
    ("dh", "z"),  # Arabic dhal and zah as Persians and Turks say them
    ("th", "s"),
    ("w", "u"),
    ("v", "b"),
    ("h", "g"),  # Ukrainian and Belarusian h for Russian g; Russian g for a foreign h
    ("kh", "k"),
    ("x", "sh"),  # pinyin, Portuguese and Catalan x
    ("x", "j"),  # Spanish
)


@lru_cache(maxsize=1 << 20)  # the words of a million names; a word not kept is taken apart ten times
def keys(word: str) -> tuple[str, str, str]:
    """The three keys (sound, vowels, skeleton) of a folded word (`names.fold`)."""
    result = []
    text = word
    level = 1
    for rule in RULES:
        if rule.level != level:
            result.append(text)
            level = rule.level
        text = rule.pattern.sub(rule.into, text)
    result.append(text)
    return result[0], result[1], result[2]


def _fired(word: str, level: int) -> dict[str, tuple[str, ...]]:
    """What each rule up to a level found in a word, in the order the rules act."""
    found: dict[str, tuple[str, ...]] = {}
    text = word
    for rule in RULES:
        if rule.level > level:
            break
        if matches := tuple(match.group() for match in rule.pattern.finditer(text)):
            found[rule.name] = matches
            text = rule.pattern.sub(rule.into, text)
    return found


def exchanged(left: str, right: str) -> str:
    """The exchange, as "q = g", that gives two folded words one sound key, "" where none does."""
    for one, other in EXCHANGES:
        for a, b in ((left, right), (right, left)):
            if one in a and other in b and keys(a.replace(one, other))[0] == keys(b)[0]:
                return f"{one} = {other}"
    return ""


def rules_between(left: str, right: str) -> tuple[str, ...]:
    """The rules that made two folded words meet in their finest equal key; empty where they are equal or never meet.

    A rule is named when it found something in one word that it did not find in the other.
    """
    level = next((i + 1 for i, (a, b) in enumerate(zip(keys(left), keys(right), strict=True)) if a == b), 0)
    if left == right:
        return ()
    if level in (0, 3) and (exchange := exchanged(left, right)):
        return (exchange,)
    in_left, in_right = _fired(left, level), _fired(right, level)
    names = {rule.name for rule in RULES if rule.level <= level and in_left.get(rule.name) != in_right.get(rule.name)}
    return tuple(dict.fromkeys(rule.name for rule in RULES if rule.name in names))
