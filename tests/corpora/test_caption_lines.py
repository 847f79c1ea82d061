"""The classification line where a mail program printed another above the routing lines, and the captions under it."""

from __future__ import annotations

from crosscable.corpora import parse

BODY = "E.O. 12958: DECL: 03/06/2018\nTAGS: PREL\nSUBJECT: TOLLS\n\n¶1. (S) Malik told us that tolls rise.\n\nQUILL\n"
ROUTING = (
    "VZCZCZUB550\nRR RUEHC\nDE RUEHQX #0412/01 0661512\nZNY SSSSS ZZH\nR 071512Z MAR 08\nFM AMEMBASSY ZUBRAVA\n"
    "TO RUEHC/SECSTATE WASHDC 0912\nINFO RUEHXK/RIVER STATES COLLECTIVE\n"
)


def test_the_line_under_the_routing_lines_is_the_telegrams() -> None:
    printed = f"S E C R E T        ZUBRAVA 00412\nCXZUBRAVA:\n    ACTION: AMB\n\n{ROUTING}\n"
    cable = parse(f"{printed}S E C R E T ZUBRAVA 000412\n\nNOFORN\n\nSTATE FOR EUR/RIV\n\n{BODY}")
    assert cable.id == "08ZUBRAVA412"
    assert cable.dtg == "R 071512Z MAR 08"
    assert [each.name for each in cable.recipients] == ["SECSTATE WASHDC"]
    assert cable.passing == ("STATE FOR EUR/RIV",)
    assert cable.caveats == ("NOFORN",)


def test_a_line_of_another_number_under_routing_lines_is_a_quotation() -> None:
    cable = parse(f"S E C R E T ZUBRAVA 000412\n\n{BODY}\n{ROUTING}\nS E C R E T ZUBRAVA 000399\n", year=2008)
    assert cable.id == "08ZUBRAVA412"


def test_a_level_repeated_under_the_line_is_no_office_to_pass_to() -> None:
    cable = parse(f"S E C R E T ZUBRAVA 000412\n\nSECRET//NOFORN\nUNCLASSIFIED//\n\n{BODY}")
    assert cable.passing == ()
    assert cable.caveats == ("NOFORN",)


def test_a_caption_may_be_spaced_out() -> None:
    cable = parse(f"UNCLAS E F T O SECTION 01 OF 02 ZUBRAVA 000412\n\nSIPDIS\n\n{BODY}", year=2008)
    assert cable.caveats == ("EFTO", "SIPDIS")
    assert (cable.id, cable.classification) == ("08ZUBRAVA412", "UNCLASSIFIED")
