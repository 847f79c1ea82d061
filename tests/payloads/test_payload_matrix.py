"""Text is text in every output: nothing runs, is fetched, moves, is reordered, or gives a command."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from crosscable.compare.flat import finding_table, people_table, statement_table, voice_table
from crosscable.compare.pairs import Chosen, Pair
from crosscable.corpora.errors import InputError
from crosscable.reports import ci
from crosscable.reports.cli.app import run
from crosscable.reports.cli.output import emit
from crosscable.reports.cli.show import _lines as show
from crosscable.reports.cli.show import _Style
from crosscable.reports.folder import write_folder
from crosscable.reports.machine.comparison import comparison_value
from crosscable.reports.machine.findings import finding_row
from crosscable.reports.machine.match import in_format, match_json, match_jsonl, reuse_rows, thread_rows
from crosscable.reports.machine.names_list import persons_json, persons_jsonl
from crosscable.reports.machine.read import json_lines, jsonl_lines
from crosscable.reports.machine.sheets import sheet
from crosscable.reports.machine.sources import sources_json, sources_jsonl
from crosscable.reports.machine.track import track_json, track_jsonl
from crosscable.reports.markdown import comparison_markdown
from crosscable.reports.page.comparison import comparison_page
from crosscable.reports.reading_markdown import markdown_lines
from crosscable.reports.story import tell
from crosscable.reports.tei import comparison_tei
from crosscable.reports.terminal.comparison import comparison_lines
from crosscable.reports.terminal.findings import finding_lines
from crosscable.reports.terminal.match import match_lines, match_markdown
from crosscable.reports.terminal.names_list import person_lines
from crosscable.reports.terminal.read import repair_lines, table_lines
from crosscable.reports.terminal.reuse import reuse_lines, reuse_markdown
from crosscable.reports.terminal.show import as_filed, as_read
from crosscable.reports.terminal.sources import sources_markdown, statement_lines, voice_lines
from crosscable.reports.terminal.threads import thread_lines, thread_markdown
from crosscable.reports.terminal.track import track_lines, track_markdown

HARMLESS = "plain words"
ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
W = 100


def _json(value: Any) -> list[str]:
    return [msgspec.json.encode(value).decode()]


# Each output: how it is checked, and how it is made.
OUTPUTS: dict[str, tuple[str, Callable[[Any], Iterable[str]]]] = {
    "compare table": ("text", lambda r: comparison_lines(tell(r.comparison), W)),
    "compare narrow": ("text", lambda r: comparison_lines(tell(r.comparison), 60)),
    "compare json": ("json", lambda r: _json(comparison_value(r.comparison))),
    "compare md": ("md", lambda r: comparison_markdown(tell(r.comparison))),
    "compare html": ("html", lambda r: [comparison_page(r.comparison)]),
    "compare tei": ("xml", lambda r: comparison_tei(r.comparison)),
    **{
        f"compare csv {what}": ("csv", lambda r, what=what: sheet(r.comparison.table(what), "csv"))
        for what in ("shifts", "passages", "people", "sources")
    },
    "compare tsv": ("tsv", lambda r: sheet(r.comparison.table(), "tsv")),
    "match table": ("text", lambda r: match_lines(r.matched, W)),
    "match json": ("json", lambda r: [match_json(r.matched)]),
    "match jsonl": ("jsonl", lambda r: match_jsonl(r.matched)),
    "match csv": ("csv", lambda r: sheet(r.matched.table(), "csv")),
    "match tsv": ("tsv", lambda r: sheet(r.matched.table(), "tsv")),
    "match md": ("md", lambda r: match_markdown(r.matched)),
    "threads table": ("text", lambda r: thread_lines(r.threads, W)),
    "threads jsonl": ("jsonl", lambda r: in_format(thread_rows(r.threads), "jsonl")),
    "threads csv": ("csv", lambda r: in_format(thread_rows(r.threads), "csv")),
    "threads md": ("md", lambda r: thread_markdown(r.threads)),
    "reuse table": ("text", lambda r: reuse_lines(r.reuse, W)),
    "reuse json": ("json", lambda r: in_format(reuse_rows(r.reuse), "json")),
    "reuse tsv": ("tsv", lambda r: in_format(reuse_rows(r.reuse), "tsv")),
    "reuse md": ("md", lambda r: reuse_markdown(r.reuse)),
    "names table": ("text", lambda r: person_lines(r.people.persons, r.cables, W)),
    "names json": ("json", lambda r: [persons_json(r.people.persons, r.cables)]),
    "names jsonl": ("jsonl", lambda r: persons_jsonl(r.people.persons, r.cables)),
    "names csv": ("csv", lambda r: sheet(people_table(r.people.persons, r.cables), "csv")),
    "sources table": ("text", lambda r: statement_lines(list(r.sources.statements), W)),
    "sources voices": ("text", lambda r: voice_lines(list(r.sources.voices), W)),
    "sources json": ("json", lambda r: [sources_json(r.sources.statements, r.sources.voices)]),
    "sources jsonl": ("jsonl", lambda r: sources_jsonl(r.sources.statements)),
    "sources csv": ("csv", lambda r: sheet(statement_table(r.sources.statements), "csv")),
    "sources tsv": ("tsv", lambda r: sheet(voice_table(r.sources.voices), "tsv")),
    "sources md": ("md", lambda r: sources_markdown(list(r.sources.statements), list(r.sources.voices), listed=True)),
    "track table": ("text", lambda r: track_lines(r.track, support=True, width=W)),
    "track json": ("json", lambda r: [track_json(r.track)]),
    "track jsonl": ("jsonl", lambda r: track_jsonl(r.track)),
    "track csv": ("csv", lambda r: sheet(r.track.table(), "csv")),
    "track md": ("md", lambda r: track_markdown(r.track, support=True)),
    "check table": ("text", lambda r: finding_lines(r.findings, 1, W)),
    "check jsonl": ("jsonl", lambda r: (json.dumps(finding_row(f), ensure_ascii=False) for f in r.findings)),
    "check csv": ("csv", lambda r: sheet(finding_table(r.findings), "csv")),
    "check sarif": ("json", lambda r: [json.dumps(ci.sarif(r.findings), ensure_ascii=False)]),
    "check junit": ("xml", lambda r: [ci.junit(r.findings)]),
    "check github": ("github", lambda r: ci.github(r.findings)),
    "check md": ("md", lambda r: ci.summary(r.findings)),
    "read table": ("text", lambda r: table_lines(r.cables, W)),
    "read repairs": ("text", lambda r: repair_lines(r.cables, W)),
    "read json": ("json", lambda r: json_lines(r.cables)),
    "read jsonl": ("jsonl", lambda r: jsonl_lines(r.cables)),
    "read md": ("md", lambda r: markdown_lines(r.cables, show_repairs=True)),
    "read csv": ("csv", lambda r: sheet(_cables(r), "csv")),
    "show": ("text", lambda r: as_read(r.cables[0], None, W)),
    "show as filed": ("text", lambda r: as_filed(r.cables[0], None)),
    "show citation": ("text", lambda r: show(r.cables[0], r.cables[0].paragraphs[0], 1, False, _Style.frus, W)),
    "show csl": ("json", lambda r: show(r.cables[0], None, 1, False, _Style.csl, W)),
    "notebook": ("html", lambda r: [r.comparison._repr_html_(), r.people._repr_html_(), r.track._repr_html_()]),
}


def _cables(results: Any) -> Any:
    from crosscable.corpora.listing import cable_table

    return cable_table(results.cables)


def _printed(lines: Iterable[str]) -> str:
    """What the command would send to its output."""
    with redirect_stdout(io.StringIO()) as stream:
        emit(lines, None)
    return stream.getvalue()


class _Page(HTMLParser):
    """The elements of a page with the names of their attributes, without text: what a payload must not change."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[tuple[str, ...]] = set()
        self.addresses: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add((tag, *(name for name, _ in attrs)))
        found = {value or "" for name, value in attrs if name in ("href", "src", "action", "srcset")}
        pictures = {address for address in found if address.startswith(_PICTURE)}
        for picture in pictures:
            _still(unquote(picture.removeprefix(_PICTURE)))
        self.addresses |= found - pictures


