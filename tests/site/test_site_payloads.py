"""Whatever a cable, a name or a file is called, a page of the site shows it and nothing of it acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from crosscable.compare.comparison import compare
from crosscable.compare.pairs import Chosen
from crosscable.compare.people.reconcile import People, Probable
from crosscable.corpora.cable import Cable
from crosscable.corpora.errors import InputError
from crosscable.reports.masking import hide_nothing
from crosscable.reports.site.corpus import SiteCorpus, gather_site, hidden
from crosscable.reports.site.writing import write_site
from crosscable.reports.terminal.tables import visible

PAYLOADS = tuple(
    line.encode("ascii").decode("unicode_escape")
    for line in (Path(__file__).parents[1] / "page" / "payloads.txt").read_text(encoding="ascii").splitlines()
    if line and not line.startswith("# ")
)


def _hostile(cable: Cable, payload: str) -> Cable:
    """`cable` with the payload in every field that a page shows, and over the beginning of its paragraphs."""
    text = cable.text
    for paragraph in cable.paragraphs[::2]:
        words = payload[: paragraph.end - paragraph.start]
        text = text[: paragraph.start] + words + text[paragraph.start + len(words) :]
    return replace(
        cable,
        id=payload,
        subject=payload,
        origin=payload,
        classification=payload,
        caveats=(payload,),
        tags=(payload,),
        text=text,
        witness=replace(cable.witness, name=payload, form=payload),
        references=tuple(replace(r, text=payload) for r in cable.references),
        losses=tuple(replace(loss, message=payload) for loss in cable.losses),
        repairs=tuple(replace(repair, rule=payload, before=payload) for repair in cable.repairs),
        paragraphs=tuple(
            replace(p, heading=payload, marking=payload, role=payload, text=text[p.start : p.end])
            for p in cable.paragraphs
        ),
    )


def _attacked(cable: Cable, payloads: Sequence[str]) -> SiteCorpus:
    """A corpus with such a cable for each payload; the words of what was found in them are payloads in turn."""
    short = replace(cable, paragraphs=cable.paragraphs[:3])
    told = "; ".join(payloads)
    site = gather_site(
        [_hostile(short, payload) for payload in payloads], Chosen((), tuple(payloads), 1), [InputError(told)]
    )
    turn = cycle(payloads)
    persons = [
        replace(
            person,
            preferred=(payload := next(turn)),
            roles=(payload,),
            why=(payload,),
            forms=tuple(replace(person.forms[0], form=f"{payload}{number}") for number in range(3)),
            probably=(Probable(person.id, 0.9, (payload,)),),
        )
        for person in site.people.persons
        for _ in payloads
    ]
    persons = [replace(person, id=f"{person.id}{number}") for number, person in enumerate(persons)]
    voices = tuple(
        replace(voice, name=(payload := next(turn)), forms=(payload, f"{payload}2")) for voice in site.voices
    )
    return hidden(replace(site, people=People(persons[: 2 * len(payloads)]), voices=voices), hide_nothing)


class _Skeleton(HTMLParser):
    """The elements of a page with the names of their attributes: what a payload must not add to."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[tuple[str, ...]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add((tag, *(name for name, _ in attrs)))


def _skeleton(folder: Path) -> set[tuple[str, ...]]:
    parser = _Skeleton()
    for page in folder.rglob("*.html"):
        parser.feed(page.read_text(encoding="utf-8"))
    return parser.elements


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory, cables: list[Cable]) -> tuple[Path, Path]:
    """A report of harmless words, and one of payloads."""
    cable = next(cable for cable in cables if cable.name == "06SELVANE91877")
    plain, hostile = tmp_path_factory.mktemp("plain"), tmp_path_factory.mktemp("hostile")
    words = [f"plain words {number}" for number in range(len(PAYLOADS))]
    write_site(plain, _attacked(cable, words), compare, hide_nothing)
    write_site(hostile, _attacked(cable, PAYLOADS), compare, hide_nothing)
    return plain, hostile


def test_no_payload_becomes_mark_up(attacked: tuple[Path, Path], folder: Path) -> None:
    plain, hostile = attacked
    assert _skeleton(hostile) <= _skeleton(plain) | _skeleton(folder)


def test_every_payload_is_shown(attacked: tuple[Path, Path]) -> None:
    pages = [path.read_text(encoding="utf-8") for path in sorted(attacked[1].glob("*.html"))]
    for payload in PAYLOADS:
        assert any(escape(visible(payload)).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in p for p in pages)


def test_no_control_or_direction_character_reaches_a_file(attacked: tuple[Path, Path]) -> None:
    hidden_signs = {chr(code) for code in (*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F))}
    for file in attacked[1].rglob("*.*"):
        assert not hidden_signs & set(file.read_text(encoding="utf-8")), file.name


def test_in_a_browser_no_payload_acts(attacked: tuple[Path, Path], visit: Callable[..., Any]) -> None:
    files = sorted(attacked[1].rglob("*.html")) + sorted(attacked[1].rglob("*.svg"))[:8]
    with visit(files[0]) as seen:
        for path in files:
            seen.address = path.as_uri()
            seen.page.goto(seen.address)
            assert seen.page.evaluate("window.acted === undefined"), path.name
            assert seen.silent, (path.name, seen)
