"""Whatever anybody sends to any address, the answer is never a failure (5xx).

Walks the whole map of addresses for each role in a world that has one of everything, so that a new
address is tried without being named here. Each request is undone.
"""

import os
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from werkzeug.routing import BuildError

from core.accounts.models import Account
from core.adapters.clock import clock
from core.config import MailServer
from core.kernel.viewers import ANONYMOUS, Viewer
from council.membership.rules import BodyKind, Category, Office
from tests.application import lent_session
from tests.builders import Builder
from tests.builders_world import World
from tests.conftest import NOW
from tests.construction import faults_of
from tests.second_factors import protect
from tests.web import matrix
from tests.web.walk import Page, Walk, query_names

HUGE, BLANK = "9" * 5000, " \t\r\n"
STRANGE = "💥 <script>'\"--%s</script> \u202e\u0301²"
TYPED = ("", BLANK, "\x00", HUGE, STRANGE, "я" * 20_000)
SOAK = os.environ.get("SOAK") == "1"
TURNS = range(len(TYPED)) if SOAK else (0, 3)
HIDDEN = (BLANK, HUGE)
IN_QUERY = ("00000000000000002026" + HUGE, "-1", STRANGE)
IN_PATH = {
    "UUIDConverter": (str(uuid4()), STRANGE),
    "IntegerConverter": ("0", HUGE),
}
IN_WORDS = ("\x00", STRANGE)
NUMBERED = {UUID, int}
# Pages to which nothing of the world leads.
ASIDE = {"static", "visitors.applied", "operation.readiness", "operation.figures"}
# They ask the database from a thread of their own: not in the borrowed transaction of the walk.
FOR_PROGRAMS = {"/readyz", "/metrics"}
LOADED = re.compile(
    r"<(?!a\b)\w[^>]*?\s(?:src|href|srcset|action|poster|data)=[\"'](?P<at>[^\"']*)"
)
OWN = re.compile(r"(?:/(?!/)|#|\?|$|data:image/|http://localhost/)")
# Sent by mail programs and by the form of every page.
# Or by the script of a passkey, or between the password and the second factor.
WITHOUT_FORM = {
    "accounts.choose_language",
    "letters.one_click",
    "accounts.factor_options",
    "accounts.new_passkey_options",
    "accounts.factor_entry_options",
    "accounts.check_factor",
    "accounts.enter_recovered",
    "signatures.agreement_options",
    "signatures.sign_options",
}
ANSWERS_TO_ALL = {"static", "accounts.choose_language"}


@dataclass
class Site:
    """The walk, who the people are, and what each of them found."""

    walk: Walk
    viewers: dict[str, Viewer]
    tokens: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    forms: dict[tuple, tuple] = field(default_factory=dict)
    actions: dict[str, dict] = field(default_factory=dict)

    def explore(self, who, starts, most):
        addresses, forms = self.walk.explore(who, starts, most)
        for endpoint, found in addresses.items():
            self.addresses[endpoint] += [(who, address) for address in found]
        for form in forms:
            endpoint = self.walk.endpoint(form.action, form.method.upper())
            if endpoint and form.method == "post":
                self.actions[urlsplit(form.action).path] = form.values
            self.forms.setdefault((endpoint, form.names), (who, form))

    def posted(self):
        """(endpoint, who saw it, form) of every form that changes something."""
        for (endpoint, _), (who, form) in self.forms.items():
            if form.method == "post" and endpoint is not None:
                yield endpoint, who, form


def clients_of(app, build, accounts):
    clients = {"visitor": app.test_client()}
    for name, account_id in accounts.items():
        clients[name] = app.test_client()
        token = build.signed_in_session(account_id)
        with clients[name].session_transaction() as cookie:
            cookie["sid"] = token
    return clients


