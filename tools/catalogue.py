"""Compare the messages of code and templates with the Russian catalogues.

A missing, fuzzy or contradictory translation is a failure with `--check`; one that nothing uses any
more is only told. Messages made at run time are known for enums alone, see `enum_messages`.
"""

import argparse
import importlib
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("core", "council", "events", "portal", "templates")
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2"), ("**.xml", "jinja2")]
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "N_": None,
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
JINJA = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
Key = tuple[str, str]  # context, singular message id


@dataclass
class Findings:
    """What is wrong with the catalogues, in words; `unused` alone does no harm."""

    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.missing and not self.wrong


def used_messages() -> dict[Key, str]:
    """Every message that code or a template marks, and where it stands first."""
    found: dict[Key, str] = {}
    for package in PACKAGES:
        for name, line, message, _comments, context in extract_from_dir(
            ROOT / package,
            method_map=METHODS,
            options_map={"**.html": JINJA, "**.txt": JINJA, "**.xml": JINJA},
            keywords=KEYWORDS,
        ):
            singular = message if isinstance(message, str) else message[0]
            found.setdefault((context or "", singular), f"{package}/{name}:{line}")
    return found


def enum_messages() -> Iterator[tuple[type[StrEnum], list[Key]]]:
    """The labels of each enum, as `core.adapters.language.label` asks for them."""
    for path in sorted(ROOT.glob("c*/**/*.py")) + sorted(ROOT.glob("events/**/*.py")):
        if "(StrEnum)" not in path.read_text(encoding="utf-8"):
            continue
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        for value in vars(importlib.import_module(name)).values():
            is_enum = isinstance(value, type) and issubclass(value, StrEnum)
            if is_enum and value.__module__ == name:
                yield value, [(value.__name__, member.replace("_", " ")) for member in value]


def translations(folder: Path) -> Iterator[tuple[str, Message]]:
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="ru", abort_invalid=True):
                if message.id:
                    yield path.name, message


def singular_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def faults(message: Message) -> Iterator[str]:
    """What is wrong with one translation: an empty form, a fuzzy mark, a lost placeholder."""
    texts = [message.string] if isinstance(message.string, str) else list(message.string or [""])
    if not all(texts):
        yield "a form is empty"
    if message.fuzzy:
        yield "marked fuzzy"
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    allowed = {name for text in ids for name in PLACEHOLDER.findall(text)}
    for text in texts:
        if unknown := set(PLACEHOLDER.findall(text)) - allowed:
            yield f"names %({min(unknown)})s, which the message does not have"


def compare(known: Iterable[tuple[str, Message]], used: dict[Key, str]) -> Findings:
    findings = Findings()
    seen: dict[Key, object] = {}
    for name, message in known:
        key = (message.context or "", singular_of(message))
        findings.wrong += [f"{name}: {key[1]!r}: {fault}" for fault in faults(message)]
        if seen.setdefault(key, message.string) != message.string:
            findings.wrong.append(f"{name}: {key[1]!r} is translated differently elsewhere")
    labels = {key for _enum, keys in enum_messages() for key in keys}
    findings.missing = [f"{used[key]}: {key[1]!r}" for key in sorted(used.keys() - seen.keys())]
    for enum, keys in enum_messages():
        lacking = [key[1] for key in keys if key not in seen]
        if 0 < len(lacking) < len(keys):  # an enum that is shown nowhere needs no labels
            findings.missing.append(f"{enum.__module__}.{enum.__name__}: {', '.join(lacking)}")
    findings.unused = [repr(key[1]) for key in sorted(seen.keys() - used.keys() - labels)]
    return findings


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail unless the catalogue is whole")
    chosen = parser.parse_args()
    used = used_messages()
    findings = compare(translations(ROOT / "translations" / "ru"), used)
    for title, lines in vars(findings).items():
        if lines and (title != "unused" or not chosen.check):
            print(f"{title} ({len(lines)}):", *lines, sep="\n  ")
    print(f"{len(used)} messages, {len(findings.missing)} missing, {len(findings.wrong)} wrong")
    return int(chosen.check and not findings.is_clean)


if __name__ == "__main__":
    sys.exit(main())
