"""The map of a cable as a picture to save: every bar with its paragraph below it, and the share at the side."""

from __future__ import annotations

from urllib.parse import quote

from crosscable.reports.charts.chart import Cell, Chart, saved
from crosscable.reports.charts.svg import element, label, line
from crosscable.reports.page.density import Bar, DensityMap

__all__ = ["density_chart", "density_link"]

_LEFT, _TOP, _FOOT = 48.0, 8.0, 44.0
_TALL = 120.0
"""Height of a paragraph that has nothing in common with the other cable; on the page the map is flatter."""


def density_chart(drawn: DensityMap, name: str) -> Chart:
    """The map of the cable `name` with its axes, its reading and its figures."""
    bottom = _TOP + _TALL
    drawing = [
        line(_LEFT, bottom, _LEFT + drawn.width, bottom),
        line(_LEFT, _TOP, _LEFT, bottom),
        label(_LEFT - 6, _TOP + 10, "100 %", kind="small", anchor="end"),
        label(_LEFT - 6, bottom, "0 %", kind="small", anchor="end"),
        *(part for bar in drawn.bars for part in _bar(bar, drawn.height)),
        label(_LEFT, bottom + 36, "filled: reworded; outlined: without counterpart; width: length", kind="small"),
    ]
    rows = tuple((Cell(bar.label), Cell(_percent(bar.changed)), Cell(_percent(bar.alone))) for bar in drawn.bars)
    return Chart(
        name=f"{name}-changes",
        title=f"{name}, paragraph by paragraph",
        reading=drawn.reading,
        drawing="".join(drawing),
        width=_LEFT + drawn.width + 8,
        height=bottom + _FOOT,
        columns=("paragraph", "reworded", "without counterpart"),
        rows=rows,
    )


def density_link(drawn: DensityMap, name: str) -> str:
    """The saved picture as an address that needs no file beside the page."""
    return f"data:image/svg+xml,{quote(saved(density_chart(drawn, name)))}"


def _bar(bar: Bar, height: float) -> list[str]:
    scale, bottom, x = _TALL / height, _TOP + _TALL, _LEFT + bar.x
    changed, alone = bar.changed_height * scale, bar.alone_height * scale
    named = bar.width >= _FOOT / 2
    return [
        element("rect", class_="room", x=x, y=_TOP, width=bar.width, height=_TALL),
        element("rect", class_="mark", x=x, y=bottom - changed, width=bar.width, height=changed),
        element("rect", class_="open", x=x, y=bottom - changed - alone, width=bar.width, height=alone),
        label(x + bar.width / 2, bottom + 14, bar.label, kind="small", anchor="middle") if named else "",
    ]


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
