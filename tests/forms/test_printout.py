"""Printouts of the 1970s: pages, distribution, attributes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crosscable.corpora import read
from crosscable.corpora.cable import Cable

TEXT = Path(__file__).parent / "texts" / "printout.txt"


@pytest.fixture
def cable() -> Cable:
    return next(read(TEXT))


def test_is_read_as_a_telegram(cable: Cable) -> None:
    assert cable.witness.form == "printout"
    assert cable.id == "75ZUBRAVA412"
    assert cable.capitals
    assert cable.tags == ("PBOR", "EWWT")
    assert cable.subject == "WHO PAYS FOR DREDGING"
    assert [reference.id for reference in cable.references] == ["75ZUBRAVA377"]
    assert cable.signature == "QUILL"


def test_pages_turn_inside_sentences(cable: Cable) -> None:
    [first, second] = [part for part in cable.paragraphs if part.number]
    assert (
        first.text
        == "HARBOR MINISTER MALIK TOLD EMBOFF MARCH 5 THAT HIS GOVERNMENT WOULD PAY HALF. HE EXPECTED TO SIGN IN MAY."
    )
    assert second.text == "COMMENT: HE HAS SAID SO BEFORE."


def test_the_distribution_to_offices_is_no_address(cable: Cable) -> None:
    assert [addressee.name for addressee in cable.info] == ["AMEMBASSY DRAVIK"]
    assert "ISO-00" not in cable.text
    assert any(repair.rule == "distribution" and "ISO-00" in repair.before for repair in cable.repairs)


def test_the_table_of_attributes_is_no_text(cable: Cable) -> None:
    assert "Document Number" not in cable.text
    assert any(repair.rule == "message-attributes" for repair in cable.repairs)


def test_loses_nothing(cable: Cable, check_conserved: Callable[[Cable], None]) -> None:
    check_conserved(cable)


def test_the_table_serves_where_the_text_has_no_header(tmp_path: Path) -> None:
    text = TEXT.read_text(encoding="utf-8")
    path = tmp_path / "x.txt"
    path.write_text(
        "1. HARBOR MINISTER MALIK TOLD EMBOFF THAT HIS GOVERNMENT WOULD PAY HALF.\n\n" + text[text.index("Message A") :]
    )
    [cable] = read(path)
    assert cable.id == "75ZUBRAV412"
    assert cable.subject == "WHO PAYS FOR DREDGING"
