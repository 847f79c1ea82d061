"""The same input gives the same bytes, whatever the hash seed, the time zone, the language and the order of files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crosscable.corpora.demo import demo_folder

PROGRAM = [sys.executable, "-c", "from crosscable.reports.cli import main; main()"]


def output(*arguments: str | Path, **surroundings: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": "0", "TZ": "UTC", **surroundings}
    command = [*PROGRAM, *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("compare", "05DRAVIK90418.txt", "07DRAVIK90733.md", "--format", "json"),
        ("compare", "05DRAVIK90418.txt", "07DRAVIK90733.md", "--format", "md"),
        ("match", ".", "--format", "jsonl"),
        ("names", "list", ".", "--format", "jsonl"),
        ("read", ".", "--format", "jsonl"),
    ],
    ids=" ".join,
)
def test_surroundings_do_not_change_a_byte(arguments, monkeypatch):
    monkeypatch.chdir(demo_folder())
    first = output(*arguments)
    assert first
    assert output(*arguments, PYTHONHASHSEED="7", TZ="Asia/Tokyo", LC_ALL="C", OMP_NUM_THREADS="1") == first


def test_the_order_of_files_does_not_change_the_relatives():
    files = sorted(demo_folder().iterdir())
    assert output("match", *files, "--format", "jsonl") == output("match", *reversed(files), "--format", "jsonl")


def test_the_order_of_a_pair_does_not_change_its_comparison():
    pair = [demo_folder() / name for name in ("07GENEVA97412.txt", "05DRAVIK90418.txt")]
    assert output("compare", *pair, "--format", "json") == output("compare", *reversed(pair), "--format", "json")
