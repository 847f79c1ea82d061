"""`crosscable demo`: the main job on the demo corpus, with nothing to configure."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from crosscable.corpora.errors import UsageError
from crosscable.reports.cli.options import MaskProtected, ReportFolder, Width

__all__ = ["demo_command"]


def demo_command(
    directory: ReportFolder = Path("crosscable-report"),
    copy: Annotated[
        Path | None,
        typer.Option("--cables", metavar="DIR", help="Only copy the cables of the demo corpus to this new folder."),
    ] = None,
    mask_protected: MaskProtected = False,
    width: Width = None,
) -> None:
    """Compare the demo corpus: print its pairs and the foremost comparison, write the whole report to a folder.

    For example:

      crosscable demo

      crosscable demo -o demo-report

      crosscable demo --cables demo-cables
    """
    from crosscable.compare.comparison import compare
    from crosscable.compare.pairs import choose_pairs
    from crosscable.corpora.demo import demo_folder
    from crosscable.reports.cli.corpus import load
    from crosscable.reports.cli.hiding import hiding
    from crosscable.reports.cli.output import emit
    from crosscable.reports.folder import write_folder
    from crosscable.reports.site.words import counted
    from crosscable.reports.story import tell
    from crosscable.reports.terminal.comparison import comparison_lines
    from crosscable.reports.terminal.pairs import pair_lines

    if copy is not None:
        emit([f"{counted(_copied(demo_folder(), copy), 'file')} in {copy}"], None)
        return
    corpus = load([str(demo_folder())])
    hide = hiding(mask_protected, corpus.cables)
    chosen = choose_pairs(corpus.cables)
    comparisons = {(pair.left.name, pair.right.name): compare(pair.left, pair.right) for pair in chosen.pairs}
    index = write_folder(
        directory,
        corpus.cables,
        chosen,
        corpus.refused,
        lambda left, right: comparisons[left.name, right.name],
        "html",
        hide=hide,
    )
    # The pair in which most sources speak twice shows most of what there is to see.
    foremost = max(comparisons.values(), key=lambda found: (len(found.sources), found.left.name, found.right.name))
    lines = [*pair_lines(len(corpus), hide(chosen), width), "", *comparison_lines(tell(hide(foremost)), width), ""]
    emit([*lines, f"The report with all {len(chosen.pairs)} comparisons: {index}"], None)


def _copied(cables: Path, folder: Path) -> int:
    """Copy the cables to a folder that does not exist yet; how many files they are.

    Raises:
        UsageError: it exists, or cannot be written.
    """
    try:
        folder.mkdir(parents=True)
        names = sorted(path.name for path in cables.iterdir() if path.is_file())
        for name in names:
            shutil.copyfile(cables / name, folder / name)
    except OSError as error:
        raise UsageError(
            "cannot copy the cables", where=str(folder), why=error.strerror or str(error), remedy="name a new folder"
        ) from error
    return len(names)
