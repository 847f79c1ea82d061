from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from crosscable.corpora import read
from crosscable.corpora.cable import Cable
from crosscable.corpora.demo import demo_folder


@pytest.fixture
def demo() -> Callable[[], Iterable[Cable]]:
    return lambda: read(demo_folder())
