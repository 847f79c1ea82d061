"""How many of the changes that are told readers kept: two-sided findings against pairs of sentences judged by eye.

    python benchmarks/judged.py PATH [--labels FILE]

PATH is the collection that the labels point into. `judged-shifts.jsonl` holds no text: each line names two cables, the
places of two sentences in their readings with digests of their words, and the judgement (keep, or no and why), made by
reading the two quotations as a historian would: do both speak of one claim about the same thing, and does something
about it differ? `pool` says how they were drawn: the nearest sentences, the blocks of the search, or what the words at
shared words show ("bound"; these were read while the rules were written, so their figures flatter). Printed for each
kind of change, and for all judged pairs that are not told: judged, kept. Labels whose sentences read otherwise now
are counted and left out.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from crosscable.compare.assessments.bound import bound_readings
from crosscable.compare.assessments.claims import Claim, claims
from crosscable.compare.assessments.pairing import pair_claims
from crosscable.compare.assessments.shifts import candidates
from crosscable.compare.attribution.statements import attribute
from crosscable.compare.findings import digest
from crosscable.compare.people.reconcile import reconcile
from crosscable.corpora import read
from crosscable.corpora.cable import Cable

Row = tuple[str, bool, bool]
"""What is read from two judged sentences (a kind, or nothing), whether they are told, whether readers kept them."""


def _sentence(found: Sequence[Claim], place: Sequence[int]) -> list[Claim]:
    return [claim for claim in found if place[0] <= claim.start and claim.end <= place[1]]


def judged(pair: tuple[Cable, Cable], labels: Sequence[dict[str, object]]) -> Iterator[Row | None]:
    """A row for each label of a pair of cables; None where the sentences read otherwise now."""
    statements = tuple(attribute(cable) for cable in pair)
    people = reconcile(pair)
    sides = [claims(cable, said, people) for cable, said in zip(pair, statements, strict=True)]
    told = {
        (one.lead[0].sentence, one.lead[1].sentence): one.reading.kind
        for one in candidates(pair_claims(sides[0], sides[1]))
        if one.standing == "change"
    }
    for label in labels:
        places, digests = label["places"], label["digests"]
        assert isinstance(places, list)
        assert isinstance(digests, list)
        texts = [digest(cable.text[slice(*place)]) for cable, place in zip(pair, places, strict=True)]
        if any(not text.startswith(known) for text, known in zip(texts, digests, strict=True)):
            yield None
            continue
        both = [_sentence(side, place) for side, place in zip(sides, places, strict=True)]
        kind = told.get((tuple(places[0]), tuple(places[1])))
        seen = bound_readings(*both) if all(both) else ()
        yield (
            kind or (f"{seen[0].kind}, not told" if seen else "nothing"),
            kind is not None,
            label["judgement"] == "keep",
        )


def main() -> None:
    """Parse the command line, read, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path")
    parser.add_argument("--labels", type=Path, default=Path(__file__).with_name("judged-shifts.jsonl"))
    options = parser.parse_args()
    by_pair: defaultdict[tuple[str, str], list[dict[str, object]]] = defaultdict(list)
    for line in options.labels.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        by_pair[label["left"], label["right"]].append(label)
    wanted = {name for pair in by_pair for name in pair}
    cables = {cable.name: cable for cable in read(options.path) if cable.name in wanted}
    counts: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    stale = 0
    for pair, labels in sorted(by_pair.items()):
        for label, row in zip(labels, judged((cables[pair[0]], cables[pair[1]]), labels), strict=True):
            if row is None:
                stale += 1
                continue
            pool = "bound" if label["pool"] == "bound" else "others"
            counts[pool, row[0]].append(row[2])
            counts[pool, "all told" if row[1] else "all not told"].append(row[2])
    print(f"{'drawn from':12s}{'what is read':28s}{'judged':>8}{'kept':>8}")
    for (pool, kind), kept in sorted(counts.items()):
        print(f"{pool:12s}{kind:28s}{len(kept):8d}{sum(kept):8d}")
    print(f"{stale} labels left out: their sentences read otherwise now")


if __name__ == "__main__":
    main()
