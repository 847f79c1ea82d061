"""The action and the hooks, as far as a machine without GitHub can run them: their own scripts, with inputs put in."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from crosscable.corpora.demo import demo_folder
from crosscable.reports.cli.app import run

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the action's scripts are for bash")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "work space"
    (folder / "cables").mkdir(parents=True)
    for name in ("05DRAVIK90418.txt", "07DRAVIK90733.md"):
        shutil.copy(demo_folder() / name, folder / "cables")
    return folder


def step(name: str, workspace: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], str, str]:
    """One step as GitHub runs it: what it prints, its outputs, its summary."""
    given = {key: str(value.get("default", "")) for key, value in ACTION["inputs"].items()}
    given |= {key.replace("_", "-"): value for key, value in inputs.items()} | {"python": sys.executable}
    found = {
        key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: given[match[1]], value)
        for key, value in STEPS[name]["env"].items()
    }
    outputs, summary = workspace.parent / "outputs", workspace.parent / "summary"
    files = {"GITHUB_OUTPUT": str(outputs), "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_ACTION_PATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]],
        cwd=workspace, env={**os.environ, **files, **found}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done, *(path.read_text(encoding="utf-8") if path.exists() else "" for path in (outputs, summary))


def test_no_text_of_a_workflow_is_part_of_a_script() -> None:
    assert all(step["shell"] == "bash" for step in STEPS.values())
    assert not any("${{" in step["run"] for step in STEPS.values())


def test_every_input_is_used_and_every_used_input_is_declared() -> None:
    used = set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert used == set(ACTION["inputs"])
    assert all(item["description"] for item in (*ACTION["inputs"].values(), *ACTION["outputs"].values()))


def test_outputs_are_what_the_check_writes(workspace: Path) -> None:
    _, outputs, _ = step("Check the cables", workspace)
    wanted = {re.search(r"outputs\.([\w-]+)", item["value"])[1] for item in ACTION["outputs"].values()}  # type: ignore[index]
    assert {line.split("=")[0] for line in outputs.splitlines()} == wanted


def test_new_findings_fail_the_step_and_are_told(workspace: Path) -> None:
    done, outputs, summary = step("Check the cables", workspace, sarif="found.sarif", junit="found.xml")
    assert done.returncode == 1, done.stderr
    assert "::warning file=cables/" in done.stdout
    assert "exit-code=1" in outputs.splitlines()
    assert int(dict(line.split("=") for line in outputs.splitlines())["findings"]) > 0
    assert summary.startswith("# crosscable check")
    assert (workspace / "found.sarif").exists()
    assert (workspace / "found.xml").exists()


def test_what_the_baseline_holds_passes(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace)
    assert run(["check", "cables", "--baseline", "accepted.json", "--update-baseline"]) == 0
    done, outputs, _ = step("Check the cables", workspace, baseline="accepted.json", paths="cables\n\n")
    assert done.returncode == 0, done.stderr
    assert "findings=0" in outputs.splitlines()


def test_inputs_are_never_run(workspace: Path) -> None:
    evil = "cables\n$(touch pwned)\n`touch pwned`\n--help\n; touch pwned"
    done, outputs, _ = step("Check the cables", workspace, paths=evil, decisions="$(touch pwned)", fail_on="never")
    assert not (workspace / "pwned").exists()
    assert "Usage:" not in done.stdout
    assert f"exit-code={done.returncode}" in outputs.splitlines()


def test_a_wrong_request_says_so(workspace: Path) -> None:
    done, outputs, summary = step("Check the cables", workspace, fail_on="sometimes")
    assert done.returncode == 2
    assert "exit-code=2" in outputs.splitlines()
    assert "findings=" in outputs.splitlines()
    assert summary == ""


def test_the_report_step_writes_a_report(workspace: Path) -> None:
    done, _, _ = step("Write the report", workspace, report="out", cache="kept here")
    assert done.returncode == 0, done.stderr
    assert (workspace / "out" / "index.html").exists()
    assert (workspace / "kept here").is_dir()


def hook_line(hook: dict[str, Any]) -> list[str]:
    return [*hook["entry"].split()[1:], *hook["args"]]


@pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])
def test_a_hook_runs_as_it_stands(hook: dict[str, Any], workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert hook["entry"].startswith("crosscable ")
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)
    monkeypatch.chdir(workspace)
    (workspace / "edition").mkdir()
    assert run(hook_line(hook)) == (1 if hook["id"] == "crosscable-check" else 0)
