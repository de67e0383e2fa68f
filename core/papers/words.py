"""The few words that the renderers themselves put on a sheet, in the language of the paper."""

from flask_babel import force_locale, gettext

from core.kernel.papers import Paper

PROOF = "/documents/"  # where a kept paper proves itself


def words_for(paper: Paper) -> dict[str, str]:
    """Beside the code it says what its address is: that of the proof, or of what it is about."""
    with force_locale(paper.language):
        number = gettext("Document No. %(code)s", code=paper.code) if paper.code else ""
        if paper.address and PROOF not in paper.address:
            image = gettext("QR code of the page on the site")
            return {"number": number, "check": gettext("On the site:"), "image": image}
        return {
            "number": number,
            "check": gettext("Is it authentic? See"),
            "image": gettext("QR code of the page that tells whether the document is authentic"),
        }
