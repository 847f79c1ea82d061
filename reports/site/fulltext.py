"""The full texts as a site can search them without a server: which words stand in which cables, in small files.

The files are scripts, because a page opened from a disk may load scripts beside it and nothing else; each is loaded
when a word is asked for that it may hold. They hold nothing of a cable but single words of letters and digits, folded
as `search.js` folds what a reader types; not those of comparing, since a reader looks for what stands there.
"""

from __future__ import annotations

import json
import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crosscable.corpora.cable import Cable

__all__ = ["Words", "fold", "index_words", "searched_text", "word_files"]

_WORD = re.compile(r"[^\W_]{2,}")
_LONGEST = 40
"""What is longer is no word but a digest or a line of noise."""
_COMMON, _FEW = 0.5, 50
"""A word of more than this share of the cables is too common to be looked for; among `_FEW` cables no word is."""
_MOST = 4_000_000
"""Places that are kept at most, about 10 MB: in a greater corpus more words count as common, the commonest first."""
_FILE = 40_000
"""Characters of a file."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Words:
    """The cables (from 0) of each word, in order of the words; a word of more than `most` cables has none."""

    cables: Mapping[str, Sequence[int]]
    most: int


def fold(text: str) -> str:
    """`text` in lower case and without marks on letters."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.category(sign).startswith("M")).lower()


def searched_text(cable: Cable) -> str:
    """What is looked through of a cable: what its page shows of it, without the rest of the header."""
    paragraphs = (part for each in cable.paragraphs for part in (each.heading, each.text))
    return "\n".join(part for part in (cable.subject, cable.origin, *cable.tags, *paragraphs) if part)


def index_words(texts: Iterable[str], most: int = _MOST) -> Words:
    """Which of the texts hold which words; `most` bounds the places that are kept."""
    found: dict[str, array[int]] = {}
    count = 0
    for number, text in enumerate(texts):
        count = number + 1
        for word in set(_WORD.findall(fold(text))):
            if len(word) <= _LONGEST:
                found.setdefault(word, array("I")).append(number)
    limit = _limit([len(numbers) for numbers in found.values()], max(_FEW, int(count * _COMMON)), most)
    ordered = sorted(found, key=lambda word: word.encode("utf-16-be"))  # the order in which scripts compare texts
    return Words({word: found[word] if len(found[word]) <= limit else () for word in ordered}, limit)


def _limit(counts: Iterable[int], limit: int, most: int) -> int:
    """In how many cables a word may stand, so that all words together keep no more than `most` places."""
    kept = 0
    for count in sorted(counts):
        kept += count
        if count > limit or kept > most:
            return min(limit, count - 1)
    return limit


def word_files(words: Words, size: int = _FILE) -> Iterator[tuple[str, str]]:
    """The first word of each file, and its script; the files are numbered from 1 in the order of the words."""
    held: dict[str, str] = {}
    length = number = 0
    for word, numbers in words.cables.items():
        held[word] = _gaps(numbers)
        length += len(word) + len(held[word]) + 6
        if length >= size:
            number += 1
            yield _file(number, held)
            held, length = {}, 0
    if held:
        yield _file(number + 1, held)


def _file(number: int, held: Mapping[str, str]) -> tuple[str, str]:
    return next(iter(held)), f"wordsOf({number},{json.dumps(held, separators=(',', ':'))})\n"


def _gaps(numbers: Sequence[int]) -> str:
    """Each number as its distance from the one before, in digits of base 36."""
    return " ".join(_base36(number - before) for before, number in zip((0, *numbers), numbers, strict=False))


def _base36(number: int) -> str:
    text = ""
    while number >= 36:
        number, rest = divmod(number, 36)
        text = _DIGITS[rest] + text
    return _DIGITS[number] + text
