"""The few pieces of SVG that the pictures are made of; every text and every attribute is escaped on its way in."""

from __future__ import annotations

import textwrap
from html import escape

from crosscable.reports.terminal.tables import visible

__all__ = ["element", "fitted", "label", "line", "link", "plain", "width_of", "wrapped"]

_WIDEST, _WIDE, _MIDDLE, _NARROW = 11.0, 9.2, 6.9, 4.0
"""Widths of letters of the pictures' sans-serif at 12 units, generous, so that labels never touch."""
_SLIM = frozenset("iljtfrI1.,:;'’|!()[] ·-")


def element(name: str, *children: str, **attributes: str | float | None) -> str:
    """An element of finished `children`; an underscore in an attribute's name is a hyphen, one at its end is dropped.

    An attribute of None is left out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return plain(value)
    return f"{value:.1f}".removesuffix(".0")


def plain(text: str) -> str:
    """Text as the content of an element."""
    return escape(visible(text))


def label(x: float, y: float, text: str, *, kind: str = "", anchor: str = "start", turned: bool = False) -> str:
    """A line of text; `turned` text climbs to the right from its place."""
    return element(
        "text",
        plain(text),
        x=x,
        y=y,
        class_=kind or None,
        text_anchor=anchor if anchor != "start" else None,
        transform=f"rotate(-50 {_value(x)} {_value(y)})" if turned else None,
    )


def line(x1: float, y1: float, x2: float, y2: float, kind: str = "axis") -> str:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=kind)


def link(target: str, *children: str) -> str:
    """Children that lead to `target`, or lead nowhere where it is empty.

    Such a link is for the pointer; whoever uses keys finds the same one in the table of figures.
    """
    if not target:
        return element("g", *children)
    return element("a", *children, href=target, tabindex="-1")


def width_of(text: str) -> float:
    """About how wide a label is drawn."""
    return sum(map(_width, text))


def _width(sign: str) -> float:
    if sign in _SLIM:
        return _NARROW
    if sign in "mwMW%@…":
        return _WIDEST
    return _WIDE if sign.isupper() or not sign.isascii() else _MIDDLE


def fitted(text: str, width: float) -> str:
    """`text` shortened so that it is drawn within `width`."""
    if width_of(text) <= width:
        return text
    kept = text
    while kept and width_of(f"{kept}…") > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def wrapped(text: str, width: float) -> list[str]:
    """`text` in lines that are drawn within `width`."""
    return textwrap.wrap(" ".join(text.split()), max(10, int(width / _MIDDLE)))
