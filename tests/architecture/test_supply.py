"""What comes from outside is pinned: vendored files by digest, libraries by hash."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "static" / "vendor"
ROW = re.compile(r"^\| (?P<path>\S+) \|.*\| `(?P<digest>[0-9a-f]{64})` \|$", re.MULTILINE)
LOCKS = (
    *("requirements.lock", "requirements-dev.lock", "requirements-scan.lock"),
    "tests/browser/package-lock.json",
)


def listed_files():
    table = (VENDOR / "VENDOR.md").read_text(encoding="utf-8")
    return {match["path"]: match["digest"] for match in ROW.finditer(table)}


def test_every_vendored_file_is_the_one_that_was_fetched():
    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "VENDOR.md"
    }
    assert found == listed_files()


@pytest.mark.parametrize("name", LOCKS)
def test_locks_carry_digests_and_no_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "sha256:" in text or "sha512-" in text
    assert not re.search(r"https?:|file:/|--(extra-)?index-url|--find-links|\"resolved\"", text)


@pytest.mark.parametrize("name", LOCKS[:3])
def test_each_locked_library_has_a_hash(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    libraries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert [one.split()[0] for one in libraries if "--hash=sha256:" not in one] == []


def test_every_direct_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / LOCKS[0]).read_text("utf-8"), re.MULTILINE))
    wanted = {re.split(r"[^a-z0-9-]", text)[0] for text in project["dependencies"]}
    assert wanted <= locked


def test_sample_accounts_are_people_of_the_sample():
    sample = yaml.safe_load((ROOT / "sample/zarechye.yaml").read_text(encoding="utf-8"))
    people = {one["id"]: one for one in sample["council_members"]}
    accounts = yaml.safe_load((ROOT / "sample/accounts.yaml").read_text(encoding="utf-8"))
    for account in accounts["accounts"]:
        if "person" in account:
            assert people[account["person"]]["full_name"] == account["name"]
