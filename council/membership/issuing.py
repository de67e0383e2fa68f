"""The composition of a body, given out as it is on the day."""

from uuid import UUID

from flask import url_for
from flask_babel import gettext

from core.access import permits, viewer
from core.kernel.papers import Paper
from core.papers.issuing import Issuable
from core.papers.rules.issuing import Issue
from council.access import Permission
from council.membership.documents import composition
from council.membership.queries import get_body, list_bodies
from council.membership.queries.papers import get_composition_record
from council.membership.views.blueprint import may_in_council

KIND = "composition"


def may_see(body_id: UUID) -> bool:
    is_known = any(body.id == body_id for body in list_bodies())
    return is_known and permits(viewer(), Permission.READ_MEMBERSHIP)


def may_issue(_body_id: UUID) -> bool:
    return may_in_council(Permission.KEEP_MEMBERSHIP)


def title(body_id: UUID) -> str:
    return gettext("Composition: %(name)s", name=get_body(body_id).name)


def make(body_id: UUID, issue: Issue) -> Paper:
    return composition(get_composition_record(get_body(body_id), issue.day, is_public=False))


def back(body_id: UUID) -> str:
    return url_for("membership.body", slug=get_body(body_id).slug)


COMPOSITION = Issuable(title, back, may_see, may_issue, make)
