"""Chinese names in Wade-Giles and in pinyin: Teng Hsiao-p'ing is Deng Xiaoping.

Telegrams lose the apostrophes of Wade-Giles, so that b and p, d and t, g and k, and zh, j, ch and q cannot be told
apart there; `neutral` writes both systems in one, with these letters made one. It is coarse, and therefore used only
for whole names of which family name and given name both stand first-last in Chinese order.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crosscable.compare.people.names import Name

__all__ = ["neutral", "one_letter_apart", "same_chinese"]

# In the order they act.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), into)
    for pattern, into in (
        (r"hs|x", "S"),
        (r"sh", "H"),
        (r"tzu|tsu(?![aeio])|zi|ci", "Zi"),
        (r"s+zu|ssu|si(?![aeou])", "si"),
        (r"ts|tz|z(?!h)|c(?!h)", "Z"),
        (r"ch|zh|q|j", "C"),
        (r"ieh|yeh", "ie"),
        (r"ien|yen", "ian"),
        (r"ung", "ong"),
        (r"ueh", "ue"),
        (r"uei", "ui"),
        (r"oo", "u"),
        (r"(?<=[aeiou])h(?![aeiou])", ""),
        (r"(?<=[CHr])ih", "i"),
        (r"p", "b"),
        (r"t", "d"),
        (r"k", "g"),
    )
)


@lru_cache(maxsize=1 << 14)
def neutral(word: str) -> str:
    """A folded word, one syllable or several, as both systems would have it."""
    for pattern, into in _RULES:
        word = pattern.sub(into, word)
    return word


def same_chinese(a: Name, b: Name) -> bool:
    """Whether two names with the family name first are one name in the two systems."""
    if not (a.family_first and b.family_first and a.given and b.given):
        return False
    return _neutral(a.surname) == _neutral(b.surname) and _neutral(a.given) == _neutral(b.given)


def one_letter_apart(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two given names of a syllable or two differ: Peng and Ping are two names, however near."""
    left, right = _neutral(a), _neutral(b)
    return left != right and max(len(left), len(right)) <= 5


def _neutral(words: tuple[str, ...]) -> str:
    return neutral("".join(words))
