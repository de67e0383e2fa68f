"""The pack: contents, bookmarks, numbers through it; archival and accessible like every paper.

What cannot stand in it as sheets goes along as an attachment, what cannot be given is named.
"""

import contextlib
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import page
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Link
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from core.papers.pack import parts
from core.papers.pack.foreign import sheets_of
from core.papers.pack.judging import LARGEST_CONTENT, Room
from core.papers.pack.streams import Obstacle
from core.papers.rules import source
from core.papers.rules.life import Work
from tests.papers import MADE_AT, WORDS, long_paper, plain_paper, whole_paper
from tests.rendering.test_pdf import KNOWN_FALSE_FLAG, faults, tool

PACK_WORDS = {
    "contents": "Комплект материалов",
    "number": "№",
    "document": "Документ",
    "page": "Лист",
    "reason": "Причина",
    "attached": "Приложены:",
    "left_out": "Не вошли:",
    "no_sheet": "не печатается",
    "locked": "защищён паролем",
    "damaged": "повреждён",
    "too_long": "слишком длинно",
    "too_large": "слишком велик",
    "fonts": "шрифты",
    "colours": "цвета",
    "compression": "сжатие",
    "layers": "слои",
    "notes": "примечания",
    "too_complex": "сложно",
    "complex": "не сверстать",
    "unusual": "необычно",
    "unreadable": "не читается",
}
PDF, SHEETS = "application/pdf", "application/vnd.ms-excel"


def part(title, path, media_type=PDF):
    return {"title": title, "path": str(path), "media_type": media_type}


def paper_part(title, paper):
    return {"title": title, "source": source.to_json(paper), "words": WORDS}


@pytest.fixture
def bound(renderer):
    """`bound(parts)` -> the pack, what was told of it, and its bytes."""

    def bind(*parts):
        pack = {
            "title": "Заседание № 4",
            "language": "ru",
            "made_at": MADE_AT.isoformat(),
            "words": PACK_WORDS,
            "parts": list(parts),
        }
        with renderer.taken():
            content, told = renderer.render({"do": Work.PACK, "pack": pack}, b"", seconds=60)
        return PdfReader(BytesIO(content)), told, content

    return bind


def written(path, pages=2, change=None):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(300, 500)
    if change:
        change(writer)
    writer.write(path)
    return path


def image(path, size=(3000, 2000)):
    Image.new("RGB", size, "navy").save(path)
    return path


def test_the_pack_has_bookmarks_contents_and_one_numbering(bound, tmp_path):
    reader, told, _ = bound(
        paper_part("Протокол", long_paper(8)),
        part("Справка", written(tmp_path / "a.pdf")),
        part("Схема", image(tmp_path / "b.jpg"), "image/jpeg"),
    )

    marks = [(each.title, reader.get_destination_page_number(each)) for each in reader.outline]
    assert marks == [("Комплект материалов", 0), ("Протокол", 1), ("Справка", 4), ("Схема", 6)]
    assert told["pages"] == len(reader.pages) == 7
    rows = " ".join(reader.pages[0].extract_text().split())
    assert "1 Протокол 2 2 Справка 5 3 Схема 7" in rows
    for number, sheet in enumerate(reader.pages, 1):
        assert sheet.extract_text().split()[-3:] == [str(number), "/", "7"]
    assert reader.metadata.title == "Заседание № 4"


def test_the_whole_pack_is_archival_and_accessible_whatever_it_holds(bound, made, tmp_path):
    (tmp_path / "x.xls").write_bytes(b"a table")
    (tmp_path / "own.pdf").write_bytes(made(plain_paper("Справка")))
    reader, told, content = bound(
        paper_part("Протокол", whole_paper()),
        paper_part("Длинный", long_paper(8)),
        part("Справка", tmp_path / "own.pdf"),
        part("Лист", written(tmp_path / "a.pdf", change=turned)),
        part("Бланк", written(tmp_path / "b.pdf", change=without_font)),
        part("Схема", image(tmp_path / "b.png"), "image/png"),
        part("Таблица.xls", tmp_path / "x.xls", SHEETS),
    )

    assert told["attached"] == ["Бланк", "Таблица.xls"]
    assert faults(content, page.ValidationProfile.PDF_UA_1) == []
    assert faults(content, page.ValidationProfile.PDF_A_3A) == [KNOWN_FALSE_FLAG]
    facts = tool("pdfinfo", content, tmp_path)
    assert "Tagged:          yes" in facts
    assert reader.root_object["/Lang"] == "ru"
    assert parts_of(reader) == ["/Part"] * 6


