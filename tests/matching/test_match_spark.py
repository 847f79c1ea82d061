"""The same rows on a cluster. Every case is a process of its own: Spark keeps threads and files open until the end."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crosscable.corpora import parse
from crosscable.corpora.record import to_json
from crosscable.reports.cli.app import run

DEMO = str(Path(__file__).parents[2] / "corpora" / "demo" / "cables")
PYSPARK = importlib.util.find_spec("pyspark") is not None
on_spark = pytest.mark.skipif(
    not PYSPARK or not (shutil.which("java") or os.environ.get("JAVA_HOME")),
    reason="needs the extra [spark] and Java; `nox -s spark` runs it",
)


def match(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = "from crosscable.reports.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, "match", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "XDG_CACHE_HOME": str(folder / "cache")},
    )


def same_rows(folder: Path, *arguments: str) -> list[dict[str, object]]:
    local = match(folder, *arguments, "--format", "jsonl")
    there = match(folder, *arguments, "--format", "jsonl", "--engine", "spark", "--master", "local[2]")
    assert there.returncode == local.returncode, there.stderr
    assert there.stdout == local.stdout
    assert local.stdout
    return [json.loads(line) for line in there.stdout.splitlines()]


@pytest.fixture(scope="module")
def lines(archive, tmp_path_factory) -> Path:
    """The archive as JSON lines; one cable stands there in two versions."""
    path = tmp_path_factory.mktemp("spark") / "archive.jsonl"
    corrected = parse(archive[1].source.replace("OSTREL", "3. (U) Grain barges were counted anew.\n\nOSTREL"))
    assert (corrected.id, corrected.text) != (None, archive[1].text)
    assert corrected.id == archive[1].id
    records = [to_json(cable).decode() for cable in (*archive, corrected)]
    path.write_text("\n".join(records) + "\n", encoding="utf-8")
    return path


@on_spark
@pytest.mark.parametrize("path", ["exact", "pruned"])
def test_the_demo_corpus_has_the_rows_of_the_local_engine(tmp_path, path: str) -> None:
    assert len(same_rows(tmp_path, DEMO, "--path", path)) == 170


@on_spark
@pytest.mark.parametrize(
    "options",
    [
        ("--path", "pruned"),
        ("--path", "pruned", "--of", "07SELVANE1", "--prefer", "counterpart"),
        ("--ignore-references", "--post", "SELVANE", "--min-score", "0.2"),
    ],
)
def test_json_lines_read_by_the_tasks_give_the_rows_of_the_local_engine(lines, tmp_path, archive, options) -> None:
    wanted = [archive[0].name if option == "07SELVANE1" else option for option in options]
    same_rows(tmp_path, str(lines), *wanted)


@on_spark
def test_parquet_gives_the_rows_of_the_same_texts(archive, tmp_path) -> None:
    import pyarrow
    import pyarrow.parquet

    texts = [cable.source for cable in archive[:60]]
    pyarrow.parquet.write_table(pyarrow.table({"source": texts}), tmp_path / "archive.parquet")
    folder = tmp_path / "texts"
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    local = match(tmp_path, str(folder), "--format", "jsonl")
    there = match(tmp_path, str(tmp_path / "archive.parquet"), "--format", "jsonl", "--engine", "spark")
    assert there.returncode == 0, there.stderr
    assert there.stdout == local.stdout != ""


@on_spark
def test_what_a_task_cannot_read_is_refused_by_line(lines, tmp_path) -> None:
    records = lines.read_text(encoding="utf-8").splitlines()
    twice = tmp_path / "damaged.jsonl"
    twice.write_text("\n".join([*records[:40], '{"source":"', records[0], ""]), encoding="utf-8")
    same_rows(tmp_path, str(twice))
    there = match(tmp_path, str(twice), "--engine", "spark", "--master", "local[2]")
    assert there.returncode == 3
    assert f"refused: {twice}, line 41" in there.stderr


@pytest.mark.skipif(PYSPARK, reason="PySpark is installed")
def test_without_pyspark_the_message_says_what_to_install(capsys) -> None:
    assert run(["match", DEMO, "--engine", "spark"]) == 2
    assert "crosscable[spark]" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options", [("--engine", "spark", "--reuse"), ("--engine", "spark", "--index", "folder"), ("--master", "local[2]")]
)
def test_what_spark_does_not_do_is_said(capsys, options) -> None:
    assert run(["match", DEMO, *options]) == 2
    assert "--engine spark" in capsys.readouterr().err
