"""Using a page: keys, addresses of paragraphs and findings, citations, marks in the texts, print."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree

from crosscable.compare.comparison import Comparison
from crosscable.corpora.cable import Cable, Redaction
from crosscable.reports.citation import cite
from crosscable.reports.page.comparison import comparison_page
from crosscable.reports.page.texts import full_text
from crosscable.reports.story import tell

FOCUSED = "document.activeElement.id"


@pytest.fixture(scope="module")
def html(report: dict[str, Path]) -> str:
    return report["pair"].read_text(encoding="utf-8")


def test_every_link_inside_a_page_leads_somewhere_and_no_address_is_twice(report: dict[str, Path]) -> None:
    for path in report.values():
        page = path.read_text(encoding="utf-8")
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert sorted(set(ids)) == sorted(ids)
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
        for file in re.findall(r'href="((?!data:)[^#"][^"]*)"', page):
            assert (path.parent / file.split("#")[0]).is_file()


def test_the_map_of_each_cable_is_saved_as_a_picture_with_title_and_a_bar_a_paragraph(comparison: Comparison) -> None:
    page = comparison_page(comparison)
    saved = re.findall(r'href="data:image/svg\+xml,([^"]*)" download="([^"]*)"', page)
    cables = (comparison.left, comparison.right)
    assert [name for _, name in saved] == [f"{cable.name}-changes.svg" for cable in cables]
    for (address, _), cable in zip(saved, cables, strict=True):
        picture = etree.fromstring(unquote(address))
        assert picture.findtext("{*}title") == f"{cable.name}, paragraph by paragraph"
        assert len(picture.findall(".//{*}rect[@class='room']")) == len(cable.paragraphs)


def test_every_quotation_leads_to_the_paragraph_it_is_taken_from(comparison: Comparison) -> None:
    story = tell(comparison)
    sides: tuple[list[Any], list[Any]] = ([], [])
    for found in (*story.sources, *(shift for _, shifts in story.shifts for shift in shifts)):
        sides[0].extend(found.left)
        sides[1].extend(found.right)
    for cable, quotes in zip((comparison.left, comparison.right), sides, strict=True):
        assert quotes
        for quote in quotes:
            assert quote.paragraph is not None
            words = " ".join("".join(text for text, _ in quote.runs).split())
            assert words in " ".join(cable.paragraphs[quote.paragraph].text.split())


def test_n_and_p_walk_the_findings(report: dict[str, Path], visit: Callable[..., Any], html: str) -> None:
    findings = re.findall(r'<article class="finding" id="([^"]+)"', html)
    with visit(report["pair"]) as seen:
        walked = []
        for key in "nnnpp":
            seen.page.keyboard.press(key)
            walked.append(seen.page.evaluate(FOCUSED))
        assert walked == [findings[0], findings[1], findings[2], findings[1], findings[0]]
        for _ in findings:
            seen.page.keyboard.press("n")
        assert seen.page.evaluate(FOCUSED) == findings[-1]


def test_j_and_k_walk_the_paragraphs_from_the_one_in_the_address(
    report: dict[str, Path], visit: Callable[..., Any]
) -> None:
    with visit(report["pair"], fragment="#left-3") as seen:
        assert seen.page.evaluate("document.querySelector(':target').id") == "left-3"
        seen.page.keyboard.press("j")
        assert seen.page.evaluate(FOCUSED) == "left-4"
        seen.page.keyboard.press("k")
        seen.page.keyboard.press("k")
        assert seen.page.evaluate(FOCUSED) == "left-2"


def test_help_opens_with_a_question_mark_and_closes_with_escape(
    report: dict[str, Path], visit: Callable[..., Any]
) -> None:
    for name in ("pair", "index"):
        with visit(report[name]) as seen:
            seen.page.keyboard.press("?")
            assert seen.page.locator("#help").is_visible()
            assert seen.page.evaluate("document.getElementById('help').contains(document.activeElement)")
            seen.page.keyboard.press("Escape")
            assert not seen.page.locator("#help").is_visible()


def test_brackets_lead_to_the_neighbouring_pair(report: dict[str, Path], visit: Callable[..., Any]) -> None:
    with visit(report["pair"]) as seen:
        seen.page.keyboard.press("[")
        seen.page.keyboard.press("]")
        seen.page.wait_for_url(report["damaged"].as_uri())
        seen.page.keyboard.press("[")
        seen.page.wait_for_url(report["pair"].as_uri())


def test_a_slash_filters_the_pairs_of_the_index(report: dict[str, Path], visit: Callable[..., Any]) -> None:
    with visit(report["index"]) as seen:
        rows = seen.page.locator("[data-filtered] tbody tr")
        seen.page.keyboard.press("/")
        seen.page.keyboard.type("portoamaro")
        assert [row.is_visible() for row in rows.all()] == [False, True]
        assert seen.page.locator("[data-count]").inner_text() == "1 of 2"
        seen.page.keyboard.press("Tab")
        seen.page.keyboard.press("j")
        assert "PORTOAMARO" in seen.page.evaluate("document.activeElement.textContent")
        assert seen.silent


def test_the_index_offers_no_filter_that_does_nothing(report: dict[str, Path], visit: Callable[..., Any]) -> None:
    with visit(report["index"], script=False) as seen:
        assert not seen.page.locator("#filter").is_visible()


def test_a_paragraph_is_copied_as_it_is_cited(
    report: dict[str, Path], visit: Callable[..., Any], comparison: Comparison
) -> None:
    cable = comparison.right
    with visit(report["pair"], permissions=["clipboard-read", "clipboard-write"]) as seen:
        button = seen.page.locator("#right-2 button")
        box = button.bounding_box()
        assert box["height"] >= 24
        assert box["width"] >= 24
        button.click()
        seen.page.locator("#said:not(:empty)").wait_for()
        assert seen.page.evaluate("navigator.clipboard.readText()") == cite(cable, cable.paragraphs[1].number)
        item = json.loads(seen.page.locator("#texts pre").all_text_contents()[0])
        assert item["id"] == comparison.left.name


def test_redactions_repairs_and_losses_stand_in_the_texts(damaged: Comparison) -> None:
    cable = damaged.right
    views = full_text(cable, "right")
    assert len(views) == len(cable.paragraphs)
    for view, paragraph in zip(views, cable.paragraphs, strict=True):
        assert "".join(part.text for part in view.stretches) == paragraph.text
    kinds = {part.kind: part for view in views for part in view.stretches if part.kind}
    assert kinds["redaction"].text == "XXXXXXXXXXXX"
    assert "protect" in kinds["protected"].text
    assert kinds["repair"].note
    assert {message for view in views for message in view.lost} == {loss.message for loss in cable.losses}
    repaired = [line for view in views for line in view.repairs]
    assert any("“?” read as “'”" in line for line in repaired)


def test_overlapping_marks_keep_the_text_whole(damaged: Comparison) -> None:
    cable = damaged.right
    first = cable.paragraphs[0]
    twice = tuple(Redaction("", first.start + at, first.start + at + 9) for at in (0, 4, 8, 9))
    marked: Cable = replace(cable, redactions=twice)
    view = full_text(marked, "right")[0]
    assert "".join(part.text for part in view.stretches) == first.text


def test_print_shows_the_texts_with_their_numbers_and_no_controls(
    report: dict[str, Path], visit: Callable[..., Any]
) -> None:
    with visit(report["pair"]) as seen:
        seen.page.emulate_media(media="print")
        assert seen.page.locator("#left-1 .anchor").is_visible()
        assert not seen.page.locator("#left-1 button").is_visible()
        assert not seen.page.locator("header nav").first.is_visible()


def test_the_index_counts_the_shifts_that_the_page_shows(report: dict[str, Path], html: str) -> None:
    counted = re.findall(r'<td data-label="shifts">(\d+)</td>', report["index"].read_text(encoding="utf-8"))
    assert int(counted[0]) == html.count('data-step="change"')


def test_the_page_of_the_seeds_is_small() -> None:
    seeds = sorted((Path(__file__).parents[2] / ".." / "shared" / "seeds").glob("*.txt"))
    if len(seeds) < 2:
        pytest.skip("no seeds beside the repository")
    from crosscable.compare.comparison import compare
    from crosscable.corpora import read

    left, right = (next(iter(read(str(path)))) for path in seeds[:2])
    assert len(comparison_page(compare(left, right)).encode("utf-8")) <= 300_000


def test_every_key_of_a_page_is_in_its_help_and_in_the_tutorial(html: str) -> None:
    keys = set(re.findall(r"<kbd>([^<]+)</kbd>", html))
    told = (Path(__file__).parents[2] / "docs" / "tutorial.md").read_text(encoding="utf-8")
    assert {"n", "p", "j", "k", "/", "?"} <= keys
    assert keys <= set(re.findall(r"`([^`])`", told.split("| key | does |")[1]))


def test_a_page_of_cables_that_ask_for_protection_says_so_before_anything_else(
    comparison: Comparison, damaged: Comparison
) -> None:
    page = comparison_page(damaged)
    notice = tell(damaged).notice
    assert notice
    assert page.index(notice) < page.index('id="changed"')
    bare = tuple(replace(c, protected=()) for c in (comparison.left, comparison.right))
    assert tell(replace(comparison, left=bare[0], right=bare[1])).notice == ""
