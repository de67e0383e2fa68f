"""`make sbom`: the bill of materials of an installation (CycloneDX 1.6) in var/sbom.json.

The libraries of requirements.lock with the digests of their archives, the files of static/vendor
with theirs. Asks nobody outside; what Debian brings along and the tools of development are not in
it. Stops with 1 when the bill is not what the lock names, or not as its format demands.
"""

import base64
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tools.launch import ROOT
from tools.vendor import PACKAGES, VENDOR, Package

PYTHON = ROOT / "var" / "scan-venv" / "bin" / "python"
LOCK = ROOT / "requirements.lock"
BILL = ROOT / "var" / "sbom.json"
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)
MAKE = (
    *("-W", "ignore", "-m", "cyclonedx_py", "requirements", "--pyproject", "pyproject.toml"),
    *("--spec-version", "1.6", "--output-reproducible", LOCK.name),
)
# The validator answers with its complaints, or with nothing.
VALIDATE = """
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
sys.exit(JsonStrictValidator(SchemaVersion.V1_6).validate_str(sys.stdin.read()))
"""
Entry = dict[str, Any]


def packaged(package: Package) -> Entry:
    """One package of browser files: the digest of its archive, and of each file taken from it."""
    group, _slash, name = package.name.rpartition("/")
    algorithm, _dash, digest = package.integrity.partition("-")
    return {
        "type": "library",
        "bom-ref": f"vendor-{package.folder}",
        **({"group": group} if group else {}),
        "name": name,
        "version": package.version,
        "purl": f"pkg:npm/{package.name.replace('@', '%40')}@{package.version}",
        "hashes": [
            {
                "alg": algorithm.upper().replace("SHA", "SHA-"),
                "content": base64.b64decode(digest).hex(),
            }
        ],
        "licenses": [{"license": {"id": package.licence, "acknowledgement": "declared"}}],
        "components": [filed(path) for path in sorted((VENDOR / package.folder).iterdir())],
    }


def filed(path: Path) -> Entry:
    name = path.relative_to(ROOT).as_posix()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {
        "type": "file",
        "bom-ref": name,
        "name": name,
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }


def differences(lock: str, components: Iterable[Entry]) -> list[str]:
    """What only one of the two names, and libraries whose archives have no digest."""
    pinned = {f"{name} {version}" for name, version in PIN.findall(lock)}
    libraries = {f"{one['name']} {one['version']}": one for one in components}
    bare = [
        f"{name}: no digest"
        for name, one in libraries.items()
        if not any(each.get("hashes") for each in one.get("externalReferences", ()))
    ]
    return [*(f"{name}: in one only" for name in sorted(pinned ^ libraries.keys())), *bare]


def asked(*arguments: str, told: str | None = None) -> str:
    """What the library of bills says; ends this program with its complaint where it has one."""
    command = [str(PYTHON), *arguments]
    answer = subprocess.run(
        command, cwd=ROOT, input=told, capture_output=True, text=True, check=False
    )
    if answer.returncode:
        sys.exit(f"No bill of materials: {answer.stderr}")
    return answer.stdout


def main() -> None:
    BILL.unlink(missing_ok=True)  # an old one must not pass for what failed
    bill = json.loads(asked(*MAKE))
    libraries = bill["components"]
    if wrong := differences(LOCK.read_text(encoding="utf-8"), libraries):
        sys.exit("No bill of materials, it is not what the lock names:\n" + "\n".join(wrong))
    bill["components"] = [*libraries, *map(packaged, PACKAGES)]
    text = json.dumps(bill, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    asked("-c", VALIDATE, told=text)
    BILL.write_text(text, encoding="utf-8")
    print(
        f"{BILL.relative_to(ROOT)}: {len(libraries)} libraries, {len(PACKAGES)} packages of files"
    )


if __name__ == "__main__":
    main()
