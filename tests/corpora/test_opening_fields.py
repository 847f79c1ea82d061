"""Labelled lines of an opening, one at a time, as fragments."""

from datetime import date

import pytest

from crosscable.corpora.telegram import Hints, parse, read_telegram
from crosscable.corpora.telegram.authority import read_authority
from crosscable.corpora.telegram.fields import read_declassification, read_subject
from crosscable.corpora.telegram.tags import read_tags
from crosscable.corpora.text import whole


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("12958: DECL: 05/13/2018", date(2018, 5, 13)),
        ("12958 DECL: 5/3/18", date(2018, 5, 3)),
        ("12958: DECL: 2018/05/13", date(2018, 5, 13)),
        ("12958: DECL: 13/05/2018", date(2018, 5, 13)),
        ("12958: DECL: MAY 13, 2018", date(2018, 5, 13)),
        ("12958: DECL: 13 MAY 2018", date(2018, 5, 13)),
        ("12356: DECL: OADR", "OADR"),
        ("12958: DECL: AFTER THE FERRY LAW", "AFTER THE FERRY LAW"),
        ("12958: DECL: 02/30/2018", "02/30/2018"),
        ("12958: N/A", None),
        ("12958:", None),
    ],
)
def test_declassification(value: str, expected: date | str | None) -> None:
    assert read_declassification(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("PREL ECON VL", ["PREL", "ECON", "VL"]),
        ("prel, econ,\n etrd", ["PREL", "ECON", "ETRD"]),
        ("PREL ECON\nThe text goes on", ["PREL", "ECON"]),
        ("OVIP (LASTNAME, FIRST M.), PREL", ["OVIP", "LASTNAME, FIRST M.", "PREL"]),
        ("OVIP LASTNAME FIRST PREL", ["OVIP", "LASTNAME, FIRST", "PREL"]),
        ("ASEC PHUMBA", ["ASEC", "PHUM", "BA"]),
        ("PREL IZ COUNTRY\nCLEARANCE", ["PREL", "IZ", "COUNTRY CLEARANCE"]),
        ("PREL, PREL, ECON", ["PREL", "ECON"]),
        ("", []),
    ],
)
def test_tags(value: str, expected: list[str]) -> None:
    assert list(read_tags(value)) == expected


@pytest.mark.parametrize(
    ("value", "name", "reasons"),
    [
        ("Ambassador Ada B. Moll for reasons 1.4 (b) and (d).", "Ada B. Moll", ["1.4(b)", "1.4(d)"]),
        ("POL/ECON CHIEF TOR AUBREY. REASON: 1.5(D)", "TOR AUBREY", ["1.5(d)"]),
        ("Osk Rendal, Deputy Chief of Mission, reason 1.4 (b,d)", "Osk Rendal", ["1.4(b)", "1.4(d)"]),
        ("Charge d'Affaires, a.i. Ines Harker, Jr. for reasons 1.4 b/d", "Ines Harker, Jr.", ["1.4(b)", "1.4(d)"]),
        ("Acting Political Counselr Lise van Bremm", "Lise van Bremm", []),
        ("Osk Rendal, Sr., Deputy Chief of Mission, reason 1.4 (b)", "Osk Rendal, Sr.", ["1.4(b)"]),
        ("XXXXXXXXXXXX for reasons 1.4 (b)", "XXXXXXXXXXXX", ["1.4(b)"]),
        (
            "Deputy Political and Economic Counselor for Island Affairs Jens Do\nrph for reasons 1.4 (d)",
            "Jens Dorph",
            ["1.4(d)"],
        ),
        ("Political Couns...", None, []),
        ("the Ambassador for reasons 1.4 (c)", None, ["1.4(c)"]),
    ],
)
def test_authority(value: str, name: str | None, reasons: list[str]) -> None:
    assert read_authority(value) == (name, tuple(reasons))


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("SUBJECT: FERRY LAW\nREF: OSLO 1", "FERRY LAW"),
        ("SUBJECT:  (C) FERRY\nLAW \n\nbody", "FERRY LAW"),
        ("SUBJ: FERRY\nTALKS RESUME\nThis is an action request.\n", "FERRY TALKS RESUME"),
        ("SUBJECT: US-\nVELLIN TALKS", "US-VELLIN TALKS"),
        ("SUBJECT: FERRY LAW REF: A. OSLO 1 Classified By: Ada Moll", "FERRY LAW"),
        ("SUBJECT: FERRY NOTES 11-09\n---------\n1. SUMMARY", "FERRY NOTES 11-09"),
        ("TAGS: PREL\n\n1. (U) There is no subject.", None),
    ],
)
def test_subject(text: str, subject: str | None) -> None:
    assert parse(text).subject == subject


