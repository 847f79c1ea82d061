"""A folder is the old one or the new one, and nothing that a report did not write is ever lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscable.corpora.errors import UsageError
from crosscable.reports.site import staging
from crosscable.reports.site.staging import LISTING, staged


def _write(folder: Path, **files: str | None) -> None:
    with staged(folder) as new:
        for name, text in files.items():
            place = new / name.replace("__", "/").replace("_", ".")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")


def _held(folder: Path) -> dict[str, str]:
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return {name: (folder / name).read_text(encoding="utf-8") for name in names - {LISTING}}


def test_the_new_folder_replaces_the_old_one_whole(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "report"
    _write(folder, index_html="old", pairs__a_html="old pair")
    _write(folder, index_html="new", cables__b_html="new cable")
    assert _held(folder) == {"index.html": "new", "cables/b.html": "new cable"}
    assert [path.name for path in folder.parent.iterdir()] == ["report"]


def test_a_failure_leaves_the_old_folder_and_nothing_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "report"
    _write(folder, index_html="old")
    with pytest.raises(TypeError):
        _write(folder, index_html="new", pairs__a_html=None)
    assert _held(folder) == {"index.html": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    _write(tmp_path / "report", index_html="new")
    assert _held(tmp_path / "report") == {"index.html": "new"}


def test_files_of_somebody_else_are_never_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "report"
    _write(folder, index_html="old")
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"notes\.txt"):
        _write(folder, index_html="new")
    assert _held(folder) == {"index.html": "old", "notes.txt": "mine"}


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "report").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="needs a folder"):
        _write(tmp_path / "report", index_html="new")


@pytest.mark.parametrize("which", [1, 2], ids=["moving the old one away", "moving the new one in"])
def test_where_a_folder_cannot_be_moved_the_old_one_stays_or_its_files_are_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: int
) -> None:
    folder = tmp_path / "report"
    _write(folder, index_html="old", stale_html="old")
    calls = []
    replace, rename = Path.replace, Path.rename

    def refuse(self: Path, target: Path, original: object) -> Path:
        if self.is_dir():
            calls.append(self.name)
            if len(calls) == which:
                raise PermissionError(13, "Permission denied")
        return original(self, target)  # type: ignore[operator]

    monkeypatch.setattr(staging.Path, "replace", lambda self, target: refuse(self, target, replace))
    monkeypatch.setattr(staging.Path, "rename", lambda self, target: refuse(self, target, rename))
    if which == 1:  # a mounted folder stays where it is
        _write(folder, index_html="new")
        assert _held(folder) == {"index.html": "new"}
    else:
        with pytest.raises(UsageError, match="Permission denied"):
            _write(folder, index_html="new")
        assert _held(folder) == {"index.html": "old", "stale.html": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["report"]
