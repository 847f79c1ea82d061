"""Following a source, a topic or a thread through cables in order of time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crosscable.compare.tracking import track
from crosscable.corpora import parse
from crosscable.corpora.cable import Cable
from crosscable.corpora.errors import UnknownCableError, UsageError
from crosscable.reports.cli.app import run

TEXTS = {
    "07VELMAR11": (
        "R 041125Z MAR 07",
        "",
        "Deputy Minister Ilya Orlan told us the port lease is unlikely to be signed.",
    ),
    "08VELMAR12": (
        "R 051125Z MAR 08",
        "REF: 07 VELMAR 11",
        "Orlan told us the port lease is almost certain to be signed.",
    ),
    "09VELMAR13": ("R 061125Z MAR 09", "", "The harvest was poor, and the mills of the valley bought grain abroad."),
}


def text(name: str) -> str:
    dtg, reference, paragraph = TEXTS[name]
    number = f"{int(name[8:]):06d}"
    lines = (dtg, "FM AMEMBASSY VELMAR", "TO SECSTATE WASHDC", "", f"C O N F I D E N T I A L VELMAR {number}", "")
    return "\n".join((*lines, "SUBJECT: VELMAR NEWS", reference, "", f"1. (C) {paragraph}", ""))


@pytest.fixture
def cables() -> list[Cable]:
    return [parse(text(name)) for name in reversed(TEXTS)]


def test_a_source_is_followed_in_order_of_time(cables: list[Cable]) -> None:
    steps = track(cables, source="Orlan").steps
    assert [step.cable.name for step in steps] == ["07VELMAR11", "08VELMAR12"]
    assert steps[0].change is None
    assert steps[1].change is not None
    assert (steps[1].change.kind, steps[1].change.direction) == ("likelihood", "up")


def test_what_others_say_beside_a_source_is_not_told_of_it() -> None:
    beside = text("08VELMAR12").replace("signed.", "signed. Mayor Dana Malik said the harvest will be poor.")
    cables = [parse(text("07VELMAR11")), parse(beside)]
    quoted = [step.cable.text[slice(*place)] for step in track(cables, source="Orlan").steps for place in step.quotes]
    assert any("port lease" in words for words in quoted)
    assert not any("harvest" in words for words in quoted)


def test_a_topic_is_followed_where_it_is_spoken_of(cables: list[Cable]) -> None:
    assert [step.cable.name for step in track(cables, topic="port lease").steps] == ["07VELMAR11", "08VELMAR12"]


def test_quotations_are_in_the_text(cables: list[Cable]) -> None:
    for step in track(cables, topic="harvest").steps:
        assert any("harvest" in step.cable.text[start:end] for start, end in step.quotes)


def test_a_thread_is_the_cables_tied_by_references(cables: list[Cable]) -> None:
    assert [step.cable.name for step in track(cables, thread="07 VELMAR 11").steps] == ["07VELMAR11", "08VELMAR12"]


def test_support_names_the_voice(cables: list[Cable]) -> None:
    (voice,) = track(cables, source="Orlan").steps[0].ground.voices
    assert voice.told_us
    assert "Orlan" in voice.name


def test_exactly_one_thing_is_followed(cables: list[Cable]) -> None:
    with pytest.raises(UsageError, match="exactly one"):
        track(cables)
    with pytest.raises(UsageError, match="exactly one"):
        track(cables, source="Orlan", topic="lease")


def test_an_unknown_thread_is_refused(cables: list[Cable]) -> None:
    with pytest.raises(UnknownCableError, match="99VELMAR1"):
        track(cables, thread="99VELMAR1")


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "md"])
def test_the_command_prints_each_form(tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    for name in TEXTS:
        (tmp_path / f"{name}.txt").write_text(text(name), encoding="utf-8")
    output = tmp_path / "out"
    assert run(["track", str(tmp_path), "--topic", "port lease", "--support", "--format", form, "-o", str(output)]) == 0
    written = output.read_text(encoding="utf-8")
    assert "08VELMAR12" in written
    if form == "json":
        assert [step["cable"] for step in json.loads(written)["steps"]] == ["07VELMAR11", "08VELMAR12"]
