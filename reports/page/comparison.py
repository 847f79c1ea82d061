"""The page of one pair."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING

from crosscable.reports.citation import cite, csl
from crosscable.reports.page.density import density_maps
from crosscable.reports.page.render import render
from crosscable.reports.page.texts import full_text
from crosscable.reports.story import Story, tell

if TYPE_CHECKING:
    from crosscable.compare.comparison import Comparison

__all__ = ["comparison_page"]


def comparison_page(comparison: Comparison, *, index: str = "", before: str = "", after: str = "") -> str:
    """The whole comparison as one HTML file; in a report folder `index` and its neighbours name files beside it."""
    story: Story = tell(comparison)
    cables = (comparison.left, comparison.right)
    return render(
        "comparison.html",
        title=f"{story.names[0]} and {story.names[1]}",
        story=story,
        sides=("left", "right"),
        texts=tuple(full_text(cable, side) for cable, side in zip(cables, ("left", "right"), strict=True)),
        maps=density_maps(comparison),
        citations=tuple(cite(cable) for cable in cables),
        items=tuple(json.dumps(csl(cable), ensure_ascii=False, indent=1) for cable in cables),
        cables=cables,
        index=index,
        before=before,
        after=after,
        version=version("crosscable"),
        total=sum(len(shifts) for _, shifts in story.shifts),
    )
