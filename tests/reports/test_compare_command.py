"""`compare`: where the two cables come from, and what is said of the corpus they are looked up in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from crosscable.corpora.demo import demo_folder
from crosscable.reports.cli.app import run

PAIR = ("05DRAVIK90418", "07DRAVIK90733")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two cables and a file that is none."""
    for name in ("05DRAVIK90418.txt", "07DRAVIK90733.md"):
        shutil.copy(demo_folder() / name, tmp_path)
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04\x00\x00")
    return tmp_path


@pytest.mark.parametrize("more", [(), ("--mask-protected",)])
def test_what_cannot_be_read_is_told_once(
    corpus: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...]
) -> None:
    assert run(["compare", *PAIR, "--corpus", str(corpus), *more]) == 3
    told = capsys.readouterr()
    assert told.err.count("broken.zip") == 1
    assert all(name in told.out for name in PAIR)


def test_a_file_and_an_id_make_a_pair(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = run(["compare", *PAIR, "--corpus", str(corpus)]), capsys.readouterr().out
    mixed = run(["compare", str(corpus / "05DRAVIK90418.txt"), PAIR[1], "--corpus", str(corpus)])
    assert mixed == both[0]
    assert capsys.readouterr().out == both[1]


def test_an_id_needs_a_corpus(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", *PAIR]) == 2
    assert "--corpus" in capsys.readouterr().err
