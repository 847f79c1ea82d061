"""`crosscable compare LEFT RIGHT`: one pair of cables, told with its quotations."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from crosscable.reports.cli.options import Bom, DecisionsFolder, MaskProtected, Output, Width

if TYPE_CHECKING:
    from crosscable.compare.comparison import Comparison

__all__ = ["compare_command"]


class _Format(StrEnum):
    table = "table"
    json = "json"
    csv = "csv"
    tsv = "tsv"
    md = "md"
    html = "html"
    tei = "tei"


class _Rows(StrEnum):
    shifts = "shifts"
    passages = "passages"
    people = "people"
    sources = "sources"


_SIDE = "A file with one cable, or an id where --corpus is given."


def compare_command(
    left: Annotated[str, typer.Argument(help=_SIDE)],
    right: Annotated[str, typer.Argument(help=_SIDE)],
    corpus: Annotated[
        list[str] | None,
        typer.Option("--corpus", metavar="PATH", help="Where ids are looked up: file, folder or archive."),
    ] = None,
    decisions: DecisionsFolder = None,
    unchanged: Annotated[bool, typer.Option("--unchanged", help="Also list claims restated without change.")] = False,
    mask_protected: MaskProtected = False,
    format: Annotated[_Format, typer.Option("--format", help="How to print it.")] = _Format.table,
    rows: Annotated[_Rows, typer.Option("--rows", help="csv, tsv: what the rows are.")] = _Rows.shifts,
    bom: Bom = False,
    output: Output = None,
    width: Width = None,
) -> None:
    """Compare two cables: header facts, shifts, sources quoted in both, people, aligned passages.

    The earlier cable is left when both are dated, else the order given stands.

    For example:

      crosscable compare cables/05DRAVIK90418.txt cables/07DRAVIK90733.md

      crosscable compare 06SELVANE91877 08SELVANE92055 --corpus cables/ --format json -o pair.json
    """
    from crosscable.compare.comparison import compare
    from crosscable.reports.cli.corpus import two_cables
    from crosscable.reports.cli.editing import folder_decisions
    from crosscable.reports.cli.hiding import hiding
    from crosscable.reports.cli.output import emit

    known = folder_decisions(decisions) if decisions else None
    pair = two_cables(left, right, corpus)
    hide = hiding(mask_protected, pair, corpus=corpus, decisions=known)
    comparison = hide(compare(*pair, decisions=known, unchanged=unchanged))
    emit(_lines(comparison, format, rows, width), output, bom=bom and format in (_Format.csv, _Format.tsv))


def _lines(comparison: Comparison, format: _Format, rows: _Rows, width: int | None) -> Iterable[str]:
    if format is _Format.json:
        import msgspec

        from crosscable.reports.machine.comparison import comparison_value

        return [msgspec.json.encode(comparison_value(comparison)).decode()]
    if format in (_Format.csv, _Format.tsv):
        from crosscable.reports.machine.sheets import sheet

        return sheet(comparison.table(rows.value), "tsv" if format is _Format.tsv else "csv")
    if format is _Format.tei:
        from crosscable.reports.tei import comparison_tei

        return comparison_tei(comparison)
    if format is _Format.html:
        from crosscable.reports.page.comparison import comparison_page

        return [comparison_page(comparison)]
    from crosscable.reports.story import tell

    if format is _Format.md:
        from crosscable.reports.markdown import comparison_markdown

        return comparison_markdown(tell(comparison))
    from crosscable.reports.terminal.comparison import comparison_lines

    return comparison_lines(tell(comparison), width)
