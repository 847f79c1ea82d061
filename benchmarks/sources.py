"""CPU time of finding sources: python benchmarks/sources.py PATH... [--limit N]

PATH: files, folders, archives or a dump of cables. Prints for the first N cables the CPU seconds of reading (from the
store when they have been read before), of reconciling persons and of attributing statements, each a cable in
milliseconds, and the greatest memory of the process.
"""

from __future__ import annotations

import argparse
import resource
import time
from itertools import islice

from crosscable.compare.attribution.statements import attribute
from crosscable.compare.people.reconcile import reconcile
from crosscable.corpora.collection import open_corpus


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--limit", type=int, default=1000)
    arguments = parser.parse_args()
    marks = [time.process_time()]
    cables = list(islice(open_corpus(arguments.paths).stream(), arguments.limit))
    marks.append(time.process_time())
    reconcile(cables)
    marks.append(time.process_time())
    statements = sum(len(attribute(cable)) for cable in cables)
    marks.append(time.process_time())
    print(f"{len(cables)} cables, {statements} statements")
    for name, first, last in zip(("reading", "reconciling", "attributing"), marks, marks[1:], strict=False):
        print(f"{name:12s} {last - first:7.2f} CPU s  {1000 * (last - first) / max(1, len(cables)):6.2f} ms a cable")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"in all       {marks[-1] - marks[0]:7.2f} CPU s, greatest memory {peak} MB")


if __name__ == "__main__":
    main()
