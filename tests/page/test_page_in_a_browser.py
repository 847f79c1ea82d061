"""What a browser makes of the pages: nothing asked, nothing complained of, readable by all and without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crosscable.compare.comparison import Comparison
from crosscable.reports.page.comparison import comparison_page
from crosscable.reports.story import Quote, tell

PAGES = ("pair", "damaged", "index")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}


def _words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", PAGES)
def test_opening_a_page_asks_nothing_and_complains_of_nothing(
    report: dict[str, Path], visit: Callable[..., Any], name: str
) -> None:
    with visit(report[name]) as seen:
        assert seen.silent, seen


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_forbids_everything_but_our_own_style_and_script(report: dict[str, Path], name: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', report[name].read_text(encoding="utf-8"))
    assert policy
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]
    assert "http" not in policy[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", ["pair", "index"])
def test_axe_finds_no_violation(
    report: dict[str, Path], visit: Callable[..., Any], name: str, width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with visit(report[name], width=width, scheme=scheme) as seen:
        found = axe.run(seen.page, options=RULES).response["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]][:5]) for one in found] == []
        assert seen.silent


def test_axe_finds_no_violation_with_everything_unfolded(report: dict[str, Path], visit: Callable[..., Any]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with visit(report["damaged"], forced_colors="active") as seen:
        seen.page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        seen.page.locator("[data-copy]").first.click()
        seen.page.locator("#said:not(:empty)").wait_for()
        seen.page.keyboard.press("?")
        found = axe.run(seen.page, options=RULES).response["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]][:5]) for one in found] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_out_of_a_narrow_window(report: dict[str, Path], visit: Callable[..., Any], name: str) -> None:
    with visit(report[name], width=320) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_script_every_text_quotation_and_finding_can_be_read(
    report: dict[str, Path], visit: Callable[..., Any], comparison: Comparison
) -> None:
    story = tell(comparison)
    with visit(report["pair"], script=False) as seen:
        shown = _words(seen.page.inner_text("main"))
    quotes: list[Quote] = [quote for source in story.sources for quote in (*source.left, *source.right)]
    for _, shifts in story.shifts:
        for shift in shifts:
            assert _words(shift.topic) in shown
            assert shift.turn in shown
            quotes += [*shift.left, *shift.right]
    assert len(quotes) > 4
    for quote in quotes:
        assert _words("".join(text for text, _ in quote.runs)) in shown
    for cable in (comparison.left, comparison.right):
        for paragraph in cable.paragraphs:
            assert _words(paragraph.text) in shown


def test_one_comparison_always_makes_the_same_page(comparison: Comparison) -> None:
    assert comparison_page(comparison) == comparison_page(comparison)
