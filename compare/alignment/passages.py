"""Which paragraphs of two cables correspond: one to one, split, merged, moved, reworded or left as they were."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crosscable.compare.alignment.assignment import assign
from crosscable.compare.alignment.similarity import bags, centred, meaning, wording
from crosscable.corpora.sentences import sentences

if TYPE_CHECKING:
    from crosscable.corpora.cable import Cable

__all__ = ["RELATIONS", "Passage", "align"]

RELATIONS = {
    "same": "the same words on both sides, white space apart",
    "reworded": "one paragraph on each side, in other words",
    "moved": "one paragraph on each side, out of the order of the others",
    "split": "one paragraph of the earlier cable, several of the later",
    "merged": "several paragraphs of the earlier cable, one of the later",
}

# Shorter paragraphs (a lone line of a list, a stray note) hold too few words to be told apart.
MIN_LENGTH = 60
# A passage is a paragraph or two; longer paragraphs are cut at sentences, longer groups are not built.
MAX_LENGTH = 2400
MAX_PARTS = 3  # paragraphs on one side of a split or merger
MEANING = 0.3  # share of meaning in the score; the rest is wording
COMMON = 0.5  # share of the pair's common meaning that is taken out
LEAST = 0.1  # below this the two paragraphs have no more in common than any two of the same pair of cables
LEAST_FURTHER = 0.12  # least score of a further link ...
FURTHER_SHARE = 0.65  # ... and its least share of the best score that one of its two paragraphs reaches
SETTLED = 0.9  # a paragraph that has its like in nearly the same words on the other side takes no further partners

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs that correspond: places in each reading, one of `RELATIONS`, and how alike they are, 0..1."""

    left: tuple[Range, ...]
    right: tuple[Range, ...]
    relation: str
    score: float


def align(left: Cable, right: Cable) -> tuple[Passage, ...]:
    """The corresponding passages of two cables, in the order of the left one.

    The best one-to-one assignment comes first; further links join a passage that already holds one of their ends
    (a split, a merger), or stand alone. A paragraph can belong to several passages: a summary corresponds to many.
    `align(b, a)` gives the same passages with the sides, and "split" and "merged", exchanged.
    """
    parts = (_parts(left), _parts(right))
    if not all(parts):
        return ()
    scores = _scores(left, right, parts)
    groups = _groups(scores, parts)
    passages = [
        Passage(
            tuple(parts[0][i] for i in sorted(rows)),
            tuple(parts[1][j] for j in sorted(columns)),
            _relation(left, right, [parts[0][i] for i in rows], [parts[1][j] for j in columns]),
            round(min(1.0, max(scores[i][j] for i in rows for j in columns)), 3),
        )
        for rows, columns in groups
    ]
    return _with_moves(sorted(passages, key=lambda passage: (passage.left, passage.right)))


def _parts(cable: Cable) -> tuple[Range, ...]:
    """The paragraphs of the body, long ones cut into equal runs of sentences."""
    found: list[Range] = []
    for paragraph in cable.paragraphs:
        length = paragraph.end - paragraph.start
        if paragraph.role == "signature" or length < MIN_LENGTH:
            continue
        if length <= MAX_LENGTH:
            found.append((paragraph.start, paragraph.end))
            continue
        wanted = length / math.ceil(length / (0.75 * MAX_LENGTH))
        begin = paragraph.start
        last = begin
        for start, end in sentences(cable.text, paragraph.start, paragraph.end):
            if end - begin > wanted and last > begin:
                found.append((begin, last))
                begin = start
            last = end
        found.append((begin, last))
    return tuple(found)


def _scores(left: Cable, right: Cable, parts: tuple[tuple[Range, ...], tuple[Range, ...]]) -> list[list[float]]:
    pair = bags([left.text[a:b] for a, b in parts[0]], [right.text[a:b] for a, b in parts[1]])
    rows, columns = centred(meaning(pair), COMMON)
    scores = MEANING * (rows @ columns.T) + (1 - MEANING) * wording(pair)
    # Rounded, so that the last bit of a product, which depends on the processor, decides nothing.
    return [[round(float(value), 6) for value in row] for row in scores]


def _groups(
    scores: list[list[float]], parts: tuple[tuple[Range, ...], tuple[Range, ...]]
) -> list[tuple[list[int], list[int]]]:
    """Rows and columns that belong together: the assignment, then further links, best first."""
    import numpy as np

    groups = [([i], [j]) for i, j in assign(np.array(scores)) if scores[i][j] >= LEAST]
    rows, columns = ({group[side][0] for group in groups if _settled(scores, group)} for side in (0, 1))
    best_row = [max(row) for row in scores]
    best_column = [max(column) for column in zip(*scores, strict=True)]
    further = sorted(
        (-score, i, j)
        for i, row in enumerate(scores)
        for j, score in enumerate(row)
        if i not in rows and j not in columns
        if score >= max(LEAST_FURTHER, FURTHER_SHARE * min(best_row[i], best_column[j]))
    )
    for _, i, j in further:
        if any(i in one and j in other for one, other in groups):
            continue
        groups.sort(key=lambda group: -max(scores[row][column] for row in group[0] for column in group[1]))
        if not any(_joined(group, i, j, parts) for group in groups):
            taken = any(i in one for one, _ in groups) and any(j in other for _, other in groups)
            if not taken:
                groups.append(([i], [j]))
    return groups


def _settled(scores: list[list[float]], group: tuple[list[int], list[int]]) -> bool:
    (row, *_), (column, *_) = group
    return scores[row][column] >= SETTLED


def _joined(
    group: tuple[list[int], list[int]], i: int, j: int, parts: tuple[tuple[Range, ...], tuple[Range, ...]]
) -> bool:
    """Add the link to `group` if it makes or widens a split or a merger there."""
    rows, columns = group
    for own, other, end, more, side in ((rows, columns, i, j, parts[1]), (columns, rows, j, i, parts[0])):
        if own == [end] and len(other) < MAX_PARTS:
            length = sum(side[at][1] - side[at][0] for at in (*other, more))
            if length <= MAX_LENGTH:
                other.append(more)
                return True
    return False


def _relation(left: Cable, right: Cable, rows: Sequence[Range], columns: Sequence[Range]) -> str:
    if len(columns) > 1:
        return "split"
    if len(rows) > 1:
        return "merged"
    one, other = (" ".join(cable.text[a:b].split()) for cable, (a, b) in ((left, rows[0]), (right, columns[0])))
    return "same" if one == other else "reworded"


def _with_moves(passages: list[Passage]) -> tuple[Passage, ...]:
    """Single links off the longest run that keeps the order of both sides are moves."""
    single = [at for at, passage in enumerate(passages) if passage.relation in {"same", "reworded"}]
    kept = {single[at] for at in _longest_run([passages[at].right[0][0] for at in single])}
    return tuple(
        passage if at in kept or at not in single else replace(passage, relation="moved")
        for at, passage in enumerate(passages)
    )


def _longest_run(values: Sequence[int]) -> list[int]:
    """Indices of a longest strictly increasing run of `values`."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, value in enumerate(values):
        place = bisect_left(tails, value)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [value]
        ends[place : place + 1] = [at]
    run: list[int] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        run.append(at)
        at = before[at]
    return run[::-1]
