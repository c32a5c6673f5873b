"""A real Chromium for the tests of the page; without one, or without playwright to drive it, they are skipped."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# Nothing but the page: no sandbox, which root may not have, and none of the talk a browser makes by itself.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser, started once."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright drives the browser: uv pip install --group browser"
    )
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Reader:
    """A page somebody reads, and everything that happened there and should not have: `trouble` must stay empty."""

    page: Any
    trouble: list[str] = field(default_factory=list)

    def open(self, path: Path, address: str = "") -> Any:
        """Open a file and wait for the page to stand."""
        self.page.goto(path.resolve().as_uri() + address)
        self.page.wait_for_selector("html[data-view]")
        return self.page

    def press(self, keys: str) -> None:
        for key in keys.split():
            self.page.keyboard.press(key)

    def text(self, selector: str) -> str:
        return str(self.page.locator(selector).first.inner_text())


@pytest.fixture
def reader(chromium: Any) -> Iterator[Reader]:
    """A reader in a browser without a past, who must not have seen a dialog, a request, or an error at the end."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True, bypass_csp=False)
    page = context.new_page()
    found = Reader(page)
    page.on("dialog", lambda dialog: (found.trouble.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: found.trouble.append(f"error: {error}"))
    page.on("console", lambda message: found.trouble.append(f"console: {message.text}"))
    page.on("request", lambda request: found.trouble.append(f"request: {request.url}") if not _local(request.url) else None)
    yield found
    context.close()
    assert found.trouble == []


def _local(url: str) -> bool:
    return url.startswith(("file:", "blob:"))
