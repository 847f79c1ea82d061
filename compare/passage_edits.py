"""The word differences of a passage with their kinds, knowing who is named in it and what was removed from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from crosscable.compare.alignment.edit_kinds import NO_EDIT, KindedEdit, Wording, kinded_diff
from crosscable.compare.alignment.wording import tokens

if TYPE_CHECKING:
    from crosscable.compare.alignment.passages import Passage
    from crosscable.compare.comparison import Comparison
    from crosscable.compare.people.reconcile import Person
    from crosscable.corpora.cable import Cable

__all__ = ["edits_of", "joined", "lined_up", "positions"]

_BETWEEN = " "  # what stands between two places of a passage when they are read as one text
# Two texts on one matter share single words and pairs of words by chance; longer runs are a common wording. Where
# such runs are a smaller share of the shorter side, there is nothing to line up and marking every word helps nobody.
_RUN, _LINED_UP = 3, 0.4

Range = tuple[int, int]


def joined(cable: Cable, places: Iterable[Range]) -> str:
    """The reading of several places as one text."""
    return _BETWEEN.join(cable.text[start:end] for start, end in sorted(places))


def positions(places: Iterable[Range]) -> Iterator[int | None]:
    """The position in the reading of each character of the joined places; None for what stands between two."""
    for index, (start, end) in enumerate(sorted(places)):
        if index:
            yield None
        yield from range(start, end)


def edits_of(comparison: Comparison, passage: Passage) -> tuple[KindedEdit, ...]:
    """How the left wording of `passage`, one of the comparison's, became the right one."""
    left, right = comparison.left, comparison.right
    return kinded_diff(
        _wording(left, passage.left, _names(comparison, 0)), _wording(right, passage.right, _names(comparison, 1))
    )


def lined_up(edits: Sequence[KindedEdit]) -> bool:
    """Whether the two wordings have so much in common that marks on single words tell a reader something."""
    common = 0
    for unchanged, run in groupby(edits, key=lambda edit: edit.kind in NO_EDIT):
        texts = [edit.left for edit in run] if unchanged else []
        words = [word for word in tokens("".join(texts)) if word[0].isalnum()]
        common += sum(map(len, words)) if len(words) >= _RUN else 0
    sides = ("".join(edit.left for edit in edits), "".join(edit.right for edit in edits))
    return common >= _LINED_UP * max(1, min(sum(c.isalnum() for c in side) for side in sides))


def _names(comparison: Comparison, side: int) -> list[tuple[int, int, str]]:
    """The places where one cable names a person, with the person's id.

    Two entries that are only probably one person go under one id here: in one place between the same words, another
    spelling is likelier than another person.
    """
    same = _probably_one(comparison.people.persons)
    key = comparison.keys[side]
    return [
        (mention.start, mention.end, same.get(person.id, person.id))
        for person in comparison.people.persons
        for form in person.forms
        for mention in form.mentions
        if mention.cable == key
    ]


def _probably_one(persons: Iterable[Person]) -> dict[str, str]:
    """For each person who is probably also another, the first id of all that are linked in that way."""
    first: dict[str, str] = {}
    for person in persons:
        for other in person.probably:
            a, b = sorted((first.get(person.id, person.id), first.get(other.person, other.person)))
            first.update(dict.fromkeys((*(w for w, to in first.items() if to == b), person.id, other.person, b), a))
    return first


def _wording(cable: Cable, places: Iterable[Range], names: Iterable[tuple[int, int, str]]) -> Wording:
    marks: list[tuple[int, int, str]] = []
    hidden: list[Range] = []
    names, removed = list(names), [(redaction.start, redaction.end) for redaction in cable.redactions]
    at = 0
    for start, end in sorted(places):
        shift = at - start
        marks += [(a + shift, b + shift, who) for a, b, who in names if start <= a and b <= end]
        hidden += [(a + shift, b + shift) for a, b in removed if start <= a and b <= end]
        at += end - start + len(_BETWEEN)
    return Wording(joined(cable, places), tuple(marks), tuple(hidden))
