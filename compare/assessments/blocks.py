"""Blocks: up to three claims a side that together say one thing about one matter, and their counterpart.

A change is seldom told by one clause on each side. From each of the best pairs a block grows, taking the claim that
adds most for its length, while both sides stay short enough to be quoted. After each block its claims count less, so
that the next one is about something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscable.compare.assessments.pairing import Pairing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from crosscable.compare.assessments.claims import Claim

    Matrix = NDArray[np.float64]

__all__ = ["MAX_CLAIMS", "MAX_LENGTH", "Block", "grow_blocks", "matters", "quotable"]

MAX_CLAIMS = 3
MAX_LENGTH = 300  # code points a side, as they stand in the file: a quotation, not a page
_ROOM = MAX_LENGTH + 1  # for each claim is counted with the space after it
SEEDS = 60  # best pairs from which blocks are tried
TEMPERATURE = 0.8  # how fast a pair's weight falls with its score, in standard deviations of all scores
APART = 2.5  # standard deviations by which two claims have to fit each other better than the rest of their block
LEAST_SHARE = 0.01  # a claim that adds less than this part of the first pair is about something else
USED = 0.5  # what a claim still weighs after it was used in a block


@dataclass(frozen=True, slots=True)
class Block:
    """Numbers of claims (into the pairing), the lead pair first, and the block's weight.

    Weights are relative to the best pair of the two cables.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    weight: float


def quotable(claims: Sequence[Claim], first: Sequence[int]) -> tuple[int, ...]:
    """The claims of a sentence that can be quoted together, by place: those of `first` (places in `claims`) above all.

    Returns:
        Places in `claims`: at most `MAX_CLAIMS` with `MAX_LENGTH` code points in all, at least the first of them.
    """
    chosen: list[int] = []
    room = _ROOM
    for at in dict.fromkeys([*first, *range(len(claims))]):
        length = claims[at].length
        if not chosen or (length <= room and len(chosen) < MAX_CLAIMS):
            chosen.append(at)
            room -= length
    return tuple(sorted(chosen))


def grow_blocks(pairing: Pairing, count: int) -> tuple[Block, ...]:
    """At most `count` blocks, in the order in which they were found."""
    import numpy as np

    if 0 in pairing.scores.shape:
        return ()
    sizes = tuple(np.array([claim.length for claim in side]) for side in (pairing.left, pairing.right))
    spread = max(0.5, float(pairing.scores.std()))
    weights = np.exp((pairing.scores - pairing.scores.max()) / (spread * TEMPERATURE))
    weights *= np.multiply.outer(sizes[0] <= _ROOM, sizes[1] <= _ROOM)
    weights[pairing.again] = 0.0
    heads = tuple(np.array([claim.zone == "heading" for claim in side]) for side in (pairing.left, pairing.right))
    blocks: list[Block] = []
    grown: dict[tuple[int, int], Block] = {}
    while len(blocks) < count:
        weights = np.round(weights, 9)
        seeds = _seeds(weights)
        for row, column in seeds:
            if (row, column) not in grown:
                grown[row, column] = _grown(weights, sizes, heads, pairing.again, row, column)
        found = max((grown[seed] for seed in seeds), key=lambda block: block.weight, default=None)
        if found is None:
            break
        blocks.append(found)
        weights[np.ix_(found.left, found.right)] = 0.0
        weights[list(found.left), :] *= USED
        weights[:, list(found.right)] *= USED
        # Weights only fall, so that a block none of whose claims was used would grow again as it is.
        used = set(found.left), set(found.right)
        grown = {
            seed: block
            for seed, block in grown.items()
            if used[0].isdisjoint(block.left) and used[1].isdisjoint(block.right)
        }
    return tuple(blocks)


def matters(block: Block, pairing: Pairing) -> tuple[Block, ...]:
    """The matters of a block that holds several: pairs of claims that fit each other and not the rest of it.

    Each is a block of its own, without weight. The block keeps them all: what it quotes of a second matter is more
    often right than what stands elsewhere.
    """
    scores = pairing.scores
    pairs = sorted(((i, j) for i in block.left for j in block.right), key=lambda pair: (-scores[pair], pair))
    found = pairs[:1]
    for i, j in pairs[1:]:
        if all(
            i != row and j != column and scores[i, j] - max(scores[i, column], scores[row, j]) >= APART
            for row, column in found
        ):
            found.append((i, j))
    return tuple(Block((i,), (j,), 0.0) for i, j in found) if len(found) > 1 else ()


def _seeds(weights: Matrix) -> list[tuple[int, int]]:
    """The best pairs, best first, equals by place."""
    import numpy as np

    order = np.argsort(-weights, axis=None, kind="stable")[:SEEDS]
    found = [divmod(int(place), weights.shape[1]) for place in order]
    return [(row, column) for row, column in found if weights[row, column] > 0]


def _grown(
    weights: Matrix,
    sizes: Sequence[NDArray[np.int64]],
    heads: Sequence[NDArray[np.bool_]],
    again: NDArray[np.bool_],
    row: int,
    column: int,
) -> Block:
    import numpy as np

    roots = (np.sqrt(sizes[0]), np.sqrt(sizes[1]))
    members = ([row], [column])
    lengths = [int(sizes[0][row]), int(sizes[1][column])]
    total = float(weights[row, column])
    while True:
        gains = (weights[:, members[1]].sum(axis=1), weights[members[0], :].sum(axis=0))
        pick: tuple[float, int, int] | None = None
        for side in (0, 1):
            if len(members[side]) >= MAX_CLAIMS:
                continue
            worth = (gains[side] / roots[side]).round(9)
            worth[members[side]] = 0.0
            worth[gains[side] < LEAST_SHARE * weights[row, column]] = 0.0
            worth[heads[side] | (lengths[side] + sizes[side] > _ROOM)] = 0.0
            said = again[:, members[1]].any(axis=1) if side == 0 else again[members[0], :].any(axis=0)
            worth[said] = 0.0
            at = int(worth.argmax())
            if worth[at] > 0 and (pick is None or worth[at] > pick[0]):
                pick = (float(worth[at]), side, at)
        if pick is None:
            return Block(tuple(members[0]), tuple(members[1]), round(total, 9))
        _, side, at = pick
        total += float(gains[side][at])
        members[side].append(at)
        lengths[side] += int(sizes[side][at])
