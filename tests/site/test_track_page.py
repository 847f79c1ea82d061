"""A track as a page: its timeline, every quotation, every change; by itself, and quiet."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from crosscable.compare.tracking import Track, track
from crosscable.corpora import parse
from crosscable.corpora.cable import Cable
from crosscable.corpora.demo import demo_folder
from crosscable.reports.cli.app import run
from crosscable.reports.site.track import track_page


@pytest.fixture(scope="module")
def source(cables: list[Cable]) -> Track:
    return track(cables, source="Quental")


LINES = (
    (7, "Deputy Minister Ilya Orlan told us the port lease is unlikely to be signed."),
    (8, "Orlan told us the port lease is almost certain to be signed."),
)


def _cable(year: int, words: str) -> str:
    return (
        f"R 041125Z MAR {year:02d}\nFM AMEMBASSY VELMAR\nTO SECSTATE WASHDC\n\n"
        f"C O N F I D E N T I A L VELMAR {year:06d}\n\nSUBJECT: VELMAR NEWS\n\n1. (C) {words}\n"
    )


def _text(page: str) -> str:
    bare = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", bare)).split())


def test_the_page_holds_every_step_quotation_and_change(source: Track) -> None:
    shown = _text(track_page(source, support=True))
    assert len(source.steps) > 2
    for step in source.steps:
        assert step.cable.name in shown
        for start, end in step.quotes:
            assert " ".join(step.cable.text[start:end].split()) in shown
    assert "Rests on:" in shown


def test_what_changed_stands_in_the_list_and_in_the_picture() -> None:
    found = track([parse(_cable(*lines)) for lines in LINES], source="Orlan")
    change = found.steps[1].change
    assert change is not None
    page = track_page(found)
    assert f"Changed: {change.kind}, {change.direction}. {change.topic}: {change.why}" in _text(page)
    assert 'class="chip"' in page
    assert f">{change.kind} {change.direction}</text>" in page


def test_its_picture_can_be_saved(source: Track) -> None:
    found = re.search(r'href="data:image/svg\+xml;base64,([^"]+)" download="timeline.svg"', track_page(source))
    assert found
    assert etree.fromstring(base64.b64decode(found[1])).tag.endswith("svg")


def test_a_topic_has_a_lane_for_the_embassy_and_for_each_speaker(cables: list[Cable]) -> None:
    shown = _text(track_page(track(cables, topic="dredging")))
    assert "the embassy itself" in shown


def test_nothing_found_is_said(cables: list[Cable]) -> None:
    assert "Nobody of this name is quoted in these cables." in _text(track_page(track(cables, source="Nobodyatall")))
    assert "Nothing in these cables speaks of it." in _text(track_page(track(cables, topic="zeppelins")))


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_is_quiet_and_readable_by_all(tmp_path: Path, visit: Callable[..., Any], width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = tmp_path / "track.html"
    assert run(["track", str(demo_folder()), "--source", "Quental", "--format", "html", "-o", str(page)]) == 0
    with visit(page, width=width, scheme="dark") as seen:
        seen.page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
        violations = axe.run(seen.page, options=options).response["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]][:5]) for one in violations] == []
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
        seen.page.locator(".chart a:has(circle)").first.click()
        assert seen.page.evaluate("location.hash") == "#step-1"
        assert not seen.requests
        assert not seen.messages
