"""A trial and a browser for all tests of this folder, and a page that must not complain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.trial import chromium, trial
from tests.programs import BROWSER
from tests.waiting import PATIENCE


@pytest.fixture(scope="module")
def trial_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("trial")


@pytest.fixture(scope="module")
def url(trial_folder: Path) -> Iterator[str]:
    if not BROWSER.present:
        pytest.skip("a browser is not installed (make system)")
    with trial(trial_folder) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # No longer than these tests: it keeps an event loop running, in which nobody else could start one.
    with chromium() as running:
        yield running


@pytest.fixture
def open_page(browser: Browser, url: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the trial at a size; at the end nothing may have been refused or gone wrong on it."""
    complaints: list[str] = []
    context = browser.new_context(locale="bn-IN")
    context.set_default_timeout(PATIENCE * 1000)

    def open_page(path: str, *, width: int = 1280, height: int = 800) -> Page:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{url}{path}")
        return page

    yield open_page
    context.close()
    assert complaints == []
