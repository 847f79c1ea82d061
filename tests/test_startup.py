from __future__ import annotations

import subprocess
import sys

import pytest
import typer.main

from crosscable.reports.cli.app import app

HEAVY = (
    "numpy",
    "scipy",
    "sklearn",
    "lxml",
    "rapidfuzz",
    "jellyfish",
    "ftfy",
    "jinja2",
    "pydantic",
    "pygments",
    "rich",
)


def loaded(*arguments: str) -> tuple[str, set[str]]:
    """What a command line prints, and the top-level modules it has loaded when it ends."""
    program = (
        "import sys\n"
        f"sys.argv = ['crosscable', *{arguments!r}]\n"
        "from crosscable.reports.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit as ending:\n    assert not ending.code, ending.code\n"
        "sys.stderr.write(' '.join(sorted({name.split('.')[0] for name in sys.modules})))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout, set(done.stderr.split())


def commands() -> list[tuple[str, ...]]:
    group = typer.main.get_command(app)
    return [(name,) for name in sorted(getattr(group, "commands", {}))]


@pytest.mark.parametrize("command", [(), *commands()], ids=" ".join)
def test_help_loads_nothing_heavy(command: tuple[str, ...]):
    output, modules = loaded(*command, "--help")
    assert "Usage: crosscable" in output
    assert modules & set(HEAVY) == set()


def test_the_version_is_told_without_the_command_line_framework():
    output, modules = loaded("--version")
    assert output.startswith("crosscable ")
    assert modules & {"typer", *HEAVY} == set()
