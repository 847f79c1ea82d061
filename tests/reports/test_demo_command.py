"""`demo --cables`: a reader gets the cables of the demo corpus in a folder, and nothing of the reader's is replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscable.corpora.demo import demo_folder
from crosscable.reports.cli.app import run


def test_the_cables_of_the_demo_are_copied_as_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "demo"
    assert run(["demo", "--cables", str(folder)]) == 0
    copied = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert copied == {path.name: path.read_bytes() for path in demo_folder().iterdir() if path.is_file()}
    assert not (tmp_path / "crosscable-report").exists()


def test_a_folder_that_exists_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert run(["demo", "--cables", str(tmp_path)]) == 2
    assert "name a new folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
