"""The machine output of every command is what its published schema says."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from crosscable.corpora.demo import demo_folder
from crosscable.reports.cli.app import run

SCHEMAS = Path(__file__).parents[2] / "reports" / "schemas"
NAMES = "Igor Danilchenko\nIgor Danilschenko\nMr. Ruy Castanhal\n"
PAIRS = "name_a\tname_b\nIgor Danilchenko\tIgor Danilschenko\nRuy Castanhal\tIgor Danilchenko\n"


@pytest.mark.parametrize("form", ["html", "md"])
def test_the_data_of_a_report_is_what_its_schema_promises(form: str, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    assert run(["report", str(demo_folder()), "--max-pairs", "3", "--format", form, "-o", str(folder)]) == 0
    value = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    schema = json.loads((SCHEMAS / "report.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(value)
    assert len(value["pairs"]) == 3
    assert all((folder / pair["page"]).is_file() for pair in value["pairs"])
    assert any(pair["shifts"] for pair in value["pairs"])


@pytest.mark.parametrize(
    ("schema", "arguments"),
    [
        ("read", ["read", "DEMO"]),
        ("match", ["match", "DEMO", "--top", "3"]),
        ("sources", ["sources", "DEMO", "--statements"]),
        ("names-list", ["names", "list", "DEMO"]),
        ("names-cluster", ["names", "cluster", "NAMES"]),
        ("names-score", ["names", "score", "PAIRS"]),
    ],
)
def test_every_row_is_what_the_schema_promises(schema: str, arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text(NAMES, encoding="utf-8")
    (tmp_path / "pairs.tsv").write_text(PAIRS, encoding="utf-8")
    places = {"DEMO": demo_folder(), "NAMES": tmp_path / "names.txt", "PAIRS": tmp_path / "pairs.tsv"}
    output = tmp_path / "rows.jsonl"
    told = [str(places.get(argument, argument)) for argument in arguments]
    assert run([*told, "--format", "jsonl", "-o", str(output)]) == 0
    validator = jsonschema.Draft202012Validator(json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8")))
    rows = [json.loads(line) for line in output.read_text(encoding="utf-8").split("\n") if line]
    assert rows
    for row in rows:
        validator.validate(row)
