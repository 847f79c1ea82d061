"""What holds for every text: nothing is lost unrecorded, every place leads back to the file, any text is read."""

import csv
import lzma
import random
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crosscable.corpora.cable import Cable
from crosscable.corpora.rules import repair_rules
from crosscable.corpora.telegram import Hints, parse, read_telegram
from crosscable.corpora.text import whole

CASES = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent / "cases").glob("*.txt"))]
DUMP = Path(__file__).parents[2] / "../shared/data/cablegate/cables.csv.xz"
PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\n\n",
            " ",
            "1. (C) ",
            "¶2. (SBU) ",
            "13. ",
            "-----\n",
            "Comment: ",
            "End comment. ",
            "(Note: ",
            "REF: A. ",
        ),
        *("PORT VELLIN 00000417  002 OF 002\n", "SIPDIS\n", "UNCLAS SECTION 02 OF 02 PORT VELLIN 000417\n", "TAGS: "),
        *("a?s", "&x8 ", "GOV,s ", "QQ~x", "\\$", "[A](#)", "\r", "\x00", "é", "XXXXXXXX", "-\n", "- ", "[…]", '""a""'),
        *(
            "SUBJECT: ",
            "E.O. 12958: DECL: ",
            "Classified By: ",
            "SUMMARY",
            "The minister left. ",
            "HARKER\n",
            "\t",
            "𝔸",
        ),
    ]
)


def assert_conserved(cable: Cable) -> None:
    """Each character of the source is read, or stands in a recorded repair, or is white space."""
    source, repaired = cable.source, bytearray(len(cable.source))
    for repair in cable.repairs:
        assert source[repair.start : repair.end] == repair.before
        repaired[repair.start : repair.end] = b"\x01" * (repair.end - repair.start)
    at = place = 0
    for start, end, source_start, source_end in cable.map.pieces:
        assert start == place
        assert source_start >= at
        for lost in range(at, source_start):
            assert repaired[lost] or source[lost].isspace(), source[max(0, lost - 20) : lost + 20]
        read, filed = cable.text[start:end], source[source_start:source_end]
        if len(read) == len(filed):
            for offset, (one, other) in enumerate(zip(read, filed, strict=True)):
                assert one == other or repaired[source_start + offset] or (one.isspace() and other.isspace())
        else:
            assert all(repaired[n] or source[n].isspace() for n in range(source_start, source_end))
        at, place = source_end, end
    assert place == len(cable.text)
    assert all(repaired[n] or source[n].isspace() for n in range(at, len(source)))


def assert_placed(cable: Cable) -> None:
    """Paragraphs stand in order, are slices of the reading, and lead to slices of the source."""
    last = 0
    for paragraph in cable.paragraphs:
        assert last <= paragraph.start < paragraph.end
        assert paragraph.text == cable.text[paragraph.start : paragraph.end]
        span = cable.span(paragraph.start, paragraph.end)
        assert span.quote
        assert span.quote == cable.source[span.start : span.end]
        assert paragraph.text.strip() == paragraph.text
        last = paragraph.end
    for block in cable.blocks:
        assert 0 <= block.start < block.end <= len(cable.text)
    for loss in cable.losses:
        assert 0 <= loss.start <= loss.end <= len(cable.source)


@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map("".join))
@example("1. (C) \xa01. (C) ")  # a blank that no telegram has
@settings(max_examples=300)
def test_any_text_is_read_and_conserved(text: str) -> None:
    cable = parse(text, year=2008)
    assert_conserved(cable)
    assert_placed(cable)


@pytest.mark.parametrize("text", CASES)
def test_mutated_telegrams_are_conserved(text: str) -> None:
    chance = random.Random(len(text))  # noqa: S311
    for _ in range(25):
        cut, end = sorted(chance.randrange(len(text)) for _ in range(2))
        for mutant in (text[:cut], text[cut:], text[:cut] + text[end:], text[:end] + text[cut:], text[cut:end] * 2):
            cable = parse(mutant, year=2008)
            assert_conserved(cable)
            assert_placed(cable)


@pytest.mark.parametrize("text", CASES)
def test_without_repairs_only_white_space_changes(text: str) -> None:
    cable = parse(text, without=frozenset(repair_rules()))
    assert cable.repairs == ()
    assert "".join(cable.text.split()) == "".join(text.split())


@pytest.mark.parametrize("rule", sorted(repair_rules()))
def test_a_rule_switched_off_repairs_nothing(rule: str) -> None:
    for text in CASES:
        assert rule not in {repair.rule for repair in parse(text, without=frozenset([rule])).repairs}


@pytest.mark.parametrize("text", CASES)
def test_every_place_of_the_reading_leads_there_and_back(text: str) -> None:
    cable = parse(text)
    for paragraph in cable.paragraphs:
        for place in range(paragraph.start, paragraph.end, 7):
            start, end = cable.map.to_source(place, place + 1)
            assert start < end or not cable.text[place].strip()
            assert cable.map.to_reading(start) <= place


def test_real_rows_are_conserved() -> None:
    if not DUMP.exists():
        pytest.skip("the dump is not on this machine")
    with lzma.open(DUMP, "rt", encoding="utf-8", newline="") as file:
        for row in islice(csv.reader(file, escapechar="\\", doublequote=False), 0, 1200, 8):
            extract = whole(row[7])
            cable = read_telegram(extract, parse("").witness, Hints(id=row[2], header=row[6]))
            assert_conserved(cable)
            assert_placed(cable)
