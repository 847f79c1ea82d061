"""Two releases beside each other: rows, marks of every kind, moves, the filter, one column, as the file has it."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscable.compare.comparison import Comparison
from crosscable.reports.page.marks import edit_marks
from crosscable.reports.page.rows import rows
from crosscable.reports.passages import PassageView, passage_views

FOCUSED = "document.activeElement.id"
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}


@pytest.fixture(scope="module")
def html(releases_page: Path) -> str:
    return releases_page.read_text(encoding="utf-8")


def _top(page: Any, anchor: str) -> float:
    box = page.locator(f"#{anchor} .words").bounding_box()
    return float(box["y"])


def test_every_paragraph_stands_in_one_row_and_in_order(
    releases: Comparison, comparison: Comparison, damaged: Comparison
) -> None:
    for pair in (releases, comparison, damaged):
        sizes = (len(pair.left.paragraphs), len(pair.right.paragraphs))
        placed = rows(sizes, passage_views(pair))
        assert [index for row in placed for index in row.left] == list(range(sizes[0]))
        assert [index for row in placed for index in row.right] == list(range(sizes[1]))
        assert all(row.left and row.right for row in placed if row.aligned)


LINKS = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.floats(0.1, 1), max_size=8)


def _view(link: tuple[int, int], score: float) -> PassageView:
    places = tuple(((f"¶{index + 1}", index),) for index in link)
    ranges = tuple(((10 * index, 10 * index + 9),) for index in link)
    return PassageView("reworded", "reworded", score, places, ranges, (), False)  # type: ignore[arg-type]


@given(LINKS)
def test_no_other_order_keeping_choice_of_links_weighs_more(links: dict[tuple[int, int], float]) -> None:
    chosen = rows((5, 5), [_view(link, score) for link, score in links.items()])
    weight = sum(max(links.get((i, j), 0) for i in row.left for j in row.right) for row in chosen if row.aligned)
    best = 0.0
    for size in range(len(links) + 1):
        for some in combinations(sorted(links), size):
            if all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(some)):
                best = max(best, sum(links[link] for link in some))
    assert weight >= best - 1e-9


def test_without_any_passage_the_texts_still_stand_there() -> None:
    assert [(row.left, row.right, row.aligned) for row in rows((2, 1), ())] == [((0, 1), (0,), False)]
    assert rows((0, 0), ()) == ()


def test_marks_hold_the_words_that_differ_and_pair_by_number(releases: Comparison) -> None:
    left, right = edit_marks(releases.left, releases.right, passage_views(releases))
    words = {mark.number: (mark.kind, releases.left.text[mark.start : mark.end]) for mark in left}
    there = {mark.number: releases.right.text[mark.start : mark.end] for mark in right}
    assert [(*words[number], there[number]) for number in sorted(words)] == [
        ("name", "Brenchenko", "Brenschenko"),
        ("typography", '"', "“"),
        ("typography", '"', "”"),
        ("redaction", "Vera Dalidova", "XXXXXXXXXXXX"),
        ("rewording", "expects", "wants"),
        ("number", "25", "30"),
    ]


def test_each_kind_of_difference_has_its_own_mark_and_stands_in_the_legend(html: str) -> None:
    assert re.search(r'<span class="edit name-edit"[^>]*>Brenchenko</span>', html)
    assert re.search(r'<span class="edit typography-edit"[^>]*>“</span>', html)
    assert re.search(r'<span class="edit redaction-edit"[^>]*>Vera Dalidova</span>', html)
    assert re.search(r"<del data-at[^>]*>expects</del>", html)
    assert re.search(r"<ins data-at[^>]*>wants</ins>", html)
    assert re.search(r'<del class="number-edit"[^>]*>25</del>', html)
    legend = re.search(r'<ul class="legend".*?</ul>', html, re.DOTALL)
    assert legend
    for mark in ("name-edit", "typography-edit", "redaction-edit", "number-edit", "<del>", "<ins>"):
        assert mark in legend[0]


def test_marks_are_told_apart_without_colour(releases_page: Path, visit: Callable[..., Any]) -> None:
    look = """(selector) => {
      const style = getComputedStyle(document.querySelector(selector)),
            sign = getComputedStyle(document.querySelector(selector), '::after');
      return [style.textDecorationLine, style.textDecorationStyle, style.borderTopStyle, sign.content].join();
    }"""
    with visit(releases_page) as seen:
        marks = (".rows del:not([class])", ".rows ins:not([class])", ".rows .number-edit", ".rows .name-edit")
        looks = [seen.page.evaluate(look, mark) for mark in (*marks, ".rows .redaction-edit", ".rows .typography-edit")]
        assert len(set(looks)) == len(looks)


def test_a_moved_paragraph_leads_to_its_other_place_and_back(html: str) -> None:
    there = re.search(r'id="left-3".*?<a class="where" href="#right-1"[^>]*>⤨ moved', html, re.DOTALL)
    back = re.search(r'id="right-1".*?<a class="where" href="#left-3"[^>]*>⤨ moved', html, re.DOTALL)
    assert there
    assert back


@pytest.mark.parametrize("script", [True, False])
def test_corresponding_paragraphs_stand_beside_each_other(
    releases_page: Path, visit: Callable[..., Any], script: bool
) -> None:
    with visit(releases_page, script=script) as seen:
        for left, right in (("left-1", "right-2"), ("left-2", "right-3"), ("left-4", "right-4")):
            assert _top(seen.page, left) == _top(seen.page, right)
        assert _top(seen.page, "right-1") < _top(seen.page, "left-1")


def test_o_goes_over_to_the_other_cable_and_back(releases_page: Path, visit: Callable[..., Any]) -> None:
    with visit(releases_page, fragment="#left-1") as seen:
        walked = []
        for key in "oojjoko":
            seen.page.keyboard.press(key)
            walked.append(seen.page.evaluate(FOCUSED))
        assert walked == ["right-2", "left-1", "left-2", "left-3", "right-1", "right-1", "left-3"]


def test_the_filter_leaves_what_has_the_words_and_is_of_the_group(
    releases_page: Path, visit: Callable[..., Any]
) -> None:
    with visit(releases_page) as seen:
        shown = seen.page.locator(".row:visible")
        assert shown.count() == 5
        seen.page.keyboard.press("/")
        seen.page.get_by_role("checkbox", name="numbers changed").check()
        assert shown.count() == 1
        assert "25" in shown.first.inner_text()
        seen.page.get_by_role("checkbox", name="moved").check()
        assert shown.count() == 3
        seen.page.get_by_label("Only with the words").fill("ORCHID")
        assert shown.count() == 2
        assert "of" in seen.page.locator("#count").inner_text()
        seen.page.get_by_role("button", name="Show all").click()
        seen.page.locator(".row[hidden]").first.wait_for(state="detached")
        assert seen.page.locator("#count").inner_text() == ""
        seen.page.keyboard.press("Escape")
        assert not seen.page.locator("#wanted").is_visible()
        assert seen.silent


def test_one_column_puts_the_other_words_behind_those_they_replace(
    releases_page: Path, visit: Callable[..., Any]
) -> None:
    with visit(releases_page) as seen:
        before = seen.page.locator(".rows").inner_html()
        seen.page.keyboard.press("u")
        words = " ".join(seen.page.locator("#left-2 .words").inner_text().split())
        assert re.search(r"expects\W*wants.*25\W*30 pesos", words)
        assert not seen.page.locator("#right-3").is_visible()
        assert seen.page.locator("#right-1").is_visible()
        seen.page.keyboard.press("u")
        after = re.sub(r' tabindex="-1"', "", seen.page.locator(".rows").inner_html())
        assert after == before
        assert seen.silent


def test_an_address_keeps_place_view_and_filter(releases_page: Path, visit: Callable[..., Any]) -> None:
    with visit(releases_page, fragment="#left-2") as seen:
        seen.page.keyboard.press("u")
        seen.page.keyboard.press("/")
        seen.page.get_by_role("checkbox", name="numbers changed").check()
        seen.page.get_by_label("Only with the words").fill("the toll & <b>")
        address = seen.page.evaluate("location.hash")
    assert address == "#left-2?view=one&only=numbers&words=the+toll+%26+%3Cb%3E"
    with visit(releases_page, fragment="#left-2?view=one&only=numbers&words=toll") as seen:
        assert seen.page.locator(".row:visible").count() == 1
        assert seen.page.locator("#unify").get_attribute("aria-pressed") == "true"
        assert seen.page.locator("#wanted").input_value() == "toll"
        assert seen.silent


def test_one_column_tells_what_did_not_change_once(releases_page: Path, visit: Callable[..., Any]) -> None:
    with visit(releases_page, fragment="#?view=one") as seen:
        assert seen.page.locator("#left-4").is_visible()
        assert not seen.page.locator("#right-4").is_visible()


def test_f_shows_the_texts_as_the_files_have_them(report: dict[str, Path], visit: Callable[..., Any]) -> None:
    with visit(report["damaged"]) as seen:
        count = seen.page.locator("details.filed").count()
        assert count
        assert seen.page.locator("details.filed pre:visible").count() == 0
        seen.page.keyboard.press("f")
        assert seen.page.locator("details.filed pre:visible").count() == count
        assert seen.page.locator("#file").get_attribute("aria-pressed") == "true"
        seen.page.keyboard.press("f")
        assert seen.page.locator("details.filed pre:visible").count() == 0


def test_tools_that_need_the_script_are_not_offered_without_it(releases_page: Path, visit: Callable[..., Any]) -> None:
    with visit(releases_page, script=False) as seen:
        assert not seen.page.locator(".tools").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_marked_texts_with_the_filter_open_and_in_one_column(
    releases_page: Path, visit: Callable[..., Any], width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with visit(releases_page, width=width, scheme=scheme) as seen:
        for act in ("", "/", "u"):
            if act:
                seen.page.locator("body").press("Escape")
                seen.page.evaluate("document.activeElement.blur()")
                seen.page.keyboard.press(act)
            found = axe.run(seen.page, options=RULES).response["violations"]
            assert [(one["id"], [node["html"][:120] for node in one["nodes"]][:5]) for one in found] == []
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
        assert seen.silent
