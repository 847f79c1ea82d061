"""Our own lines: what is read from them is what was written, and a line that contradicts itself is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from crosscable.corpora import read
from crosscable.corpora.cable import Cable
from crosscable.corpora.errors import InputError
from crosscable.corpora.record import from_bytes, from_json, to_bytes, to_json

Write = Callable[[str, "str | bytes"], Path]


@pytest.fixture
def cable(forms: dict[str, str], write: Write) -> Cable:
    return next(read(write("page.html", forms["page"])))


@pytest.mark.parametrize("form", ["telegram", "page", "saved-page", "markdown", "dump"])
def test_come_back_equal(form: str, forms: dict[str, str], write: Write) -> None:
    cables = list(read(write("file", forms[form])))
    lines = b"\n".join(to_json(cable) for cable in cables) + b"\n"
    assert list(read(write("cables.jsonl", lines))) == cables


def test_the_compact_block_comes_back_equal_and_takes_a_new_name(cable: Cable) -> None:
    assert from_bytes(to_bytes(cable)) == cable
    assert from_bytes(to_bytes(cable), name="moved.html").witness.name == "moved.html"


def test_a_line_begins_with_what_tells_its_kind_and_ends_with_the_long_texts(cable: Cable) -> None:
    names = list(json.loads(to_json(cable)))
    assert names[:3] == ["id", "witness", "sent"]
    assert names[-4:] == ["text", "map", "source", "versions"]


def test_days_are_iso_dates_and_words_stay_words(cable: Cable) -> None:
    row = json.loads(to_json(cable))
    assert row["sent"] == "2008-03-07T15:12:00Z"
    assert row["declassify_on"] == "2018-03-06"
    row["declassify_on"] = "after unification"
    assert from_json(json.dumps(row).encode()).declassify_on == "after unification"


@pytest.mark.parametrize("byte", [b"\x93", b"\xff", b"\0", b"\xed\xa0\x80"])
def test_a_line_of_damaged_bytes_is_refused(byte: bytes, cable: Cable) -> None:
    with pytest.raises(InputError, match="line refused"):
        from_json(to_json(cable).replace(b"Malik", b"Mal" + byte, 1), "x")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"source": "another text"}, "digest"),
        ({"text": "another text"}, "map does not cover"),
        ({"map": [[0, 5, 0, 900_000]]}, "map does not fit"),
        ({"map": [[5, 9, 0, 4]]}, "map does not fit"),
        ({"map": "none"}, "Expected `array`"),
        ({"witness": None}, "Expected `object`"),
        ({"sent": "yesterday"}, "Invalid RFC3339"),
        ({"colour": "red"}, "unknown field"),
        ({"headings": [{"text": "x", "start": 0, "end": 10**9}]}, "outside of its text"),
        ({"losses": [{"kind": "x", "start": -4, "end": 2, "message": "m"}]}, "outside of its source"),
    ],
)
def test_a_line_that_contradicts_itself_is_refused_with_its_number(
    change: dict[str, object], reason: str, cable: Cable, write: Write
) -> None:
    row = json.loads(to_json(cable)) | change
    refused: list[InputError] = []
    content = b"\n".join((to_json(cable), json.dumps(row).encode(), to_json(cable)))
    assert len(list(read(write("cables.jsonl", content), on_refused=refused.append))) == 2
    assert len(refused) == 1
    assert "line 2" in str(refused[0])
    assert reason in str(refused[0])
