"""Fetch the third-party browser files into static/vendor, unchanged, with their licences.

The letters of the site are then cut out of the fonts among them: tools/letters.py. Needs Node's
npm; run only to take a new version (`make vendor`), since the result is committed.
"""

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tools import letters

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
CROWN = "Copyright (C) 2017 Crown Copyright (Government Digital Service)"


@dataclass(frozen=True)
class Package:
    """One npm package: what to take of it, and the digest its archive must have."""

    name: str
    version: str
    integrity: str
    licence: str
    files: tuple[str, ...]
    copyright_line: str = ""  # for an archive that names its licence but does not hold the text
    licence_file: str = "LICENSE"
    shelf: str = ""  # the folder's name where that of the package would meet another's

    @property
    def folder(self) -> str:
        return f"{self.shelf or self.name.rsplit('/', 1)[-1]}-{self.version}"


# The crest, images and typeface of GOV.UK are not ours to use: only its css and js are taken.
PACKAGES = (
    Package(
        "govuk-frontend",
        "6.6.0",
        "sha512-xctkWrQvLnvQt7fyjQ3MGX9S0wz0x0RQuLxCeoXF+s8EjGICG81/DYQGKN5qgO+0KVT12UAaRwUsGY6fulRcRg==",
        "MIT",
        ("dist/govuk/govuk-frontend.min.css", "dist/govuk/govuk-frontend.min.js"),
        CROWN,
    ),
    Package(
        "@fontsource-variable/golos-text",
        "5.3.0",
        "sha512-D+Evz5yqXYh6tsalc537FS+cPDWn2FTdO8j/K1ZZuFAvA7ib6WnusTiihciq7mMnm6GBo6XTlh0JXPrhBsam2g==",
        "OFL-1.1",
        ("files/golos-text-*-wght-normal.woff2",),
    ),
    Package(
        "@fontsource/pt-serif",
        "5.3.0",
        "sha512-ST+j/byBGZw6H+TQMX78o6Qlngfj2Va/Q9fAJxq54Is1ZQk1/FhBIuqyJcLmnpi0trG8V/hWO9Bx6ZY09A0DBQ==",
        "OFL-1.1",
        ("files/pt-serif-*.woff2",),
    ),
    # Whole fonts for papers: those above are cut into alphabets, which tears words apart in a PDF.
    Package(
        "@expo-google-fonts/pt-serif",
        "0.4.1",
        "sha512-XziSzDDcyNvNehbsGMFw06SfC46GQf5Or4nH4XX8PEVTl+HI3xKKDmgGeatL37LAdEeEJ8xg2TTYKFE8FdPcOQ==",
        "OFL-1.1",
        ("400Regular/PTSerif_400Regular.ttf", "700Bold/PTSerif_700Bold.ttf"),
        licence_file="LICENSE_FONT",
        shelf="paper-pt-serif",
    ),
    # What PT Serif lacks: arrows, rare letters of names.
    Package(
        "dejavu-fonts-ttf",
        "2.37.3",
        "sha512-f1hd7jJbeQa1VWcw+K2KrTXS50zTMaHpVC4XIKJpNcDeYR5ajMtj/iLlQDYNvLOKamUB3ARVVCf79lNwNVztSQ==",
        "Bitstream-Vera",
        ("ttf/DejaVuSerif.ttf", "ttf/DejaVuSerif-Bold.ttf"),
        shelf="paper-dejavu-serif",
    ),
)


def fetch(package: Package, into: Path) -> Path:
    """The unpacked folder of the package; stops when the archive is not the one pinned above."""
    command = ["npm", "pack", "--json", "--silent", f"{package.name}@{package.version}"]
    answer = subprocess.run(command, cwd=into, check=True, capture_output=True, text=True)
    told = json.loads(answer.stdout)[0]
    if told["integrity"] != package.integrity:
        raise SystemExit(f"{package.name}: the archive has {told['integrity']}, not the pinned one")
    target = into / package.folder
    with tarfile.open(into / told["filename"]) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def licence_text(package: Package, source: Path) -> str:
    if not package.copyright_line:
        return (source / package.licence_file).read_text(encoding="utf-8")
    title, _ours, body = (ROOT / "LICENSE").read_text(encoding="utf-8").split("\n\n", 2)
    return f"{title}\n\n{package.copyright_line}\n\n{body}"


def place(package: Package, source: Path) -> list[Path]:
    """Copy the wanted files and the licence; older versions of the package go."""
    stem = package.folder.removesuffix(package.version)
    for old in VENDOR.glob(f"{stem}[0-9]*"):
        shutil.rmtree(old)
    target = VENDOR / package.folder
    target.mkdir(parents=True)
    wanted = sorted(path for pattern in package.files for path in source.glob(pattern))
    placed = [Path(shutil.copyfile(path, target / path.name)) for path in wanted]
    (target / "LICENSE").write_text(licence_text(package, source), encoding="utf-8")
    return [*placed, target / "LICENSE"]


def table(placed: dict[Package, list[Path]]) -> str:
    lines = [
        "# Third-party browser files",
        "",
        "Made by `make vendor`; the files are unchanged. Edit the list in `tools/vendor.py`.",
        "",
        "| file | version | licence | package | SHA-256 |",
        "|---|---|---|---|---|",
    ]
    for package, paths in placed.items():
        for path in paths:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            where = path.relative_to(VENDOR).as_posix()
            about = f"{package.version} | {package.licence} | {package.name}"
            lines.append(f"| {where} | {about} | `{digest}` |")
    return "\n".join(lines) + "\n"


def main() -> None:
    placed = {}
    with tempfile.TemporaryDirectory() as folder:
        for package in PACKAGES:
            placed[package] = place(package, fetch(package, Path(folder)))
            print(f"{package.folder}: {len(placed[package])} files")
        letters.make(Path(folder))
    (VENDOR / "VENDOR.md").write_text(table(placed), encoding="utf-8")


if __name__ == "__main__":
    main()
