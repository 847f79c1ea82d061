"""Comparisons and a report that the tests of pages look at."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crosscable.compare.comparison import Comparison, compare
from crosscable.compare.pairs import Chosen, Pair
from crosscable.corpora import parse, read
from crosscable.corpora.cable import Cable
from crosscable.corpora.demo import demo_folder
from crosscable.reports.folder import page_name, write_folder
from crosscable.reports.page.comparison import comparison_page


@pytest.fixture(scope="session")
def cables() -> dict[str, Cable]:
    return {cable.name: cable for cable in read(demo_folder())}


@pytest.fixture(scope="session")
def comparison(cables: dict[str, Cable]) -> Comparison:
    """A pair with shifts of every group, sources quoted in both, a redaction and repairs."""
    return compare(cables["06SELVANE91877"], cables["08SELVANE92055"])


@pytest.fixture(scope="session")
def damaged(cables: dict[str, Cable]) -> Comparison:
    """A pair of which one cable lost text on its way."""
    return compare(cables["05PORTOAMARO90057"], cables["09PORTOAMARO90109"])


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory, comparison: Comparison, damaged: Comparison) -> dict[str, Path]:
    """A report folder of two pairs: its `index`, the `pair` most tests look at, the `damaged` pair."""
    found = {(c.left.name, c.right.name): c for c in (comparison, damaged)}
    pairs = tuple(Pair(c.left, c.right, 0.8, "nearest relative") for c in found.values())
    cables = [cable for pair in pairs for cable in (pair.left, pair.right)]
    folder = tmp_path_factory.mktemp("report") / "site"
    index = write_folder(folder, cables, Chosen(pairs, (), 1), (), lambda a, b: found[a.name, b.name], "html")
    names = [folder / page_name(pair, "html") for pair in pairs]
    return {"index": index, "pair": names[0], "damaged": names[1]}


FIRST_RELEASE = """VZCZCXYZ0001
R 041230Z MAR 06
FM AMEMBASSY LOWLAND
TO SECSTATE WASHDC

SUBJECT: THE FERRY AND ITS TOLL

1. (C) Harbor master Anton Brenchenko told us that the ferry will sail again in May, once the second engine has been
tested and the "old" crew has come back from its leave on the northern coast.

2. (C) According to Vera Dalidova, an adviser to the minister, nobody in the ministry of transport expects a toll of 25
pesos to be raised before the election of the new council.

3. (SBU) A delegation of orchid growers visited the Ambassador and left behind forty pots of a rare white orchid, which
now stand in the garden of the residence.

4. (C) Comment: The bishop of Lowland has blessed the new pier twice, and the second time it held. We doubt that it will
hold for longer than the summer.
"""


@pytest.fixture(scope="session")
def releases() -> Comparison:
    """Two releases of one telegram: a spelling, signs, a redaction, words, a figure, and a paragraph that moved."""
    text = (
        FIRST_RELEASE.replace("041230Z", "051230Z")
        .replace("Brenchenko", "Brenschenko")
        .replace('"old"', "“old”")
        .replace("Vera Dalidova", "XXXXXXXXXXXX")
        .replace("25\npesos", "30 pesos")
        .replace("expects", "wants")
    )
    head, one, two, three, four = re.split(r"\n\n(?=\d\. )", text)
    moved = (head, three.replace("3. ", "1. "), one.replace("1. ", "2. "), two.replace("2. ", "3. "), four)
    return compare(parse(FIRST_RELEASE), parse("\n\n".join(moved)))


@pytest.fixture(scope="session")
def releases_page(tmp_path_factory: pytest.TempPathFactory, releases: Comparison) -> Path:
    path = tmp_path_factory.mktemp("releases") / "releases.html"
    path.write_text(comparison_page(releases), encoding="utf-8")
    return path
