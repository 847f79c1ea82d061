"""FRUS volumes: each document a record, positions in its string value, the editors' mark-up kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from crosscable.corpora import read
from crosscable.corpora.cable import Cable
from crosscable.corpora.errors import InputError, NotACableError

Write = Callable[[str, "str | bytes"], Path]
VOLUME = (Path(__file__).parent / "texts" / "volume.xml").read_text(encoding="utf-8")


@pytest.fixture
def cables(write: Write) -> list[Cable]:
    return list(read(write("volume.xml", VOLUME)))


def test_each_document_is_a_record(cables: list[Cable]) -> None:
    assert [cable.id for cable in cables] == ["river1922v01#d1", "river1922v01#d2"]
    assert [Path(cable.witness.name).name for cable in cables] == ["volume.xml#d1", "volume.xml#d2"]


def test_the_source_is_the_string_value_of_the_document(cables: list[Cable]) -> None:
    root = etree.fromstring(VOLUME.encode())
    for cable, number in zip(cables, ("d1", "d2"), strict=True):
        [element] = root.xpath(f"//*[@xml:id='{number}']")
        assert cable.source == element.xpath("string()")


def test_reads_who_wrote_to_whom_when_and_where(cables: list[Cable]) -> None:
    first = cables[0]
    assert first.sender == "Minister in Carvania (Oldacre)"
    assert [addressee.name for addressee in first.recipients] == ["Secretary of State"]
    assert first.origin == "Zubrava"
    assert first.dtg == "Zubrava, June 4, 1922—4 p.m."
    assert first.sent is not None
    assert first.sent.isoformat() == "1922-06-04T16:00:00+00:00"
    assert first.signature == "Oldacre"


def test_footnotes_leave_the_reading_and_stay_in_the_repairs(cables: list[Cable]) -> None:
    [paragraph, *_] = cables[0].paragraphs
    assert paragraph.text == "13. Your 9, June 1. The Harbor Board asks for dredgers."
    [note] = [repair for repair in cables[0].repairs if repair.rule == "footnote"]
    assert note.before.split() == ["Not", "printed."]


@pytest.mark.parametrize("kind", ["source", "summary"])
def test_a_note_before_everything_is_kept(kind: str, write: Write, check_conserved: Callable[[Cable], None]) -> None:
    for cable in read(write("volume.xml", VOLUME.replace('type="source"', f'type="{kind}"'))):
        check_conserved(cable)


def test_a_document_of_nothing_but_a_note_is_kept(write: Write, check_conserved: Callable[[Cable], None]) -> None:
    volume = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="v"><div type="document" xml:id="d1">'
        '<note n="1">Not here.</note></div></TEI>'
    )
    [cable] = read(write("volume.xml", volume))
    assert cable.text == ""
    check_conserved(cable)


def test_marked_names_stand_where_the_reading_has_them(cables: list[Cable]) -> None:
    names = [(name.kind, name.text, name.key) for name in cables[0].marked]
    assert ("person", "Oldacre", "p_OX1") in names
    assert ("place", "Zubrava", None) in names
    for cable in cables:
        for name in cable.marked:
            assert cable.text[name.start : name.end] == name.text


def test_links_between_documents_are_references(cables: list[Cable]) -> None:
    assert [(item.kind, item.id, item.text) for item in cables[1].references] == [
        ("cable", "river1922v01#d1", "No. 13, June 4"),
        ("other", None, "p. 7"),
    ]


def test_loses_nothing(cables: list[Cable], check_conserved: Callable[[Cable], None]) -> None:
    for cable in cables:
        check_conserved(cable)


def test_lists_and_quotations_keep_their_lines(cables: list[Cable]) -> None:
    assert "(a)\nTwo dredgers;\n(b)\nOne tug." in cables[1].text
    [quotation] = cables[1].blocks
    assert cables[1].text[quotation.start : quotation.end].strip() == "“The Board shall choose.”"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (VOLUME[: len(VOLUME) // 2], "damaged XML"),
        (VOLUME.replace("<div type", "<div kind"), "without documents"),
        (
            '<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY a "aaaa">]><TEI xmlns="http://www.tei-c.org/ns/1.0">&a;</TEI>',
            "entities",
        ),
        ("<TEI xmlns='http://www.tei-c.org/ns/1.0'>" + "<p>" * 5_000 + "</p>" * 5_000 + "</TEI>", "damaged XML"),
    ],
    ids=["cut off", "no documents", "entities", "deep"],
)
def test_refuses_with_the_reason(content: str, reason: str, write: Write) -> None:
    with pytest.raises((NotACableError, InputError), match=reason):
        list(read(write("volume.xml", content)))


def test_text_deeper_than_the_parsers_usual_limit_is_read_in_full(write: Write) -> None:
    deep = VOLUME.replace("The Harbor Board asks", "<hi>" * 400 + "The Harbor Board asks" + "</hi>" * 400)
    assert next(read(write("volume.xml", deep))).paragraphs[0].text.endswith("The Harbor Board asks for dredgers.")
