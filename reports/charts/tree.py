"""The tree of a name: which spellings are nearest to one another, and how certain the model is of each joint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crosscable.compare.trees import Node
from crosscable.reports.charts.chart import Cell, Chart
from crosscable.reports.charts.svg import element, fitted, label, line, plain, width_of

__all__ = ["Leaf", "tree_chart"]

_ROW, _TOP, _WIDTH, _GAP = 30.0, 44.0, 420.0, 10.0
_LABEL = 300.0


@dataclass(frozen=True, slots=True)
class Leaf:
    """One spelling, how often it is written, and where it first stands."""

    text: str
    count: int
    href: str = ""


def tree_chart(name: str, person: str, leaves: Sequence[Leaf], tree: Node) -> Chart:
    """Draw the tree; its heights are 1 less the mean probability that the spellings on both sides are one name."""
    side = min(_LABEL, max(width_of(_written(leaf)) for leaf in leaves)) + 2 * _GAP
    height = _TOP + _ROW * len(leaves) + _GAP
    parts = _scale(height)
    place = {item: _TOP + _ROW * (number + 0.5) for number, item in enumerate(tree.items)}
    joints: list[tuple[Node, Node, float]] = []
    parts += _branches(tree, place, joints)
    for item in tree.items:
        written = fitted(_written(leaves[item]), _LABEL)
        parts.append(label(_GAP + _WIDTH + _GAP, place[item] + 4, written, kind="strong"))
    rows = tuple(
        (Cell(_named(leaves, one)), Cell(_named(leaves, other)), Cell(f"{1 - height:.2f}"))
        for one, other, height in joints
    )
    return Chart(
        name,
        f"How the spellings of {person} hang together",
        _reading(leaves, joints),
        "".join(parts),
        _GAP + _WIDTH + _GAP + side,
        height,
        ("one side", "other side", "mean probability"),
        rows,
    )


def _written(leaf: Leaf) -> str:
    return f"{leaf.text} ({leaf.count})"


def _named(leaves: Sequence[Leaf], node: Node) -> str:
    return ", ".join(leaves[item].text for item in node.items)


def _x(height: float) -> float:
    """Certain joints stand on the right, next to the names; doubtful ones on the left."""
    return _GAP + _WIDTH * (1.0 - min(1.0, max(0.0, height)))


def _scale(height: float) -> list[str]:
    parts = [label(_GAP, 14, "mean probability that the two sides are one name, side by side", kind="quiet")]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = _x(1.0 - tick)
        parts += [line(x, _TOP - 6, x, height - _GAP), label(x, _TOP - 12, f"{tick:g}", kind="quiet", anchor="middle")]
    return parts


def _branches(tree: Node, place: dict[int, float], joints: list[tuple[Node, Node, float]]) -> list[str]:
    parts: list[str] = []

    def walk(node: Node) -> tuple[float, float]:
        if not node.children:
            return _x(0.0), place[node.items[0]]
        (xa, ya), (xb, yb) = (walk(child) for child in node.children)
        # Where an outer joint is more certain than an inner one the tree would fold back: it is drawn no further right.
        x = min(_x(node.height), xa, xb)
        joints.append((node.children[0], node.children[1], node.height))
        parts.append(element("path", class_="branch", d=f"M{xa:.1f} {ya:.1f}H{x:.1f}V{yb:.1f}H{xb:.1f}"))
        told = element("title", plain(f"{1 - node.height:.2f}"))
        parts.append(element("circle", told, class_="knot", cx=x, cy=(ya + yb) / 2, r=4))
        return x, (ya + yb) / 2

    walk(tree)
    return parts


def _reading(leaves: Sequence[Leaf], joints: Sequence[tuple[Node, Node, float]]) -> str:
    nearest, farthest = min(joints, key=lambda j: j[2]), max(joints, key=lambda j: j[2])
    text = f"Nearest are {_named(leaves, nearest[0])} and {_named(leaves, nearest[1])} ({1 - nearest[2]:.2f})"
    if farthest is nearest:
        return f"{text}."
    late = min(farthest[:2], key=lambda node: len(node.items))
    join = "joins" if len(late.items) == 1 else "join"
    return f"{text}; {_named(leaves, late)} {join} the others last ({1 - farthest[2]:.2f})."
