from __future__ import annotations

import html
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from crosscable.corpora.cable import Cable

# No test depends on how busy the machine is.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

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


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file into this test's folder as it stands, without changing line ends."""

    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return written


@pytest.fixture
def check_conserved() -> Callable[[Cable], None]:
    """Each character of the source is in the reading, or in a recorded repair, or is white space however written."""

    def check(cable: Cable) -> None:
        at = 0
        for start, end, _, _ in cable.map.pieces:
            assert start == at < end
            at = end
        assert at == len(cable.text)
        for repair in cable.repairs:
            assert repair.before == cable.source[repair.start : repair.end]
        held = [(start, end) for _, _, start, end in cable.map.pieces]
        held += [(repair.start, repair.end) for repair in cable.repairs]
        gone, at = [], 0
        for start, end in sorted(held):
            gone.append(cable.source[at:start])
            at = max(at, end)
        gone.append(cable.source[at:])
        assert not html.unescape("".join(gone)).strip()
        for paragraph in cable.paragraphs:
            span = cable.span(paragraph.start, paragraph.end)
            assert paragraph.text == span.text == cable.text[paragraph.start : paragraph.end]
            assert span.quote == cable.source[span.start : span.end]

    return check


# A real browser, Debian's Chromium, driven from Python, with every request and message recorded.
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