def attached_in(reader):
    """The files that readers of attachments list, by name."""
    files = reader.root_object["/Names"]["/EmbeddedFiles"]["/Names"][1::2]
    assert files == reader.root_object["/AF"]
    each = [file.get_object() for file in files]
    return {file["/UF"]: file["/EF"]["/F"].get_object().get_data() for file in each}


def parts_of(reader):
    """What stands directly in the one document of the structure."""
    (document,) = reader.root_object["/StructTreeRoot"]["/K"]
    assert document["/S"] == "/Document"
    return [kid.get_object()["/S"] for kid in document["/K"]]


def test_each_mark_of_a_sheet_leads_to_its_own_paper_in_the_structure(bound, made, tmp_path):
    """Screen readers go from the sheet to the tree: a wrong number tells a wrong text."""
    (tmp_path / "own.pdf").write_bytes(made(plain_paper("Справка")))
    reader, *_ = bound(
        paper_part("Первый", whole_paper()),
        part("Справка", tmp_path / "own.pdf"),
        paper_part("Второй", long_paper(8)),
    )

    numbers = reader.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for sheet in reader.pages:
        for element in parents[sheet["/StructParents"]]:
            assert element.get_object()["/Pg"].indirect_reference == sheet.indirect_reference
        for note in sheet.get("/Annots", ()):
            link = parents[note.get_object()["/StructParent"]].get_object()
            assert link["/S"] == "/Link"
            assert note in [kid.raw_get("/Obj") for kid in link["/K"] if "/Obj" in str(kid)]
    assert len({sheet["/StructParents"] for sheet in reader.pages}) == len(reader.pages)


def test_text_of_a_foreign_sheet_is_read_out_and_a_scan_is_told_as_a_figure(bound, made, tmp_path):
    (tmp_path / "own.pdf").write_bytes(made(plain_paper("Справка")))
    Image.new("RGB", (200, 300), "navy").save(tmp_path / "scan.pdf")
    reader, *_ = bound(part("Справка", tmp_path / "own.pdf"), part("Скан", tmp_path / "scan.pdf"))

    (document,) = reader.root_object["/StructTreeRoot"]["/K"]
    elements = [part.get_object()["/K"][0].get_object() for part in document["/K"][1:]]
    assert [(each["/S"], each.get("/Alt")) for each in elements] == [
        ("/P", None),
        ("/Figure", "Скан, 1 / 1"),
    ]
    assert "Справка" in reader.pages[1].extract_text()


def test_what_has_no_sheets_goes_along_as_it_is_and_what_is_broken_is_named(bound, tmp_path):
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 nonsense")
    (tmp_path / "bad.jpg").write_bytes(b"\xff\xd8\xff nonsense")
    (tmp_path / "t.xls").write_bytes(b"a table")
    locked = written(tmp_path / "locked.pdf", change=lambda writer: writer.encrypt("secret"))
    reader, told, _ = bound(
        part("1. Таблица: итог.xls", tmp_path / "t.xls", SHEETS),
        part("Испорченный", tmp_path / "bad.pdf"),
        part("Снимок", tmp_path / "bad.jpg", "image/jpeg"),
        part("Закрытый", locked),
        part("Пропавший", tmp_path / "gone.pdf"),
        part("Длинный", written(tmp_path / "long.pdf", pages=601)),
        part("Хороший", written(tmp_path / "good.pdf", pages=1)),
    )

    text = " ".join(reader.pages[0].extract_text().split())
    assert "Приложены: Документ Причина 1. Таблица: итог.xls не печатается" in text
    assert "Закрытый защищён паролем Длинный слишком длинно Не вошли:" in text
    for said in ("Испорченный повреждён", "Снимок повреждён", "Пропавший повреждён"):
        assert said in text
    assert told["left_out"] == ["Испорченный", "Снимок", "Пропавший"]
    assert len(reader.pages) == 2
    assert attached_in(reader) == {
        "1. Таблица_ итог.xls": b"a table",
        "Закрытый.pdf": locked.read_bytes(),
        "Длинный.pdf": (tmp_path / "long.pdf").read_bytes(),
    }


