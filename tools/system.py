"""What the tests need of the operating system: found, installed where allowed, or named.

Knows Debian's packages only; elsewhere it names the programs that are missing.
"""

import ctypes.util
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path


def has_program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def has_library(name: str) -> Callable[[], bool]:
    return lambda: ctypes.util.find_library(name) is not None


def has_file(folder: str, pattern: str) -> Callable[[], bool]:
    return lambda: any(Path(folder).glob(pattern))


# Debian's package -> is what the tests need of it here?
NEEDS: dict[str, Callable[[], bool]] = {
    "chromium": has_program("chromium", "chromium-browser", "google-chrome"),
    "postgresql": has_file("/usr/lib/postgresql", "*/bin/initdb"),
    "redis-server": has_program("redis-server"),
    "nginx": has_program("/usr/sbin/nginx", "nginx"),
    "libfaketime": has_file("/usr/lib", "*/faketime/libfaketime.so.1"),
    "default-jre-headless": has_program("java"),
    "npm": has_program("npm"),
    "poppler-utils": has_program("pdftotext"),
    "libpango-1.0-0": has_library("pango-1.0"),
    "libpangoft2-1.0-0": has_library("pangoft2-1.0"),
    "libical3": has_library("ical"),
    "libharfbuzz-subset0": has_library("harfbuzz-subset"),
    "fonts-dejavu-core": has_file("/usr/share/fonts", "truetype/dejavu"),
}


# Without these the tests are only slower; see tools/browser.py.
WISHES: dict[str, Callable[[], bool]] = {
    "chromium-headless-shell": has_program("chromium-headless-shell"),
}
PAPERS = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def papers_need() -> str:
    """What to say when PDF files cannot be made here; empty when they can."""
    wanted = [package for package in PAPERS if not NEEDS[package]()]
    if not wanted:
        return ""
    command = f"sudo apt-get install --no-install-recommends {' '.join(wanted)}"
    return f"PDF files of papers need system libraries that are missing here. Run:\n  {command}\n"


def missing() -> list[str]:
    return [package for package, is_here in NEEDS.items() if not is_here()]


def provide() -> None:
    """Install what is missing as root on Debian; otherwise stop and name it."""
    wanted = missing()
    if not wanted:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        install(wanted)
        wanted = missing()
    if wanted:
        command = f"sudo apt-get install --no-install-recommends {' '.join(wanted)}"
        raise SystemExit(f"The tests need system packages that are missing here. Run:\n  {command}")


def provide_wishes() -> None:
    """Install what makes the tests faster, if that replaces nothing here and takes no asking."""
    wanted = [package for package, is_here in WISHES.items() if not is_here()]
    if not wanted or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    tried = ["apt-get", "--simulate", "install", "--no-install-recommends", *wanted]
    environ = {**os.environ, "LC_ALL": "C"}
    found = subprocess.run(tried, env=environ, capture_output=True, text=True, check=False)
    if "\n0 upgraded" not in found.stdout:
        return
    try:
        install(wanted)
    except subprocess.CalledProcessError:
        print(f"Not installed: {', '.join(wanted)}; the journeys take longer without.", flush=True)


def install(packages: list[str]) -> None:
    print(f"Installing system packages: {', '.join(packages)} (some minutes) ...", flush=True)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", "-qq", *arguments], env=environ, check=True)


def provide_browser_checks(folder: Path) -> None:
    """axe-core, the HTML checker and two readers of calendars, in the versions of the lock."""
    lock, stamp = folder / "package-lock.json", folder / "node_modules" / ".made-from-lock"
    if stamp.exists() and stamp.read_bytes() == lock.read_bytes():
        return
    print("Fetching the checkers of pages and the readers of calendars ...", flush=True)
    subprocess.run(["npm", "ci", "--silent"], cwd=folder, check=True)
    stamp.write_bytes(lock.read_bytes())
