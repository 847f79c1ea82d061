from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

FLAT = frozenset({"compare", "corpora", "reports"})


@pytest.fixture(autouse=True, scope="session")
def no_flat_module_is_ever_loaded() -> Iterator[None]:
    """`import compare` works in the repository's root and would load every class a second time."""
    yield
    assert not FLAT & set(sys.modules)


@pytest.fixture(autouse=True, scope="session")
def a_cache_of_our_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests neither use nor change what the user's cache holds; commands in subprocesses inherit the setting."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CROSSCABLE_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
