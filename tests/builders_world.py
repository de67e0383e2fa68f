"""One of everything: meetings, reports, minutes and assignments in each state of their lives.

Whoever walks through the whole site finds a page behind every address; see tests/web/walk.py.
"""

from datetime import timedelta

from core.accounts.rules.links import LinkPurpose
from core.accounts.services.accounts import disable_account
from core.accounts.services.links import issue_link
from core.adapters.database import command
from core.letters.framing import choice_path
from core.letters.models import OutgoingLetter
from core.letters.rules import (
    Addressee,
    Letter,
    LetterState,
    Paragraph,
    Urgency,
    calendar_part,
)
from core.letters.rules.handing import PaperDraft
from core.letters.services import post
from core.letters.services.handing import put_on_paper
from core.papers.issuing import Issuable
from core.papers.services.issuing import issue_paper
from core.papers.work import render_waiting
from core.signatures.models import Signature
from council.calendars.services import make_feed
from council.meetings.models import Guest, Meeting
from council.meetings.rules.addresses import MeetingAddress
from council.meetings.rules.editions import AgendaApproval
from council.meetings.rules.kinds import Choice, GuestKind, ItemState, MeetingState
from council.meetings.services import ballots, dissents, editions, elections, presence
from council.meetings.services import session as hall_services
from council.meetings.services.ballots import BallotDraft
from council.meetings.services.dissents import Opinion
from council.meetings.services.elections import PollCount
from council.meetings.services.presence import Recusal
from council.membership.models import Absence
from council.membership.rules import BodyKind, Category, ConsentScope
from council.membership.rules.acts import NewConsent
from council.membership.services.publication import record_consent
from council.minutes import services as minutes_services
from council.minutes.models import MinutesEdition, MinutesPart
from council.minutes.rules import EditionState, PartKind
from council.reminders.services import remind
from tests.builders_access import (
    TOKENS,
    a_passkey,
    accepted_paper,
    asked_about_data,
    signature_file,
    waiting_email,
    waiting_recovery,
)
from tests.builders_assignments import AssignmentBuilder
from tests.builders_delegations import delegations_in_each_state
from tests.builders_events import events_in_each_state, plans_in_each_state
from tests.builders_exchanges import exchanges_in_each_state
from tests.builders_meetings import timetables_in_each_state
from tests.builders_minutes import HELD, MinutesBuilder
from tests.builders_missions import missions_in_each_state
from tests.builders_negotiations import negotiations_in_each_state
from tests.builders_public import PublicBuilder
from tests.builders_reports import Reports, pdf
from tests.calendars import answer_path, letters, notified
from tests.integration.papers.conftest import keep
from tests.papers import plain_paper
from tests.sessions import Sessions

STILL = (
    MeetingState.PLANNED,
    MeetingState.POSTPONED,
    MeetingState.CANCELLED,
    MeetingState.INQUORATE,
)
APPLICANT = "t" * 43


