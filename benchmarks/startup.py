"""CPU milliseconds that `--version` and `--help` cost above a bare Python: the median of several runs.

    python benchmarks/startup.py [RUNS]

Wanted: --version within 80, --help within 150. User and system time of the process are counted, never the clock.
"""

from __future__ import annotations

import os
import statistics
import sys

WANTED = {"--version": 80, "--help": 150}
CALL = "import sys; sys.argv = ['crosscable', {!r}]; from crosscable.reports.cli import main; main()"


def cpu(program: str) -> float:
    """Milliseconds of CPU that `python -c program` takes; its output is thrown away."""
    child = os.fork()
    if not child:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.execv(sys.executable, [sys.executable, "-c", program])  # noqa: S606
    _, _, usage = os.wait4(child, 0)
    return 1000 * (usage.ru_utime + usage.ru_stime)


def median(program: str, runs: int) -> float:
    """The median of `runs` measurements, after one that warms the caches."""
    cpu(program)
    return statistics.median(cpu(program) for _ in range(runs))


def main() -> None:
    """Print one line for each call."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    bare = median("pass", runs)
    print(f"bare Python {bare:6.0f} ms")
    for call, wanted in WANTED.items():
        print(f"{call:11} {median(CALL.format(call), runs) - bare:6.0f} ms above it (wanted: {wanted})")


if __name__ == "__main__":
    main()
