"""Report pages in a real browser: Debian's Chromium, driven from Python, with every request and message recorded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from crosscable.compare.comparison import Comparison, compare
from crosscable.compare.pairs import Chosen, Pair
from crosscable.corpora import read
from crosscable.corpora.cable import Cable
from crosscable.corpora.demo import demo_folder
from crosscable.reports.folder import page_name, write_folder

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
SWITCHES = (
    "--no-sandbox",  # a container's root has no other way; the pages are ours
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Visit:
    """A page that was opened, and all that it did: requests beside its own file, messages, dialogs, navigations."""

    page: Any
    address: str
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    moves: list[str] = field(default_factory=list)

    @property
    def silent(self) -> bool:
        return not (self.requests or self.messages or self.dialogs or self.moves)


def _watch(visit: Visit) -> None:
    def dismissed(dialog: Any) -> None:
        visit.dialogs.append(dialog.message)
        dialog.dismiss()

    def asked(request: Any) -> None:
        if request.url.split("#")[0] != visit.address:
            visit.requests.append(request.url)

    def moved(frame: Any) -> None:
        if frame.url.split("#")[0] != visit.address:
            visit.moves.append(frame.url)

    visit.page.on("request", asked)
    visit.page.on("dialog", dismissed)
    visit.page.on("console", lambda message: visit.messages.append(message.text))
    visit.page.on("pageerror", lambda error: visit.messages.append(str(error)))
    visit.page.on("framenavigated", moved)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no chromium on this machine")
    with sync_api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, headless=True, args=list(SWITCHES))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def visit(browser: Any) -> Callable[..., AbstractContextManager[Visit]]:
    """Opens a file in a fresh, empty profile: `visit(path, width=320, scheme="dark", script=False)`."""

    @contextmanager
    def opened(
        path: Path, *, width: int = 1280, scheme: str = "light", script: bool = True, fragment: str = "", **more: Any
    ) -> Iterator[Visit]:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script, **more
        )
        try:
            seen = Visit(context.new_page(), path.as_uri())
            _watch(seen)
            seen.page.goto(seen.address + fragment)
            yield seen
        finally:
            context.close()

    return opened


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
    folder = tmp_path_factory.mktemp("report")
    index = write_folder(folder, cables, Chosen(pairs, (), 1), (), lambda a, b: found[a.name, b.name], "html")
    names = [folder / page_name(pair, "html") for pair in pairs]
    return {"index": index, "pair": names[0], "damaged": names[1]}
