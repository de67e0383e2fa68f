"""Debian's Chromium, driven for pictures and journeys; nothing is downloaded.

Reaches loopback only by what the pages ask for; knows nothing of the pages.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
# The same engine without windows: half of the work for each page.
LIGHT = "chromium-headless-shell"
ARGUMENTS = (
    "--no-sandbox",  # the tests run as root in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
)


def chromium_path(*, light: bool = False) -> str:
    for name in (LIGHT, *NAMES) if light else NAMES:
        if found := shutil.which(name):
            return found
    raise SystemExit("Chromium was not found. Install it: apt-get install chromium")


@contextmanager
def chromium(*, light: bool = False) -> Iterator[Browser]:
    """A browser; the light one where it is installed, else the whole."""
    with sync_playwright() as playwright:
        path = chromium_path(light=light)
        browser = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS])
        try:
            yield browser
        finally:
            browser.close()
