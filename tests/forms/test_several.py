"""One text that holds several telegrams is read as several cables; sections, copies and quotations are not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from crosscable.corpora import read
from crosscable.corpora.cable import Cable

Write = Callable[[str, "str | bytes"], Path]

ROUTED = (
    "R 071512Z MAR 08\nFM AMEMBASSY ZUBRAVA\nTO RUEHC/SECSTATE WASHDC 0912\nINFO RIVER STATES COLLECTIVE\n\n"
    "C O N F I D E N T I A L ZUBRAVA 000412\n\nSIPDIS\n\nE.O. 12958: DECL: 03/06/2018\nTAGS: PREL\nSUBJECT: TOLLS\n\n"
    "¶1. (C) Dana Malik told us that tolls will rise.\n\nQUILL\n"
)


def numbered(number: int) -> str:
    return ROUTED.replace("000412", f"{number:06d}").replace("TOLLS", f"TOLLS {number}")


def test_telegrams_one_after_the_other_are_records_of_their_own(
    write: Write, check_conserved: Callable[[Cable], None]
) -> None:
    path = write("week.txt", numbered(412) + "\n\n" + numbered(413) + "\n" + numbered(414))
    cables = list(read(path))
    assert [cable.id for cable in cables] == ["08ZUBRAVA412", "08ZUBRAVA413", "08ZUBRAVA414"]
    assert [cable.witness.name for cable in cables] == [f"{path}#{number}" for number in (1, 2, 3)]
    assert [cable.subject for cable in cables] == ["TOLLS 412", "TOLLS 413", "TOLLS 414"]
    assert {cable.signature for cable in cables} == {"QUILL"}
    assert "".join(cable.source for cable in cables) == path.read_text(encoding="utf-8")
    for cable in cables:
        check_conserved(cable)


def test_bare_telegrams_without_routing_lines_are_divided_too(write: Write) -> None:
    bare = ROUTED[ROUTED.index("C O N F") :]
    path = write("two.txt", bare + "\n" + bare.replace("000412", "000413"))
    assert [len(cable.paragraphs) for cable in read(path)] == [2, 2]


def test_sections_of_one_message_are_one_cable(write: Write) -> None:
    one = numbered(412).replace("L ZUBRAVA", "L SECTION 01 OF 02 ZUBRAVA").replace("QUILL\n", "")
    two = numbered(412).replace("L ZUBRAVA", "L SECTION 02 OF 02 ZUBRAVA").replace("¶1.", "¶2.")
    [cable] = read(write("sections.txt", one + "\n" + two))
    assert [section.number for section in cable.sections] == [1, 2]


def test_a_telegram_that_only_hands_on_another_is_one_cable(write: Write) -> None:
    handed_on = "UNCLAS STATE 000077\n\nE.O. 12958: N/A\nTAGS: PREL\nSUBJECT: FORWARDED\n\n" + numbered(412)
    assert len(list(read(write("forwarded.txt", handed_on)))) == 1


def test_a_classification_line_without_labels_after_it_is_text(write: Write) -> None:
    quoted = numbered(412).replace(
        "will rise.", "will rise.\n\nC O N F I D E N T I A L ZUBRAVA 000399\n\nwas the number."
    )
    assert len(list(read(write("quoted.txt", quoted)))) == 1
