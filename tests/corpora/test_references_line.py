"""REF lines in all their forms."""

import pytest

from crosscable.corpora.telegram.references import read_references


def ids(value: str, year: int | None = 2008) -> list[str | None]:
    return [item.id for item in read_references(value, year) if item.kind == "cable"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("OSLO 12", ["08OSLO12"]),
        ("A. OSLO 12 B. 07 LA PAZ 0033", ["08OSLO12", "07LAPAZ33"]),
        ("A) OSLO 12; B) 2006 LIMA 4", ["08OSLO12", "06LIMA4"]),
        ("(A)OSLO 12, (B)O4 LIMA 0944", ["08OSLO12", "04LIMA944"]),
        ("[A] State 1001, 1002, [B] Lima 3", ["08STATE1001", "08STATE1002", "08LIMA3"]),
        ("A. (A) RIO 9 ¶B. (B) RIO 10", ["08RIODEJANEIRO9", "08RIODEJANEIRO10"]),
        ("A Oslo 12, B Lima 4, C 05 Rome 7", ["08OSLO12", "08LIMA4", "05ROME7"]),
        ("OSLO 12 AND 14", ["08OSLO12", "08OSLO14"]),
        ("OSLO CABLES 0012 AND 0099 (2002)", ["08OSLO12", "02OSLO99"]),
        ("OSLO 00012 99, OSLO 00013 01", ["99OSLO12", "01OSLO13"]),
        ("A. REF A OSLO 12 B. REF B LIMA 4", ["08OSLO12", "08LIMA4"]),
        ("A) 12 OSLO, B) 01 LIMA 44", ["08OSLO12", "01LIMA44"]),
        ("10-OTTAWA-57", ["10OTTAWA57"]),
        ("07OSLO12", ["07OSLO12"]),
        ("ST. PETERSBURG 75", ["08STPETERSBURG75"]),
        ("N'DJAMENA 11", ["08NDJAMENA11"]),
        ("SECDEF R162245Z OCT 08", []),
        ("9 FAM Appendix K, 406 (6)", []),
        ("OSLO 1 OSLO 00000417 002.2 OF 003 B. LIMA 2", ["08OSLO1", "08LIMA2"]),
        ("A. OSLO 12 B. US... 417 11/19/2004 15:41 04LIMA9 C O N F I D E N T I A L LIMA 000009 SIPDIS", ["08OSLO12"]),
        ("OSLO 12 U N C L A S LIMA 000009 SIPDIS", ["08OSLO12"]),
        (
            'OSLO 12 ... 417,8/14/2006 15:43,06LIMA9,"",SECRET,06LIMA7,"DE RUEHPE","S E C R E T LIMA 000009',
            ["08OSLO12"],
        ),
        ("OLD TERRAMAR 12", ["08OLDTERRAMAR12"]),
        ("DTG TERRAMAR 12", []),
        ("ABC 12", []),
        ("", []),
    ],
)
def test_cables(value: str, expected: list[str]) -> None:
    assert ids(value) == expected


def test_a_cable_without_any_year_has_no_id() -> None:
    assert ids("OSLO 12", year=None) == [None]


@pytest.mark.parametrize(
    ("value", "kind", "bullet"),
    [
        ("HARKER-TALBOT EMAIL 05/02/08", "email", None),
        ("A. HARKER-TALBOT E-MAILS 9-22 THRU 10-7", "email", "A"),
        ("HARKER - OPS CENTER TELCONS 9/28 AND 29", "phone", None),
        ("A. IIR 6 810 0123 07", "report", "A"),
        ("SEPTEL", "septel", None),
        ("A. TALKING POINTS LEFT WITH THE MINISTRY", "other", "A"),
    ],
)
def test_what_is_no_cable_has_its_kind(value: str, kind: str, bullet: str | None) -> None:
    (item,) = read_references(value, 2008)
    assert (item.kind, item.id, item.bullet) == (kind, None, bullet)


def test_the_text_is_kept_as_written() -> None:
    assert [item.text for item in read_references("A. Oslo 0012 (NOTAL)", 2008)] == ["Oslo 0012"]