_PICTURE = "data:image/svg+xml,"


def _still(picture: str) -> None:
    """A saved picture is drawn and does nothing: no element that acts, no address, no style but its own."""
    for element in etree.fromstring(picture).iter():
        assert etree.QName(element).localname in {"svg", "title", "desc", "style", "rect", "line", "text", "g"}
        assert not any(name.startswith("on") or name.endswith("href") or name == "style" for name in element.attrib)


def _html(printed: str, harmless: str, payload: str) -> None:
    page, twin = _Page(printed), _Page(harmless)
    # Whether a quotation equals its file, or one word is marked, depends on the words: those elements may differ.
    free = {element for element in page.elements if element[0] in ("mark", "small", "ins", "del", "span", "b", "abbr")}
    assert page.elements - free <= twin.elements, payload
    assert not any(name.startswith("on") or name == "style" for element in page.elements for name in element[1:])
    assert all(re.match(r"#|[\w./-]+\.html|$", address) for address in page.addresses), page.addresses


_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_WORDS = {"text", "text_special", "softbreak", "hardbreak", "code_inline"}


def _tokens(printed: str) -> tuple[list[str], set[str], list[str]]:
    blocks, inline, addresses = [], set(), []
    for token in _MARKDOWN.parse(printed):
        blocks.append(f"{token.type} {token.tag}")
        for child in token.children or ():
            inline.add(child.type if child.content != "<br>" else "hardbreak")
            addresses += [str(child.attrs[name]) for name in ("href", "src") if name in child.attrs]
    return blocks, inline - _WORDS, addresses


