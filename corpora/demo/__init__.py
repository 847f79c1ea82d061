"""The demo corpus: fictional cables, in every common file form, that are installed with the program."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

__all__ = ["demo_folder"]


def demo_folder() -> Path:
    """The folder of the demo cables: bare telegrams, web pages, a Markdown conversion, printouts and a dump.

    Countries, persons, events and figures are invented; the form of the telegrams is that of the real ones.
    """
    return Path(str(files(__name__).joinpath("cables")))
