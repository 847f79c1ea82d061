"""A reader that has seen enough (`| head`) ends the command quietly, with 0."""

from __future__ import annotations

import subprocess
import sys

import pytest

from crosscable.corpora.demo import demo_folder


@pytest.mark.parametrize("command", ["read --format jsonl", "read --show-repairs", "match"])
def test_a_reader_that_goes_away_is_no_fault(command: str) -> None:
    name, *options = command.split()
    line = [sys.executable, "-m", "crosscable.reports.cli", name, str(demo_folder()), *options]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline()
        running.stdout.close()
        told = running.stderr.read()
        assert running.wait() == 0, told
    assert "Broken pipe" not in told
    assert "Traceback" not in told
