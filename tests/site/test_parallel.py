"""Results come in the order of the work, on one core and on several, and a report does not show how many there were."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

import pytest

from crosscable.compare.analysis import Analyses
from crosscable.compare.comparison import compare
from crosscable.compare.pairs import Chosen
from crosscable.corpora.cable import Cable
from crosscable.reports.folder import write_folder
from crosscable.reports.site.parallel import in_order

# From Python 3.12 a fork beside threads (those of numerical libraries wait for work) is warned of.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


def _times(factor: int, number: int) -> int:
    return factor * number


def _fail(_: int, number: int) -> int:
    raise ValueError(f"no {number}")


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_the_order_of_the_tasks(jobs: int) -> None:
    assert list(in_order(_times, 3, range(50), jobs)) == [3 * number for number in range(50)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failure_in_any_process_is_raised_here(jobs: int) -> None:
    with pytest.raises(ValueError, match="no 0"):
        list(in_order(_fail, 3, range(50), jobs))


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_report_is_the_same_for_any_number_of_jobs_and_any_order_of_cables(
    folder: Path, tmp_path: Path, cables: list[Cable], chosen: Chosen
) -> None:
    comparer = partial(compare, analyses=Analyses())
    write_folder(tmp_path / "report", cables[::-1], chosen, (), comparer, "html", jobs=3)
    assert _digests(tmp_path / "report") == _digests(folder)