def test_what_is_looked_at_is_bounded_over_the_pack_and_for_each_drawing(tmp_path):
    """Operator by operator a megabyte takes a second and much memory; small files still fit in."""

    read = PdfReader

    long = written(tmp_path / "a.pdf", 1, lambda writer: drawing(writer, b"1 2 m 3 4 l S " * 40))
    short = written(tmp_path / "b.pdf", 1, lambda writer: drawing(writer, b"1 2 m 3 4 l S"))
    room = Room(left=400)
    with pytest.raises(Obstacle, match="too_complex"):
        sheets_of(read(long), room)
    assert len(sheets_of(read(short), room)) == 1
    assert 0 < room.left < 400
    with pytest.raises(Obstacle, match="too_complex"):
        Room().take(LARGEST_CONTENT + 1)


def test_a_smoothed_image_and_a_wrong_list_of_letters_are_mended(bound, tmp_path):
    def smoothed(writer):
        drawing(writer, b"/I Do")
        image = DecodedStreamObject()
        image.set_data(b"\x00\x80\xff")
        for name, value in (("Subtype", "/Image"), ("ColorSpace", "/DeviceGray")):
            image[NameObject(f"/{name}")] = NameObject(value)
        for name, value in (("Width", 3), ("Height", 1), ("BitsPerComponent", 8)):
            image[NameObject(f"/{name}")] = NumberObject(value)
        image[NameObject("/Interpolate")] = BooleanObject(value=True)
        held = DictionaryObject({NameObject("/I"): writer._add_object(image)})  # noqa: SLF001
        writer.pages[0]["/Resources"][NameObject("/XObject")] = held

    _, told, content = bound(part("Снимок", written(tmp_path / "a.pdf", 1, smoothed)))
    assert told["attached"] == []
    assert faults(content, page.ValidationProfile.PDF_A_3A) == [KNOWN_FALSE_FLAG]


def test_a_signed_paper_keeps_its_bytes_and_its_structure(bound, made, tmp_path):
    path = tmp_path / "kept"
    path.write_bytes(made(whole_paper()))
    good = {"title": "Протокол", "kept": str(path), "sha256": sha256(path.read_bytes()).hexdigest()}
    reader, told, content = bound(good, {**good, "title": "Чужой", "sha256": "0" * 64})

    assert told["left_out"] == ["Чужой"]
    assert "Чужой повреждён" in " ".join(reader.pages[0].extract_text().split())
    (document,) = reader.root_object["/StructTreeRoot"]["/K"]
    signed = document["/K"][1].get_object()
    assert "/H1" in str([kid.get_object() for kid in signed["/K"][2].get_object()["/K"]])
    assert faults(content, page.ValidationProfile.PDF_UA_1) == []


def test_attached_files_have_a_limit_together(bound, tmp_path):
    (tmp_path / "half.xls").write_bytes(bytes(40 * 1024 * 1024))
    half = tmp_path / "half.xls"
    _, told, _ = bound(part("Один", half, SHEETS), part("Два", half, SHEETS))
    assert (told["attached"], told["left_out"]) == (["Один"], ["Два"])


def drawing(writer, text, **resources):
    sheet = writer.pages[0]
    stream = DecodedStreamObject()
    stream.set_data(text)
    sheet[NameObject("/Contents")] = writer._add_object(stream)  # noqa: SLF001
    sheet[NameObject("/Resources")] = DictionaryObject(
        {NameObject(f"/{name}"): found for name, found in resources.items()}
    )


def without_font(writer):
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): font})
    drawing(writer, b"BT /F1 12 Tf (Text) Tj ET", Font=fonts)


def for_a_press(writer):
    drawing(writer, b"0 0 0 1 k 0 0 9 9 re f")


def of_a_press(writer):
    spaces = {NameObject("/C"): ArrayObject([NameObject("/DeviceN")])}
    drawing(writer, b"0 0 9 9 re f", ColorSpace=DictionaryObject(spaces))


def with_a_remark(writer):
    writer.add_annotation(0, FreeText(text="Правка", rect=(0, 0, 99, 99)))


def with_layers(writer):
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject()


def with_an_unknown_word(writer):
    drawing(writer, b"1 2 sparkle")


def with_an_open_state(writer):
    drawing(writer, b"q 0 0 9 9 re f")


def with_old_packing(writer):
    drawing(writer, b"/I Do")
    image = DecodedStreamObject()
    image[NameObject("/Subtype")] = NameObject("/Image")
    image[NameObject("/ColorSpace")] = NameObject("/DeviceRGB")
    image[NameObject("/Filter")] = NameObject("/JPXDecode")
    held = DictionaryObject({NameObject("/I"): writer._add_object(image)})  # noqa: SLF001
    writer.pages[0]["/Resources"][NameObject("/XObject")] = held


