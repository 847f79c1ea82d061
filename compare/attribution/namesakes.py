"""Persons of one last name in one cable: which full name a written name stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crosscable.compare.attribution.speakers import mentioned, names_of
from crosscable.compare.attribution.words import Words
from crosscable.compare.people.gazetteer import gazetteer
from crosscable.compare.people.linking import name_parts, same_full
from crosscable.compare.people.words import is_title

__all__ = ["FullNames", "full_names", "fullest", "one_person"]

FullNames = Mapping[str, Sequence[str]]
"""From a last name in small letters to the full names that a cable gives it, the longest first."""

_LONGEST = 4  # words of a name; a longer run holds more than one


def full_names(paragraphs: Sequence[Words]) -> FullNames:
    """The names of two words and more that stand after a title or alone in a cable."""
    found: dict[str, list[str]] = {}
    for words in paragraphs:
        for phrase in mentioned(words):
            for first, after in names_of(words, phrase):
                if 2 <= after - first <= _LONGEST:
                    found.setdefault(words.low[after - 1], []).append(" ".join(words.text[first:after]))
    return {last: tuple(sorted(dict.fromkeys(names), key=len, reverse=True)) for last, names in found.items()}


def one_person(one: str, other: str) -> bool:
    """Whether two names of one cable can be one person's: given names equal, shortened, spelled otherwise or left out.

    Shortened titles and particles are no given names: "Amb. Tarn" and "van Tarn" are as good as the last name alone.
    """
    left, right = _parts(one), _parts(other)
    if not left or not right:
        return one == other
    if len(left) == 1 or len(right) == 1:
        return left[-1] == right[-1]
    if same_full(left, right) or same_full(right, left):
        return True
    from crosscable.compare.people.evidence import given_state

    return left[-1] == right[-1] and given_state(left[:1], right[:1]) in ("variant", "nickname")


def _parts(name: str) -> tuple[str, ...]:
    """The words of a name without shortened titles and particles; an initial is none of these."""
    opening, _, rest = name.partition(" ")
    if rest and len(opening) > len("O.") and opening.endswith(".") and is_title(opening, gazetteer()):
        return _parts(rest)
    parts, initial = name_parts(name), opening[:1].lower()
    shortened = len(opening) == len("O.") and opening.endswith(".") and parts[:1] != (initial,)
    return (initial, *parts) if shortened else parts


def fullest(names: FullNames, name: str) -> str | None:
    """The longest form of a name, itself where the cable has no other; None where several persons may be meant."""
    words = name.split()
    forms = names.get(words[-1].lower(), ())
    if len(forms) == 1 and (len(words) == 1 or forms[0] == name):
        return forms[0]
    fitting = [form for form in forms if one_person(form, name)]
    if all(one_person(fitting[0], form) for form in fitting[1:]):
        return fitting[0] if fitting else name
    return None
