"""The full-text search: what it finds is what stands in the texts, and a page opened from a disk can ask it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscable.reports.site.corpus import SiteCorpus
from crosscable.reports.site.fulltext import Words, fold, index_words, searched_text, word_files

texts = st.lists(st.text("abÉ ß2_-ﬁ\u0301") | st.text(), max_size=12)


def _plain_words(text: str) -> set[str]:
    return {word for word in re.split(r"[\W_]+", fold(text)) if 1 < len(word) <= 40}


def _read(files: list[tuple[str, str]]) -> dict[str, list[int]]:
    """The words of the files as `search.js` reads them."""
    found: dict[str, list[int]] = {}
    for number, (first, script) in enumerate(files, 1):
        match = re.fullmatch(r"wordsOf\((\d+),(\{.*\})\)\n", script)
        assert match
        assert int(match[1]) == number
        held = json.loads(match[2])
        assert next(iter(held)) == first
        for word, gaps in held.items():
            cables, last = [], 0
            for gap in gaps.split():
                last += int(gap, 36)
                cables.append(last)
            found[word] = cables
    return found


@given(texts, st.integers(1, 40))
def test_the_files_hold_every_word_of_every_text_once(held: list[str], size: int) -> None:
    found = _read(list(word_files(index_words(held), size)))
    assert found == {
        word: [number for number, text in enumerate(held) if word in _plain_words(text)]
        for word in set().union(*map(_plain_words, held))
    }
    assert list(found) == sorted(found, key=lambda word: word.encode("utf-16-be"))


def test_words_of_most_cables_are_named_without_their_cables() -> None:
    words = index_words([f"the lock {'gate' if number % 2 else 'boat'} b{number}" for number in range(120)])
    assert words.most == 60
    assert {word for word, cables in words.cables.items() if not cables} == {"the", "lock"}
    assert list(words.cables["gate"]) == list(range(1, 120, 2))


@given(texts, st.integers(0, 30))
def test_no_more_places_are_kept_than_asked_for_and_rare_words_before_common_ones(held: list[str], most: int) -> None:
    words, whole = index_words(held, most), index_words(held)
    assert sum(map(len, words.cables.values())) <= most
    left_out = [len(whole.cables[word]) for word, cables in words.cables.items() if not cables]
    assert all(len(cables) < min(left_out) for cables in words.cables.values() if cables and left_out)
    assert words.cables.keys() == whole.cables.keys()


def test_a_corpus_without_words_has_no_files() -> None:
    assert list(word_files(Words({}, 50))) == []


@pytest.fixture(scope="session")
def search(folder: Path) -> Path:
    return folder / "search.html"


def _found(seen: Any, words: str) -> str:
    seen.page.keyboard.press("/")
    seen.page.keyboard.insert_text(words)
    seen.page.locator("#texts-found:not(:empty)").wait_for()
    return str(seen.page.inner_text("#texts-found"))


@pytest.mark.parametrize("words", ["harbor", "GRAIN wheat", "the", "dredg*", "Quéntal told*", "minister's", "zzzz"])
def test_the_page_finds_the_cables_whose_texts_hold_the_words(
    search: Path, visit: Callable[..., Any], found: SiteCorpus, words: str
) -> None:
    ends = {"": r"(?![^\W_])", "*": ""}
    wanted = [rf"(?<![^\W_]){word}{ends[star]}" for word, star in re.findall(r"([a-z]{2,})(\*?)", fold(words))]
    expected = [
        file
        for cable, file in zip(found.cables, found.at.files, strict=True)
        if all(re.search(word, fold(searched_text(cable))) for word in wanted)
    ]
    with visit(search) as seen:
        assert seen.requests == []
        told = _found(seen, words)
        links = [link.get_attribute("href").split("#")[0] for link in seen.page.locator("#hits a").all()]
        assert links == expected
        assert told.startswith(
            f"{len(expected)} cables have" if len(expected) > 1 else "No cable has" if not expected else "1 cable has"
        )
        assert all(re.search(r"/words/\d+\.js$", request) for request in seen.requests)
        assert [*seen.messages, *seen.dialogs, *seen.moves] == []


def test_enter_leads_to_the_first_cable_and_the_browser_to_the_word(search: Path, visit: Callable[..., Any]) -> None:
    with visit(search) as seen:
        _found(seen, "dredging")
        seen.page.keyboard.press("Enter")
        assert seen.page.evaluate("document.activeElement.closest('#hits') !== null")
        seen.page.keyboard.press("j")
        seen.page.keyboard.press("k")
        assert seen.page.evaluate("document.activeElement === document.querySelector('#hits a')")
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_url("**/cables/*")
        assert "dredging" in seen.page.inner_text("main").lower()


def test_without_the_files_the_page_says_so(search: Path, visit: Callable[..., Any], tmp_path: Path) -> None:
    alone = tmp_path / "search.html"
    alone.write_bytes(search.read_bytes())
    with visit(alone) as seen:
        assert "could not be loaded" in _found(seen, "harbor")
        assert seen.page.locator(".letter:not([hidden])").count() or seen.page.inner_text("#found").startswith("0")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_no_violation_among_the_hits(
    search: Path, visit: Callable[..., Any], width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with visit(search, width=width, scheme=scheme) as seen:
        _found(seen, "minister")
        assert seen.page.locator("#hits a").count() > 1
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
        violations = axe.run(seen.page).response["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]][:5]) for one in violations] == []


def test_only_the_page_of_the_search_may_load_scripts(folder: Path) -> None:
    loading = {path.name for path in folder.rglob("*.html") if "strict-dynamic" in path.read_text(encoding="utf-8")}
    assert loading == {"search.html"}


def test_a_script_in_the_mark_up_of_the_search_is_not_run(
    search: Path, visit: Callable[..., Any], tmp_path: Path
) -> None:
    text = search.read_text(encoding="utf-8")
    (tmp_path / "evil.js").write_text("window.acted = true", encoding="utf-8")
    page = tmp_path / "search.html"
    page.write_text(text.replace("<main", '<script src="evil.js"></script><script>window.acted = true</script><main'))
    with visit(page) as seen:
        assert seen.page.evaluate("window.acted === undefined")
        assert any("Content Security Policy" in message for message in seen.messages)
