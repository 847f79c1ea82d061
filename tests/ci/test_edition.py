"""The repository that the documentation lays out for an edition, made of the page itself and worked with."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml

from crosscable.compare.decision_file import append
from crosscable.compare.decisions import decide_names
from crosscable.corpora.demo import demo_folder
from crosscable.reports.cli.app import run

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^`([^`\s]+)`[^\n]*\n\n```\w+\n(.*?)^```", PAGE, re.M | re.S))
COMMANDS = re.search(r"Once, when the repository is made:\n\n```sh\n(.*?)^```", PAGE, re.M | re.S)
FIRST, LATER = "05DRAVIK90418.txt", "07DRAVIK90733.md"


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "cables").mkdir()
    (tmp_path / "edition").mkdir()
    shutil.copy(demo_folder() / FIRST, tmp_path / "cables")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def set_up() -> list[int]:
    assert COMMANDS is not None
    lines = [line.split() for line in COMMANDS[1].splitlines()]
    assert {line[0] for line in lines} == {"crosscable"}
    return [run(line[1:]) for line in lines]


def test_the_page_shows_every_file_that_has_to_be_written_by_hand() -> None:
    assert set(FILES) == {"crosscable.toml", ".github/workflows/cables.yml", ".pre-commit-config.yaml"}
    tree = re.search(r"```text\n(.*?)```", PAGE, re.S)
    assert tree is not None
    assert set(FILES) < {line.split()[0] for line in tree[1].splitlines()}


def test_a_new_cable_with_a_new_spelling_waits_for_a_decision(edition: Path) -> None:
    assert set_up()[-1] == 0
    assert {path.name for path in (edition / "edition").iterdir()} >= {"authority.csv", "accepted.json"}
    assert run(["check", "cables"]) == 0

    shutil.copy(demo_folder() / LATER, edition / "cables")
    assert run(["check", "cables", "--format", "json", "-o", "found.json"]) == 1
    found = json.loads((edition / "found.json").read_text(encoding="utf-8"))["findings"]
    waiting = [row["message"] for row in found if row["rule"] == "names/unreviewed" and row["level"] == "warning"]
    forms = [re.findall(r"(?:^|and )(.+?) \(\w+\)", message) for message in waiting]
    assert forms

    append(edition / "edition", [decide_names(a, b, "same", by="ed", at="2026-01-01T00:00:00Z") for a, b in forms])
    assert run(["names", "check", "cables", "--update", "-o", "names.txt"]) in (0, 1)
    assert run(["check", "cables"]) == 0


def test_decisions_that_contradict_each_other_stop_the_check(edition: Path) -> None:
    set_up()
    judged = [("A. Roe", "B. Roe", "same"), ("B. Roe", "C. Roe", "same"), ("A. Roe", "C. Roe", "different")]
    append(edition / "edition", [decide_names(*one, by="ed", at="2026-01-01T00:00:00Z") for one in judged])
    assert run(["check", "cables", "--format", "jsonl", "-o", "found.jsonl"]) == 1
    rows = [json.loads(line) for line in (edition / "found.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["rule"] for row in rows] == ["decisions/contradictory"]


def test_a_rejected_finding_is_not_told_again(edition: Path) -> None:
    shutil.copy(demo_folder() / LATER, edition / "cables")
    (edition / "crosscable.toml").write_text('[check]\ndecisions = "edition"\n', encoding="utf-8")
    run(["check", "cables", "--format", "jsonl", "-o", "before.jsonl"])
    before = [json.loads(line) for line in (edition / "before.jsonl").read_text(encoding="utf-8").splitlines()]
    fingerprint = before[0]["fingerprint"]
    assert run(["verdict", fingerprint, "reject", "--decisions", "edition", "--by", "ed"]) == 0
    run(["check", "cables", "--format", "jsonl", "-o", "after.jsonl"])
    after = [json.loads(line) for line in (edition / "after.jsonl").read_text(encoding="utf-8").splitlines()]
    assert after == [row for row in before if row["fingerprint"] != fingerprint]


def test_the_workflow_gives_the_action_inputs_that_it_has() -> None:
    workflow = yaml.safe_load(FILES[".github/workflows/cables.yml"])
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    steps = workflow["jobs"]["check"]["steps"]
    (ours,) = [step for step in steps if step.get("uses", "").startswith("OWNER/crosscable@")]
    assert set(ours["with"]) <= set(inputs)


def test_the_page_asks_for_hooks_that_exist() -> None:
    asked = yaml.safe_load(FILES[".pre-commit-config.yaml"])["repos"][0]["hooks"]
    offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["id"] for hook in asked} <= {hook["id"] for hook in offered}
