"""Grids: rows and columns of marks, each as large as its value; for how alike things are and how often they occur.

Size says it, so that it can be read in grey as well; the figures stand in the table beside the picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from crosscable.compare.trees import Node
from crosscable.reports.charts.chart import Cell, Chart
from crosscable.reports.charts.svg import element, fitted, label, line, link, plain, width_of

__all__ = ["Grid", "Heading", "Mark", "grid_chart"]

_CELL, _SMALL, _MANY = 24.0, 17.0, 26
"""Edge of a cell; edge where there are more than so many rows or columns."""
_LABEL = 210.0  # greatest width of a row's label
_TREE = 90.0  # room of the tree beside the rows
_STEEP = math.sin(math.radians(50))
_TOP, _GAP = 30.0, 8.0


@dataclass(frozen=True, slots=True)
class Heading:
    """What a row or a column stands for; a `border` is drawn before it where a new part begins."""

    text: str
    href: str = ""
    border: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """The edge of a mark, 0..1 of its cell's, and its value as the table and the pointer are told it.

    `ring`: drawn hollow and round, not as a filled square.
    """

    edge: float
    text: str
    ring: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid to draw: marks by (row, column), the names of both axes, and what the sizes mean.

    `tree` joins the rows, whose order it has to be; `selves` are cells that compare a thing with itself.
    """

    name: str
    title: str
    reading: str
    axes: tuple[str, str]
    rows: Sequence[Heading]
    columns: Sequence[Heading]
    marks: dict[tuple[int, int], Mark]
    legend: Sequence[tuple[Mark, str]]
    tree: Node | None = None
    selves: frozenset[tuple[int, int]] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand: edge of a cell, left and top of the grid."""

    edge: float
    left: float
    top: float

    def x(self, column: int) -> float:
        return self.left + self.edge * column

    def y(self, row: int) -> float:
        return self.top + self.edge * row


def grid_chart(grid: Grid) -> Chart:
    """Draw the grid."""
    edge = _SMALL if max(len(grid.rows), len(grid.columns)) > _MANY else _CELL
    side = min(_LABEL, max((width_of(head.text) for head in grid.rows), default=0.0))
    climb = min(_LABEL, max((width_of(head.text) for head in grid.columns), default=0.0)) * _STEEP
    frame = _Frame(edge, (_TREE if grid.tree else 0.0) + side + 2 * _GAP, _TOP + climb + _GAP)
    right = frame.x(len(grid.columns)) + max(climb / _STEEP * math.cos(math.radians(50)), 3 * _GAP)
    legend = _legend(grid, frame.y(len(grid.rows)) + 2 * _GAP, edge)
    width = max(right, 16 + width_of(f"{grid.axes[0]} {grid.axes[1]}") + 60, legend[1])
    parts = [*_axes(grid, frame), *_ground(grid, frame), *_borders(grid, frame)]
    parts += [_mark(grid, frame, place, mark) for place, mark in sorted(grid.marks.items())]
    if grid.tree:
        parts += _tree(grid.tree, frame)
    height = frame.y(len(grid.rows)) + 2 * _GAP + edge + _GAP
    return Chart(
        grid.name, grid.title, grid.reading, "".join([*parts, legend[0]]), width, height, _columns(grid), _rows(grid)
    )


def _axes(grid: Grid, frame: _Frame) -> list[str]:
    parts = [label(_GAP, 14, f"rows: {grid.axes[0]} · columns: {grid.axes[1]}", kind="quiet")]
    for number, head in enumerate(grid.rows):
        y = frame.y(number) + frame.edge / 2 + 4
        text = label(frame.left - _GAP, y, fitted(head.text, _LABEL), anchor="end")
        parts.append(link(head.href, element("title", plain(head.text)), text))
    for number, head in enumerate(grid.columns):
        x = frame.x(number) + frame.edge / 2 + 3
        text = label(x, frame.top - _GAP, fitted(head.text, _LABEL), turned=True)
        parts.append(link(head.href, element("title", plain(head.text)), text))
    return parts


def _ground(grid: Grid, frame: _Frame) -> list[str]:
    width, height = frame.edge * len(grid.columns), frame.edge * len(grid.rows)
    parts = [element("rect", class_="room", x=frame.left, y=frame.top, width=width, height=height)]
    parts += [line(frame.x(n), frame.top, frame.x(n), frame.top + height) for n in range(len(grid.columns) + 1)]
    parts += [line(frame.left, frame.y(n), frame.left + width, frame.y(n)) for n in range(len(grid.rows) + 1)]
    for row, column in sorted(grid.selves):
        x, y = frame.x(column), frame.y(row)
        parts.append(line(x, y + frame.edge, x + frame.edge, y))
    return parts


def _borders(grid: Grid, frame: _Frame) -> list[str]:
    right, bottom = frame.x(len(grid.columns)), frame.y(len(grid.rows))
    parts = [
        line(frame.left, frame.y(n), right, frame.y(n), "border") for n, head in enumerate(grid.rows) if head.border
    ]
    return parts + [
        line(frame.x(n), frame.top, frame.x(n), bottom, "border") for n, head in enumerate(grid.columns) if head.border
    ]


def _mark(grid: Grid, frame: _Frame, place: tuple[int, int], mark: Mark) -> str:
    row, column = place
    told = element("title", plain(f"{grid.rows[row].text} · {grid.columns[column].text}: {mark.text}"))
    shape = _shape(mark, frame.x(column) + frame.edge / 2, frame.y(row) + frame.edge / 2, frame.edge, told)
    return shape if mark.edge > 0 else ""


def _shape(mark: Mark, x: float, y: float, edge: float, told: str = "") -> str:
    size = (edge - 3) * max(0.0, min(1.0, mark.edge))
    if mark.ring:
        return element("circle", told, class_="ring", cx=x, cy=y, r=max(2.5, size / 2 - 1))
    size = max(1.5, size)
    return element("rect", told, class_="mark", x=x - size / 2, y=y - size / 2, width=size, height=size)


def _legend(grid: Grid, y: float, edge: float) -> tuple[str, float]:
    """The legend, and how far it reaches to the right."""
    parts, x = [], _GAP
    for mark, text in grid.legend:
        parts += [_shape(mark, x + edge / 2, y + edge / 2, edge), label(x + edge + 4, y + edge / 2 + 4, text)]
        x += edge + 4 + width_of(text) + 2 * _GAP
    return "".join(parts), x


def _tree(tree: Node, frame: _Frame) -> list[str]:
    """Branches from the rows' left, the higher the less alike."""
    place = {item: frame.y(number) + frame.edge / 2 for number, item in enumerate(tree.items)}
    tallest = tree.height or 1.0
    parts: list[str] = []

    def walk(node: Node) -> tuple[float, float]:
        if not node.children:
            return _TREE, place[node.items[0]]
        x = _TREE - (_TREE - _GAP) * node.height / tallest
        (xa, ya), (xb, yb) = (walk(child) for child in node.children)
        parts.append(element("path", class_="branch", d=f"M{xa:.1f} {ya:.1f}H{x:.1f}V{yb:.1f}H{xb:.1f}"))
        return x, (ya + yb) / 2

    walk(tree)
    return parts


def _columns(grid: Grid) -> tuple[str, ...]:
    return (grid.axes[0], *(head.text for head in grid.columns))


def _rows(grid: Grid) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            Cell(head.text, head.href),
            *(
                Cell(mark.text if (mark := grid.marks.get((row, column))) else "")
                for column in range(len(grid.columns))
            ),
        )
        for row, head in enumerate(grid.rows)
    )
