"""What kind of difference a difference of wording is: an edit, or something that only looks like one.

Two releases of one text differ in more than words. One hides a name, one spells it otherwise, a copy turns quotation
marks and breaks lines in other places. None of that is an edit, and a reader who is to see what was rewritten must be
able to tell them apart. The words of both sides are compared under keys that make these equal (one key for all
mentions of a person, one for all redactions, one for all forms of a sign); what is equal by key and not by letter then
names its own kind. What remains is an edit, and one in which only figures differ is told from one in which words do.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crosscable.compare.alignment.wording import steps, tokens, word_diff

__all__ = ["EDIT_KINDS", "NO_EDIT", "KindedEdit", "Wording", "count_kinds", "kinded_diff"]

EDIT_KINDS = {
    "equal": "the same words",
    "insertion": "words that only the right side has",
    "deletion": "words that only the left side has",
    "rewording": "other words in the same place",
    "number": "other figures, amounts or dates between the same words",
    "name": "another form of one person's or organisation's name",
    "redaction": "words that were removed from one side before its release",
    "typography": "the same words in other quotation marks, dashes, hyphens, accents or capitals",
    "rewrap": "the same words with other spaces or line ends",
}

NO_EDIT = frozenset({"equal", "name", "redaction", "typography", "rewrap"})
"""Kinds that say nothing about what somebody wrote."""

_OPERATIONS = {(True, True): "replace", (True, False): "delete", (False, True): "insert"}

_SIGNS = {
    **dict.fromkeys("‘’‚‛`´′", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}
_FOLDED = str.maketrans(_SIGNS)

# Words that are part of a figure: where only these and digits differ, a number differs and nothing else.
_FIGURES = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion "
    "dozen half third quarter first second fourth fifth sixth seventh eighth ninth tenth twice "
    "percent per cent usd eur gbp rub dollars euros pounds rubles "
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
# On both sides, these are ordinary words far more often than figures.
_NO_FIGURE = frozenset({"one", "may", "march", "second", "per", "cent", "half", "quarter"})
_FIGURE_SIGNS = frozenset("-.,/:%$€£")
_DIGITS = re.compile(r"\d+(?:st|nd|rd|th|s|bn|mn|m|k)?", re.IGNORECASE)

# Signs that come and go inside of words without changing them: multi-polar, co operation, U.S.
_INSIDE = re.compile(r"[\s\-.']+")
_THOUSANDS = re.compile(r"(?<=\d)[, ](?=\d{3}(?!\d))")


class KindedEdit(NamedTuple):
    """One step of a difference: one of `EDIT_KINDS`, and the texts of both sides, which together make up the wordings.

    White space around the words of an edit belongs to the neighbouring equal step where both sides have it.
    """

    kind: str
    left: str
    right: str

    @property
    def op(self) -> str:
        """What happens to the letters: equal, insert, delete or replace; other white space counts as equal."""
        return "equal" if self.kind in {"equal", "rewrap"} else _OPERATIONS[bool(self.left), bool(self.right)]


@dataclass(frozen=True, slots=True)
class Wording:
    """A text to be compared. `names` are (start, end, person) of its mentions, `redactions` (start, end), in `text`."""

    text: str
    names: tuple[tuple[int, int, str], ...] = ()
    redactions: tuple[tuple[int, int], ...] = ()


class _Unit(NamedTuple):
    """What is compared: a word, a sign, a run of white space, a whole name or a whole redaction."""

    text: str
    key: Hashable
    kind: str


def kinded_diff(left: Wording, right: Wording) -> tuple[KindedEdit, ...]:
    """How one wording became the other, step by step, with the kind of each step.

    The left texts of all steps joined are the left text, the right texts the right one.
    """
    both = {who for _, _, who in left.names} & {who for _, _, who in right.names}
    a, b = _units(left, both), _units(right, both)
    found: list[KindedEdit] = []
    for one, other in _blocks(a, b):
        found += _kept(one, other) if _same_keys(one, other) else _changed(one, other)
    return _joined(found)


def count_kinds(edits: Iterable[KindedEdit]) -> Counter[str]:
    """How often each kind occurs, equal steps left out."""
    return Counter(edit.kind for edit in edits if edit.kind != "equal")


def _units(wording: Wording, both: set[str]) -> list[_Unit]:
    """The units of a text; a name is one where the other side names that person too, else it is its words."""
    text = wording.text
    hidden = [(start, end, _Unit(text[start:end], ("redaction",), "redaction")) for start, end in wording.redactions]
    named = [
        (start, end, _Unit(text[start:end], ("name", who), "name"))
        for start, end, who in sorted(wording.names)
        if who in both
    ]
    taken: list[tuple[int, int, _Unit]] = []
    for start, end, unit in (*hidden, *named):
        if start < end and not any(start < other[1] and other[0] < end for other in taken):
            taken.append((start, end, unit))
    units: list[_Unit] = []
    at = 0
    for start, end, unit in sorted(taken, key=lambda place: place[:2]):
        units += [_Unit(word, _fold(word), "word") for word in tokens(text[at:start])]
        units.append(unit)
        at = end
    return units + [_Unit(word, _fold(word), "word") for word in tokens(text[at:])]


def _fold(word: str) -> str:
    """What is left of a word when spaces, forms of signs, accents and capitals do not count."""
    if word.isspace():
        return " "
    plain = word.translate(_FOLDED).casefold()
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)) or plain


def _blocks(a: Sequence[_Unit], b: Sequence[_Unit], *, tidy: bool = True) -> list[tuple[list[_Unit], list[_Unit]]]:
    """Runs of both sides that are equal by key, and between them runs that are not."""
    blocks: list[tuple[list[_Unit], list[_Unit]]] = []
    at_a = at_b = 0
    last = 0
    for sign, count in steps([unit.key for unit in a], [unit.key for unit in b], tidy=tidy):
        if sign == 0 or last == 0 or not blocks:
            blocks.append(([], []))
        last = sign
        if sign <= 0:
            blocks[-1][0].extend(a[at_a : at_a + count])
            at_a += count
        if sign >= 0:
            blocks[-1][1].extend(b[at_b : at_b + count])
            at_b += count
    return blocks


def _same_keys(a: Sequence[_Unit], b: Sequence[_Unit]) -> bool:
    return [unit.key for unit in a] == [unit.key for unit in b]


def _kept(a: Sequence[_Unit], b: Sequence[_Unit]) -> Iterable[KindedEdit]:
    """Units that are equal by key: where their letters differ, the unit says why."""
    for one, other in zip(a, b, strict=True):
        if one.text == other.text:
            yield KindedEdit("equal", one.text, other.text)
        elif one.kind == "name":
            for edit in word_diff(one.text, other.text):
                yield KindedEdit("equal" if edit.left == edit.right else "name", edit.left, edit.right)
        elif one.kind == "redaction":
            yield KindedEdit("redaction", one.text, other.text)
        else:
            yield KindedEdit("rewrap" if one.text.isspace() else "typography", one.text, other.text)


def _changed(a: Sequence[_Unit], b: Sequence[_Unit]) -> list[KindedEdit]:
    """Units that differ by key, cut finer where a redaction stands among other words."""
    a, b = list(a), list(b)
    if any(unit.kind == "redaction" for unit in (*a, *b)) and not (_hidden(a) or _hidden(b)):
        blocks = _blocks(a, b, tidy=False)
        if len(blocks) > 1:
            return [e for one, two in blocks for e in (_kept(one, two) if _same_keys(one, two) else _changed(one, two))]
    before, after = _outer_space(a, b)
    left, right = (_text(side[before : len(side) - after]) for side in (a, b))
    middle = KindedEdit(_kind(a, b, left, right), left, right)
    head = _kept(a[:before], b[:before])
    tail = _kept(a[len(a) - after :], b[len(b) - after :])
    return [*head, middle, *tail]


def _outer_space(a: Sequence[_Unit], b: Sequence[_Unit]) -> tuple[int, int]:
    """How many units of white space both sides open and close with, 0 or 1 each."""
    before = int(bool(a and b) and a[0].key == " " == b[0].key)
    after = int(min(len(a), len(b)) > before and a[-1].key == " " == b[-1].key)
    return before, after


def _kind(a: Sequence[_Unit], b: Sequence[_Unit], left: str, right: str) -> str:
    if left == right:
        return "equal"  # a name that was recognized on one side only
    if _hidden(a) or _hidden(b):
        return "redaction"
    if not (left.strip() or right.strip()):
        return "rewrap"
    if _same_letters(left, right):
        return "typography"
    if _figures(left, right):
        return "number"
    return "rewording" if left.strip() and right.strip() else "deletion" if left.strip() else "insertion"


def _hidden(units: Sequence[_Unit]) -> bool:
    """Whether these units are a redaction and nothing else that could be read."""
    words = [unit for unit in units if unit.kind != "redaction"]
    return len(words) < len(units) and not any(c.isalnum() for unit in words for c in unit.text)


def _same_letters(left: str, right: str) -> bool:
    """Whether hyphens, full stops and apostrophes inside of words are all that differs."""
    a, b = (_INSIDE.sub("", _THOUSANDS.sub("", _fold(text))) if text else "" for text in (left, right))
    if a != b or not a:
        return False
    # 1.5 and 15, 25-30 and 2530 are other figures.
    return not any(c.isdigit() for c in a) or _numerals(left) == _numerals(right)


def _numerals(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", _THOUSANDS.sub("", text))


def _figures(left: str, right: str) -> bool:
    """Whether both texts are figures: digits and number words, and no word that is not part of one."""
    sides = [[part.casefold() for part in tokens(text) if not part.isspace()] for text in (left, right)]
    words = [[part for part in parts if part not in _FIGURE_SIGNS] for parts in sides]
    if not all(words) or not all(word in _FIGURES or _DIGITS.fullmatch(word) for side in words for word in side):
        return False
    return any(word not in _NO_FIGURE for side in words for word in side)


def _text(units: Sequence[_Unit]) -> str:
    return "".join(unit.text for unit in units)


def _joined(edits: Iterable[KindedEdit]) -> tuple[KindedEdit, ...]:
    """Neighbouring equal steps as one, and empty ones left out."""
    out: list[KindedEdit] = []
    for edit in edits:
        if not (edit.left or edit.right):
            continue
        if out and out[-1].kind == edit.kind == "equal":
            out[-1] = KindedEdit("equal", out[-1].left + edit.left, out[-1].right + edit.right)
        else:
            out.append(edit)
    return tuple(out)
