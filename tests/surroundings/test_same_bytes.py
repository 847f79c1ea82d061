"""Same input, same bytes: over hash seeds, threads, languages, time zones, orders of input and working directories."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from itertools import cycle, islice, product
from pathlib import Path

import pytest

from crosscable.corpora.demo import demo_folder

SEEDS = ("0", "1", "31337", "4294967295")
THREADS = ("1", "2", "8")
LANGUAGES = ("C", "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8")
ZONES = ("UTC", "Asia/Tokyo", "America/St_Johns", "Pacific/Apia")
ORDERS = ("sorted", "reversed", "shuffled")
FOLDERS = ("here", "elsewhere and deeper/wörk")

# Every order with every seed and every folder; the other settings go round with lengths that have no common divisor
# with these, so that over the cells each level of one meets most levels of each other.
CELLS = [
    dict(zip(("seed", "order", "folder", "threads", "language", "zone"), (*three, *rest), strict=True))
    for three, rest in zip(
        product(SEEDS, ORDERS, FOLDERS),
        zip(cycle(THREADS), islice(cycle(LANGUAGES), 1, None), islice(cycle((*ZONES, "UTC")), 2, None), strict=False),
        strict=False,
    )
]
# A few forms, two versions of one cable, and pairs that belong together: enough for every part to have work.
FILES = (
    "05DRAVIK90418.txt",
    "07DRAVIK90733.md",
    "08SELVANE92055-corrected.txt",
    "08SELVANE92055.html",
    "10DRAVIK91240.html",
    "viewing-cable-06SELVANE91877.txt",
)
PAIR = ("06SELVANE91877", "08SELVANE92055")
LIGHT = {f"compare {form}": ("compare", *PAIR, "--format", form) for form in ("json", "html", "md")}
HEAVY = {
    "compare tei": ("compare", *PAIR, "--format", "tei"),
    "compare masked": ("compare", *PAIR, "--format", "csv", "--mask-protected"),
    "match jsonl": ("match", "--format", "jsonl"),
    "match csv": ("match", "--format", "csv"),
    "threads json": ("match", "--threads", "--format", "json"),
    "reuse json": ("match", "--reuse", "--format", "json"),
    "names list": ("names", "list", "--kind", "all", "--format", "jsonl"),
    "sources": ("sources", "--format", "jsonl"),
    "track": ("track", "--topic", "canal", "--format", "json"),
    "check": ("check", "--fail-on", "never", "--format", "sarif"),
    "report": ("report",),
}
# Runs each command on the files in the order given, and prints the digest of all that it wrote.
PROGRAM = """
import hashlib, json, sys
from pathlib import Path
from crosscable.reports.cli.app import run
commands, files = json.loads(sys.argv[1]), json.loads(sys.argv[2])
told = {}
for name, command in commands.items():
    where = Path("out") / name.replace(" ", "-")
    where.parent.mkdir(exist_ok=True)
    corpus = [part for file in files for part in ("--corpus", file)] if command[0] == "compare" else files
    code = run([*command, *corpus, "-o", str(where)])
    assert code == 0, (name, code)
    written = sorted(path for path in where.rglob("*") if path.is_file()) if where.is_dir() else [where]
    assert written, name
    digest = hashlib.sha256()
    for path in written:
        digest.update(path.relative_to("out").as_posix().encode() + b"\\0" + path.read_bytes())
    told[name] = digest.hexdigest()
print(json.dumps(told))
"""


def _files(order: str) -> list[str]:
    if order == "reversed":
        return list(FILES[::-1])
    return list(FILES) if order == "sorted" else [*FILES[1::2], *FILES[::2]]


def _digests(cell: dict[str, str], commands: dict[str, tuple[str, ...]], folder: Path) -> dict[str, str]:
    place = folder / cell["folder"]
    place.mkdir(parents=True)
    for file in FILES:
        shutil.copy(demo_folder() / file, place)
    surroundings = {
        "PYTHONHASHSEED": cell["seed"],
        "TZ": cell["zone"],
        "LC_ALL": cell["language"],
        "LANG": cell["language"],
        "COLUMNS": "100",
        **{f"{name}_NUM_THREADS": cell["threads"] for name in ("OMP", "OPENBLAS", "MKL", "NUMBA", "RAYON")},
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(commands), json.dumps(_files(cell["order"]))],
        cwd=place,
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is written in plain surroundings."""
    return _digests(CELLS[0], {**LIGHT, **HEAVY}, tmp_path_factory.mktemp("first"))


def test_the_cells_hold_every_level_and_most_of_their_meetings() -> None:
    assert len(CELLS) == len({tuple(cell.values()) for cell in CELLS}) == 24
    names = list(CELLS[0])
    levels = {name: {cell[name] for cell in CELLS} for name in names}
    assert [len(levels[name]) for name in names] == [4, 3, 2, 3, 4, 4]
    meetings = {(a, b, cell[a], cell[b]) for cell in CELLS for a in names for b in names if a < b}
    possible = sum(len(levels[a]) * len(levels[b]) for a in names for b in names if a < b)
    assert len(meetings) >= 0.85 * possible


@pytest.mark.parametrize("number", range(1, len(CELLS)))
def test_a_pair_is_told_in_the_same_bytes(number: int, first: dict[str, str], tmp_path: Path) -> None:
    found = _digests(CELLS[number], LIGHT, tmp_path)
    assert found == {name: first[name] for name in LIGHT}, CELLS[number]


@pytest.mark.parametrize("number", [8, 23])
def test_a_corpus_is_told_in_the_same_bytes(number: int, first: dict[str, str], tmp_path: Path) -> None:
    found = _digests(CELLS[number], HEAVY, tmp_path)
    assert found == {name: first[name] for name in HEAVY}, CELLS[number]
