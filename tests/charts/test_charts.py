"""Pictures say what their figures say: marks, points, branches and tables agree, and a saved one stands for itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from crosscable.compare.trees import average_tree
from crosscable.reports.charts.chart import Chart, figure, saved
from crosscable.reports.charts.grid import Grid, Heading, Mark, grid_chart
from crosscable.reports.charts.timeline import Point, Timeline, Turn, timeline_chart
from crosscable.reports.charts.tree import Leaf, tree_chart

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</svg><script>acted=1</script>\"'&"


def _grid(**changes: object) -> Grid:
    heads = [Heading("A", "a.html"), Heading("B", "b.html", border=True), Heading("C")]
    marks = {(0, 1): Mark(1.0, "0.80"), (1, 2): Mark(0.5, "0.40", ring=True), (2, 0): Mark(0.0, "0.00")}
    plain = Grid("grid", "Title", "Reading.", ("rows", "columns"), heads, heads, marks, [(Mark(1.0, ""), "0.80")])
    return replace(plain, **changes)


def _parsed(chart: Chart) -> etree._Element:
    return etree.fromstring(figure(chart))


def _shapes(parsed: etree._Element, tag: str, kind: str) -> list[etree._Element]:
    return [part for part in parsed.iter() if part.tag.removeprefix(SVG) == tag and part.get("class") == kind]


def test_a_mark_is_as_large_as_its_value_and_zero_draws_nothing() -> None:
    parsed = _parsed(grid_chart(_grid(legend=[])))
    (square,), (ring,) = _shapes(parsed, "rect", "mark"), _shapes(parsed, "circle", "ring")
    # The line of a ring is drawn half outside of it.
    assert float(square.get("width", 0)) == pytest.approx(2 * 2 * (float(ring.get("r", 0)) + 1), rel=0.02)
    assert [part.text for part in (square[0], ring[0])] == ["A · B: 0.80", "B · C: 0.40"]


def test_the_table_of_a_grid_holds_every_figure() -> None:
    chart = grid_chart(_grid())
    assert chart.columns == ("rows", "A", "B", "C")
    assert [[cell.text for cell in row] for row in chart.rows] == [
        ["A", "", "0.80", ""],
        ["B", "", "", "0.40"],
        ["C", "0.00", "", ""],
    ]
    assert chart.rows[0][0].href == "a.html"


def test_a_tree_beside_a_grid_has_a_joint_less_than_rows() -> None:
    tree = average_tree([[0, 0.2, 0.6], [0.2, 0, 0.8], [0.6, 0.8, 0]])
    assert len(_shapes(_parsed(grid_chart(_grid(tree=tree))), "path", "branch")) == 2


def _timeline() -> Timeline:
    first, second = date(2006, 11, 21), date(2008, 4, 29)
    points = [
        Point(first, "told us", 1, 1, "06SELVANE1", "the price rises", "#s1-1"),
        Point(second, "told us", 2, 1, "08SELVANE2", "the price falls", "#s1-2"),
        Point(second, "said", 2, 3, "08SELVANE2", "no price", "#s1-2", ring=True),
    ]
    turn = Turn(first, second, 2, "trend down", "price: then up, later down", "#s1-2")
    return Timeline("line", "One source", "Two cables.", ("told us", "said"), points, [turn])


def test_points_stand_in_order_of_time_and_lead_to_their_sentences() -> None:
    parsed = _parsed(timeline_chart(_timeline()))
    links = [part for part in parsed.iter() if part.tag.removeprefix(SVG) == "a"]
    points = [part for part in links if part[1].tag.endswith("circle")]
    assert [part.get("href") for part in points] == ["#s1-1", "#s1-2", "#s1-2"]
    x = [float(part[1].get("cx", 0)) for part in points]
    assert x[0] < x[1] == x[2]
    assert {part[0].text for part in points} == {
        "2006-11-21 06SELVANE1: the price rises",
        "2008-04-29 08SELVANE2: the price falls",
        "2008-04-29 08SELVANE2: no price",
    }


def test_the_table_of_a_timeline_tells_each_change_once() -> None:
    rows = [[cell.text for cell in row] for row in timeline_chart(_timeline()).rows]
    assert [row[0] for row in rows] == ["1", "2", "2"]
    assert [row[5] for row in rows] == ["", "trend down: price: then up, later down", ""]


def test_points_of_one_day_and_lane_do_not_cover_each_other() -> None:
    day = date(2008, 4, 29)
    points = [Point(day, "said", number, 1, "08A1", "words") for number in range(1, 6)]
    parsed = _parsed(timeline_chart(Timeline("line", "T", "R.", ("said",), points, [])))
    places = {(part.get("cx"), part.get("cy")) for part in _shapes(parsed, "circle", "mark")}
    assert len(places) == 5


def _names() -> Chart:
    leaves = [Leaf("Romanchenko", 3), Leaf("Romanschenko", 1), Leaf("Aleksandr Romanchenko", 2)]
    distances = [[0, 0.1, 0.2], [0.1, 0, 0.4], [0.2, 0.4, 0]]
    return tree_chart("name", "Aleksandr Romanchenko", leaves, average_tree(distances))


def test_the_tree_of_a_name_tells_each_joint_with_its_probability() -> None:
    chart = _names()
    assert [[cell.text for cell in row] for row in chart.rows] == [
        ["Romanchenko", "Romanschenko", "0.90"],
        ["Romanchenko, Romanschenko", "Aleksandr Romanchenko", "0.70"],
    ]
    assert chart.reading == (
        "Nearest are Romanchenko and Romanschenko (0.90); Aleksandr Romanchenko joins the others last (0.70)."
    )


@pytest.mark.parametrize("chart", [grid_chart(_grid()), timeline_chart(_timeline()), _names()], ids=lambda c: c.name)
def test_each_picture_says_its_title_and_its_sentence_and_lies_within_its_frame(chart: Chart) -> None:
    parsed = _parsed(chart)
    assert [parsed[0].text, parsed[1].text] == [chart.title, chart.reading]
    assert parsed.get("aria-labelledby") == parsed[0].get("id")
    # What can be pressed must not be hidden from readers inside of one image.
    assert parsed.get("role") == ("group" if list(parsed.iter("a")) else "img")
    for part in parsed.iter():
        for name, most in (("x", chart.width), ("cx", chart.width), ("y", chart.height), ("cy", chart.height)):
            assert 0 <= float(part.get(name, 0)) <= most, part.attrib


@pytest.mark.parametrize("chart", [grid_chart(_grid()), timeline_chart(_timeline()), _names()], ids=lambda c: c.name)
def test_a_saved_picture_stands_for_itself(chart: Chart) -> None:
    text = saved(chart)
    parsed = etree.fromstring(text)
    words = [part.text for part in parsed.iter(f"{SVG}text")]
    assert chart.title in words
    assert chart.reading in " ".join(word or "" for word in words)
    style = parsed.find(f"{SVG}style")
    assert style is not None
    assert "--stripe:" in (style.text or "")
    assert "prefers-color-scheme:dark" in (style.text or "")
    assert not list(parsed.iter(f"{SVG}a"))  # the pages it would lead to are not where it is taken
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_no_text_of_a_cable_becomes_mark_up() -> None:
    heads = [Heading(HOSTILE, HOSTILE), Heading("B")]
    grid = _grid(rows=heads, columns=heads, marks={(0, 1): Mark(1.0, HOSTILE)}, title=HOSTILE, reading=HOSTILE)
    line = _timeline()
    point = replace(line.points[0], lane=HOSTILE, cable=HOSTILE, words=HOSTILE, href=HOSTILE)
    turn = replace(line.turns[0], text=HOSTILE, why=HOSTILE, href=HOSTILE)
    leaves = [Leaf(HOSTILE, 1), Leaf("B", 1)]
    charts = (
        grid_chart(grid),
        timeline_chart(replace(line, title=HOSTILE, lanes=(HOSTILE,), points=[point], turns=[turn])),
        tree_chart("name", HOSTILE, leaves, average_tree([[0, 0.5], [0.5, 0]])),
    )
    for chart in charts:
        for text in (figure(chart), saved(chart)):
            assert not [part for part in etree.fromstring(text).iter() if "script" in part.tag]
            assert HOSTILE not in text