def test_an_empty_subject_is_absent() -> None:
    assert read_subject(" \n") is None


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("C O N F I D E N T I A L OSLO 000012", "CONFIDENTIAL"),
        ("SS E C R E T SECTION 01 OF 02 OSLO 000012", "SECRET"),
        ("O N F I D E N T I A L OSLO 000012", "CONFIDENTIAL"),
        ("E C R E T SECTION 01 OF 03 OSLO 000012", "SECRET"),
        ("NCLAS OSLO 000012", "UNCLASSIFIED"),
        ("UNCLAS OSLO 000012", "UNCLASSIFIED"),
        ("S e c r e t oslo 000012", "SECRET"),
        ("LIMITED OFFICIAL USE OSLO 000012", "LIMITED OFFICIAL USE"),
    ],
)
def test_classification_line(line: str, level: str) -> None:
    cable = parse(f"R 010000Z MAY 08\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC\n{line}\n\nSIPDIS\n\nTAGS: PREL\n")
    assert (cable.classification, cable.id, cable.caveats) == (level, "08OSLO12", ("SIPDIS",))


def test_the_archive_corrects_the_telegram_and_the_header_column_is_read() -> None:
    hints = Hints(
        id="08OSLO99", origin="Embassy Oslo", classification="SECRET//NOFORN", header="R 010000Z MAY 08\nFM X"
    )
    cable = read_telegram(
        whole("C O N F I D E N T I A L OSLO 000012\n\nSIPDIS\n\nTAGS: PREL"), parse("").witness, hints
    )
    assert (cable.id, cable.origin, cable.classification) == ("08OSLO99", "Embassy Oslo", "SECRET")
    assert (cable.caveats, cable.dtg, cable.sender) == (("SIPDIS", "NOFORN"), "R 010000Z MAY 08", "X")


def test_a_header_and_message_line_that_disagree_are_settled_by_the_transmission() -> None:
    header = "DE RUEHNY #0034 1211200\nR 010000Z MAY 08\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC\n"
    text = f"{header}UNCLAS LIMA 000012\nTAGS: PREL\n"
    assert parse(text).id == "08OSLO34"


def test_words_of_a_web_site_before_the_telegram_are_no_labels() -> None:
    text = (
        "Reference ID Created\nR 010000Z MAY 08\nFM AMEMBASSY OSLO\nUNCLAS OSLO 000012\nTAGS: PREL\nSUBJECT: X\n\n1. A."
    )
    cable = parse(text)
    assert (cable.references, cable.classification, cable.subject) == ((), "UNCLASSIFIED", "X")


def test_drafting_lines_of_a_printout() -> None:
    cable = parse("DRAFTED BY EUR/NE:OHOLM:KD\nAPPROVED BY EUR:AMOLL\nCLEARED BY L:TAUBREY\n\nTAGS: PREL\n\n1. TEXT.")
    assert (cable.drafted_by, cable.approved_by, cable.cleared_by) == ("EUR/NE:OHOLM:KD", "EUR:AMOLL", "L:TAUBREY")


def test_lines_of_another_telegram_in_a_fragment_date_nothing() -> None:
    telegram = "R 010000Z MAY 08\nFM AMEMBASSY OSLO"
    cable = parse(f"SUBJECT: FERRIES\n\n1. (U) THE PILOT SENT THIS:\n\n{telegram}\n\n2. (U) WE AGREE.")
    assert (cable.sent, cable.sender) == (None, None)
