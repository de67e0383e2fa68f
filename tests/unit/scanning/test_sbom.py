"""The bill of materials names what the lock pins, and what the browser gets."""

import hashlib

import pytest

from tools.sbom import LOCK, PIN, ROOT, differences, packaged
from tools.vendor import PACKAGES

LOCKED = """\
flask==3.1.3 \\
    --hash=sha256:aa
tzdata==2026.6 ; os_name == 'nt' \\
    # via flask==9
"""


def library(name, version, hashes=("aa",)):
    return {"name": name, "version": version, "externalReferences": [{"hashes": list(hashes)}]}


FLASK, TZDATA = library("flask", "3.1.3"), library("tzdata", "2026.6")


@pytest.mark.parametrize(
    ("components", "told"),
    (
        ([FLASK, TZDATA], []),
        ([FLASK], ["tzdata 2026.6: in one only"]),
        ([FLASK, TZDATA, library("six", "1")], ["six 1: in one only"]),
        (
            [FLASK, library("tzdata", "2025.1")],
            ["tzdata 2025.1: in one only", "tzdata 2026.6: in one only"],
        ),
        ([FLASK, library("tzdata", "2026.6", ())], ["tzdata 2026.6: no digest"]),
    ),
)
def test_a_bill_that_is_not_the_lock_is_told(components, told):
    assert differences(LOCKED, components) == told


def test_every_row_of_the_lock_is_read():
    text = LOCK.read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(PIN.findall(text)) == len(rows) > 0


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.folder)
def test_browser_files_stand_in_the_bill_with_their_digests(package):
    entry = packaged(package)
    assert len(entry["hashes"][0]["content"]) == hashlib.sha512().digest_size * 2
    assert entry["hashes"][0]["alg"] == "SHA-512"
    assert entry["purl"].startswith("pkg:npm/")
    assert "@" not in entry["purl"].rpartition("@")[0]
    folder = ROOT / "static" / "vendor" / package.folder
    assert {ROOT / one["name"] for one in entry["components"]} == set(folder.iterdir())
