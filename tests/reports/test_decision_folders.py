"""A folder of decisions that is named has to be there: a slip of the pen would silently undo an editor's work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crosscable.corpora.demo import demo_folder
from crosscable.reports.cli.app import run

DEMO = str(demo_folder())


@pytest.mark.parametrize(
    "command",
    [
        "check DEMO",
        "names list DEMO",
        "names check DEMO",
        "report DEMO -o REPORT",
        "compare 06SELVANE91877 08SELVANE92055 --corpus DEMO",
    ],
)
def test_a_folder_of_decisions_that_is_not_there_is_refused(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = command.replace("DEMO", DEMO).replace("REPORT", str(tmp_path / "report"))
    assert run([*line.split(), "--decisions", str(tmp_path / "editoin")]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "editoin" in told.err
    assert list(tmp_path.iterdir()) == []


def test_a_verdict_is_signed_as_the_other_decisions_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSCABLE_EDITOR", "anna")
    for more in ([], ["--by", "ben"]):
        assert run(["verdict", "0123456789abcdef", "reject", "--decisions", str(tmp_path), *more]) == 0
    lines = [json.loads(line) for line in (tmp_path / "decisions.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["by"] for line in lines] == ["anna", "ben"]
    assert all(line["at"].endswith("Z") for line in lines)