def people_of(build, council, world):
    """A viewer of each kind; the stranger is the secretary of another body."""
    other = build.body("commission", kind=BodyKind.COMMISSION, name="Комиссия по логистике")
    stranger = build.person(("Чужаков", "Ян", "Ильич"))
    build.seat(other, stranger, Category.SECRETARIAT, is_voting=False)
    build.appointment(other, stranger, Office.SECRETARY)
    people = {
        "member": council.member,
        "reporter": council.reporter,
        "coordinator": council.coordinator,
        "secretary": council.secretary,
        "deputy": council.deputy,
        "chair": council.chair,
        "stranger": stranger,
    }
    return {
        "visitor": ANONYMOUS,
        "nobody": Viewer(account_id=world.nobody.id),
        "administrator": Viewer(account_id=world.admin.id, is_administrator=True),
        **{name: build.viewer(person) for name, person in people.items()},
    }


@pytest.fixture(scope="module")
def site(app):
    clock.stopped_at = NOW
    with lent_session(app) as session, pytest.MonkeyPatch.context() as patched:
        # Papers are asked for hundreds of times here; the child process has tests of its own.
        patched.setattr(app.extensions["renderer"], "render", lambda *_, **__: (b"%PDF-1.7", {}))
        # So are refusals: how many are written has tests of its own, and counting costs the most.
        patched.setattr("core.audit.refusals.count", lambda *_: None)
        build = Builder(session, NOW)
        council = build.council()
        world = World(build, council).made()
        chosen = {"second_factor": True, "mail_server": MailServer("localhost", 25)}
        patched.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], **chosen))
        viewers = people_of(build, council, world)
        for account_id in session.scalars(select(Account.id)).all():
            protect(build, account_id)
        accounts = {name: who.account_id for name, who in viewers.items() if who.account_id}
        found = Site(Walk(app, clients_of(app, build, accounts)), viewers)
        found.tokens = {name: found.walk.greet(name) for name in viewers}
        rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods]
        fixed = [rule.rule for rule in rules if not rule.arguments]
        fixed = [address for address in fixed if address not in FOR_PROGRAMS]
        found.explore("secretary", [*world.ways, *fixed], most=2)
        for who in ("visitor", "coordinator", "deputy", "member", "administrator"):
            found.explore(who, [*world.ways, *fixed], most=1)
        yield found


@pytest.fixture(autouse=True)
def no_failure(site):
    """No answer is a 5xx, those of the first walk included."""
    yield
    failures, site.walk.failures = site.walk.failures, []
    assert failures == []


def test_the_walk_comes_to_every_page_and_every_form(site):
    rules = list(site.walk.app.url_map.iter_rules())
    pages = {rule.endpoint for rule in rules if "GET" in rule.methods}
    changes = {rule.endpoint for rule in rules if "POST" in rule.methods}
    assert pages - set(site.addresses) == ASIDE
    assert changes - {endpoint for endpoint, _, _ in site.posted()} == WITHOUT_FORM


def test_invariant_21_no_page_loads_anything_from_a_foreign_host(site):
    foreign = {
        found["at"]
        for text in site.walk.pages.values()
        for found in LOADED.finditer(text)
        if not OWN.match(found["at"])
    }
    assert foreign == set()


def badly_built(pages):
    return {f"{address}: {fault}" for address, text in pages.items() for fault in faults_of(text)}


def test_every_page_is_put_together_for_programs_that_read_aloud(site):
    assert badly_built(site.walk.pages) == set()


def test_invariant_21_no_style_and_no_script_asks_a_foreign_host(site):
    folder = Path(site.walk.app.static_folder)
    files = [*folder.rglob("*.css"), *folder.rglob("*.js")]
    asking = re.compile(r"url\([\"']?(?:https?:|//)|@import [\"'](?:https?:|//)|fetch\([\"']http")
    assert files
    assert [each.name for each in files if asking.search(each.read_text(encoding="utf-8"))] == []


def signs_of(site, method, address, form=None):
    """What each role is answered; a form is copied by hand, with the sender's own token."""
    answers = []
    for who in matrix.ROLES:
        sent = {"data": {**form.values, "csrf_token": site.tokens[who]}} if form else {}
        answers.append(site.walk.ask(who, method, address, **sent))
    return "".join(matrix.sign_of(answer) for answer in answers)


