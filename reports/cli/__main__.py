"""`python -m crosscable.reports.cli`: the command line under the Python that is asked for."""

from __future__ import annotations

from crosscable.reports.cli import main

if __name__ == "__main__":
    main()
