"""Same input, same bytes: over hash seeds, threads, languages, time zones, orders of input and working directories."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from itertools import combinations, product
from pathlib import Path

import pytest

from crosscable.corpora.demo import demo_folder
from crosscable.reports.cli.app import run

SEEDS = ("0", "1", "31337", "4294967295")
THREADS = ("1", "2", "8")
LANGUAGES = ("C", "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8")
ZONES = ("UTC", "Asia/Tokyo", "America/St_Johns", "Pacific/Apia")
ORDERS = ("sorted", "reversed", "shuffled")
FOLDERS = ("here", "elsewhere and deeper/wörk")

LEVELS = {"seed": SEEDS, "order": ORDERS, "folder": FOLDERS, "threads": THREADS, "language": LANGUAGES, "zone": ZONES}
# An orthogonal array of strength two: in sixteen cells every level of one setting meets every level of each other.
# One digit a setting, the number of its level.
ARRAY = (
    "000000 021011 001122 011233 111101 101210 121023 100032 220202 201113 210020 200031 300003 310012 301221 320130"
).split()
CELLS = [
    {name: levels[int(digit)] for (name, levels), digit in zip(LEVELS.items(), digits, strict=True)} for digits in ARRAY
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
LIGHT["read"] = ("read", "--format", "jsonl")
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
# Runs each command on the files in the order given, and prints the digest of all that it wrote. `read` tells the files
# one after the other, so that it has them in one order.
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
    corpus = sorted(files) if command[0] == "read" else corpus
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


def test_every_level_meets_every_level_of_each_other_setting() -> None:
    for (one, levels), (other, others) in combinations(LEVELS.items(), 2):
        assert {(cell[one], cell[other]) for cell in CELLS} == set(product(levels, others))


@pytest.mark.parametrize("number", range(1, len(CELLS)))
def test_a_pair_is_told_in_the_same_bytes(number: int, first: dict[str, str], tmp_path: Path) -> None:
    found = _digests(CELLS[number], LIGHT, tmp_path)
    assert found == {name: first[name] for name in LIGHT}, CELLS[number]


@pytest.mark.parametrize("number", [4, 8])
def test_a_corpus_is_told_in_the_same_bytes(number: int, first: dict[str, str], tmp_path: Path) -> None:
    found = _digests(CELLS[number], HEAVY, tmp_path)
    assert found == {name: first[name] for name in HEAVY}, CELLS[number]


def test_the_order_of_a_pair_does_not_change_its_comparison(tmp_path: Path) -> None:
    told = [tmp_path / "forth.json", tmp_path / "back.json"]
    pair = [str(demo_folder() / name) for name in ("07GENEVA97412.txt", "05DRAVIK90418.txt")]
    for files, out in ((pair, told[0]), (pair[::-1], told[1])):
        assert run(["compare", *files, "--format", "json", "-o", str(out)]) == 0
    assert told[0].read_bytes() == told[1].read_bytes()
