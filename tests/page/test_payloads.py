"""Text of a cable is text on the page, whatever it would be elsewhere: nothing runs, is fetched or moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from crosscable.compare.comparison import Comparison
from crosscable.compare.people.reconcile import People
from crosscable.corpora.cable import Cable
from crosscable.reports.page.comparison import comparison_page

PAYLOADS = tuple(
    line.encode("ascii").decode("unicode_escape")
    for line in (Path(__file__).parent / "payloads.txt").read_text(encoding="ascii").splitlines()
    if line and not line.startswith("# ")
)


def _hostile(cable: Cable, payload: str) -> Cable:
    """`cable` with the payload in every field that a page shows."""
    return replace(
        cable,
        id=payload,
        subject=payload,
        origin=payload,
        sender=payload,
        classification=payload,
        caveats=(payload,),
        tags=(payload,),
        signature=payload,
        classified_by=payload,
        witness=replace(cable.witness, name=payload, form=payload),
        references=tuple(replace(r, id=None, text=payload) for r in cable.references),
        losses=tuple(replace(loss, message=payload) for loss in cable.losses),
        repairs=tuple(replace(repair, rule=payload, before=payload) for repair in cable.repairs),
        paragraphs=tuple(replace(p, heading=payload, marking=payload, role=payload) for p in cable.paragraphs),
    )


def _with_text(cable: Cable, payload: str) -> Cable:
    """`cable` with the payload over the beginning of each of its paragraphs, where all quotations are taken from."""
    text = cable.text
    for paragraph in cable.paragraphs:
        words = payload[: paragraph.end - paragraph.start]
        text = text[: paragraph.start] + words + text[paragraph.start + len(words) :]
    return replace(cable, text=text, paragraphs=tuple(replace(p, text=text[p.start : p.end]) for p in cable.paragraphs))


def _small(comparison: Comparison) -> Comparison:
    """A few of everything that a page shows: there are many payloads, and each gets its page."""
    left, right = (replace(c, paragraphs=c.paragraphs[:4]) for c in (comparison.left, comparison.right))
    sources = tuple(replace(s, left=s.left[:2], right=s.right[:2]) for s in comparison.sources[:2])
    shifts = tuple({shift.group: shift for shift in comparison.findings()}.values()) + comparison.echoes()[:1]
    small = replace(comparison, left=left, right=right, sources=sources, passages=comparison.passages[:2])
    return replace(small, shifts=shifts, people=People(comparison.persons_in_both()[:3]))


def _attacked(comparison: Comparison, payload: str) -> Comparison:
    people = People(
        replace(p, preferred=payload, why=(payload,), forms=tuple(replace(f, form=payload) for f in p.forms))
        for p in comparison.people.persons
    )
    return replace(
        comparison,
        left=_with_text(_hostile(comparison.left, payload), payload),
        right=_with_text(_hostile(comparison.right, payload), payload),
        people=people,
        sources=tuple(replace(source, name=payload) for source in comparison.sources),
        shifts=tuple(replace(s, topic=payload, why=payload, fingerprint=payload) for s in comparison.shifts),
    )


class _Skeleton(HTMLParser):
    """The elements of a page with the names of their attributes, without text: what a payload must not change."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, *(name for name, _ in attrs)))


def _skeleton(page: str) -> list[tuple[str, ...]]:
    parser = _Skeleton()
    parser.feed(page)
    return parser.elements


@pytest.fixture(scope="module")
def hostile_pages(tmp_path_factory: pytest.TempPathFactory, comparison: Comparison) -> list[tuple[str, Path]]:
    """For each payload the page of an attacked pair."""
    folder = tmp_path_factory.mktemp("hostile")
    small, found = _small(comparison), []
    for number, payload in enumerate(PAYLOADS):
        path = folder / f"{number}.html"
        path.write_text(comparison_page(_attacked(small, payload), index="index.html"), encoding="utf-8")
        found.append((payload, path))
    return found


def test_there_are_payloads_of_every_kind() -> None:
    assert len(set(PAYLOADS)) >= 40
    for kind in ("<script", "onerror", "javascript:", "<svg", "<style", "</title>", "\x1b]8", "\u202e", "{{"):
        assert any(kind in payload for payload in PAYLOADS), kind


def test_no_payload_becomes_mark_up(hostile_pages: list[tuple[str, Path]], comparison: Comparison) -> None:
    harmless = _skeleton(comparison_page(_attacked(_small(comparison), "plain words"), index="index.html"))
    for payload, page in hostile_pages:
        elements = _skeleton(page.read_text(encoding="utf-8"))
        # Whether a quotation equals its file, or one word is marked, depends on the words: those elements may differ.
        assert set(elements) <= set(harmless) | {("mark",), ("small",)}, payload


def test_no_control_or_direction_character_reaches_a_page(hostile_pages: list[tuple[str, Path]]) -> None:
    hidden = {chr(code) for code in (*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F))}
    hidden |= {chr(code) for code in range(0x2066, 0x206A)}
    for payload, page in hostile_pages:
        assert not hidden & set(page.read_text(encoding="utf-8")), payload


def test_in_a_browser_no_payload_acts(hostile_pages: list[tuple[str, Path]], visit: Callable[..., Any]) -> None:
    with visit(hostile_pages[0][1]) as seen:
        for payload, path in hostile_pages:
            seen.address = path.as_uri()
            seen.page.goto(seen.address)
            ran = seen.page.evaluate("[window.acted === undefined, document.scripts.length, document.images.length]")
            assert ran == [True, 1, 0], payload
            assert seen.silent, (payload, seen)


def test_the_policy_stops_what_would_get_past_the_escaping(
    report: dict[str, Path], visit: Callable[..., Any], tmp_path: Path
) -> None:
    broken = '<img src="http://hostile.example/p" onerror="acted=1"><script>acted=1</script><b style="color:red">b</b>'
    page = tmp_path / "broken.html"
    whole = report["pair"].read_text(encoding="utf-8")
    page.write_text(whole.replace('<main id="main">', f'<main id="main">{broken}'), encoding="utf-8")
    with visit(page) as seen:
        assert seen.page.evaluate("window.acted === undefined")
        assert not seen.page.evaluate("document.images[0].naturalWidth")
        assert seen.dialogs == seen.moves == []
        assert all("Content Security Policy" in message for message in seen.messages)
        assert len(seen.messages) == 4  # the picture, its handler, the script, the style attribute
