"""How `match` gets its cables on a Spark cluster: read by the tasks where they can, else by the driver."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crosscable.corpora.errors import InputError
from crosscable.corpora.selection import Selection

__all__ = ["pieces_on_spark"]


def pieces_on_spark(paths: Sequence[str], chosen: Selection, master: str | None, *, strict: bool) -> Any:
    """The counted cables of `paths` that `chosen` holds, on the cluster `master` (default: this machine).

    Raises:
        InputError: the first refusal, where `strict`.
        UsageError: no PySpark, no Java, no cluster, or Parquet beside other forms.
    """
    from crosscable.compare.matching.spark.reading import read_by_tasks, read_pieces, spread_cables
    from crosscable.compare.matching.spark.session import LOCAL, session
    from crosscable.reports.cli import refusals
    from crosscable.reports.cli.corpus import load

    def refuse(error: InputError) -> None:
        if strict:
            raise error
        refusals.tell(error)

    alone = read_by_tasks(paths)
    running = session(master or LOCAL)
    if alone:
        return read_pieces(running, paths, chosen, refuse=refuse)
    return spread_cables(running.sparkContext, load(paths, chosen, strict=strict).stream())
