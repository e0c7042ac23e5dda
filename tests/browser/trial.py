"""The whole service of a trial in processes of its own, and Debian's Chromium to look at it with."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
from playwright.sync_api import Browser, sync_playwright

from tests.programs import ROOT, program
from tests.runtime.service import CLEAN, free_port
from tests.waiting import PATIENCE, eventually

#: A Wednesday morning, so that no notice waits for the end of the night.
NOW = "2026-11-18T10:24:00+05:30"

_QUIETLY = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def trial(folder: Path) -> Iterator[str]:
    """Runs ``panchayat run`` with the samples and no account in ``folder``; gives its address."""
    port = free_port()
    (folder / "now").write_text(NOW)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "runtime", "run", "--data", str(folder / "data"), "--port", str(port)],
            cwd=ROOT,
            env={**CLEAN, "NOW_FILE": str(folder / "now")},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            assert eventually(lambda: process.poll() is not None or _is_ready(url))
            assert process.poll() is None, (folder / "log").read_text()
            yield url
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of the system; Playwright's own is never fetched."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=_QUIETLY)
        yield browser
        browser.close()


def _is_ready(url: str) -> bool:
    try:
        return requests.get(f"{url}/readyz", timeout=2).ok
    except requests.ConnectionError:
        return False