def _md(printed: str, harmless: str, payload: str) -> None:
    blocks, inline, addresses = _tokens(printed)
    twins, allowed, linked = _tokens(harmless)
    marks = {"em_open", "em_close", "strong_open", "strong_close", "s_open", "s_close"}
    assert set(blocks) <= set(twins), payload
    assert blocks.count("heading_open h1") == twins.count("heading_open h1")
    assert inline <= allowed | marks, payload
    assert not {"html_block", "html_inline", "image", "link_open"} & inline
    assert addresses == linked == []
    assert not re.search(r"(?i)\bhttps?:/|\bwww\.|\w@\w", printed)  # becomes a link without any sign
    assert not re.search(r"@\w|(?<!&)#\d|\bGH-\d", printed), payload  # calls a person, an issue


def _text(printed: str, harmless: str, payload: str) -> None:
    del harmless, payload


def _csv(printed: str, harmless: str, payload: str, delimiter: str = ",") -> None:
    rows = list(csv.reader(io.StringIO(printed, newline=""), delimiter=delimiter))
    twins = list(csv.reader(io.StringIO(harmless, newline=""), delimiter=delimiter))
    assert [len(row) for row in rows] == [len(row) for row in twins]
    for cell in (cell for row in rows for cell in row):
        number = re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell)
        assert number or not re.match('[\\s"]*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]', cell), (payload, cell)


def _parsed(printed: str, harmless: str, payload: str) -> None:
    shape = _shape(json.loads(printed))
    assert shape == _shape(json.loads(harmless)), payload


def _lines(printed: str, harmless: str, payload: str) -> None:
    assert printed.endswith("\n")
    rows = [_shape(json.loads(line)) for line in printed[:-1].split("\n")]
    assert rows == [_shape(json.loads(line)) for line in harmless[:-1].split("\n")], payload


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        return sorted(set(value) - {"diff"})
    return type(value).__name__


def _xml(printed: str, harmless: str, payload: str) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root, twin = (etree.fromstring(text.encode("utf-8"), parser) for text in (printed, harmless))
    shapes = [{(element.tag, *element.keys()) for element in tree.iter()} for tree in (root, twin)]
    free = {shape for shape in shapes[0] if str(shape[0]).endswith(("app", "rdg"))}
    assert shapes[0] - free <= shapes[1], payload


def _github(printed: str, harmless: str, payload: str) -> None:
    lines = printed.split("\n")[:-1]
    assert len(lines) == len(harmless.split("\n")[:-1])
    for line in lines:
        assert re.match(r"::(notice|warning|error) (file=[^:,]*,)?title=[^:,]*::", line), payload


CHECKS: dict[str, Callable[[str, str, str], None]] = {
    "text": _text,
    "html": _html,
    "md": _md,
    "csv": _csv,
    "tsv": lambda printed, harmless, payload: _csv(printed, harmless, payload, "\t"),
    "json": _parsed,
    "jsonl": _lines,
    "xml": _xml,
    "github": _github,
}


PAYLOADS = tuple(
    line.encode("ascii").decode("unicode_escape")
    for line in (Path(__file__).parent / "payloads.txt").read_text(encoding="ascii").splitlines()
    if line and not line.startswith("# ")
)


def test_there_are_payloads_of_every_kind() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 150
    html = ("<script", "onerror", "javascript:", "<svg", "<style", "{{")
    other = ("\x1b]8", "\x1b]52", "\u202e", "::error", "=cmd", "<!DOCTYPE", "<![CDATA[", "![x]", "\x00", "${")
    for kind in (*html, *other):
        assert any(kind in payload for payload in PAYLOADS), kind


@pytest.fixture(scope="session")
def poisoned(results: Any) -> dict[str, Any]:
    """A result of every kind for each payload, and one with harmless words."""
    return {payload: results.poisoned(payload) for payload in (HARMLESS, *PAYLOADS)}


@pytest.mark.parametrize("name", OUTPUTS)
def test_no_payload_acts(name: str, poisoned: dict[str, Any]) -> None:
    kind, make = OUTPUTS[name]
    harmless = _printed(make(poisoned[HARMLESS]))
    for payload in PAYLOADS:
        printed = _printed(make(poisoned[payload]))
        assert not ACTING.search(printed), (payload, printed[:300])
        assert not re.search(r"##\w*\[", printed), payload
        if kind != "github":
            assert not re.search(r"(?m)^\s*::", printed), payload
        CHECKS[kind](printed, harmless, payload)


