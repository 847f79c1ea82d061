"""Kept results: the same findings with and without them, whatever happens to the file."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from crosscable.compare import recall as recalling
from crosscable.compare import results as keeping
from crosscable.compare.checks import in_fixed_order
from crosscable.compare.decisions import Decisions, decide_names
from crosscable.compare.people.reconcile import Form, Person
from crosscable.compare.recall import Recall
from crosscable.compare.results import Results, cable_digest, clear_results, joint_digest, results_file
from crosscable.corpora import read
from crosscable.corpora.cable import Cable
from crosscable.corpora.collection import Corpus
from crosscable.corpora.demo import demo_folder
from crosscable.reports.checking import findings_of
from crosscable.reports.cli.app import run

KEY = b"k" * 16


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CROSSCABLE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def cables() -> list[Cable]:
    return in_fixed_order(read(str(demo_folder())))


def kept(value: object) -> None:
    results = Results(results_file())
    results.put("numbers", KEY, value)
    results.close()


def test_what_was_kept_comes_back() -> None:
    kept([1, 2])
    assert Results(results_file()).get("numbers", KEY, list[int]) == [1, 2]
    assert Results(results_file()).get("other", KEY, list[int]) is None


def test_without_a_file_nothing_is_kept() -> None:
    results = Results(None)
    results.put("numbers", KEY, 1)
    results.commit()
    assert results.get("numbers", KEY, int) is None
    assert results.counts() == {}


def test_other_rules_do_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    kept(1)
    monkeypatch.setattr(keeping, "rules_digest", lambda: b"other")
    results = Results(results_file())
    assert results.get("numbers", KEY, int) is None
    results.forget_stale()
    assert results.counts() == {}


@pytest.mark.parametrize("damage", ["file", "checksum", "value", "cut"])
def test_a_damaged_file_is_made_anew_with_a_word(damage: str) -> None:
    kept([1, 2])
    file = results_file()
    if damage == "file":
        file.write_bytes(b"no database at all" * 100)
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:5000])
    else:
        connection = sqlite3.connect(file)
        connection.execute(
            "UPDATE result SET checksum = 7" if damage == "checksum" else "UPDATE result SET bytes = 'x'"
        )
        connection.commit()
        connection.close()
    said: list[str] = []
    results = Results(file, said.append)
    assert results.get("numbers", KEY, list[int]) is None
    results.put("numbers", KEY, [3])
    results.close()
    assert Results(file).get("numbers", KEY, list[int]) == [3]
    assert len(said) == 1
    assert "damaged" in said[0]


def test_a_file_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "in the way").write_text("")
    said: list[str] = []
    results = Results(tmp_path / "in the way" / "results.sqlite", said.append)
    results.put("numbers", KEY, 1)
    results.close()
    assert len(said) == 1
    assert "not kept" in said[0]


def test_the_oldest_results_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_LIMIT", 2500)
    results = Results(results_file())
    for number in range(4):
        results.put("texts", bytes([number]), "x" * 1000)
    results.close()
    again = Results(results_file())
    assert [again.get("texts", bytes([number]), str) is not None for number in range(4)] == [False, False, True, True]


def test_two_processes_write_at_once() -> None:
    code = (
        "from crosscable.compare.results import Results, results_file\n"
        "import sys\n"
        "results = Results(results_file())\n"
        "for number in range(450):\n"
        "    results.put(sys.argv[1], number.to_bytes(2, 'big'), number)\n"
        "results.close()\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, kind]) for kind in ("a", "b")]
    assert [process.wait(60) for process in running] == [0, 0]
    assert {kind: count for kind, (count, _) in Results(results_file()).counts().items()} == {"a": 450, "b": 450}


def test_a_digest_is_of_the_reading_and_not_of_the_file(cables: list[Cable]) -> None:
    cable = cables[0]
    assert cable_digest(cable) == cable_digest(replace(cable, witness=replace(cable.witness, name="elsewhere.txt")))
    assert cable_digest(cable) != cable_digest(replace(cable, subject="ANOTHER SUBJECT"))
    assert cable_digest(cable) != cable_digest(cables[1])


def test_joint_digests_keep_their_parts_apart() -> None:
    assert joint_digest(("ab", "c")) != joint_digest(("a", "bc"))


def test_kept_results_give_the_same_findings(cables: list[Cable], monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = Corpus(tuple(cables))
    without = findings_of(corpus, shifts=0.5, keep=False)
    assert findings_of(corpus, shifts=0.5) == without
    for name in ("find_with_doubtful", "reconcile", "told_shifts"):
        monkeypatch.setattr(recalling, name, None)  # whoever computes anything now fails
    assert findings_of(corpus, shifts=0.5) == without
    assert any(finding.rule == "shift/new" for finding in without)


def test_a_moved_file_changes_only_where_findings_stand(cables: list[Cable]) -> None:
    before = findings_of(Corpus(tuple(cables)))
    moved = [replace(cable, witness=replace(cable.witness, name="moved/" + cable.witness.name)) for cable in cables]
    after = findings_of(Corpus(tuple(moved)))
    assert [finding.fingerprint for finding in before] == [finding.fingerprint for finding in after]
    assert all(span.file.startswith("moved/") for finding in after for span in finding.spans)


def test_a_decision_concerns_the_pairs_that_write_one_of_its_forms(cables: list[Cable]) -> None:
    def keys(*judged: tuple[str, str]) -> list[bytes]:
        decisions = Decisions(tuple(decide_names(a, b, "different", by="ed", at="2026-01-01") for a, b in judged))
        known = Recall(cables, decisions, Results(None))
        return [known._pair_key(cables[0], other) for other in cables[1:]]

    first = Recall(cables, None, Results(None))
    form = first.mentions(cables[0])[0][0].text
    assert keys() == keys(("Nobody Whom", "Anybody Writes"))
    assert all(one != other for one, other in zip(keys(), keys((form, "Nobody Whom")), strict=True))


def test_a_decision_settles_only_the_two_persons_that_it_names(cables: list[Cable]) -> None:
    decisions = Decisions((decide_names("Igor Tarvenko", "Oskar Brandl", "different", by="ed", at="2026-01-01"),))
    known = Recall(cables, decisions, Results(None))._names

    def person(form: str) -> Person:
        return Person(form, form, "person", (Form(form, ()),), (), False, (), ())

    assert known.decided(person("Oskar Brandl"), person("igor tarvenko"))
    assert not known.decided(person("Igor Tarvenko"), person("Igor Tarwenko"))


def test_cache_info_and_clear_know_of_results(capsys: pytest.CaptureFixture[str]) -> None:
    kept(1)
    assert run(["cache", "info"]) == 0
    assert str(results_file()) in capsys.readouterr().out
    assert run(["cache", "clear"]) == 0
    assert not results_file().exists()
    assert clear_results() == 0
