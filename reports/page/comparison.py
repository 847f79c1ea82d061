"""The page of one pair."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from crosscable.reports.page.render import render
from crosscable.reports.story import Story, tell

if TYPE_CHECKING:
    from crosscable.compare.comparison import Comparison
    from crosscable.corpora.cable import Cable

__all__ = ["ParagraphView", "comparison_page"]


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """One paragraph of a full text: its anchor, number and marking, heading if it opens one, the reading, the file."""

    anchor: str
    label: str
    heading: str
    text: str
    filed: str
    repaired: bool


def comparison_page(comparison: Comparison) -> str:
    """The whole comparison as one HTML file."""
    story: Story = tell(comparison)
    return render(
        "comparison.html",
        title=f"{story.names[0]} and {story.names[1]}",
        story=story,
        texts=(_text(comparison.left, "left"), _text(comparison.right, "right")),
        cables=(comparison.left, comparison.right),
        version=version("crosscable"),
        total=sum(len(shifts) for _, shifts in story.shifts),
    )


def _text(cable: Cable, side: str) -> tuple[ParagraphView, ...]:
    views, heading = [], None
    for index, paragraph in enumerate(cable.paragraphs):
        span = cable.span(paragraph.start, paragraph.end)
        label = f"¶{paragraph.number}" if paragraph.number is not None else ""
        if paragraph.marking:
            label = f"{label} ({paragraph.marking})".strip()
        views.append(
            ParagraphView(
                anchor=f"{side}-{index + 1}",
                label=label,
                heading=paragraph.heading if paragraph.heading and paragraph.heading != heading else "",
                text=paragraph.text,
                filed=span.quote,
                repaired=" ".join(span.quote.split()) != " ".join(paragraph.text.split()),
            )
        )
        heading = paragraph.heading
    return tuple(views)