def _site(folder: Path, poisoned: Any, comparison: Any) -> None:
    """A report on poisoned cables: what is found in their texts, and a comparison with a payload in every part."""
    left, right = (
        replace(cable, id=None, witness=replace(cable.witness, name=f"{number}{cable.witness.name}"))
        for number, cable in enumerate(poisoned.cables)
    )
    chosen = Chosen((Pair(left, right, 0.8, "nearest relative"),), (left.name,), 0)
    refused = (InputError(left.subject or "", where=left.name, why=left.name, remedy=left.name),)
    write_folder(folder, [left, right], chosen, refused, lambda a, b: comparison, "html")


def _pages(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in (".html", ".svg"))


def test_no_payload_becomes_mark_up_of_a_site(results: Any, tmp_path: Path) -> None:
    """The payloads stand together here, a share of them in each report: a site is many pages."""
    _site(tmp_path / "twin", results.poisoned(HARMLESS), results.poisoned(HARMLESS).comparison)
    allowed = {kind for page in _pages(tmp_path / "twin") for kind in _kinds(_Page(page.read_text("utf-8")))}
    for number in range(_SHARES):
        poisoned = results.poisoned(_together(number))
        _site(tmp_path / str(number), poisoned, poisoned.comparison)
        for page in _pages(tmp_path / str(number)):
            text = page.read_text(encoding="utf-8")
            assert not ACTING.search(text), page
            seen = _Page(text)
            odd = _kinds(seen) - allowed - _OURS
            assert not odd, (page, odd)
            assert not any(name.startswith("on") or name == "style" for e in seen.elements for name in e[1:]), page
            assert all(re.match(r"#|[\w./%-]*(\?[\w=%&+.-]*)?(#|$)", at) for at in seen.addresses), seen.addresses
        record = (tmp_path / str(number) / "report.json").read_text(encoding="utf-8")
        assert not ACTING.search(record)
        assert _shape(json.loads(record)) == _shape(json.loads((tmp_path / "twin/report.json").read_text("utf-8")))
        for file in (tmp_path / str(number) / "words").iterdir():
            script = file.read_text(encoding="ascii")
            call = re.fullmatch(r"wordsOf\(\d+,(\{[^{}]*\})\)\n", script)
            assert call
            assert all(
                word.isalnum() and re.fullmatch(r"[0-9a-z ]*", held) for word, held in json.loads(call[1]).items()
            )


_SHARES = 4
# Marks of differences, of repairs and of the place in a text: whether they are there depends on the words.
_OURS = {(tag,) for tag in ("mark", "small", "ins", "del", "span", "i", "p", "ul", "li", "div", "tspan")} | {
    ("a", "href")
}


def _kinds(page: _Page) -> set[tuple[str, ...]]:
    """The elements of a page with those of their attributes that can do anything."""
    inert = ("class", "id", "title", "data-", "aria-")
    return {(tag, *(name for name in names if not name.startswith(inert))) for tag, *names in page.elements}


def _together(number: int) -> str:
    """A share of the payloads in one text, on lines of their own."""
    return "\n".join(PAYLOADS[number::_SHARES])


def test_in_a_browser_no_payload_acts(results: Any, visit: Callable[..., Any], tmp_path: Path) -> None:
    pages = []
    for number in range(_SHARES):
        poisoned = results.poisoned(_together(number))
        _site(tmp_path / str(number), poisoned, poisoned.comparison)
        notebook = tmp_path / str(number) / "notebook.html"
        shown = "".join(OUTPUTS["notebook"][1](poisoned))
        notebook.write_text(f"<!doctype html><meta charset=utf-8><title>x</title>{shown}", encoding="utf-8")
        pages += _pages(tmp_path / str(number))
    with visit(pages[0]) as seen:
        for page in pages:
            seen.address = page.as_uri()
            seen.page.goto(seen.address)
            assert seen.page.evaluate("window.acted === undefined"), page
            assert seen.silent, (page, seen)


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux")
def test_a_file_name_that_is_no_utf8_is_told_and_its_cable_read(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/a\xff.txt"
    Path(os.fsdecode(path)).write_text("1. (U) The ferry runs.\n", encoding="utf-8")
    with redirect_stdout(io.StringIO()) as stream:
        assert run(["read", str(tmp_path), "--format", "jsonl"]) == 0
    assert json.loads(stream.getvalue())["witness"]["name"].endswith("/a\\xff.txt")
