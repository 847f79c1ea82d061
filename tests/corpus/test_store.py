"""The store: the same cables with it and without it, whatever happens to it."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from crosscable.corpora import cache, collection, filling, read, store
from crosscable.corpora.cable import Cable
from crosscable.corpora.collection import Corpus, open_corpus
from crosscable.corpora.errors import InputError, UnknownCableError
from crosscable.corpora.forms.found import Settings
from crosscable.corpora.selection import selection

Write = Callable[[str, "str | bytes"], Path]
Telegram = Callable[..., str]


class Watch:
    """Opens corpora and counts what was read, told and refused on the way."""

    def __init__(self) -> None:
        self.read = 0
        self.said: list[str] = []
        self.refused: list[str] = []

    def open(self, *paths: object, settings: Settings = Settings(), keep: bool = True) -> Corpus:  # noqa: B008
        self.read, self.said, self.refused = 0, [], []

        def count() -> None:
            self.read += 1

        return open_corpus(
            map(str, paths),
            settings=settings,
            keep=keep,
            on_refused=lambda error: self.refused.append(str(error)),
            on_record=count,
            talk=self.said.append,
        )


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def folder(write: Write, telegram: Telegram) -> Path:
    for number in (1, 2, 3):
        write(f"cables/{number}.txt", telegram(number))
    return write("cables/logo.png", b"\x89PNG\r\n\x1a\n").parent


def test_what_was_read_is_not_read_again(folder: Path, watch: Watch) -> None:
    first = list(watch.open(folder))
    assert (watch.read, len(watch.refused)) == (3, 1)
    again = list(watch.open(folder))
    assert (watch.read, len(watch.refused)) == (0, 1)
    assert first == again == list(read(folder, on_refused=lambda _: None))
    assert watch.refused == [f"{folder}/logo.png: a PNG image, not a cable"]


def test_the_result_is_the_same_without_the_store(folder: Path, watch: Watch, own_store: Path) -> None:
    assert list(watch.open(folder, keep=False)) == list(watch.open(folder))
    assert watch.open(folder, keep=False).refused
    assert [file.name for file in own_store.iterdir()] == ["cables.sqlite"]


def test_a_changed_file_is_read_anew_and_the_others_are_not(folder: Path, watch: Watch, telegram: Telegram) -> None:
    watch.open(folder)
    (folder / "2.txt").write_text(telegram(2, words="Malik said no."))
    assert "said no" in watch.open(folder).find("08ZUBRAVA2").text
    assert watch.read == 1


def test_other_settings_and_other_rules_are_other_entries(
    folder: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch.open(folder)
    watch.open(folder, settings=Settings(year=1999))
    assert watch.read == 3
    monkeypatch.setattr(store, "rules_digest", lambda: b"new rules")
    monkeypatch.setattr(filling, "rules_digest", lambda: b"new rules")
    watch.open(folder)
    assert watch.read == 3


def test_a_moved_file_is_known_by_its_content_and_called_by_its_new_name(folder: Path, watch: Watch) -> None:
    watch.open(folder)
    moved = (folder / "1.txt").rename(folder / "renamed.txt")
    corpus = watch.open(moved)
    assert watch.read == 0
    assert corpus.cables[0].witness.name == str(moved)
    assert corpus.cables[0].span(0, 5).file == str(moved)


def test_a_file_whose_name_is_its_reference_number_is_not_taken_for_its_copy(
    write: Write, watch: Watch, telegram: Telegram
) -> None:
    body = telegram(412).partition("\n\n")[2]
    names = [cable.name for cable in watch.open(write("a/08ZUBRAVA412.txt", body), write("b/notes.txt", body))]
    assert names == ["08ZUBRAVA412", "notes"]


def dump(count: int) -> str:
    body = "SUBJECT: TOLLS\n\n¶1. (C) Malik spoke."
    row = f'"{{n}}","3/7/2008 15:12","08ZUBRAVA{{n}}","Embassy Zubrava","SECRET","","","{body}"\n'
    return "".join(row.replace("{n}", str(number)) for number in range(1, count + 1))


def test_an_interrupted_run_goes_on_where_it_was(write: Write, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("d.csv", dump(500) + '"501","3/7/2008 15:12","damaged\n')
    real = filling.read_record
    calls = 0

    def interrupted(*arguments: object) -> Cable | None:
        nonlocal calls
        calls += 1
        if calls > 450:
            raise KeyboardInterrupt
        return real(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(filling, "read_record", interrupted)
        with pytest.raises(KeyboardInterrupt):
            watch.open(path)
    resumed = watch.open(path)
    assert watch.read == 100  # 450 were read, 400 of them written
    assert len(watch.refused) == 1
    assert list(resumed) == list(read(path, on_refused=lambda _: None))


@pytest.mark.parametrize(
    "harm",
    [
        lambda file: file.write_bytes(b"no database at all, and longer than a header" * 9),
        lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
        lambda file: file.write_bytes(file.read_bytes()[:5000] + b"\xa5" * 9000 + file.read_bytes()[14_000:]),
    ],
    ids=["not a database", "cut off", "overwritten"],
)
def test_a_damaged_store_is_built_anew_with_a_message(
    harm: Callable[[Path], object], folder: Path, watch: Watch, own_store: Path
) -> None:
    first = list(watch.open(folder))
    for suffix in ("-wal", "-shm"):
        (own_store / f"cables.sqlite{suffix}").unlink(missing_ok=True)
    harm(own_store / "cables.sqlite")
    assert list(watch.open(folder)) == first
    assert len([line for line in watch.said if "built anew" in line]) == 1
    assert list(watch.open(folder)) == first
    assert not watch.said


def test_a_flipped_bit_in_a_record_is_noticed(folder: Path, watch: Watch, own_store: Path) -> None:
    first = list(watch.open(folder))
    with sqlite3.connect(own_store / "cables.sqlite") as connection:
        [(number, block)] = connection.execute("SELECT record, bytes FROM block LIMIT 1").fetchall()
        at = block.index(b"Malik")
        connection.execute("UPDATE block SET bytes = ? WHERE record = ?", (block[:at] + b"K" + block[at + 1 :], number))
    connection.close()
    corpus = watch.open(folder)
    assert list(corpus) == first
    assert "built anew" in watch.said[0]


def test_a_store_that_cannot_be_written_is_done_without(
    folder: Path, watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("a file stands where the folder should be")
    monkeypatch.setenv("CROSSCABLE_CACHE", str(tmp_path / "file" / "cache"))
    assert len(watch.open(folder)) == 3
    assert "nothing is kept" in watch.said[0]


def test_clearing_does_not_harm_a_corpus_in_use(folder: Path, watch: Watch) -> None:
    corpus = watch.open(folder)
    assert store.clear() > 0
    assert [cable.id for cable in corpus] == ["08ZUBRAVA1", "08ZUBRAVA2", "08ZUBRAVA3"]


def test_two_processes_read_the_same_corpus_at_once(write: Write, own_store: Path) -> None:
    path = write("d.csv", dump(300))
    program = textwrap.dedent("""
        import sys
        from crosscable.corpora.collection import open_corpus
        print(*(cable.id for cable in open_corpus([sys.argv[1]], talk=print)))
    """)
    command = [sys.executable, "-P", "-c", program, str(path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) for _ in range(3)]
    told = {process.communicate()[0] for process in running}
    assert told == {" ".join(f"08ZUBRAVA{number}" for number in range(1, 301)) + "\n"}


def test_a_killed_process_leaves_a_store_that_opens(write: Write, watch: Watch) -> None:
    path = write("d.csv", dump(1_000))
    program = textwrap.dedent("""
        import os, signal, sys
        from crosscable.corpora.collection import open_corpus
        count = 0
        def kill():
            global count
            count += 1
            if count == 700:
                os.kill(os.getpid(), signal.SIGKILL)
        open_corpus([sys.argv[1]], on_record=kill)
    """)
    done = subprocess.run([sys.executable, "-P", "-c", program, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(watch.open(path)) == 1_000
    assert not watch.said
    assert watch.read <= 400


def test_selects_without_opening(folder: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    watch.open(folder)
    opened: list[int] = []
    real = store.Store.cable
    monkeypatch.setattr(store.Store, "cable", lambda self, entry: opened.append(entry.number) or real(self, entry))
    corpus = open_corpus([str(folder)], selection(since="2009"))
    assert len(corpus) == 0
    assert open_corpus([str(folder)]).find("08 Zubrava 2").id == "08ZUBRAVA2"
    assert len(opened) == 1


def test_an_unknown_id_is_answered_with_the_nearest(folder: Path) -> None:
    with pytest.raises(UnknownCableError, match=r"did you mean 08ZUBRAVA[123]"):
        open_corpus([str(folder)]).find("08ZUBRAWA2")


def test_a_stream_keeps_no_cable(folder: Path) -> None:
    corpus = open_corpus([str(folder)])
    assert len(list(corpus.stream())) == 3
    assert isinstance(corpus.cables, collection._Cables)
    assert corpus.cables._opened == [None, None, None]


def test_refusals_may_stop_the_opening(folder: Path) -> None:
    def strict(error: InputError) -> None:
        raise error

    with pytest.raises(InputError, match="PNG"):
        open_corpus([str(folder)], on_refused=strict)
    with pytest.raises(InputError, match="PNG"):  # and it is not taken for done
        open_corpus([str(folder)], on_refused=strict)


def test_beyond_its_limit_the_store_forgets_what_was_opened_longest_ago(
    watch: Watch, write: Write, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [write(f"{number}.txt", telegram(number) + "x" * 180_000) for number in range(5)]
    monkeypatch.setenv("CROSSCABLE_CACHE_MB", "2")
    for file in files[:2]:
        watch.open(file)
    watch.open(files[0])
    assert watch.read == 0
    watch.open(files[2])
    watch.open(files[0])
    assert watch.read == 0, "opened again since"
    watch.open(files[1])
    assert watch.read == 1, "the one that was opened longest ago"


def test_what_is_open_stays_however_large(
    watch: Watch, write: Write, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write("1.txt", telegram(1) + "x" * 400_000)
    monkeypatch.setenv("CROSSCABLE_CACHE_MB", "0")
    assert len(watch.open(file)) == len(watch.open(file)) == 1
    assert watch.read == 0


@pytest.mark.parametrize(("named", "size"), [("", 4_000_000_000), ("12", 12_000_000), ("-3", 4_000_000_000)])
def test_the_limit_is_a_number_of_megabytes(named: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSCABLE_CACHE_MB", named)
    assert store.size_limit() == size


@pytest.mark.parametrize(
    ("platform", "named", "folder"),
    [
        ("win32", {"LOCALAPPDATA": "here"}, Path("here/crosscable")),
        ("win32", {}, Path.home() / "AppData/Local/crosscable"),
        ("darwin", {}, Path.home() / "Library/Caches/crosscable"),
        ("linux", {}, Path.home() / ".cache/crosscable"),
        ("linux", {"XDG_CACHE_HOME": "here"}, Path("here/crosscable")),
        ("linux", {"CROSSCABLE_CACHE": "elsewhere"}, Path("elsewhere")),
    ],
)
def test_the_cache_stands_where_the_platform_keeps_such_things(
    platform: str, named: dict[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CROSSCABLE_CACHE", "LOCALAPPDATA", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert cache.cache_folder() == folder


def test_an_input_that_is_dropped_takes_its_records_with_it(folder: Path, watch: Watch, own_store: Path) -> None:
    watch.open(folder)
    opened = store.Store(store.store_file())
    opened._connection.execute("DELETE FROM input")
    assert opened.counts() == (0, 0, 0)
    opened.close()
