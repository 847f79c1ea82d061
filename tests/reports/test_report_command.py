"""`report`: a folder is written where there is something to report on, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscable.corpora.demo import demo_folder
from crosscable.reports.cli.app import run

CABLE = next(demo_folder().glob("*.txt"))


@pytest.mark.parametrize("form", ["html", "md"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nothing-there"], 3),
        (["nothing-there", "empty"], 3),
        (["broken.zip"], 3),
        ([str(CABLE), "--since", "2030"], 2),
        ([str(CABLE), "--post", "NOWHERE"], 2),
    ],
)
def test_without_a_cable_nothing_is_written_and_a_former_report_stays(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    form: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("broken.zip").write_bytes(b"PK\x03\x04\x00\x00")
    assert run(["report", *arguments, "--format", form, "-o", "new"]) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert "no report was written" in told.err.splitlines()[-1]
    assert sorted(path.name for path in Path().iterdir()) == ["broken.zip", "empty"]

    assert run(["report", str(CABLE), "--format", form, "-o", "old"]) == 0
    former = {path: path.read_bytes() for path in Path("old").rglob("*") if path.is_file()}
    assert run(["report", *arguments, "--format", form, "-o", "old"]) == code
    assert {path: path.read_bytes() for path in Path("old").rglob("*") if path.is_file()} == former


def test_one_bad_file_among_others_is_told_and_the_rest_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04\x00\x00")
    assert run(["report", str(broken), str(CABLE), "-o", str(tmp_path / "site")]) == 3
    assert "broken.zip" in capsys.readouterr().err
    overview = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "not read: " in overview
    assert "broken.zip" in overview
