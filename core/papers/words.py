"""The few words that the renderers themselves put on a sheet, in the language of the paper."""

from flask_babel import force_locale, gettext

from core.kernel.papers import Paper


def words_for(paper: Paper) -> dict[str, str]:
    with force_locale(paper.language):
        return {
            "number": gettext("Document No. %(code)s", code=paper.code) if paper.code else "",
            "check": gettext("Is it authentic? See"),
            "image": gettext("QR code of the page that tells whether the document is authentic"),
        }
