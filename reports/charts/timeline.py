"""Timelines: who spoke when, in lanes above an axis of time, and between which days what was said changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crosscable.reports.charts.chart import Cell, Chart
from crosscable.reports.charts.svg import element, fitted, label, line, link, plain, width_of

__all__ = ["Point", "Timeline", "Turn", "timeline_chart"]

_WIDTH, _LABEL, _GAP = 620.0, 190.0, 10.0
_R, _ROW, _CHIP = 12.0, 30.0, 26.0
"""Radius of a point; height of a row of points and of a row of changes."""
_TICKS = 9


@dataclass(frozen=True, slots=True)
class Point:
    """What one lane says on one day: `number` is its step, `count` how many sentences, `href` leads to the first.

    `ring`: drawn hollow; `cable` and `words` are what the table and the pointer are told.
    """

    day: date
    lane: str
    number: int
    count: int
    cable: str
    words: str
    href: str = ""
    ring: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """A change: from one day to another, in a word or two, with the sentence that tells it and where it stands."""

    before: date
    now: date
    number: int
    text: str
    why: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """A timeline to draw: lanes from top to bottom, their points, and the changes."""

    name: str
    title: str
    reading: str
    lanes: Sequence[str]
    points: Sequence[Point]
    turns: Sequence[Turn]


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int
    left: float

    def x(self, day: date) -> float:
        span = max(1, self.last - self.first)
        return self.left + _R + (_WIDTH - 2 * _R) * (day.toordinal() - self.first) / span


def timeline_chart(timeline: Timeline) -> Chart:
    """Draw the timeline; it needs at least one point."""
    days = [point.day.toordinal() for point in timeline.points]
    side = min(_LABEL, max(width_of(lane) for lane in (*timeline.lanes, "changes")))
    scale = _Scale(min(days), max(days), side + 2 * _GAP)
    right = scale.left + _WIDTH + _GAP
    parts, top = _changes(timeline, scale, 24.0)
    lanes, top = _lanes(timeline, scale, top)
    axis = _axis(scale, 20.0, top)
    drawing = [label(_GAP, 14, "numbers: steps, as listed", kind="quiet"), *axis, *parts, *lanes]
    return Chart(
        timeline.name,
        timeline.title,
        timeline.reading,
        "".join(drawing),
        right + _GAP,
        top + 30.0,
        ("step", "sent", "cable", "who", "says", "changed"),
        _rows(timeline),
    )


def _stacked(spans: Sequence[tuple[float, float]]) -> list[int]:
    """For each span (in order of its left end) the first row in which it does not touch another."""
    ends: list[float] = []
    rows = []
    for left, right in spans:
        row = next((n for n, end in enumerate(ends) if end + 4 <= left), len(ends))
        ends[row : row + 1] = [right]
        rows.append(row)
    return rows


def _changes(timeline: Timeline, scale: _Scale, top: float) -> tuple[list[str], float]:
    """Chips that say in a word what changed, each on a bridge from the day before to the day after."""
    turns = sorted(timeline.turns, key=lambda turn: (turn.now, turn.number))
    if not turns:
        return [], top + _GAP
    boxes = []
    for turn in turns:
        a, b = scale.x(turn.before), scale.x(turn.now)
        wide = width_of(turn.text) + 14
        left = min(max(scale.left, (a + b - wide) / 2), scale.left + _WIDTH - wide)
        boxes.append((min(a, left), max(b, left + wide), left, wide))
    order = sorted(range(len(turns)), key=lambda n: boxes[n][:2])
    rows = dict(zip(order, _stacked([boxes[n][:2] for n in order]), strict=True))
    parts = [label(scale.left - _GAP, top + 17, "changes", kind="quiet", anchor="end")]
    for number, turn in enumerate(turns):
        y = top + _CHIP * rows[number] + _CHIP / 2
        a, b, (_, _, left, wide) = scale.x(turn.before), scale.x(turn.now), boxes[number]
        parts.append(
            link(
                turn.href,
                element("title", plain(turn.why)),
                element("path", class_="bridge", d=f"M{a:.1f} {y + 8:.1f}V{y:.1f}H{b:.1f}V{y + 8:.1f}"),
                element("rect", class_="chip", x=left, y=y - 10, width=wide, height=20, rx=10),
                label(left + wide / 2, y + 4, turn.text, anchor="middle"),
            )
        )
    return parts, top + _CHIP * (1 + max(rows.values())) + _GAP


def _lanes(timeline: Timeline, scale: _Scale, top: float) -> tuple[list[str], float]:
    parts: list[str] = []
    for lane in timeline.lanes:
        points = sorted((p for p in timeline.points if p.lane == lane), key=lambda p: (p.day, p.number))
        rows = _stacked([(scale.x(p.day) - _R, scale.x(p.day) + _R) for p in points])
        height = _ROW * (1 + max(rows, default=0))
        parts += [
            line(scale.left, top + height, scale.left + _WIDTH, top + height),
            label(scale.left - _GAP, top + _ROW / 2 + 4, fitted(lane, _LABEL), anchor="end"),
        ]
        for point, row in zip(points, rows, strict=True):
            parts.append(_point(point, scale.x(point.day), top + _ROW * row + _ROW / 2))
        top += height
    return parts, top


def _point(point: Point, x: float, y: float) -> str:
    told = f"{point.day.isoformat()} {point.cable}: {point.words}"
    return link(
        point.href,
        element("title", plain(told)),
        element("circle", class_="ring" if point.ring else "mark", cx=x, cy=y, r=_R - 1 if point.ring else _R),
        label(x, y + 4, str(point.number), kind="number", anchor="middle"),
    )


def _axis(scale: _Scale, top: float, bottom: float) -> list[str]:
    parts = [line(scale.left, bottom, scale.left + _WIDTH, bottom)]
    for day, text in _ticks(date.fromordinal(scale.first), date.fromordinal(scale.last)):
        x = scale.x(day)
        parts += [line(x, top, x, bottom + 5), label(x, bottom + 18, text, kind="quiet", anchor="middle")]
    return [*parts, label(scale.left - _GAP, bottom + 18, "sent", kind="quiet", anchor="end")]


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """At most some nine days to label: beginnings of years or months, or the days at the ends."""
    for years in (1, 2, 5, 10, 20, 50):
        found = [date(y, 1, 1) for y in range(first.year, last.year + 1) if y % years == 0]
        found = [day for day in found if first <= day <= last]
        if 2 <= len(found) <= _TICKS:
            return [(day, str(day.year)) for day in found]
    for months in (1, 2, 3, 6):
        found = [date(y, m, 1) for y in range(first.year, last.year + 1) for m in range(1, 13, months)]
        found = [day for day in found if first <= day <= last]
        if 2 <= len(found) <= _TICKS:
            return [(day, f"{day:%Y-%m}") for day in found]
    return [(day, day.isoformat()) for day in dict.fromkeys((first, last))]


def _rows(timeline: Timeline) -> tuple[tuple[Cell, ...], ...]:
    turns = {turn.number: turn for turn in timeline.turns}
    told: set[int] = set()
    rows = []
    for point in sorted(timeline.points, key=lambda p: (p.number, timeline.lanes.index(p.lane))):
        turn = turns.get(point.number) if point.number not in told else None
        told.add(point.number)
        rows.append(
            (
                Cell(str(point.number), point.href),
                Cell(point.day.isoformat()),
                Cell(point.cable),
                Cell(point.lane),
                Cell(point.words),
                Cell(f"{turn.text}: {turn.why}" if turn else "", turn.href if turn else ""),
            )
        )
    return tuple(rows)
