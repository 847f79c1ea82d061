"""Records of one id: sections joined in order, re-releases kept, the same text once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from crosscable.corpora import parse
from crosscable.corpora.cable import Cable
from crosscable.corpora.collection import open_corpus
from crosscable.corpora.errors import UnknownCableError
from crosscable.corpora.record import from_json, to_json
from crosscable.corpora.versions import _IN_SOURCE, _IN_TEXT, join

Write = Callable[[str, "str | bytes"], Path]
Telegram = Callable[..., str]


@pytest.fixture
def section(telegram: Telegram) -> Callable[..., Cable]:
    def made(number: int, of: int, words: str = "") -> Cable:
        text = telegram(412, f"{number:02d} OF {of:02d}", words or f"Words of section {number}.")
        return parse(text, name=f"s{number}.txt")

    return made


def test_sections_are_joined_in_the_order_of_their_numbers(section: Callable[..., Cable]) -> None:
    cable = join([section(3, 3), section(1, 3), section(2, 3)])
    assert [part.number for part in cable.sections] == [1, 2, 3]
    words = [paragraph.text for paragraph in cable.paragraphs if paragraph.number]
    assert words == ["Words of section 1.", "Words of section 2.", "Words of section 3."]
    assert [part.witness.name for part in cable.parts] == ["s1.txt", "s2.txt", "s3.txt"]
    assert not cable.losses


def test_a_quotation_of_a_joined_cable_names_the_file_that_holds_it(section: Callable[..., Cable]) -> None:
    records = {f"s{number}.txt": section(number, 2) for number in (1, 2)}
    cable = join(list(records.values()))
    for paragraph in cable.paragraphs:
        span = cable.span(paragraph.start, paragraph.end)
        assert records[span.file].source[span.start : span.end] == span.quote == paragraph.text


def test_missing_sections_are_reported(section: Callable[..., Cable]) -> None:
    cable = join([section(2, 5), section(4, 5)])
    assert [loss.message.split()[1] for loss in cable.losses] == ["1", "3", "5"]
    assert {loss.kind for loss in cable.losses} == {"missing-section"}


def test_two_texts_of_one_section_are_reported(section: Callable[..., Cable]) -> None:
    other = replace(
        section(2, 2, "Other words."), witness=replace(section(2, 2, "Other words.").witness, name="t2.txt")
    )
    cable = join([section(1, 2), section(2, 2), other])
    assert [loss.kind for loss in cable.losses] == ["repeated-section"]
    assert "t2.txt" in cable.losses[0].message
    assert [version.witness.name for version in cable.versions] == ["t2.txt"]


def test_a_joined_cable_survives_our_own_lines(section: Callable[..., Cable]) -> None:
    cable = join([section(1, 3), section(2, 3)])
    assert from_json(to_json(cable)) == cable


def released(cable: Cable, day: int) -> Cable:
    return replace(cable, released=datetime(2011, 1, day, tzinfo=UTC))


def test_the_last_release_is_the_cable_and_holds_the_others(telegram: Telegram) -> None:
    early = released(parse(telegram(1, words="XXXXXXXXXXXX spoke."), name="early"), 3)
    late = released(parse(telegram(1, words="Malik spoke."), name="late"), 9)
    for order in ([early, late], [late, early]):
        cable = join(order)
        assert cable.witness.name == "late"
        assert [version.witness.name for version in cable.versions] == ["early"]
    assert from_json(to_json(cable)) == cable


def test_a_corrected_copy_comes_before_what_it_corrects(telegram: Telegram) -> None:
    first = parse(telegram(1, words="Malik spoke for a very long time."), name="first")
    copy = parse(
        telegram(1, words="Malik spoke.").replace("SIPDIS", "SIPDIS\n\nC O R R E C T E D C O P Y"), name="copy"
    )
    assert any("CORRECTED" in caveat for caveat in copy.caveats)
    assert join([copy, first]).witness.name == "copy"


def test_the_same_text_twice_counts_once(telegram: Telegram) -> None:
    cable = parse(telegram(1), name="a")
    assert join([cable, replace(cable, witness=replace(cable.witness, name="b"))]) == cable


def test_a_corpus_joins_across_files(write: Write, telegram: Telegram) -> None:
    for number in (1, 2):
        write(f"c/s{number}.txt", telegram(412, f"{number:02d} OF 02", f"Words of section {number}."))
    write("c/v1.txt", telegram(7))
    folder = write("c/v2.txt", telegram(7, words="Malik spoke, and spoke again.")).parent
    corpus = open_corpus([str(folder)])
    assert [cable.id for cable in corpus] == ["08ZUBRAVA412", "08ZUBRAVA7"]
    assert len(corpus.cables[0].parts) == 2
    assert len(corpus.cables[1].versions) == 1
    assert corpus.find("08ZUBRAVA7@1").paragraphs[0].text == "Malik spoke."
    assert corpus.find("08 Zubrava 7@2") == corpus.cables[1]
    with pytest.raises(UnknownCableError, match="has 2 versions, not 3"):
        corpus.find("08ZUBRAVA7@3")


def test_every_field_that_holds_positions_is_moved_with_its_section() -> None:
    kinds = {name: get_args(hint)[:1] for name, hint in get_type_hints(Cable).items()}
    placed = {
        name
        for name, kind in kinds.items()
        if kind and is_dataclass(kind[0]) and "start" in {field.name for field in fields(kind[0])}
    }
    assert placed == {*_IN_TEXT, *_IN_SOURCE, "parts"}