def test_each_role_is_answered_at_each_address_as_the_table_says(site, monkeypatch):
    monkeypatch.setattr("core.audit.refusals.write_down", lambda _status: None)
    found = {
        (endpoint, "GET"): signs_of(site, "GET", addresses[0][1])
        for endpoint, addresses in site.addresses.items()
    }
    for endpoint, _, form in site.posted():
        if (endpoint, "POST") not in found:
            found[endpoint, "POST"] = signs_of(site, "POST", form.action, form)
    wrong = matrix.differences(found)
    assert not wrong, "\n".join(["compare with tests/web/matrix.txt:", *wrong])


OUTSIDERS = ("member", "stranger")  # of all roles in `make soak`
# Anybody may send them; who has signed in, or accepted the agreement, is offered none.
OPEN_TO_ALL = {"accounts.check_sign_in", "signatures.accept_agreement"}


def offers(site, who, form):
    """Whether the page on which the form was met offers it to this person, too."""
    answer = site.walk.ask(who, "GET", form.page)
    return answer is not None and any(
        urlsplit(each.action).path == urlsplit(form.action).path
        for each in Page(form.page, answer.text).forms
    )


def test_only_who_may_send_a_form_is_told_what_it_lacks(site):
    """An empty form from anybody else is refused for the right that is missing: never 422."""
    wrong = []
    for endpoint, _, form in site.posted():
        for who in matrix.ROLES if SOAK else OUTSIDERS:
            sent = {"csrf_token": site.tokens[who]}
            code = site.walk.status(who, "POST", form.action, data=sent)
            if code == 422 and endpoint not in OPEN_TO_ALL and not offers(site, who, form):
                wrong.append((endpoint, who))
    assert wrong == []


def test_a_visitor_is_sent_from_every_working_page_to_the_sign_in(site):
    wrong = []
    for endpoint, found in site.addresses.items():
        for address in {urlsplit(address).path for _, address in found}:
            if address.startswith("/desk"):
                answer = site.walk.ask("visitor", "GET", address)
                place = answer.headers.get("Location", "") if answer else ""
                if not place.startswith("/sign-in?next=%2Fdesk"):
                    wrong.append((endpoint, address, place))
    assert wrong == []


def test_nothing_is_changed_without_the_forgery_token(site):
    wrong = []
    for endpoint, who, form in site.posted():
        values = {name: value for name, value in form.values.items() if name != "csrf_token"}
        for other in {who, "visitor"}:
            code = site.walk.status(other, "POST", form.action, data=values)
            if code != 400 and endpoint not in ANSWERS_TO_ALL:
                wrong.append((other, endpoint, code))
    assert wrong == []


def crossed(site, method, found):
    """Two addresses of one kind: the record of the second under the parent of the first."""
    kinds = defaultdict(list)
    for path in sorted(found):
        endpoint, values = site.walk.addresses.match(path, method)
        kinds[endpoint, *values].append((path, values))
    for (endpoint, *_), (first, *others) in sorted(kinds.items()):
        for path, other in others:
            apart = [n for n, own in first[1].items() if own != other[n] and type(own) in NUMBERED]
            if len(apart) > 1:
                values = {**first[1], apart[-1]: other[apart[-1]]}
                yield path, site.walk.addresses.build(endpoint, values, method=method)
                break


def test_a19_a_record_is_not_found_under_the_parent_of_another(site):
    """The sender may do both, so that nothing but the parent can be what refuses."""
    pages = {urlsplit(path).path for found in site.addresses.values() for _, path in found}
    answers = {
        address: site.walk.status("secretary", "GET", address)
        for _, address in crossed(site, "GET", pages)
    }
    assert {path: code for path, code in answers.items() if code not in {403, 404}} == {}
    sent = {
        address: site.walk.status(
            "secretary",
            "POST",
            address,
            data={**site.actions[path], "csrf_token": site.tokens["secretary"]},
        )
        for path, address in crossed(site, "POST", site.actions)
    }
    assert {path: code for path, code in sent.items() if code < 400} == {}
    assert len(answers) > 3
    assert len(sent) > 10


