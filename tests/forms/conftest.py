"""One fictional telegram, written by us, in every form that is read."""

from __future__ import annotations

import csv
import html
import io
import re
from pathlib import Path

import pytest

TEXTS = Path(__file__).parent / "texts"


def header_and_body(text: str) -> tuple[str, str]:
    header, _, body = text.partition("\n\n")
    return header, body


def page(text: str) -> str:
    """The layout of the archive's pages: preformatted header and body under a table of five cells."""
    header, body = header_and_body(text)

    def shown(part: str) -> str:
        escaped = html.escape(part, quote=False).replace("\n", "&#x000A;")
        return re.sub(r"¶(\d+)", r"<a id='par\1' href='#par\1'>¶</a>\1", escaped)

    return (
        "<?xml version='1.0' encoding='utf-8' ?>\n<!DOCTYPE html>\n<html><head><title>Viewer</title>"
        "<script>if (1 < 2) { write('<pre>no telegram</pre>') }</script></head>\n<body><div class='main'>"
        "<h3>Viewing cable 08ZUBRAVA412, HARBOR MINISTER</h3>\n<!-- <pre> --><table class='cable'>"
        "<tr><th>Reference ID</th><th>Created</th><th>Released</th><th>Classification</th><th>Origin</th></tr>\n"
        "<tr><td><a href='/x'>08ZUBRAVA412</a></td><td>2008-03-07 15:12</td><td>2011-02-03 00:12</td>"
        "<td>CONFIDENTIAL</td><td>Embassy Zubrava</td></tr></table>\n"
        f"<code><pre>{shown(header)}</pre></code>\n<code><pre>{shown(body)}</pre></code></div></body></html>\n"
    )


def saved(text: str) -> str:
    return (
        "The River Archive\n\nBrowse by origin\n\nA B C\n\nViewing cable 08ZUBRAVA412, HARBOR MINISTER\n\n"
        "Reference ID Created Released Classification Origin\n"
        "08ZUBRAVA412 2008-03-07 15:12 2011-02-03 00:12 CONFIDENTIAL Embassy Zubrava\n" + text
    )


def markdown(text: str) -> str:
    text = text.replace("TAGS: PREL ECON XX", "TAGS: [PREL](#) [ECON](#) [XX](#)").replace(" in 2006,", " in **2006**,")
    return text.replace("¶2. (SBU)", "> ¶2. (SBU)")


def dump(text: str) -> str:
    header, body = header_and_body(text)
    row = ("17", "3/7/2008 15:12", "08ZUBRAVA412", "Embassy Zubrava", "CONFIDENTIAL", "08ZUBRAVA377", header, body)
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL, escapechar="\\", doublequote=False, lineterminator="\n").writerow(row)
    return stream.getvalue()


@pytest.fixture
def telegram_text() -> str:
    return (TEXTS / "telegram.txt").read_text(encoding="utf-8")


@pytest.fixture
def forms(telegram_text: str) -> dict[str, str]:
    """The text of a file of each form, by the form's name."""
    return {
        "telegram": telegram_text,
        "page": page(telegram_text),
        "saved-page": saved(telegram_text),
        "markdown": markdown(telegram_text),
        "dump": dump(telegram_text),
    }
