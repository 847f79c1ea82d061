from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscable.compare.decision_file import FILE, append, read_decisions, undo
from crosscable.compare.decisions import ContradictionError, Decision, Decisions, decide_finding, decide_names
from crosscable.corpora.errors import InputError, UsageError

AT = "2031-05-06T07:08:09Z"


def said(a: str, b: str, judgement: str, by: str = "anna", at: str = AT) -> Decision:
    return decide_names(a, b, judgement, by=by, at=at)


def test_a_decision_does_not_depend_on_the_order_of_forms() -> None:
    assert said("Tarvin", "Tarwin", "same").id == said("Tarwin", "Tarvin", "same").id


def test_decisions_imply_others() -> None:
    known = Decisions((said("a", "b", "same"), said("b", "c", "same"), said("c", "d", "different")))
    assert known.implied("a", "c") == "same"
    assert known.implied("a", "d") == "different"
    assert known.implied("a", "e") is None


def test_a_contradiction_prints_the_shortest_chain_and_both_authors() -> None:
    known = Decisions(
        (
            said("a", "b", "same", "anna"),
            said("b", "c", "same", "bert"),
            said("a", "x", "same"),
            said("x", "y", "same"),
            said("y", "c", "same"),
            said("a", "c", "different", "carl"),
        )
    )
    (found,) = known.contradictions()
    assert [d.about for d in found.chain] == [("a", "b"), ("b", "c")]
    with pytest.raises(ContradictionError, match=r"anna.*bert.*carl"):
        known.require_consistent()


def test_two_editors_who_differ_on_one_pair_contradict_each_other() -> None:
    assert Decisions((said("a", "b", "same", "anna"), said("a", "b", "different", "bert"))).contradictions()


def test_a_change_of_mind_is_no_contradiction() -> None:
    first = said("a", "b", "same")
    known = Decisions((first,))
    known = known.with_(known.replacing(said("a", "b", "different")))
    assert known.implied("a", "b") == "different"
    assert not known.contradictions()


@given(st.permutations(range(4)))
def test_the_order_of_lines_does_not_matter(order: list[int]) -> None:
    first, second = said("a", "b", "same"), said("b", "c", "different")
    third = Decisions((first,)).replacing(said("a", "b", "unsure"))
    lines = [first, second, third, first]
    shuffled = Decisions(tuple(lines[n] for n in order))
    assert shuffled.holding == Decisions((first, second, third)).holding


def test_a_no_is_asked_again_only_for_cables_that_were_not_known() -> None:
    decision = Decision("names", ("a", "b"), "different", "anna", AT, evidence=("09X1", "09X2"))
    known = Decisions((decision,))
    assert known.new_evidence("b", "a", ["09X1"]) == ()
    assert known.new_evidence("a", "b", ["09X1", "10X9"]) == ("10X9",)


def test_verdicts_on_findings_live_beside_decisions_on_names(tmp_path: Path) -> None:
    append(tmp_path, [said("a", "b", "same"), decide_finding("f00d", "reject", by="anna", at=AT, why="no shift")])
    known = read_decisions(tmp_path)
    verdict = known.verdict("f00d")
    assert verdict is not None
    assert (verdict.judgement, verdict.why) == ("reject", "no shift")
    assert known.same == (("a", "b"),)


@pytest.mark.parametrize("judgement", ["maybe", "", "keep"])
def test_an_unknown_judgement_is_refused(judgement: str) -> None:
    with pytest.raises(UsageError):
        said("a", "b", judgement)


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    lines = [said("Łukasz Ż.", "b", "same"), said("a", "b", "different", 'O\'Neill, "Jo"\n')]
    append(tmp_path, lines)
    assert read_decisions(tmp_path).records == tuple(lines)
    assert json.loads((tmp_path / FILE).read_text(encoding="utf-8").splitlines()[0])["id"] == lines[0].id


@given(st.integers(1, 200))
def test_a_torn_line_is_ignored_and_mended(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    folder = tmp_path_factory.mktemp("torn")
    first, second, third = said("a", "b", "same"), said("c", "d", "different"), said("e", "f", "unsure")
    append(folder, [first, second])
    path = folder / FILE
    data = path.read_bytes()
    torn = data[: -min(cut, len(data) // 3)]
    path.write_bytes(torn)
    assert read_decisions(folder).records[0] == first
    append(folder, [third])
    records = read_decisions(folder).records
    assert records[0] == first
    assert records[-1] == third
    assert path.read_bytes().endswith(b"\n")


_WRITER = """
import sys
from pathlib import Path
from crosscable.compare.decision_file import append
from crosscable.compare.decisions import decide_names
folder, by = sys.argv[1:]
for number in range(25):
    append(Path(folder), [decide_names(f"{by}{number}", "x", "different", by=by, at="2026-01-01T00:00:00+00:00")])
"""


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path), by]) for by in ("anna", "bert")]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert len(read_decisions(tmp_path).records) == 50


def test_undo_brings_back_what_was_superseded(tmp_path: Path) -> None:
    append(tmp_path, [said("a", "b", "same")])
    second = read_decisions(tmp_path).replacing(said("a", "b", "different"))
    append(tmp_path, [second])
    undo(tmp_path, second, by="anna", at=AT)
    assert read_decisions(tmp_path).implied("a", "b") == "same"


def test_a_judgement_can_be_made_again_after_undo(tmp_path: Path) -> None:
    first = said("a", "b", "same")
    append(tmp_path, [first])
    undo(tmp_path, first, by="anna", at=AT)
    assert read_decisions(tmp_path).implied("a", "b") is None
    append(tmp_path, [read_decisions(tmp_path).replacing(first)])
    assert read_decisions(tmp_path).implied("a", "b") == "same"


@pytest.mark.parametrize(
    ("line", "says"),
    [("<<<<<<< HEAD", "conflict mark"), ("{}", "lacks"), ("[]", "not a decision"), ("nonsense", "not a decision")],
)
def test_a_line_that_is_no_decision_is_told_with_its_number(tmp_path: Path, line: str, says: str) -> None:
    append(tmp_path, [said("a", "b", "same")])
    with (tmp_path / FILE).open("a", encoding="utf-8") as stream:
        stream.write(line + "\n")
    with pytest.raises(InputError, match=rf":2: .*{says}"):
        read_decisions(tmp_path)


def test_git_is_told_to_keep_the_lines_of_both_sides(tmp_path: Path) -> None:
    append(tmp_path, [said("a", "b", "same")])
    assert (tmp_path / ".gitattributes").read_text(encoding="utf-8") == "decisions.jsonl merge=union\n"
