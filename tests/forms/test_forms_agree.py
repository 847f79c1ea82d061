"""One telegram in every form: found by content, read alike, and every quotation an exact slice of its file."""

from __future__ import annotations

import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from crosscable.corpora import read
from crosscable.corpora.cable import Cable

Write = Callable[[str, "str | bytes"], Path]
FORMS = ("telegram", "page", "saved-page", "markdown", "dump")


@pytest.mark.parametrize("form", FORMS)
def test_is_found_by_content_and_read_alike(form: str, forms: dict[str, str], write: Write) -> None:
    [cable] = read(write("misnamed.dat", forms[form]))
    assert cable.witness.form == form
    assert cable.id == "08ZUBRAVA412"
    assert cable.sent is not None
    assert cable.sent.isoformat() == "2008-03-07T15:12:00+00:00"
    assert cable.subject == 'HARBOR MINISTER "READY" TO SHARE THE DREDGING BILL'
    assert cable.classification == "CONFIDENTIAL"
    assert cable.tags == ("PREL", "ECON", "XX")
    assert [reference.id for reference in cable.references] == ["08ZUBRAVA377"]
    assert [addressee.name for addressee in cable.recipients] == ["SECSTATE WASHDC"]
    assert cable.signature == "QUILL"
    bodies = [paragraph for paragraph in cable.paragraphs if paragraph.number]
    assert [paragraph.number for paragraph in bodies] == [1, 2, 3]
    assert bodies[0].text.endswith('He was "ready" to sign in May. End Summary.')
    assert bodies[1].text == (
        "Malik said that two firms had shown interest, and that the River Board & the port would choose between them."
    )
    assert bodies[1].heading == "Who Would Dig?"


@pytest.mark.parametrize("form", FORMS)
def test_loses_nothing(
    form: str, forms: dict[str, str], write: Write, check_conserved: Callable[[Cable], None]
) -> None:
    [cable] = read(write("file", forms[form]))
    check_conserved(cable)


@pytest.mark.parametrize("form", FORMS)
def test_quotes_exact_slices_of_the_file(form: str, forms: dict[str, str], write: Write) -> None:
    [cable] = read(write("file", forms[form]))
    span = cable.span(cable.text.index("two firms"), cable.text.index("two firms") + len("two firms had shown"))
    assert cable.source[span.start : span.end] == span.quote
    assert span.quote.split() == ["two", "firms", "had", "shown"]
    assert span.paragraph == 2
    if form != "dump":
        assert cable.source == forms[form]


@pytest.mark.parametrize("form", FORMS)
def test_windows_line_ends_are_kept_in_the_source(form: str, forms: dict[str, str], write: Write) -> None:
    text = forms[form].replace("\n", "\r\n")
    [cable] = read(write("file", text))
    assert cable.id == "08ZUBRAVA412"
    assert "\r" not in cable.text
    assert [paragraph.number for paragraph in cable.paragraphs if paragraph.number] == [1, 2, 3]
    if form != "dump":
        assert cable.source == text


def test_a_bare_text_without_header_takes_its_id_from_the_file_name(telegram_text: str, write: Write) -> None:
    body = telegram_text.partition("\n\n")[2]
    [cable] = read(write("08ZUBRAVA412.txt", body))
    assert cable.id == "08ZUBRAVA412"
    assert cable.references[0].id == "08ZUBRAVA377"  # the name dates the reference, too
    [other] = read(write("notes.txt", body))
    assert other.id is None
    assert other.name == "notes"


@pytest.mark.parametrize(
    "pack", [gzip.compress, lzma.compress, zstandard.ZstdCompressor().compress], ids=["gz", "xz", "zst"]
)
def test_compressed_files_are_read_as_what_they_hold(
    pack: Callable[[bytes], bytes], forms: dict[str, str], write: Write
) -> None:
    path = write("any", pack(forms["dump"].encode()))
    [cable] = read(path)
    assert cable.witness.name == f"{path}#08ZUBRAVA412"


def test_entities_and_paragraph_links_of_a_page_keep_their_place(forms: dict[str, str], write: Write) -> None:
    [cable] = read(write("page.html", forms["page"]))
    at = cable.text.index("Board & the")
    assert cable.span(at, at + len("Board & the")).quote == "Board &amp; the"
    assert {repair.rule for repair in cable.repairs} >= {"site-chrome", "mark-up"}


def test_a_guessed_encoding_is_said_to_be_one(telegram_text: str, write: Write) -> None:
    [cable] = read(write("old.txt", telegram_text.replace("Malik", "Malík").encode("cp1252")))
    assert [loss.kind for loss in cable.losses] == ["encoding"]
    [cable] = read(write("new.txt", telegram_text.replace("Malik", "Malík")))
    assert not cable.losses


def test_text_in_angle_brackets_that_is_no_element_is_text(forms: dict[str, str], write: Write) -> None:
    [cable] = read(write("page.html", forms["page"].replace("two firms", "<<Malik>> two firms <at least>")))
    assert "said that <<Malik>> two firms <at least> had" in cable.text


def test_an_unfinished_character_reference_is_damage_and_no_character(forms: dict[str, str], write: Write) -> None:
    [cable] = read(write("page.html", forms["page"].replace("two firms", "the &notable firms")))
    assert "¬" not in cable.text


def test_a_page_without_preformatted_text_is_read_as_shown(telegram_text: str, write: Write) -> None:
    lines = "".join(f"<div>{line}</div>\n" if line.strip() else "<br/>\n" for line in telegram_text.split("\n"))
    page = f"<html><body><h1>The  River\nArchive</h1><p>Help</p>{lines}</body></html>"
    [cable] = read(write("other.html", page))
    assert cable.id == "08ZUBRAVA412"
    assert "the River Board" in cable.text
    assert "Archive" not in cable.text
    span = cable.span(cable.paragraphs[0].start, cable.paragraphs[0].end)
    assert page[span.start : span.end] == span.quote


def test_what_a_site_says_around_the_preformatted_text_is_not_read(forms: dict[str, str], write: Write) -> None:
    page = forms["page"]
    said = "<p>Appears in these articles: <a href='/x'>FM THE HARBOR POST</a></p>\n"
    around = page.replace("<code><pre>", said + "<code><pre>", 1).replace("</div></body>", said + "</div></body>")
    assert around.count(said) == 2
    [cable], [other] = read(write("page.html", page)), read(write("around.html", around))
    assert "Appears" not in other.text
    assert other.text == cable.text
    assert other.id == cable.id


def test_the_number_that_a_telegram_carries_is_its_own(forms: dict[str, str], write: Write) -> None:
    [cable] = read(write("07OSLO12.txt", forms["telegram"]))
    assert cable.id == "08ZUBRAVA412"
