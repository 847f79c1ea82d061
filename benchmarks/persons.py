"""Persons measured: CPU seconds and memory of finding, linking and reconciling the persons of a corpus.

    python benchmarks/persons.py CORPUS [--cables N]

Times are CPU seconds of the process, user and system; reading the cables is shown apart.
"""

from __future__ import annotations

import argparse
import resource
import time

from crosscable.compare.people.linking import link
from crosscable.compare.people.mentions import find_mentions
from crosscable.compare.people.reconcile import reconcile
from crosscable.corpora import read


def main() -> None:
    """Measure and print a small table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus")
    arguments.add_argument("--cables", type=int, default=1000, help="how many cables, from the beginning")
    given = arguments.parse_args()
    start = time.process_time()
    cables = [cable for cable, _ in zip(read(given.corpus, on_refused=print), range(given.cables), strict=False)]
    told("read", start, len(cables))
    start = time.process_time()
    mentions = [find_mentions(cable) for cable in cables]
    told("find", start, len(cables))
    start = time.process_time()
    entities = sum(len(link(found)) for found in mentions)
    told("link", start, len(cables))
    start = time.process_time()
    people = reconcile(cables)
    told("find, link and reconcile", start, len(cables))
    found = sum(map(len, mentions))
    print(f"{len(cables)} cables, {found} mentions, {entities} in their cables, {len(people.persons)} in all")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most")


def told(what: str, start: float, cables: int) -> None:
    """One line of the table."""
    spent = time.process_time() - start
    print(f"{what:26} {spent:7.2f} s {1000 * spent / max(1, cables):7.2f} ms a cable")


if __name__ == "__main__":
    main()
