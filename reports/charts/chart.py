"""A picture with all that belongs to it: title, one sentence on what it shows, and its figures as a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from crosscable.reports.charts.svg import element, label, plain, wrapped

__all__ = ["Cell", "Chart", "chart_style", "figure", "saved"]

_LINE = 18.0
"""Height of a line of the title and the sentence above a picture that is saved."""
_TOKENS = re.compile(r":root\{[^}]*\}")
_DARK = re.compile(r"@media \(prefers-color-scheme:dark\)\{:root\{[^}]*\}\}")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table of figures; `href` leads to what the figure counts."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture: `name` is its file and its address in a page, `drawing` the SVG inside of `width` by `height`.

    `reading` says in one sentence what there is to see. Of each row of `rows` the first cell names the others, which
    stand under `columns`.
    """

    name: str
    title: str
    reading: str
    drawing: str
    width: float
    height: float
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@lru_cache(maxsize=1)
def chart_style() -> str:
    """The rules of the drawings; colours come from the page's own names for them."""
    return (files("crosscable.reports.charts") / "chart.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _tokens() -> str:
    style = (files("crosscable.reports.page") / "style.css").read_text(encoding="utf-8")
    light, dark = _TOKENS.search(style), _DARK.search(style)
    return "\n".join(found[0] for found in (light, dark) if found)


def figure(chart: Chart) -> str:
    """The picture as part of a page, which has `chart_style()` among its styles."""
    return element(
        "svg",
        element("title", plain(chart.title), id=f"{chart.name}-title"),
        element("desc", plain(chart.reading), id=f"{chart.name}-told"),
        chart.drawing,
        class_="chart",
        role="group" if "<a " in chart.drawing else "img",
        aria_labelledby=f"{chart.name}-title",
        aria_describedby=f"{chart.name}-told",
        width=chart.width,
        height=chart.height,
        viewBox=f"0 0 {chart.width:.0f} {chart.height:.0f}",
    )


def saved(chart: Chart) -> str:
    """The picture as a file of its own: it says its title, follows light and dark, and leads nowhere."""
    drawing = re.sub(r"<a [^>]*>", "<g>", chart.drawing).replace("</a>", "</g>")
    width = max(chart.width, 480.0)
    told = wrapped(chart.reading, width - 16)
    head = 24 + _LINE * (1 + len(told))
    return (
        element(
            "svg",
            element("title", plain(chart.title)),
            element("desc", plain(chart.reading)),
            element("style", f"{_tokens()}\n{chart_style()}"),
            element("rect", class_="ground", width=width, height=chart.height + head),
            label(8, 24, chart.title, kind="headline"),
            *(label(8, 24 + _LINE * number, part, kind="quiet") for number, part in enumerate(told, 1)),
            element("g", drawing, transform=f"translate(0 {head:.0f})"),
            xmlns="http://www.w3.org/2000/svg",
            class_="chart",
            width=width,
            height=chart.height + head,
            viewBox=f"0 0 {width:.0f} {chart.height + head:.0f}",
        )
        + "\n"
    )
