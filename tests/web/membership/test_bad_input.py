"""Every address of membership: strangers, unknown things, NUL bytes, huge values; never a 500."""

from uuid import UUID

import pytest
from flask import url_for

from council.membership.forms.bodies import BodyForm, RegulationForm, SettingForm
from council.membership.forms.organisations import OrganisationForm
from council.membership.forms.people import ConsentForm, InviteForm, PersonForm
from council.membership.forms.seats import AbsenceForm, EndForm, OfficeForm, SeatForm
from council.membership.views.blueprint import desk

NOBODY = UUID(int=7)
KEEPERS = {"membership:keep", "accounts:invite"}
FORMS = (
    OfficeForm,
    SeatForm,
    EndForm,
    AbsenceForm,
    PersonForm,
    InviteForm,
    ConsentForm,
    OrganisationForm,
    BodyForm,
    RegulationForm,
    SettingForm,
)


def endpoints(app, *, method):
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith(f"{desk.name}.") and method in rule.methods:
            yield rule


def address(app, rule, *, slug, key):
    known = {"slug": slug, "key": key}
    values = {name: known.get(name, NOBODY) for name in rule.arguments} | (rule.defaults or {})
    with app.test_request_context():
        return url_for(rule.endpoint, **values)


def test_members_read_but_only_keepers_change(app, member, council):
    for method in ("GET", "POST"):
        for rule in endpoints(app, method=method):
            path = address(app, rule, slug="council", key="quorum")
            permission = app.view_functions[rule.endpoint].permission
            answer = member.open(path, method=method, buffered=True)
            if permission in KEEPERS and method == "GET":
                assert answer.status_code == 403, path
            assert answer.status_code < 500, path


@pytest.mark.parametrize("slug", ("council", "nowhere"))
def test_what_does_not_exist_is_not_found_by_its_keeper(app, secretary, slug):
    token = {"csrf_token": secretary.token("/desk/membership/people/new")}
    for method in ("GET", "POST"):
        for rule in endpoints(app, method=method):
            path = address(app, rule, slug=slug, key="colour")
            unknown = {"slug": slug == "nowhere", "key": True}
            answer = secretary.open(path, method=method, data=token, buffered=True)
            if any(unknown.get(name, True) for name in rule.arguments - set(rule.defaults or ())):
                assert answer.status_code == 404, path
            assert answer.status_code < 500, path


def test_nul_bytes_and_huge_values_are_refused_in_every_form(app, secretary, council):
    token = secretary.token("/desk/membership/people/new")
    with app.test_request_context():
        names = {"value"}.union(*(form()._fields for form in FORMS))
    for text in ("\x00", "а\x00б", "9" * 5000, "\ud7ff\u200b"):
        data = {**dict.fromkeys(names, text), "csrf_token": token}
        for rule in endpoints(app, method="POST"):
            path = address(app, rule, slug="council", key="notice_days")
            answer = secretary.post(path, data=data)
            assert 400 <= answer.status_code < 500, (path, text)
