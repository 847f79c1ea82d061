"""A folder with everything that shown commands speak of, and a shell for them."""

from __future__ import annotations

import io
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crosscable.compare.decision_file import append
from crosscable.compare.decisions import decide_names
from crosscable.corpora.demo import demo_folder
from crosscable.reports.cli.app import run

# A check that finds something says so with 1; every other command ends with 0.
MAY_FIND = ("check", "diff")
CABLES = (
    "05DRAVIK90418.txt",
    "07DRAVIK90733.md",
    "viewing-cable-06SELVANE91877.txt",
    "08SELVANE92055.html",
    "10DRAVIK91240.html",
)
_SHELL = frozenset("|<>$&;")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder as a reader of the documentation has it, made the current one."""
    folder = tmp_path_factory.mktemp("reader")
    (folder / "cables").mkdir()
    for name in CABLES:  # few, so that a report of them takes no time; the tutorial takes them all
        shutil.copy(demo_folder() / name, folder / "cables")
    names = ("Rui Castanhal", "Ruy Castanhal", "Olavo Penteado", "Olavo Pentiado")
    (folder / "names.txt").write_text("\n".join(names) + "\n", encoding="utf-8")
    (folder / "people.tsv").write_text("".join(f"{n}\tx\t{name}\n" for n, name in enumerate(names)), encoding="utf-8")
    (folder / "pairs.tsv").write_text(f"name_a\tname_b\n{names[0]}\t{names[1]}\n", encoding="utf-8")
    (folder / "persons.csv").write_text("person,form\np1,Ana Lind\np1,Anna Lind\n", encoding="utf-8")
    for edition in ("editing", "edition"):
        (folder / edition).mkdir()
        append(folder / edition, [decide_names(*names[:2], "same", by="anna", at="2031-05-06T07:08:09Z")])
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
        patch.setenv("COLUMNS", "100")
        patch.setattr("crosscable.corpora.demo.demo_folder", lambda: folder / "cables")
        made = (
            "names check cables/ --decisions editing/ --update --width 100",
            "names export --decisions editing/ --format tei -o persons.xml",
            "check cables/ --baseline accepted.json --update-baseline",
            "check cables/ --format json -o checked.json",
            "compare 06SELVANE91877 08SELVANE92055 --corpus cables/ --format json -o compared.json",
            "report cables/ --max-pairs 1 -o report-2025",
        )
        for line in made:
            assert run(shlex.split(line)) in (0, 1), line
        shutil.copy("checked.json", "checked-before.json")
        shutil.copy("compared.json", "compared-2025.json")
        shutil.copytree("report-2025", "report")
        assert json.loads(Path("compared.json").read_text(encoding="utf-8"))["shifts"]
        yield folder


Shell = Callable[[str], str]


@pytest.fixture
def shell(workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Runs a command line in the workspace, gives what it prints, and refuses an ending that no reader wants."""

    def play(line: str) -> str:
        line = line.split("   #")[0].strip()
        words = shlex.split(line)
        if not words[0].startswith("crosscable") or _SHELL & set(line.replace("¶", "")):
            done = subprocess.run(
                ["bash", "-c", f"set -o pipefail; {line}"], cwd=workspace, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{line}\n{done.stderr}"
            return done.stdout
        monkeypatch.setattr("sys.stdin", io.StringIO())
        capsys.readouterr()
        code = run(words[1:])
        out, err = capsys.readouterr()
        allowed = (0, 1) if set(MAY_FIND) & set(words[1:3]) else (0,)
        assert code in allowed, f"{line}\n{err}"
        return out

    return play
