from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crosscable.compare.comparison import Comparison, compare
from crosscable.corpora import read
from crosscable.corpora.cable import Cable
from crosscable.corpora.demo import demo_folder

TRUTH = Path(__file__).parent / "truth"

# What may stand between two words of a quotation in a file: white space, mark-up, page lines, classification lines.
GAP = (
    r"(?:\s|&#x000A;|<[^<>]*>|¶|[A-Z][A-Z ]+ \d{8} +\d{3}(?:\.\d)? OF \d{3}|\bCONFIDENTIAL\b"
    r"|PAGE \d\d +[A-Z]+ +\d+ +\d{6}Z)+"
)


@cache
def corpus() -> tuple[Cable, ...]:
    return tuple(read(demo_folder()))


def place(cable: Cable, quotation: str) -> tuple[int, int]:
    """Where a quotation stands in the source: found by its words, without any help of the reader under test."""
    words = [re.escape(word).replace("'", "['?,]").replace(r"\$", r"\\?\$") for word in quotation.split()]
    found = re.search(GAP.join(words), cable.source)
    assert found, f"{cable.id}: no {quotation!r}"
    return found.span()


@cache
def comparison(left: Cable, right: Cable) -> Comparison:
    return compare(left, right)


@pytest.fixture(scope="session")
def compared() -> Callable[[Cable, Cable], Comparison]:
    """Compares a pair once, however many tests ask for it."""
    return comparison


@pytest.fixture(scope="session")
def cables() -> dict[str, Cable]:
    """The demo cables by id; of the two witnesses of one cable the first by name."""
    return {cable.id: cable for cable in sorted(corpus(), key=lambda x: x.witness.name, reverse=True) if cable.id}


@pytest.fixture(scope="session")
def truth() -> Callable[[str], Any]:
    return lambda name: json.loads((TRUTH / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def locate() -> Callable[[Cable, str], tuple[int, int]]:
    return place
