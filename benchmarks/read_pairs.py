"""How much of what readers find in whole pairs of cables is found, and how much of what is told they found too.

    python benchmarks/read_pairs.py PATH [--labels FILE]

PATH is the collection that the labels point into. `read-pairs.jsonl` holds no text: each line names two related cables
and what one or two readers wrote down (a language model told to read as a historian; it read both cables whole and saw
nothing of what the finder says): contrasts with their kinds and strength (3 the words state it, 2 both passages must be
read, 1 arguable), claims restated unchanged (strength 0), matters newly raised or not repeated; for each the places of
the sentences in the readings. A pair whose readings are others now is left out and counted.

Printed: the ranked list for programs (a block is right for one contrast only, and each contrast is found once); what
people are shown, by sort; what a second reader of the same pair says of the first one's contrasts, which is about the
most that a finder can reach.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from crosscable.compare.assessments.claims import claims
from crosscable.compare.assessments.shift import Shift
from crosscable.compare.assessments.shifts import shifts_between, side_by_side, worth_reading
from crosscable.compare.attribution.statements import attribute
from crosscable.compare.findings import digest
from crosscable.compare.people.reconcile import reconcile
from crosscable.corpora import read
from crosscable.corpora.cable import Cable

Places = Sequence[Sequence[int]]

FIRST, MOST = 10, 20  # of the ranked list; as its scorer counts
CLEAR, STRONG = 2, 3


@dataclass(frozen=True, slots=True)
class Item:
    """What a reader wrote down: acceptable kinds, strength 0 to 3, places of the sentences, left and right."""

    kinds: frozenset[str]
    strength: int
    left: Places
    right: Places

    @property
    def contrast(self) -> bool:
        """Whether it says that something changed between two passages."""
        return bool(self.left and self.right and self.strength)

    def met(self, left: Places, right: Places) -> bool:
        """Whether these places meet its sentences on each side that it has, and there are none on the other."""
        sides = ((self.left, left), (self.right, right))
        return all(_meet(own, places) if own else not places for own, places in sides)


def _meet(some: Places, others: Places) -> bool:
    """Whether two of them share half of the shorter one."""
    return any(2 * (min(a[1], b[1]) - max(a[0], b[0])) >= min(a[1] - a[0], b[1] - b[0]) for a in some for b in others)


def _distinct(items: Iterable[Item]) -> list[Item]:
    """Strongest first, without what a second reader says again."""
    found: list[Item] = []
    for item in sorted(items, key=lambda item: -item.strength):
        if not any(_meet(item.left, one.left) and _meet(item.right, one.right) for one in found):
            found.append(item)
    return found


def _found(left: Cable, right: Cable) -> tuple[Shift, ...]:
    statements = attribute(left), attribute(right)
    people = reconcile((left, right))
    sides = tuple(claims(cable, said, people) for cable, said in zip((left, right), statements, strict=True))
    return shifts_between((left, right), (sides[0], sides[1]), statements)


def count_ranked(shifts: Iterable[Shift], contrasts: Sequence[Item], unchanged: Sequence[Item]) -> Counter[str]:
    """Counts for the ranked list of one pair."""
    listed = [shift for shift in shifts if shift.left and shift.right][:MOST]
    counts = Counter(listed=min(FIRST, len(listed)), unchanged=len(unchanged))
    kinds: dict[int, str] = {}
    for rank, shift in enumerate(listed):
        fits = [n for n, item in enumerate(contrasts) if n not in kinds and item.met(shift.left, shift.right)]
        if fits:
            best = next((n for n in fits if shift.kind in contrasts[n].kinds), fits[0])
            kinds[best] = shift.kind
            counts["right"] += rank < FIRST
            counts["kind right"] += shift.kind in contrasts[best].kinds
        else:
            counts["unchanged listed"] += any(item.met(shift.left, shift.right) for item in unchanged)
    counts["found"] = len(kinds)
    for name, least in (("clear", CLEAR), ("strong", STRONG)):
        counts[name] = sum(item.strength >= least for item in contrasts)
        counts[f"{name} found"] = sum(contrasts[n].strength >= least for n in kinds)
    return counts


def count_told(shifts: Sequence[Shift], items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """For each finding that people are shown its sort and whether readers found it too, or something near it."""
    changes = [item for item in items if item.contrast]
    for shift in (*worth_reading(shifts)[:FIRST], *side_by_side(shifts)):
        both = bool(shift.left and shift.right)
        sort = "one voice, nothing claimed" if shift.standing == "echo" else "two-sided" if both else shift.kind
        found = changes if both else [item for item in items if shift.kind in item.kinds]
        if any(item.met(shift.left, shift.right) for item in found):
            yield sort, "found"
        elif not both and any(_meet(shift.left, item.left) or _meet(shift.right, item.right) for item in changes):
            yield sort, "as a contrast"
        else:
            yield sort, "not found"


def agreement(readings: Sequence[Sequence[Item]]) -> Counter[str]:
    """How many contrasts of each reader the others of the same pair found."""
    counts = Counter[str]()
    for one, other in permutations(readings, 2):
        for item in (item for item in one if item.contrast):
            for name, least in (("clear", CLEAR), ("strong", STRONG)):
                if item.strength >= least:
                    counts[name] += 1
                    counts[f"{name} found"] += any(o.contrast and o.met(item.left, item.right) for o in other)
    return counts


def main() -> None:
    """Parse the command line, read, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path")
    parser.add_argument("--labels", type=Path, default=Path(__file__).with_name("read-pairs.jsonl"))
    options = parser.parse_args()
    labels = [json.loads(line) for line in options.labels.read_text(encoding="utf-8").splitlines()]
    wanted = {label[side] for label in labels for side in ("left", "right")}
    cables = {cable.name: cable for cable in read(options.path) if cable.name in wanted}
    ranked, readers, told = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    stale = 0
    for label in labels:
        left, right = cables[label["left"]], cables[label["right"]]
        if [digest(cable.text)[:16] for cable in (left, right)] != label["digests"]:
            stale += 1
            continue
        readings = [
            [Item(frozenset(one["kinds"]), one["strength"], one["left"], one["right"]) for one in reading]
            for reading in label["readings"]
        ]
        items = [item for reading in readings for item in reading]
        shifts = _found(left, right)
        contrasts = _distinct(item for item in items if item.contrast)
        ranked += count_ranked(shifts, contrasts, [item for item in items if not item.strength])
        readers += agreement(readings)
        told.update(count_told(shifts, items))
    print(f"{len(labels) - stale} pairs; {stale} left out: their cables read otherwise now")
    _print_ranked(ranked)
    for sort in dict.fromkeys(sort for sort, _ in sorted(told)):
        results = {name: told[sort, name] for name in ("found", "as a contrast", "not found")}
        print(f"told, {sort:28s}" + "  ".join(f"{name} {number}" for name, number in results.items()))
    for name in ("strong", "clear"):
        print(f"{name} contrasts of one reader that the second has: {readers[f'{name} found']} of {readers[name]}")


def _print_ranked(counts: Counter[str]) -> None:
    for name, part, whole in (
        ("right among the first ten", "right", "listed"),
        ("strong found among twenty", "strong found", "strong"),
        ("clear found among twenty", "clear found", "clear"),
        ("kind right", "kind right", "found"),
        ("unchanged claims listed", "unchanged listed", "unchanged"),
    ):
        print(f"{name:28s}{counts[part]:6d} of {counts[whole]:4d} = {counts[part] / max(1, counts[whole]):.3f}")


if __name__ == "__main__":
    main()
