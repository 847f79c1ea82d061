"""The pages of a site: complete, joined up, quiet, readable by all; the same facts as the records they are made of."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crosscable.reports.site.corpus import SiteCorpus
from crosscable.reports.site.words import doubt

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
KINDS = ("index", "cables", "threads", "sources", "names", "search", "cable", "thread", "source", "others")


@pytest.fixture(scope="session")
def pages(folder: Path, found: SiteCorpus) -> dict[str, Path]:
    """One page of every kind."""
    files = {kind: folder / f"{kind}.html" for kind in KINDS[:6]}
    files["cable"] = folder / found.at.cables["08SELVANE92055"]
    files["thread"] = folder / "threads/1.html"
    files["source"] = folder / "sources/1.html"
    files["others"] = folder / found.at.sources[-1].split("#")[0]
    return files


def _words(text: str) -> str:
    return " ".join(text.split())


def _text(page: Path) -> str:
    source = re.sub(r"<(script|style)\b.*?</\1>", "", page.read_text(encoding="utf-8"), flags=re.S)
    return _words(html.unescape(re.sub(r"<[^>]+>", " ", source)))


def test_every_link_of_every_page_leads_to_a_place_that_is_there(folder: Path) -> None:
    files = sorted(folder.rglob("*.html"))
    ids = {path: re.findall(r'\bid="([^"]+)"', path.read_text(encoding="utf-8")) for path in files}
    assert len(files) > 30
    for path in files:
        assert len(set(ids[path])) == len(ids[path]), path
        for link in set(re.findall(r'\bhref="((?!data:)[^"]*)"', path.read_text(encoding="utf-8"))):
            file, _, fragment = html.unescape(link).partition("#")
            target = (path.parent / file).resolve() if file else path.resolve()
            assert target.is_relative_to(folder.resolve())
            assert target.is_file(), (path, link)
            if fragment:
                assert fragment in ids[next(each for each in files if each.resolve() == target)], (path, link)


def test_every_file_is_reached_from_the_index(folder: Path) -> None:
    seen, waiting = set(), [folder / "index.html"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        if path.suffix == ".html":
            links = re.findall(r'\bhref="([^"#]+)', path.read_text(encoding="utf-8"))
            waiting += [(path.parent / html.unescape(link)).resolve() for link in links]
    everything = {path.resolve() for path in folder.rglob("*") if path.is_file()}
    loaded = {path.resolve() for path in (folder / "words").iterdir()}  # by the search, when they are needed
    assert {path.name for path in everything - loaded - {path.resolve() for path in seen}} == {"files.txt"}


def test_each_source_stands_on_its_page_with_all_it_said(folder: Path, found: SiteCorpus) -> None:
    for voice, at in zip(found.voices, found.at.sources, strict=True):
        shown = _text(folder / at.split("#")[0])
        assert _words(voice.name) in shown
        for said in voice.said:
            for start, end in said.statement.content:
                assert _words(said.cable.text[start:end]) in shown


def test_each_name_stands_in_the_list_with_every_spelling_and_the_doubtful_ones(
    pages: dict[str, Path], found: SiteCorpus
) -> None:
    shown = _text(pages["names"])
    doubtful = 0
    for person in found.people.persons:
        for form in person.forms:
            assert f"{_words(form.form)} ×{form.count}" in shown
        for other in person.probably:
            doubtful += 1
            second = found.people.person(other.person)
            assert second is not None
            assert f"Probably also {_words(second.preferred)} ({_words(doubt(other))})" in shown
    assert doubtful


def test_the_overview_counts_what_was_chosen_and_what_was_left_out(pages: dict[str, Path], found: SiteCorpus) -> None:
    shown = _text(pages["index"])
    assert f"{len(found.cables)} cables" in shown
    assert f"{len(found.chosen.pairs)} pairs compared" in shown
    assert f"{found.chosen.beyond} pairs beyond the number asked for" in shown
    assert re.search(r"[0-9a-f]{64}", shown)


@pytest.mark.parametrize("kind", KINDS)
def test_opening_a_page_asks_nothing_and_complains_of_nothing(
    pages: dict[str, Path], visit: Callable[..., Any], kind: str
) -> None:
    with visit(pages[kind], width=320) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320
        assert seen.silent, seen


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_violation(
    pages: dict[str, Path], visit: Callable[..., Any], kind: str, width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with visit(pages[kind], width=width, scheme=scheme) as seen:
        seen.page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        violations = axe.run(seen.page, options=RULES).response["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]][:5]) for one in violations] == []
        assert seen.silent


def test_search_finds_without_marks_on_letters_and_shows_how_much(
    pages: dict[str, Path], visit: Callable[..., Any]
) -> None:
    with visit(pages["search"]) as seen:
        whole = seen.page.locator(".letter li:visible").count()
        seen.page.keyboard.press("/")
        seen.page.keyboard.type("QUÉNTAL ines")
        shown = seen.page.locator(".letter li:visible").all_inner_texts()
        assert shown
        assert all("quental" in text.lower() and "ines" in text.lower() for text in shown)
        assert seen.page.inner_text("#found") == f"{len(shown)} of {whole} in the index"
        letters = seen.page.locator(".letters a:visible").all_inner_texts()
        assert letters == seen.page.locator(".letter:visible h2").all_inner_texts()
        assert [*seen.messages, *seen.dialogs, *seen.moves] == []


def test_an_address_can_bring_the_words_to_search_for(pages: dict[str, Path], visit: Callable[..., Any]) -> None:
    with visit(pages["search"], fragment="#?quental") as seen:
        assert seen.page.input_value("#search") == "quental"
        assert 0 < seen.page.locator(".letter li:visible").count() < 20


def test_without_script_the_index_is_whole(
    pages: dict[str, Path], visit: Callable[..., Any], found: SiteCorpus
) -> None:
    with visit(pages["search"], script=False) as seen:
        assert not seen.page.locator("#search").is_visible()
        shown = _words(seen.page.text_content("main"))
    for name in (
        *(person.preferred for person in found.people.persons),
        *(voice.name for voice in found.voices),
        *(cable.name for cable in found.cables),
        *(cable.subject for cable in found.cables if cable.subject),
    ):
        assert _words(name) in shown


def test_a_point_of_a_timeline_leads_to_its_sentence(pages: dict[str, Path], visit: Callable[..., Any]) -> None:
    with visit(pages["source"]) as seen:
        point = seen.page.locator(".chart a:has(circle)").last
        target = point.get_attribute("href")
        point.click()
        assert seen.page.evaluate("location.hash") == target
        assert "“" in seen.page.locator(target).inner_text()


def test_keys_lead_along_a_list_and_between_pages(pages: dict[str, Path], visit: Callable[..., Any]) -> None:
    with visit(pages["cables"]) as seen:
        walked = []
        for key in "jjk":
            seen.page.keyboard.press(key)
            walked.append(seen.page.evaluate("document.activeElement.getAttribute('href')"))
        first, second = seen.page.locator("[data-step]").nth(0), seen.page.locator("[data-step]").nth(1)
        assert walked == [first.get_attribute("href"), second.get_attribute("href"), first.get_attribute("href")]
    with visit(pages["thread"]) as seen:
        seen.page.keyboard.press("]")
        seen.page.wait_for_url("**/threads/2.html")


def test_a_saved_picture_opens_by_itself(folder: Path, visit: Callable[..., Any]) -> None:
    for name in ("likeness-by-time", "sources-by-cable", "source-1"):
        with visit(folder / "charts" / f"{name}.svg") as seen:
            assert seen.page.evaluate("document.documentElement.tagName") == "svg"
            assert seen.silent


def test_what_ties_two_cables_of_a_thread_stands_in_one_row(pages: dict[str, Path], found: SiteCorpus) -> None:
    rows = re.findall(
        r'<tr><th scope="row">(\w+)</th><td data-label="other">(\w+)</td>', pages["thread"].read_text("utf-8")
    )
    links = found.threads[0].links
    assert len(rows) == len({frozenset(row) for row in rows}) < len(links)
    assert {frozenset(row) for row in rows} == {frozenset((link.cable, link.other)) for link in links}
    assert {(link.cable, link.other) for link in links if link.kind == "reference"} <= set(rows)


def test_the_page_of_a_pair_leads_to_the_pages_of_both_cables(folder: Path, found: SiteCorpus) -> None:
    for pair, file in zip(found.chosen.pairs, found.at.pairs, strict=True):
        page = (folder / file).read_text(encoding="utf-8")
        for cable in (pair.left, pair.right):
            assert f'<a class="where" href="../{found.at.cables[cable.name]}">{cable.name}</a>' in page
