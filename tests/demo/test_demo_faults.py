"""What goes wrong is told in one line, with the promised exit code; the rest of the input is still read."""

from __future__ import annotations

import json

import pytest

from crosscable.corpora.demo import demo_folder
from crosscable.reports.cli.app import run

GOOD = str(demo_folder() / "05DRAVIK90418.txt")
CORPUS = str(demo_folder())


@pytest.fixture
def bad(tmp_path):
    (tmp_path / "empty folder").mkdir()
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "letters.txt").write_text("Zm9vYmFyYmF6" * 200, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["missing.txt", "empty folder", "empty.txt", "binary.txt", "letters.txt"])
@pytest.mark.parametrize("command", ["read", "match", "sources"])
def test_input_that_is_no_cable(bad, capsys, command, name):
    code = run([command, str(bad / name)])
    lines = capsys.readouterr().err.splitlines()
    assert code == 3
    assert sum(name in line for line in lines) == 1
    assert not any("Traceback" in line for line in lines)


def test_the_rest_is_still_read(bad, capsys):
    code = run(["read", str(bad / "binary.txt"), GOOD, str(bad / "missing.txt"), "--format", "jsonl"])
    printed = capsys.readouterr()
    assert code == 3
    assert [json.loads(line)["id"] for line in printed.out.splitlines()] == ["05DRAVIK90418"]
    assert len(printed.err.splitlines()) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["read", "--nonsense", GOOD],
        ["nonsense"],
        ["compare", GOOD],
        ["compare", CORPUS, GOOD],
        ["compare", "99NOWHERE1", "07DRAVIK90733", "--corpus", CORPUS],
        ["match", CORPUS, "--of", "99NOWHERE1"],
        ["read", GOOD, "--format", "nonsense"],
    ],
    ids=lambda arguments: " ".join(arguments).replace(CORPUS, "demo"),
)
def test_requests_that_cannot_be_carried_out(capsys, arguments):
    code = run(arguments)
    printed = capsys.readouterr()
    assert code == 2
    assert printed.out == ""
    assert sum("error" in line.lower() for line in printed.err.splitlines()) == 1