class World:
    """A council at work. `ways` are addresses that deserve a visit before all others."""

    def __init__(self, build, council):
        self.build, self.council = build, council
        self.reports = Reports(build, council)
        self.minutes = MinutesBuilder(build, council)
        self.sessions = Sessions(build, council)
        self.public = PublicBuilder(build, council)
        self.admin = build.account("Администратор", administrator=True)
        self.nobody = build.account("Без полномочий")
        self.ways = []

    def made(self):
        self.make_reports()
        self.make_agendas()
        self.make_sessions()
        self.make_elections()
        self.make_ballots()
        self.make_minutes()
        self.make_assignments()
        self.make_membership()
        self.make_calendars()
        self.make_papers()
        self.make_access()
        self.make_plans()
        self.ways += missions_in_each_state(self.build, self.council)
        self.ways += negotiations_in_each_state(self.build, self.council)
        self.ways += delegations_in_each_state(self.build, self.council)
        self.ways += timetables_in_each_state(self.build, self.council)
        self.make_issued()
        self.make_letters()
        remind(self.build.now)
        self.way("reminders")
        return self

    @property
    def by(self):
        return {"actor": self.minutes.secretary, "now": self.build.now}

    def way(self, *parts):
        """Remember an address under the desk."""
        self.ways.append("/".join(("/desk", *map(str, parts), "")))

    def make_plans(self):
        by = {"actor": self.build.viewer(self.council.coordinator), "now": self.build.now}
        for edition_id in plans_in_each_state(self.build, self.council, by):
            self.way("plan", "editions", edition_id)
        self.ways.append("/desk/plan/2026/report.html")
        for address in (("plan", "new"), ("plan", 2025, "close")):
            self.way(*address)
            self.ways[-1] = self.ways[-1].rstrip("/")
        self.ways += events_in_each_state(self.build, by)
        self.ways += exchanges_in_each_state(by)

    def make_reports(self):
        for make in ("submitted", "returned", "approved", "presented"):
            self.way("reports", getattr(self.reports, make)())
        self.way("reports", self.reports.draft(uploads=(pdf(),)), "edit")
        self.ways[-1] = self.ways[-1].rstrip("/")

    def make_agendas(self):
        """An open agenda with a proposal, an approved one, meetings that were called off."""
        for state in (MeetingState.AGENDA_OPEN, *STILL):
            meeting = self.build.meeting(self.council.body, state=state, state_reason="Отъезд")
            items = [self.build.item(meeting, position=position) for position in (1, 2)]
            for item in items:
                self.public.material(item)
            items.append(self.build.item(meeting, "О предложении", state=ItemState.PROPOSED))
            self.way("meetings", meeting.id)
            self.way("meetings", meeting.id, "agenda")
            for item in items:
                self.way("meetings", meeting.id, "items", item.id)
        self.approved_agenda()
        self.open_meeting()

    def approved_agenda(self):
        meeting = self.build.meeting(self.council.body)
        self.build.item(meeting)
        approval = AgendaApproval(self.council.chair.id)
        editions.approve_agenda(meeting.id, approval, revision=1, **self.by)
        self.way("meetings", meeting.id)
        self.ways.append(f"/desk/meetings/{meeting.id}/notice")

    def open_meeting(self):
        """With one seat for visitors: one applicant has it, the other waits."""
        meeting = self.public.open_meeting(seats=1)
        self.public.material(self.public.agreed(meeting, 1))
        for number, token in enumerate((APPLICANT, "u" * 43), 1):
            row = self.public.applies(meeting, number, token=token)
        self.way("personal-data", "visitor_applications", row.id)
        self.ways.append(f"/desk/personal-data/visitor_applications/{row.id}/erase")
        self.ways += [f"/meetings/visit/{APPLICANT}/", f"/meetings/visit/{APPLICANT}/leave"]
        self.way("meetings", meeting.id)
        self.way("meetings", meeting.id, "visitors")
        self.way("meetings", meeting.id, "notice")
        self.ways[-1] = self.ways[-1].rstrip("/")

    def make_sessions(self):
        """One in full swing, one where too few came, one that can begin."""
        sessions, council = self.sessions, self.council
        meeting = sessions.begun("О плане", "О выставках", "О разном", "О пропуске")
        voted, decided, empty, skipped = (item.id for item in sessions.items(meeting))
        items = {item.id: item for item in sessions.items(meeting)}
        sessions.settle(meeting, items[voted])
        dissents.file_dissent(meeting.id, voted, Opinion(council.member.id, "Против"), **self.by)
        for text in ("Принять.", "Поручить."):
            sessions.decide(meeting, items[decided], text)
            self.minutes.said(items[decided], council.member, text)
        presence.recuse(meeting.id, decided, Recusal(council.rival.id, "Заказчик"), **self.by)
        hall_services.leave_item_out(meeting.id, skipped, reason="Не готов", **self.by)
        self.build.add(
            Guest(meeting_id=meeting.id, kind=GuestKind.INVITED, full_name="Мороз Никита Ильич")
        )
        self.public.applied(meeting, 9)
        for item_id in (voted, decided, empty, skipped):
            self.way("meetings", meeting.id, "session", "items", item_id)
        ready = sessions.notified()
        self.way("meetings", ready.id)
        for other in (meeting, sessions.begun(there=2), ready):
            self.way("meetings", other.id, "session")

    def make_elections(self):
        for is_counted in (False, True):
            meeting, item = self.sessions.election()
            candidate = self.council.member.id
            elections.add_candidate(meeting.id, item.id, candidate, **self.by)
            if is_counted:
                count = PollCount({candidate: 9})
                elections.record_poll(meeting.id, item.id, count, **self.by)
            self.way("meetings", meeting.id, "session", "items", item.id)

    def make_ballots(self):
        self.way("meetings", self.sessions.by_ballots().id, "session")
        meeting = self.sessions.by_ballots()
        choices = {item.id: Choice.FOR for item in self.sessions.items(meeting)}
        member = self.council.rival
        by = {"actor": self.build.viewer(member), "now": self.build.now}
        ballots.cast_ballot(meeting.id, member.id, BallotDraft(choices, {}), **by)
        self.way("meetings", meeting.id, "session")
        self.way("meetings", meeting.id, "ballot")

    def make_minutes(self):
        """Editions as drafts, circulated, to sign, signed, published, corrected, withdrawn."""
        minutes, by = self.minutes, self.by
        self.way("meetings", minutes.hall().meeting.id, "minutes")
        circulated = minutes.drafted()
        until = self.build.now + timedelta(days=2)
        minutes_services.circulate_minutes(circulated.id, until, **by)
        minutes_services.make_remark(circulated.id, None, "Уточнить срок.", **by)
        corrected, twice, withdrawn = (minutes.published() for _ in range(3))
        correction = minutes_services.start_correction(corrected.meeting_id, "Описка", **by)
        second = minutes_services.start_correction(twice.meeting_id, "Описка", **by)
        minutes_services.send_to_sign(second.id, revision=second.revision, **by)
        minutes.sign_both(second)
        minutes.publish(second)
        minutes_services.withdraw_minutes(withdrawn.id, "Ошибка", **by)
        found = (minutes.drafted(), minutes.to_sign(), minutes.signed(), second, withdrawn)
        for edition in (*found, circulated, correction, corrected):
            self.way("minutes", edition.id)
        self.way("meetings", corrected.meeting_id, "dissent")
        held = self.build.session.get(Meeting, twice.meeting_id)
        self.ways.append(MeetingAddress(held.year, held.number).edition(1))

    def make_assignments(self):
        given, council = AssignmentBuilder(self.build, self.council), self.council
        given.published(40)
        self.way("assignments", given.give(council.coordinator, council.member).id)
        self.way("assignments", given.closed(council.reporter).id)
        self.way("assignments", given.reported(uploads=(pdf(),))[0].id)

    def make_issued(self):
        """An extract was given out of signed minutes."""
        editions = self.build.session.query(MinutesEdition).filter_by(state=EditionState.SIGNED)
        parts = self.build.session.query(MinutesPart).filter_by(kind=PartKind.ITEM)
        item = parts.filter_by(edition_id=editions.first().id).first()
        given = Issuable(*[lambda _of_id: True] * 4, lambda _of_id, _issue: plain_paper())
        code = issue_paper("extract", item.id, given, **self.by)
        self.ways += [f"/desk/issued/extract/{item.id}/", f"/desk/issued/{code}/paper.pdf"]

    def make_letters(self):
        """Letters came of all this; one did not arrive, one has an invitation."""
        letters = self.build.session.query(OutgoingLetter).order_by(OutgoingLetter.posted_at)
        failed = letters.filter_by(kind="report.submitted").first()
        failed.state, failed.answer = LetterState.FAILED, "550 5.1.1 No such user"
        self.build.session.commit()
        self.way("letters", failed.id)
        sheet = PaperDraft("1", self.build.now.date(), "Члену совета", *[""] * 5)
        put_on_paper(failed.id, sheet, **self.by)
        self.way("letters", failed.id, "on-paper")
        self.ways.append(f"/desk/letters/{failed.id}/on-paper/letter.html")
        self.way("letters", self.invitation().id)
        self.ways.append(f"/desk/letters/{failed.id}/letter.html")
        self.ways += [choice_path(failed.id), choice_path(failed.id) + "/one-click"]

    def invitation(self):
        letter = Letter(
            fact="meeting.notified:1",
            kind="meeting.notified",
            addressee=Addressee("Член совета", "member@example.org", self.council.member.id),
            urgency=Urgency.ASKS,
            subject="Извещение",
            greeting="Здравствуйте!",
            body=(Paragraph("Приглашаем."),),
            attachments=(calendar_part(b"BEGIN:VCALENDAR", "REQUEST"),),
            body_id=self.council.body.id,
        )
        command(post)(letter, now=self.build.now)
        return self.build.session.query(OutgoingLetter).filter_by(fact=letter.fact).one()

    def make_calendars(self):
        """A meeting whose members have letters with a link, and a calendar of the secretary."""
        story = notified(self.build, self.council)
        sent = letters("meeting.notified", self.council.member)
        mine = next(letter for letter in sent if letter.record_id == story.meeting.id)
        self.ways.append(answer_path(mine))
        self.way("meetings", story.meeting.id)
        self.way("meetings", story.meeting.id, "replies")
        self.ways.append(f"/desk/meetings/{story.meeting.id}/notice")
        self.ways.append(
            f"{MeetingAddress(story.meeting.year, story.meeting.number).page}meeting.ics"
        )
        secret = make_feed(self.council.secretary.id, "Телефон", **self.by)
        self.ways.append(f"/calendar/{secret}.ics")

    def make_membership(self):
        build, council = self.build, self.council
        build.body("logistics", kind=BodyKind.WORKING_GROUP, name="Рабочая группа по логистике")
        former = build.person(("Гордеев", "Олег", "Ильич"))
        build.seat(council.body, former, Category.MUNICIPALITY)
        newcomer = build.person(("Новиков", "Ян", "Ильич"), account=False)
        today = build.now.date()
        days = {"from_day": today, "until_day": today + timedelta(days=3)}
        build.add(Absence(body_id=council.body.id, person_id=former.id, **days))
        record_consent(former.id, NewConsent(ConsentScope.NAME, "2026-1", HELD), **self.by)
        token = issue_link(self.nobody.id, LinkPurpose.INVITATION, **self.by)
        self.ways.append(f"/link/{token}")
        disable_account(former.account_id, **self.by)
        self.way("membership", "people", former.id, "consents")
        for account_id in (former.account_id, council.member.account_id):
            self.way("accounts", account_id)
        self.way("membership", "people", newcomer.id)
        self.way("membership", "people", council.member.id)
        self.way("membership", "bodies", "logistics")
        build.signed_in_session(council.secretary.account_id)
        own = NewConsent(ConsentScope.PHOTO, "2026-1", HELD)
        record_consent(council.secretary.id, own, **self.by)

    def make_access(self):
        """Recoveries that wait, a new e-mail that waits, a passkey, a signature, an agreement."""
        build, secretary = self.build, self.council.secretary
        for number, person in enumerate((secretary, self.council.member), 1):
            recovery = waiting_recovery(build, person.account_id, self.admin, number)
            self.way("recoveries", recovery.id)
        self.ways.append(f"/recovery/{TOKENS[0]}")
        self.ways.append(f"/email/{waiting_email(build, secretary.account_id)}")
        key = a_passkey(build, secretary.account_id)
        self.ways.append(f"/desk/account/factors/passkeys/{key.id}/remove")
        signature = build.session.query(Signature).order_by(Signature.number).first()
        self.way("signatures", signature.id)
        self.ways.append(f"/desk/signatures/{signature.id}/signed.txt")
        self.ways.append(accepted_paper(build, secretary.account_id))
        self.ways.append(asked_about_data(self.by))
        self.ways.append(f"/desk/accounts/{secretary.account_id}/recovery")
        edition = self.minutes.published()
        self.ways += signature_file(edition, **self.by)

    def make_papers(self):
        """Papers that are kept: one published and rendered, one that only proves itself."""
        for is_published in (True, False):
            self.ways.append(f"/documents/{keep(is_published=is_published)}/")
        render_waiting(lambda: self.build.now)
