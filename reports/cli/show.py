"""`crosscable show ID[¶n]`: one cable or one paragraph, as read or as the file has it, and how to cite it."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosscable.reports.cli.options import MaskProtected, Output, Width

if TYPE_CHECKING:
    from crosscable.corpora.cable import Cable, Paragraph

__all__ = ["show_command"]

_PARAGRAPH = re.compile(r"(?P<name>.+?)\s*(?:¶|:)\s*(?P<number>\d{1,3})")


class _Style(StrEnum):
    frus = "frus"
    csl = "csl"


def show_command(
    what: Annotated[
        str,
        typer.Argument(metavar="ID[¶n]", help="A cable's id or file; ¶4 or :4: a paragraph; @1: its first version."),
    ],
    corpus: Annotated[
        list[str] | None,
        typer.Option("--corpus", metavar="PATH", help="Where the id is looked up: file, folder or archive."),
    ] = None,
    as_filed: Annotated[bool, typer.Option("--as-filed", help="Print the file's own characters.")] = False,
    cite: Annotated[
        _Style | None, typer.Option("--cite", help="Print a citation instead: as in FRUS, or as CSL-JSON.")
    ] = None,
    mask_protected: MaskProtected = False,
    output: Output = None,
    width: Width = None,
) -> None:
    """Print one cable or one paragraph, with its repairs and losses marked.

    For example:

      crosscable show 08SELVANE92055 --corpus cables/

      crosscable show 08SELVANE92055¶4 --corpus cables/ --as-filed

      crosscable show cables/05DRAVIK90418.txt:2 --cite csl
    """
    from crosscable.reports.cli.corpus import one_cable
    from crosscable.reports.cli.hiding import hiding, with_notice
    from crosscable.reports.cli.output import emit

    name, number = what, None
    match = _PARAGRAPH.fullmatch(what)
    if match and not Path(what).exists():
        name, number = match["name"], int(match["number"])
    cable = one_cable(name, corpus)
    cable = hiding(mask_protected, [cable], corpus=corpus)(cable)
    paragraph = _paragraph(cable, number)
    lines = _lines(cable, paragraph, number, as_filed, cite, width)
    # What the file has, and citations, are to be copied: nothing is added there.
    emit(lines if cite else with_notice(lines, [cable], inside=not as_filed), output)


def _paragraph(cable: Cable, number: int | None) -> Paragraph | None:
    """The paragraph of this printed number; where no paragraph has one, the n-th."""
    from crosscable.corpora.errors import UsageError

    if number is None:
        return None
    numbered = {part.number: part for part in reversed(cable.paragraphs) if part.number is not None}
    if number in numbered:
        return numbered[number]
    if not numbered and 0 < number <= len(cable.paragraphs):
        return cable.paragraphs[number - 1]
    last = max(numbered, default=len(cable.paragraphs))
    raise UsageError(f"{cable.name} has no paragraph {number}", remedy=f"its paragraphs end with ¶{last}")


def _lines(
    cable: Cable, paragraph: Paragraph | None, number: int | None, filed: bool, style: _Style | None, width: int | None
) -> list[str]:
    if style is _Style.frus:
        from crosscable.reports.citation import cite
        from crosscable.reports.terminal.tables import visible

        return [visible(cite(cable, number))]
    if style is _Style.csl:
        import msgspec

        from crosscable.reports.citation import csl

        return [msgspec.json.encode([csl(cable, number)]).decode()]
    from crosscable.reports.terminal.show import as_filed, as_read

    return as_filed(cable, paragraph) if filed else as_read(cable, paragraph, width)
