"""The words of assessment: which ones a stretch of text holds, of what kind, and where.

The lists live in `lexicon.json`. The longest entry wins, so "not expected" is one likelihood word and no longer a
negation; the idioms ("whether or not", "cool, if not hostile") are listed so that their words count as nothing. Words
of likelihood, firmness, negation and scope match as they are listed ("like" is not "likely"); the others also by stem,
so that all forms of a verb count.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from crosscable.compare.alignment.vectors import stem
from crosscable.compare.terms import words, words_with_places

__all__ = ["CATEGORIES", "Mark", "marks"]

CATEGORIES = (
    "negation",
    "likelihood",
    "certain",
    "trend",
    "status",
    "halt",
    "priority",
    "value",
    "intensifier",
    "scope",
    "own_view",
    "idiom",
)
_BY_STEM = frozenset({"trend", "status", "halt", "priority", "value"})
# Words that share the stem of a listed word and mean something else.
_NOT_BY_STEM = frozenset(
    {
        "will",
        "would",
        "firms",
        "goods",
        "united",
        "states",
        "bases",
        "agreement",
        "agreements",
        "closing",
        "closely",
        "opens",
        "means",
        "minors",
        "hardly",
        "readily",
        "lower",
        "contract",
        "contracts",
        "contracted",
        "contracting",
        "contractor",
        "contractors",
        "fall",
    }
)
# Negations only before "'t": "she won", "Don Pedro".
_CONTRACTED = frozenset("don didn doesn isn wasn weren won wouldn couldn hasn haven hadn shouldn aren".split())
_MAX_WORDS = 5
OUTSIDE = None  # likelihood words that Kent and the directive keep outside of the scale: possible, may


@dataclass(frozen=True, slots=True)
class Mark:
    """A word or phrase of the lexicon: its category, its value there (None: outside the scale), text and place."""

    category: str
    value: int | None
    text: str
    start: int
    end: int


_Entries = Mapping[tuple[str, ...], tuple[tuple[str, int | None], ...]]


@lru_cache(maxsize=1)
def _entries() -> _Entries:
    stored = json.loads((files("crosscable.compare.assessments") / "lexicon.json").read_text(encoding="utf-8"))
    found: dict[tuple[str, ...], list[tuple[str, int | None]]] = {}
    for category in CATEGORIES:
        lists = stored[category] if isinstance(stored[category], dict) else {"1": stored[category]}
        for value, phrases in lists.items():
            meant = (category, OUTSIDE if value == "outside" else int(value))
            for phrase in phrases:
                key = tuple(words(phrase))
                by_stem = category in _BY_STEM and len(key) == 1
                for form in (key, (_inflected(key[0]),)) if by_stem else (key,):
                    senses = found.setdefault(form, [])
                    if meant not in senses:
                        senses.append(meant)
    return {key: tuple(senses) for key, senses in found.items()}


def _is_month(text: str, start: int, end: int) -> bool:
    """Whether "May" is the month: a capital inside of a sentence."""
    return text[start:end] == "May" and text[:start].rstrip()[-1:] not in {"", ".", "?", "!", '"', "”", ":"}


def _is_another(text: str, start: int, end: int) -> bool:
    """Whether a word is another than the listed one that is written alike: the month, or a verb and no contraction."""
    if text[start:end].lower() in _CONTRACTED:
        return text[end : end + 2].lower() not in {"'t", "’t"}
    return _is_month(text, start, end)


def _inflected(word: str) -> str:
    """The stem that all forms of the listed word share, marked so that it never equals a word of a text."""
    return f"{stem(word)}~"


def marks(text: str, start: int = 0, end: int | None = None) -> tuple[Mark, ...]:
    """The marks in `text[start:end]` in order, positions in `text`; one phrase can stand in several categories."""
    return tuple(_marks(text, start, len(text) if end is None else end))


def _marks(text: str, start: int, end: int) -> Iterator[Mark]:
    entries = _entries()
    found = [(word, start + a, start + b) for word, a, b in words_with_places(text[start:end])]
    at = 0
    while at < len(found):
        for length in range(min(_MAX_WORDS, len(found) - at), 0, -1):
            run = tuple(word for word, _, _ in found[at : at + length])
            senses = entries.get(run)
            if senses is None and length == 1 and run[0] not in _NOT_BY_STEM:
                senses = entries.get((_inflected(run[0]),))
            if senses and not (length == 1 and _is_another(text, *found[at][1:])):
                begin, finish = found[at][1], found[at + length - 1][2]
                for category, value in senses:
                    yield Mark(category, value, text[begin:finish], begin, finish)
                at += length - 1
                break
        at += 1
