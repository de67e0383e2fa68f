"""How dear is a paper? Minutes of about 5 and 20 pages by the warm renderer, medians and memory.

Times on the clock of the wall and CPU seconds of the child, which other work on the machine blurs
less. Fails when a median is above its target.
"""

import statistics
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime

import pypdf

from core.kernel.papers import (
    Block,
    Column,
    Entry,
    Heading,
    Listing,
    Margins,
    Paper,
    Paragraph,
    SignatureLine,
    Signatures,
    Table,
    Title,
)
from core.papers.renderer import Renderer
from core.papers.rules import source
from core.papers.rules.life import Work
from tools.launch import cpu_ms

PASSES = 7
WORDS = {"number": "Документ № 2026-00001-4", "check": "Проверка подлинности:", "image": "QR-код"}
HEARD = "представила доклад о ходе исполнения плана мероприятий по развитию экспорта области. "
ADDRESS = "https://export.example.ru/documents/2026-00001-4/"


@dataclass(frozen=True, slots=True)
class Target:
    """So many items make about so many pages; the median must be within so many seconds."""

    items: int
    pages: int
    seconds: float


TARGETS = (Target(7, 5, 1.0), Target(30, 20, 3.0))


def minutes(items: int) -> Paper:
    """Minutes as they are: hearing, speeches, decisions, a vote; a table of assignments."""
    blocks: list[Block] = [Title("ЭКСПОРТНЫЙ СОВЕТ", "ПРОТОКОЛ", "заседания Экспортного совета")]
    for number in range(1, items + 1):
        decided = tuple(
            Entry(f"{number}.{part}.", f"Поручить министерству: {HEARD * 2}") for part in (1, 2, 3)
        )
        blocks += [
            Heading(f"{number}. О мерах поддержки экспорта"),
            Paragraph(f"Рябинина Е.П. – {HEARD * 4}", lead="СЛУШАЛИ:"),
            Paragraph(f"Ветлугин А.Н., Мороз Н.И. – {HEARD * 3}", lead="ВЫСТУПИЛИ:"),
            Listing(decided),
            Paragraph("Голосовали: «за» – 9, «против» – нет, «воздержались» – нет."),
        ]
    columns = (Column("№", 10), Column("Поручение", 60), Column("Срок", 30))
    rows = tuple((f"{n}.1", HEARD, "01.12.2026") for n in range(1, items + 1))
    signed = Signatures((SignatureLine("Председательствующий", "А.Н. Ветлугин"),))
    whole = (*blocks, Table("Перечень поручений", columns, rows), signed)
    moment = datetime(2026, 12, 5, 9, tzinfo=UTC)
    name = "Протокол № 4"
    return Paper(name, name, "ru", moment, whole, Margins.PERMANENT, code="4", address=ADDRESS)


def measured(renderer: Renderer, target: Target) -> bool:
    content = source.to_json(minutes(target.items)).encode()
    wall, cpu, peak, made = [], [], 0, b""
    with renderer.taken():
        for _ in range(PASSES + 1):
            child = renderer.started().pid
            before, started = cpu_ms(child), time.perf_counter()
            made, told = renderer.render({"do": Work.PDF, "words": WORDS}, content)
            wall.append(time.perf_counter() - started)
            cpu.append((cpu_ms(child) - before) / 1000)
            peak = max(peak, told["peak"])
    pages = page_count(made)
    median, busy = statistics.median(wall[1:]), statistics.median(cpu[1:])
    is_good = median <= target.seconds
    print(
        f"  {pages:3} pages: {median:5.2f} s (at most {target.seconds:.1f}), CPU {busy:5.2f} s, "
        f"{len(made) // 1024} kB, peak {peak // 1024} MB{'' if is_good else '  TOO SLOW'}"
    )
    return is_good


def page_count(content: bytes) -> int:
    with tempfile.TemporaryFile() as file:
        file.write(content)
        return len(pypdf.PdfReader(file).pages)


def cold(folder: str) -> float:
    """Seconds from nothing to the first paper."""
    renderer, started = Renderer(folder), time.perf_counter()
    with renderer.taken():
        renderer.render({"do": Work.PDF, "words": WORDS}, source.to_json(minutes(1)).encode())
    took = time.perf_counter() - started
    renderer.end()
    return took


def main() -> bool:
    print(f"papers as PDF/A-3a and PDF/UA-1 by the warm renderer, medians of {PASSES}:")
    with tempfile.TemporaryDirectory(prefix="council-bench-") as folder:
        renderer = Renderer(folder)
        answers = [measured(renderer, target) for target in TARGETS]
        renderer.end()
        print(f"  the first paper of a new renderer: {cold(folder):.1f} s")
    return all(answers)


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
