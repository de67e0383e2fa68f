"""Keeping a paper as it was signed or published: its number, its content, what becomes of it.

These are called inside the @command of the slice whose fact makes the paper, and so are part of
its transaction: no paper without the fact, no fact without its paper.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from flask import current_app
from flask_babel import force_locale, gettext
from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from core.adapters.anchors import anchor_head, in_groups
from core.adapters.database import db
from core.kernel.papers import Paper
from core.papers.models import KeptPaper, PaperNumber
from core.papers.queries import find_rendering
from core.papers.rules import source
from core.papers.rules.codes import code_of
from core.papers.rules.life import Work
from core.papers.rules.limits import demand_simple
from core.papers.rules.telling import Signer
from core.papers.services.rendering import add_rendering, is_postgresql
from core.papers.version import key_of
from core.papers.words import words_for


@dataclass(frozen=True, slots=True)
class Registered:
    """What is written down of a kept paper. `dated_at` is the date it bears."""

    kind: str
    subject_id: UUID
    number: str
    dated_at: datetime
    edition: int = 1
    signers: tuple[Signer, ...] = ()
    is_published: bool = False


def new_code(now: datetime) -> str:
    """The next number of the year; two at once never get the same one."""
    insert = postgresql.insert if is_postgresql() else sqlite.insert
    first = insert(PaperNumber).values(year=now.year, last=1)
    query = first.on_conflict_do_update(
        index_elements=[PaperNumber.year], set_={"last": PaperNumber.last + 1}
    ).returning(PaperNumber.last)
    number: int = db.session.execute(query).scalar_one()
    return code_of(now.year, number)


def address_of(code: str) -> str:
    """The permanent address of a kept paper, as its QR code carries it."""
    return f"{current_app.config['SETTINGS'].base_url}/documents/{code}/"


def register_paper(paper: Paper, about: Registered, *, now: datetime) -> str:
    """Keep the paper under its code; it is rendered later, once. Raises `Refused` if too complex.

    `paper.code` comes from `new_code`, `paper.address` from `address_of`.
    """
    paper = anchored(paper, now=now)
    text = source.to_json(paper)
    demand_simple(paper, text)
    key = key_of(text, Work.PDF)
    add_rendering(key, Work.PDF, text, words=words_for(paper), now=now)
    found = find_rendering(key)
    kept = KeptPaper(
        code=paper.code,
        kind=about.kind,
        subject_id=about.subject_id,
        name=paper.name[:300],
        title=paper.title,
        number=about.number,
        edition=about.edition,
        signers=written(about.signers),
        dated_at=about.dated_at,
        registered_at=now,
        rendering_key=key,
        sha256=found and found.sha256,
        is_published=about.is_published,
    )
    db.session.add(kept)
    db.session.flush()
    return paper.code


def anchored(paper: Paper, *, now: datetime) -> Paper:
    """With the head of the journal at its foot: who has the paper sees if the tail is cut later."""
    found = anchor_head(f"paper {paper.code}", now=now)
    if not found.seq:
        return paper
    values = {"seq": found.seq, "hash": in_groups(found.hash)}
    with force_locale(paper.language):
        told = gettext("Journal of actions: entry %(seq)s, %(hash)s", **values)
    return replace(paper, note="\n".join(filter(None, (paper.note, told))))


def written(signers: tuple[Signer, ...]) -> str:
    rows = [
        {
            "name": one.name,
            "office": one.office,
            "at": one.moment and one.moment.isoformat(),
            "sha256": one.sha256,
            "agreement": one.agreement,
        }
        for one in signers
    ]
    return json.dumps(rows, ensure_ascii=False, sort_keys=True)


def publish_kept(kind: str, subject_id: UUID) -> None:
    """Let visitors read the paper kept of this subject; nothing if none is kept."""
    k = KeptPaper
    query = update(k).where(k.kind == kind, k.subject_id == subject_id)
    values = {"is_published": True, "withdrawn_at": None}
    db.session.execute(query.values(**values).execution_options(synchronize_session=False))


def withdraw_others(kind: str, but: UUID | None, *, now: datetime) -> None:
    """Say of every paper of the kind but this one that it does not hold any more."""
    k = KeptPaper
    query = update(k).where(k.kind == kind, k.withdrawn_at.is_(None))
    if but is not None:
        query = query.where(k.subject_id != but)
    values = {"withdrawn_at": now}
    db.session.execute(query.values(**values).execution_options(synchronize_session=False))
