"""Settings files: nearest first, names checked, flags and environment win."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscable.corpora.errors import UsageError
from crosscable.reports.cli.app import run
from crosscable.reports.settings import Settings, check_names, find_settings

KNOWN = {"match": {"top", "min_score"}, "names": {"review": {"blind"}}}


def test_the_nearest_file_upwards_is_taken(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "crosscable.toml").write_text("[match]\ntop = 3\n", encoding="utf-8")
    assert dict(find_settings(inner).values()) == {"match.top": 3}
    (inner / "pyproject.toml").write_text("[tool.crosscable.match]\ntop = 4\n", encoding="utf-8")
    assert dict(find_settings(inner).values()) == {"match.top": 4}


def test_a_project_file_of_others_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.other", encoding="utf-8")
    (tmp_path / "crosscable.toml").write_text("", encoding="utf-8")
    assert find_settings(tmp_path).tables == {}


def test_dashes_in_names_are_underscores_in_the_program() -> None:
    assert check_names(Settings(None, {"match": {"min-score": 0.5}}), KNOWN) == {"match": {"min_score": 0.5}}


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"match": {"tpo": 3}}, r"match\.tpo; did you mean match\.top"),
        ({"mach": {"top": 3}}, r"unknown setting mach; did you mean match"),
        ({"top": 3}, "unknown setting top"),
        ({"match": 3}, "unknown setting match"),
        ({"names": {"review": {"blnd": True}}}, r"did you mean names\.review\.blind"),
    ],
)
def test_an_unknown_name_is_refused_with_a_suggestion(tables: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        check_names(Settings(None, tables), KNOWN)


def test_flags_win_over_the_environment_and_it_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "crosscable.toml").write_text("[config.show]\nwidth = 400\n[match]\ntop = 3\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["config", "show", "--origin"]) == 0
    assert "crosscable.toml" in capsys.readouterr().out
    monkeypatch.setenv("CROSSCABLE_MATCH_TOP", "7")
    assert run(["config", "show", "--origin"]) == 0
    assert "CROSSCABLE_MATCH_TOP" in capsys.readouterr().out


def test_a_broken_file_is_told_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "crosscable.toml").write_text("[match\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"crosscable\.toml: cannot read the settings .*line 1"):
        find_settings(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(["config", "show"]) == 2
