"""What the documentation and the help texts show is run: commands, Python, and the output printed beside them."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[2] / "docs"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
# A file that a page says to write: its name alone in a line, then its content.
NAMED = re.compile(r"^`([\w./-]+)`$\n+^```toml\n(.*?)^```$", re.M | re.S)
# What needs a cluster or an address of the world outside.
ELSEWHERE = ("--engine spark", "pip install")
Shell = Callable[[str], str]


def _generator() -> Any:
    spec = importlib.util.spec_from_file_location("crosscable_docs_generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATE = _generator()
COMMANDS = [(" ".join(words), command) for words, command in GENERATE.leaves()]
PAGES = sorted(path.name for path in DOCS.glob("*.md") if FENCE.search(path.read_text(encoding="utf-8")))


def test_readers_find_pages_with_commands() -> None:
    assert {"tutorial.md", "editor.md", "ci.md", "python-use.md"} <= set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_shows_works(page: str, workspace: Path, shell: Shell) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    for name, content in NAMED.findall(text):
        (workspace / name).write_text(content, encoding="utf-8")
    namespace: dict[str, object] = {}
    for kind, content in FENCE.findall(text):
        if kind == "sh":
            for line in content.splitlines():
                if line.strip() and not any(part in line for part in ELSEWHERE):
                    shell(line)
        elif kind == "console":
            _played(content, shell)
        elif kind == "python":
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(content, page, "exec"), namespace)  # noqa: S102
    for name, _ in NAMED.findall(text):
        (workspace / name).unlink()


def _played(content: str, shell: Shell) -> None:
    """Commands after a dollar sign, each with the lines that it prints; … stands for anything."""
    for part in re.split(r"^\$ ", content, flags=re.M)[1:]:
        line, _, wanted = part.partition("\n")
        pattern = "".join(".*?" if piece == "…" else re.escape(piece) for piece in re.split(r"(…)", wanted.rstrip()))
        printed = "\n".join(row.rstrip() for row in shell(line).rstrip().splitlines())
        assert re.fullmatch(pattern, printed, re.S), f"{line}\n{printed}"


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_a_help_text_ends_with_examples_that_work(name: str, command: Any, shell: Shell) -> None:
    lines = GENERATE.examples(command)
    assert len(lines) >= 2, f"{name} shows {len(lines)} examples"
    for line in lines:
        assert name in line, line
        if not any(part in line for part in ELSEWHERE):
            shell(line)


def test_the_reference_has_every_command_schema_and_rule() -> None:
    pages = GENERATE.pages()
    for name, _ in COMMANDS:
        assert f"## {name}\n" in pages["commands.md"]
    for schema in (DOCS.parent / "reports" / "schemas").glob("*.json"):
        assert f"## {schema.stem}\n" in pages["schemas.md"]
    assert "`reading/loss`" in pages["rules.md"]
    assert "0x" not in "".join(pages.values())  # no address of this process


def test_the_reference_is_the_same_each_time() -> None:
    assert GENERATE.pages() == GENERATE.pages()


def test_what_measures_names_is_a_threshold() -> None:
    text = (DOCS / "measures.md").read_text(encoding="utf-8")
    thresholds = GENERATE.pages()["thresholds.md"]
    named = set(re.findall(r"`([A-Z][A-Z_]+)`|\b([A-Z]{5,}(?:_[A-Z]+)*)\b", text))
    for one, two in sorted(named):
        assert f"`{one or two}`" in thresholds, one or two
