"""The pack: contents, bookmarks, numbers through it; what cannot stand in it is named."""

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from core.papers.rules import source
from core.papers.rules.life import Work
from tests.papers import MADE_AT, WORDS, long_paper, whole_paper

PACK_WORDS = {
    "contents": "Комплект материалов",
    "number": "№",
    "document": "Документ",
    "page": "Лист",
    "reason": "Причина",
    "left_out": "Не вошли:",
    "no_sheet": "не печатается",
    "locked": "защищён паролем",
    "damaged": "повреждён",
    "too_long": "слишком длинно",
}
PDF, DOCX = "application/pdf", "application/msword"


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


def test_what_cannot_stand_in_the_pack_is_named_with_its_reason(bound, tmp_path):
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 nonsense")
    (tmp_path / "bad.jpg").write_bytes(b"\xff\xd8\xff nonsense")
    locked = written(tmp_path / "locked.pdf", change=lambda writer: writer.encrypt("secret"))
    reader, told, _ = bound(
        part("Таблица.xlsx", tmp_path / "none", DOCX),
        part("Испорченный", tmp_path / "bad.pdf"),
        part("Снимок", tmp_path / "bad.jpg", "image/jpeg"),
        part("Закрытый", locked),
        part("Пропавший", tmp_path / "gone.pdf"),
        part("Длинный", written(tmp_path / "long.pdf", pages=601)),
        part("Хороший", written(tmp_path / "good.pdf", pages=1)),
    )

    text = " ".join(reader.pages[0].extract_text().split())
    assert "Не вошли: Документ Причина Таблица.xlsx не печатается" in text
    for said in (
        "Испорченный повреждён",
        "Снимок повреждён",
        "Закрытый защищён паролем",
        "Пропавший повреждён",
        "Длинный слишком длинно",
    ):
        assert said in text
    assert len(told["left_out"]) == 6
    assert len(reader.pages) == 2


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
    actions = [note.get_object().get("/A", {}).get("/S") for note in reader.pages[1]["/Annots"]]
    assert actions == ["/URI", None]


def test_turned_sheets_are_numbered_at_the_reader_s_bottom_right(bound, tmp_path):
    turned = written(tmp_path / "a.pdf", 1, lambda writer: writer.pages[0].rotate(90))
    reader, *_ = bound(part("Схема", turned))
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
