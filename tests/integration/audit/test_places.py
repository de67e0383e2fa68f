"""The places that carry an anchor out of the database: each names a tail that was cut later.

A published paper, the daily letter, /audit/head.json; those of backups: operation/test_backups.py.
"""

import pytest
from sqlalchemy import select

from core.audit.rules.anchors import read_anchors
from core.audit.rules.verification import FindingKind
from core.audit.services.verifying import verify
from core.letters.models import OutgoingLetter
from core.letters.rules.keeping import read
from core.letters.writing import Frame, Written, text_of
from core.papers.models import Rendering
from council.anchors.services import post_head
from tests.builders_minutes import MinutesBuilder
from tests.conftest import NOW
from tests.integration.audit.conftest import note, run


def paper(session, build, council, _app):
    """The papers that were kept when minutes were published."""
    MinutesBuilder(build, council).published()
    return "\n".join(session.scalars(select(Rendering.source)))


def letter(session, _build, _council, _app):
    assert post_head(now=NOW) > 0
    of_kind = select(OutgoingLetter).where(OutgoingLetter.kind == "journal.head")
    row = session.scalars(of_kind).first()
    written = Written(row.language, row.subject, row.greeting, read(row.body))
    return text_of(written, Frame("https://localhost", "Совет"))


def page(_session, _build, _council, app):
    return app.test_client().get("/audit/head.json").text


@pytest.mark.parametrize("place", (paper, letter, page), ids=lambda place: place.__name__)
def test_a_tail_that_was_cut_is_named_by_what_was_kept_outside(entries, unlocked, request, place):
    session, build, council, app = map(
        request.getfixturevalue, ("session", "build", "council", "app")
    )
    kept = read_anchors(place(session, build, council, app))
    session.commit()
    assert verify(kept, with_files=False).is_whole
    last = max(each.seq for each in kept)
    for _ in range(3):
        note()
    for table in ("journal_values", "journal_anchors", "journal"):
        run(f"DELETE FROM {table} WHERE seq >= :seq", seq=last)  # noqa: S608 - our words
    assert verify(with_files=False).is_whole
    first = verify(kept, with_files=False).first
    assert (first.seq, first.kind) == (last, FindingKind.CUT)
