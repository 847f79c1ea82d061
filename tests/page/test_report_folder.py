"""A report folder holds a page for every pair, whatever the cables are called."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from crosscable.compare.comparison import Comparison
from crosscable.compare.pairs import Chosen, Pair
from crosscable.reports.folder import Form, write_folder
from crosscable.reports.page.comparison import comparison_page


@pytest.mark.parametrize("form", ["html", "md"])
def test_names_that_look_alike_as_files_keep_their_own_pages(
    tmp_path: Path, comparison: Comparison, form: Form
) -> None:
    bare = replace(comparison, passages=(), shifts=(), sources=())
    pairs = tuple(
        Pair(replace(bare.left, id=name), bare.right, 0.5, "named") for name in ("A 1", "A-1", "a/1", "../A 1", "A 1-2")
    )
    cables = tuple(pair.left for pair in pairs)
    comparer = lambda left, right: replace(bare, left=left)  # noqa: E731
    index = write_folder(tmp_path / "report", cables, Chosen(pairs, (), 0), (), comparer, form)
    pages = {path.name for path in (tmp_path / "report" / "pairs").iterdir()}
    assert len({page.lower() for page in pages}) == len(pairs)
    assert pages == set(re.findall(rf"[\w-]+_08SELVANE92055(?:-\d+)?\.{form}", index.read_text(encoding="utf-8")))


def test_a_cable_without_a_day_is_named_once_at_its_head(comparison: Comparison) -> None:
    dated = comparison_page(comparison)
    bare = replace(comparison, left=replace(comparison.left, sent=None), right=replace(comparison.right, sent=None))
    heads = [
        re.findall(r'<p class="when">(.*?)</p><p class="subject">', page) for page in (dated, comparison_page(bare))
    ]
    names = [comparison.left.name, comparison.right.name]
    assert [head.endswith(f" · {name}") for head, name in zip(heads[0], names, strict=True)] == [True, True]
    assert heads[1] == names
