"""A few fictional telegrams on disk, and a store of this test's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Telegram = Callable[..., str]


@pytest.fixture(autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("CROSSCABLE_CACHE", str(folder))
    monkeypatch.delenv("CROSSCABLE_NO_CACHE", raising=False)
    return folder


@pytest.fixture
def telegram() -> Telegram:
    """The text of a small telegram: its number, its section, its words."""

    def text(
        number: int = 412, section: str = "", words: str = "Malik spoke.", post: str = "ZUBRAVA", day: int = 7
    ) -> str:
        of = f" SECTION {section}" if section else ""
        return (
            f"R {day:02d}1512Z MAR 08\nFM AMEMBASSY {post}\nTO RUEHC/SECSTATE WASHDC 0912\n\n"
            f"C O N F I D E N T I A L{of} {post} {number:06d}\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PREL, ECON, XX\n"
            f"SUBJECT: TOLLS ON THE RIVER\n\n¶1. (C) {words}\nQUILL\n"
        )

    return text
