"""The command line: one thin module for each command group; parse, call the library, print."""

from __future__ import annotations

import os
import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line and end the process with its exit code.

    `--version` is answered before anything else is loaded: it is what scripts and completions call most.
    """
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from importlib.metadata import version

        sys.stdout.write(f"crosscable {version('crosscable')}\n")
        sys.exit(0)
    # The matrices of two cables are small: threads that wait for each other cost more CPU time than they save. Has to
    # be said before numpy is loaded; whoever sets it differently is left alone.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from crosscable.reports.cli.app import run

    sys.exit(run(arguments))
