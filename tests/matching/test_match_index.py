from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from crosscable.compare.matching import index as module
from crosscable.compare.matching.collection import entry
from crosscable.compare.matching.index import open_index, update_index
from crosscable.compare.matching.relatives import match, match_index
from crosscable.compare.matching.stored import Entries, packed
from crosscable.corpora.errors import UnknownCableError, UsageError


def answers(index, **options):
    return list(match_index(index, top=5, **options).relatives)


def test_the_index_answers_as_matching_in_memory_does(archive, tmp_path: Path) -> None:
    index = update_index(tmp_path / "index", archive)
    assert answers(index) == list(match(archive, top=5, path="pruned").relatives)


def test_one_look_up_gives_the_rows_of_the_whole(archive, tmp_path: Path) -> None:
    update_index(tmp_path / "index", archive)
    name = archive[17].name
    index = open_index(tmp_path / "index")
    assert answers(index, of=[name]) == [row for row in answers(index) if row.cable == name]
    with pytest.raises(UnknownCableError, match="07NOWHERE1"):
        answers(index, of=["07NOWHERE1"])


def test_an_index_that_grew_is_the_index_of_all(archive, tmp_path: Path) -> None:
    grown = update_index(tmp_path / "grown", archive[:200])
    grown = update_index(tmp_path / "grown", archive)
    assert answers(grown) == answers(update_index(tmp_path / "whole", archive))


def test_only_new_cables_are_counted(archive, tmp_path: Path, monkeypatch) -> None:
    update_index(tmp_path / "index", archive[:50])
    counted = []
    monkeypatch.setattr(module, "compared_text", lambda cable: counted.append(cable.name) or cable.text)
    update_index(tmp_path / "index", archive[:60])
    assert counted == [cable.name for cable in archive[50:60]]


def test_a_cable_that_left_the_corpus_leaves_the_index(archive, tmp_path: Path) -> None:
    update_index(tmp_path / "index", archive[:50])
    index = update_index(tmp_path / "index", archive[:40])
    assert len(index.names) == 40
    assert index.place(archive[45].name) is None


def test_a_changed_text_replaces_the_old_one(archive, tmp_path: Path) -> None:
    update_index(tmp_path / "index", archive[:30])
    changed = replace(archive[0], witness=replace(archive[0].witness, sha256="0" * 64), subject="WHOLLY NEW WORDS")
    index = update_index(tmp_path / "index", [changed, *archive[1:30]])
    place = index.place(changed.name)
    assert place is not None
    assert index.features.entries[place].subject == "WHOLLY NEW WORDS"
    assert len(index.names) == 30


def test_a_build_that_is_killed_leaves_the_old_index(archive, tmp_path: Path, monkeypatch) -> None:
    before = answers(update_index(tmp_path / "index", archive[:40]))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "_save", killed)
        with pytest.raises(KeyboardInterrupt):
            update_index(tmp_path / "index", archive[:60])
    assert answers(open_index(tmp_path / "index")) == before
    assert len(update_index(tmp_path / "index", archive[:60]).names) == 60


def test_a_full_disk_is_told_and_leaves_the_old_index(archive, tmp_path: Path, monkeypatch) -> None:
    update_index(tmp_path / "index", archive[:40])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(module, "_put", full)
        with pytest.raises(UsageError, match="No space left"):
            update_index(tmp_path / "index", archive[:60])
    assert len(open_index(tmp_path / "index").names) == 40


@pytest.mark.parametrize(
    ("content", "message"), [('{"version": 0}', "version 0"), ("{", "damaged index"), (None, "no index here")]
)
def test_a_folder_that_is_no_index_is_refused(tmp_path: Path, content: str | None, message: str) -> None:
    if content is not None:
        (tmp_path / "current.json").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        open_index(tmp_path)


def test_nothing_but_current_names_the_generation(archive, tmp_path: Path) -> None:
    update_index(tmp_path / "index", archive[:20])
    update_index(tmp_path / "index", archive[:30])
    current = json.loads((tmp_path / "index" / "current.json").read_text(encoding="utf-8"))
    assert [path.name for path in (tmp_path / "index").glob("*generation-*")] == [current["generation"]]


@pytest.mark.parametrize("count", [0, 1])
def test_an_empty_index_answers_with_nothing(archive, tmp_path: Path, count: int) -> None:
    update_index(tmp_path / "index", archive[:count])
    assert answers(open_index(tmp_path / "index")) == []


def test_entries_are_written_the_same_by_every_process(archive) -> None:
    words = frozenset(f"word{number}" for number in range(60))
    item = replace(entry(archive[0], 9), sender=words, addressees=words)
    blob, starts = packed([item])
    stored = msgspec.msgpack.decode(blob.tobytes())
    assert stored["sender"] == stored["addressees"] == sorted(words)  # a set lies as the hash seed has it
    assert list(Entries(blob, starts)) == [item]
