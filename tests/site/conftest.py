"""A report on the demo corpus, written once for all tests of the site."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from crosscable.compare.analysis import Analyses
from crosscable.compare.comparison import compare
from crosscable.compare.pairs import Chosen, choose_pairs
from crosscable.corpora import read
from crosscable.corpora.cable import Cable
from crosscable.corpora.demo import demo_folder
from crosscable.reports.folder import write_folder
from crosscable.reports.site.corpus import SiteCorpus, gather_site


@pytest.fixture(scope="session")
def cables() -> list[Cable]:
    return list(read(demo_folder()))


@pytest.fixture(scope="session")
def chosen(cables: list[Cable]) -> Chosen:
    """The four best pairs: enough for every kind of page."""
    return choose_pairs(cables, most=4)


@pytest.fixture(scope="session")
def found(cables: list[Cable], chosen: Chosen) -> SiteCorpus:
    return gather_site(cables, chosen, ())


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, cables: list[Cable], chosen: Chosen) -> Path:
    place = tmp_path_factory.mktemp("site") / "report"
    write_folder(place, cables, chosen, (), partial(compare, analyses=Analyses()), "html")
    return place
