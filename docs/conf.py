"""Sphinx for crosscable: Markdown pages, a reference that the program writes of itself, nothing from the network."""

import sys
from pathlib import Path

from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

project = "crosscable"
author = "The crosscable maintainers"
extensions = ["myst_parser"]
myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "crosscable"
html_show_sourcelink = False
html_copy_source = False
suppress_warnings: list[str] = []


def setup(app: Sphinx) -> None:
    """Write the reference before the pages are collected."""
    from generate import write

    app.connect("builder-inited", lambda _: write(HERE / "reference"))