@pytest.mark.parametrize(
    ("change", "reason"),
    (
        (without_font, "шрифты"),
        (for_a_press, "цвета"),
        (of_a_press, "цвета"),
        (with_a_remark, "примечания"),
        (with_layers, "слои"),
        (with_an_unknown_word, "необычно"),
        (with_an_open_state, "необычно"),
        (with_old_packing, "сжатие"),
    ),
)
def test_a_file_that_archives_do_not_keep_is_attached_and_says_why(bound, tmp_path, change, reason):
    path = written(tmp_path / "a.pdf", 1, change)
    reader, told, content = bound(part("Справка", path))

    assert told["attached"] == ["Справка"]
    assert f"Справка {reason}" in " ".join(reader.pages[0].extract_text().split())
    assert attached_in(reader) == {"Справка.pdf": Path(path).read_bytes()}
    assert faults(content, page.ValidationProfile.PDF_A_3A) == [KNOWN_FALSE_FLAG]


def test_an_image_bomb_does_not_get_in(bound, tmp_path):
    path = tmp_path / "bomb.png"
    Image.new("1", (7000, 7000)).save(path)
    _, told, _ = bound(part("Бомба", path, "image/png"))
    assert told["left_out"] == ["Бомба"]


def test_materials_bring_no_scripts_into_the_pack(bound, tmp_path):
    def acting(writer):
        script = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")}
        )
        writer.root_object[NameObject("/OpenAction")] = script
        page = writer.pages[0]
        page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
        link = writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url="https://example.ru/"))
        launch = writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url="https://example.ru/"))
        launch[NameObject("/A")] = script
        assert link["/A"]["/S"] == "/URI"

    reader, _, content = bound(part("Справка", written(tmp_path / "a.pdf", change=acting)))

    assert b"JavaScript" not in content
    assert b"/AA" not in content
    assert "/OpenAction" not in reader.root_object
    assert "/Annots" not in reader.pages[1]


def turned(writer):
    writer.pages[0].rotate(90)


def test_turned_sheets_are_numbered_at_the_reader_s_bottom_right(bound, tmp_path):
    reader, *_ = bound(part("Схема", written(tmp_path / "a.pdf", 1, turned)))
    sheet = reader.pages[1]
    assert sheet.rotation == 0
    assert (sheet.mediabox.width, sheet.mediabox.height) == (500, 300)
    assert sheet.extract_text().split() == ["2", "/", "2"]


def test_the_same_pack_gives_the_same_bytes(bound, tmp_path):
    parts = (paper_part("Протокол", whole_paper()), part("а", written(tmp_path / "a.pdf")))
    assert bound(*parts)[2] == bound(*parts)[2]


def test_contents_longer_than_a_sheet_move_the_numbers(bound, tmp_path):
    path = written(tmp_path / "a.pdf", 1)
    reader, *_ = bound(*(part(f"Материал {n}", path) for n in range(60)))
    own = next(n for n, sheet in enumerate(reader.pages) if sheet.mediabox.width == 300)
    assert own > 1
    assert f"1 Материал 0 {own + 1} " in " ".join(reader.pages[0].extract_text().split())


def test_a_part_that_takes_too_long_is_named_or_attached_and_the_others_are_bound(
    monkeypatch, tmp_path
):
    def endless(*_):
        while True:
            with contextlib.suppress(Exception):  # as libraries do that forgive every fault
                sum(range(1000))

    (tmp_path / "slow.pdf").write_bytes(b"%PDF-")
    pack = {
        "words": PACK_WORDS,
        "made_at": MADE_AT.isoformat(),
        "parts": [
            paper_part("Протокол", whole_paper()),
            part("Отчёт.pdf", tmp_path / "slow.pdf"),
            {"title": "Справка", "withheld": "unreadable"},
        ],
    }
    monkeypatch.setattr(parts, "SECONDS", 0.05)
    monkeypatch.setattr(parts, "print_page", endless)
    monkeypatch.setattr(parts, "read_pdf", endless)
    found = parts.collected(pack)

    assert found.left_out == [("Протокол", "не сверстать"), ("Справка", "не читается")]
    assert [(each.title, each.reason) for each in found.attached] == [("Отчёт.pdf", "не читается")]
