"""A fault of the reader itself stops no other record, and shows its traceback to whoever asks for it."""

from __future__ import annotations

import pytest

from crosscable.corpora.cable import Cable
from crosscable.corpora.corpus import read_record
from crosscable.corpora.errors import InputError
from crosscable.corpora.forms.found import Found


def broken() -> Cable:
    raise ZeroDivisionError("no such luck")


def test_a_fault_of_ours_is_told_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CROSSCABLE_DEBUG", raising=False)
    refused: list[InputError] = []
    assert read_record(Found("d.csv#1", broken), refused.append) is None
    assert "a fault of crosscable: ZeroDivisionError: no such luck" in str(refused[0])


def test_with_the_traceback_asked_for_it_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSCABLE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        read_record(Found("d.csv#1", broken), lambda error: None)
