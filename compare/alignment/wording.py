"""Word differences between two wordings of one passage, cleaned up so that people can read them.

Words are compared, never characters: a difference inside a word would cut it in two. The shortest edit script comes
from the longest common subsequence of words; diff-match-patch's semantic clean-up then joins what is only chopped up
by chance words in common. The clean-up runs on one code point a word and with its clock switched off: with the clock
the answer would depend on how busy the machine is. Method: Fraser's diff clean-up on the opcodes of rapidfuzz's Indel.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

__all__ = ["Edit", "steps", "tokens", "word_diff"]

# A word with the space after it is one token: a reader never sees differences in spaces as differences in words.
_TOKEN = re.compile(r"\s+|[^\W_]+(?:['’][^\W_]+)*|_+|[^\w\s]")
_OPERATION = {0: "equal", 1: "insert", -1: "delete"}
_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class Edit:
    """One step: `op` is equal, insert, delete or replace; `left` and `right` are the texts of the two sides."""

    op: str
    left: str
    right: str


def tokens(text: str) -> list[str]:
    """The words, signs and runs of white space of `text`; joined they are `text` again."""
    return _TOKEN.findall(text)


def _key(token: str) -> str:
    return " " if token.isspace() else token


def _code(number: int) -> str:
    """The code point that stands for word `number`; surrogates are no characters and are stepped over."""
    point = number + 1
    if point >= _SURROGATES.start:
        point += len(_SURROGATES)
    return chr(point)


def steps(left: Sequence[Hashable], right: Sequence[Hashable], *, tidy: bool = True) -> list[tuple[int, int]]:
    """How a row of keys becomes another: (-1 | 0 | 1, count) for a run that is deleted, kept, inserted.

    With `tidy` the script is cleaned up for readers: chance agreements between longer differences are given up.
    """
    from diff_match_patch import diff_match_patch
    from rapidfuzz.distance import Indel

    numbers: dict[Hashable, int] = {}
    a, b = ("".join(_code(numbers.setdefault(key, len(numbers))) for key in side) for side in (left, right))
    script: list[tuple[int, str]] = []
    for step in Indel.opcodes(a, b):
        if step.tag == "equal":
            script.append((0, a[step.src_start : step.src_end]))
            continue
        if step.src_end > step.src_start:
            script.append((-1, a[step.src_start : step.src_end]))
        if step.dest_end > step.dest_start:
            script.append((1, b[step.dest_start : step.dest_end]))
    if tidy:
        engine = diff_match_patch()
        engine.Diff_Timeout = 0
        engine.diff_cleanupSemantic(script)
        engine.diff_cleanupMerge(script)
    return [(sign, len(run)) for sign, run in script]


def word_diff(a: str, b: str) -> tuple[Edit, ...]:
    """How `a` became `b`, word by word.

    The left texts of all edits joined are `a`, the right texts `b`. Runs of white space count as equal whatever they
    are made of, so that a re-wrapped text has no differences. Neighbouring edits never share an operation.
    """
    left, right = tokens(a), tokens(b)
    edits: list[Edit] = []
    at_left = at_right = 0
    for sign, count in steps([_key(t) for t in left], [_key(t) for t in right]):
        next_left = at_left + (count if sign <= 0 else 0)
        next_right = at_right + (count if sign >= 0 else 0)
        edit = Edit(_OPERATION[sign], "".join(left[at_left:next_left]), "".join(right[at_right:next_right]))
        edits.append(edit)
        at_left, at_right = next_left, next_right
    return _joined(edits)


def _joined(edits: list[Edit]) -> tuple[Edit, ...]:
    """Neighbouring deletions and insertions as one replacement."""
    out: list[Edit] = []
    for edit in edits:
        last = out[-1] if out else None
        if last is not None and (last.op == "equal") == (edit.op == "equal"):
            left, right = last.left + edit.left, last.right + edit.right
            op = "equal" if edit.op == "equal" else "replace" if left and right else "delete" if left else "insert"
            out[-1] = Edit(op, left, right)
        else:
            out.append(edit)
    return tuple(out)