def hostile_addresses(site):
    """Every address with each of its variable parts replaced by something strange."""
    for rule in site.walk.app.url_map.iter_rules():
        found = site.addresses.get(rule.endpoint, ())
        for who, address in found[:1]:
            endpoint, values = site.walk.addresses.match(urlsplit(address).path, "GET")
            for name in values:
                kind = type(rule._converters.get(name)).__name__  # noqa: SLF001 - only read
                for value in IN_PATH.get(kind, IN_WORDS):
                    yield who, with_value(site, endpoint, {**values, name: value}, address, value)


def with_value(site, endpoint, values, address, value):
    try:
        return site.walk.addresses.build(endpoint, values)
    except (BuildError, ValueError):  # what the converter cannot say is put there by hand
        return address.rstrip("/") + "/" + value.replace("\x00", "%00")


def test_strange_parts_of_an_address_are_not_found(site):
    for who, address in hostile_addresses(site):
        site.walk.ask(who, "GET", address)


def in_turn(names, values, place):
    """One value after the other for the names, beginning with the value at `place`."""
    first = place % len(values)
    return dict(zip(sorted(names), cycle(values[first:] + values[:first]), strict=False))


@pytest.mark.parametrize("turn", range(len(IN_QUERY)) if SOAK else (0,))
def test_strange_queries_are_read_kindly(site, turn):
    for place, found in enumerate(site.addresses.values(), start=turn):
        names = query_names([address for _, address in found], []) | {"page", "year", "q", "body"}
        who, address = found[0]
        query = in_turn(names, IN_QUERY, place)
        site.walk.ask(who, "GET", urlsplit(address).path, query_string=query)


def test_strange_filters_are_read_kindly(site):
    for who, form in site.forms.values():
        for name in form.values if form.method == "get" else ():
            for value in IN_QUERY:
                site.walk.ask(who, "GET", form.action, query_string={**form.values, name: value})


@pytest.mark.parametrize("turn", TURNS)
def test_strange_values_in_every_field_are_refused(site, turn):
    """Each turn every field gets the next value; make soak takes as many turns as values."""
    for place, (_, who, form) in enumerate(site.posted(), start=turn):
        typed = in_turn(form.typed, TYPED, place)
        site.walk.ask(who, "POST", form.action, data={**form.values, **typed})


@pytest.mark.parametrize("value", HIDDEN, ids=lambda value: ascii(value)[:12])
def test_strange_values_in_hidden_fields_are_refused(site, value):
    for _, who, form in site.posted():
        sent = dict.fromkeys(form.values, value) | {"csrf_token": site.tokens[who]}
        site.walk.ask(who, "POST", form.action, data=sent)


def test_fields_that_are_not_sent_are_missed(site):
    """Each field of each form by make soak, every third of them here."""
    for place, (_, who, form) in enumerate(site.posted()):
        for name in sorted(form.typed)[0 if SOAK else place % 3 :: 1 if SOAK else 3]:
            values = {key: value for key, value in form.values.items() if key != name}
            site.walk.ask(who, "POST", form.action, data=values)
        site.walk.ask(who, "POST", form.action, data={"csrf_token": site.tokens[who]})


# Sent by somebody whom the page offers no form: it has no field to be led to.
UNOFFERED = {
    ("signatures.accept_agreement", "accepted"),
    ("signatures.accept_agreement", "confirmation"),
}


def test_each_line_of_an_error_summary_leads_to_its_field(site):
    """Of every refusal that the tests above have met."""
    if not site.walk.summaries:
        pytest.skip("nothing was refused before: run the whole file")
    assert site.walk.summaries > 100
    assert site.walk.lost - UNOFFERED == set()


# They only look, or show once what no page may show again: a link, a passport.
LOOKING = {
    "accounts.issue_link",
    "delegations.read_passport",
    "membership.make_link",
    "personal_data.find",
}


def test_u32_a_form_that_was_taken_leads_on_and_no_reload_sends_it_again(site):
    """Of every form that the tests above have sent, most of them as the page offered it."""
    if not site.walk.summaries:
        pytest.skip("no form was sent before: run the whole file")
    assert site.walk.resent - LOOKING == set()
