"""The files of letters are what is cut out of the vendored fonts, to the byte."""

from tools import letters


def test_the_letters_are_those_of_the_fonts_at_hand(tmp_path, monkeypatch):
    """Whoever changes what is cut out, or takes a new version, makes them anew: make vendor."""
    stored = {path.name: path.read_bytes() for path in letters.LETTERS.iterdir()}
    monkeypatch.setattr(letters, "LETTERS", tmp_path / "made")
    letters.make(tmp_path)
    assert {path.name: path.read_bytes() for path in letters.LETTERS.iterdir()} == stored
