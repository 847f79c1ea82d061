"""`--mask-protected`: what commands do before they print; and the notice where a cable asks for protection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from crosscable.compare.decisions import Decisions
    from crosscable.corpora.cable import Cable
    from crosscable.reports.masking import Hide

__all__ = ["hiding", "with_notice"]


def hiding(
    asked: bool,
    cables: Iterable[Cable],
    *,
    corpus: Sequence[str] | None = None,
    decisions: Decisions | None = None,
) -> Hide:
    """What every result goes through before a presenter gets it.

    Args:
        asked: whether names are to be hidden.
        cables: all whose text may be shown.
        corpus: paths of cables that are not shown, but whose requests count.
        decisions: an editor's decisions on names.
    """
    from crosscable.reports.masking import hide_nothing, mask_of

    if not asked:
        return hide_nothing
    from crosscable.reports.cli.corpus import load
    from crosscable.reports.notices import asks_for_protection

    requests = [cable for cable in load(corpus).stream() if asks_for_protection(cable)] if corpus else []
    mask = mask_of(cables, requests=requests, decisions=decisions)
    typer.echo(f"{mask.hidden} {'name is' if mask.hidden == 1 else 'names are'} hidden", err=True)
    return mask


def with_notice(lines: Iterable[str], cables: Iterable[Cable], *, inside: bool) -> Iterable[str]:
    """`lines`, and after them the notice on requests for protection; on stderr where it is not to stand `inside`."""
    from crosscable.reports.cli.corpus import note
    from crosscable.reports.notices import protection_notice

    notice = protection_notice(cables)
    if notice and inside:
        return [*lines, "", notice]
    if notice:
        note(notice)
    return lines
