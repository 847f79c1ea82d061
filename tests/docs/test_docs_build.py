"""The documentation builds without a warning, and its pages ask nothing of the network."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What a browser fetches by itself; links that a reader follows are no requests.
FETCHED = re.compile(r"<(?:script|img|iframe|link)\b[^>]*?(?:src|href)=[\"']((?:https?:)?//[^\"']+)", re.I)


def test_the_docs_build_without_warnings_and_offline(tmp_path: Path) -> None:
    pytest.importorskip("sphinx", reason="the dependency group docs is not installed")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "-d", str(tmp_path / "trees")]
    done = subprocess.run(
        [*command, "docs", str(tmp_path / "html")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    pages = sorted((tmp_path / "html").rglob("*.html"))
    assert len(pages) > 15
    asked = {address for page in pages for address in FETCHED.findall(page.read_text(encoding="utf-8"))}
    assert not {address for address in asked if not address.startswith("https://crosscable")}
