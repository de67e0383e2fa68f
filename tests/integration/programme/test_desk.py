"""Organisers, hearings, participants, photos, feedback: on both databases, never across events."""

from datetime import date, time, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from core.adapters.belonging import Spot
from core.adapters.files import checked, path_of
from core.kernel.errors import NotFound, Refused, Stale
from events.companies.models import Company, CompanySupport
from events.companies.rules import Attendance
from events.programme import services
from events.programme.models import (
    EventContract,
    EventFeedback,
    EventHearing,
    EventOrganiser,
    EventParticipant,
    EventPhoto,
    EventRemark,
    EventResult,
    EventSession,
)
from events.programme.queries.days import list_hearings, list_organisers, list_sessions
from events.programme.queries.participants import get_counters
from events.programme.rules import (
    ContractShown,
    EventState,
    OrganiserRole,
    ParticipantKind,
    RemarkState,
    SessionKind,
)
from events.programme.rules.counters import Participant
from events.programme.rules.feedback import MOST_ANSWERS
from events.programme.rules.results import Contract
from events.programme.services import (
    CountersDraft,
    FeedbackDraft,
    HearingDraft,
    OrganiserDraft,
    PhotoDraft,
    RemarkDraft,
    ResultDraft,
    SessionDraft,
)
from portal.events.pages.beside import beside_of
from portal.events.queries.beside import get_shown_file, list_beside
from portal.events.queries.event import get_event
from portal.events.queries.totals import get_sums, list_contracts
from tests.builders_events import picture
from tests.traces import count

DAY = date(2026, 11, 9)
SHOWN = PhotoDraft("Открытие", "согласия от 9 ноября", is_shown=True)
SYRY = Participant(ParticipantKind.COMPANY, "ООО «Сыры»", region="Заречье", people=2)


@pytest.fixture
def held(events, by):
    return events.event(EventState.HELD, starts_on=DAY)


def refusal(call):
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.codes


def test_sessions_at_once_are_put_in_order_by_hand(session, by, held):
    spots = [Spot(held.id, uuid4()) for _each in range(3)]
    for spot, title in zip(spots, ("Зал А", "Зал Б", "Зал В"), strict=True):
        services.save_session(spot, SessionDraft(DAY, time(10), title), **by)
        services.save_session(spot, SessionDraft(DAY, time(10), title), **by)
    services.raise_session(spots[2], **by)
    services.raise_session(spots[2], **by)
    services.raise_session(spots[2], **by)
    assert [row.title for row in list_sessions(held.id)] == ["Зал В", "Зал А", "Зал Б"]
    changed = SessionDraft(DAY, time(9), "Зал Б", kind=SessionKind.CULTURE)
    services.save_session(Spot(held.id, spots[1].key, None, 1), changed, **by)
    assert list_sessions(held.id)[0].kind is SessionKind.CULTURE
    with pytest.raises(Stale):
        services.save_session(Spot(held.id, spots[1].key, None, 1), changed, **by)
    services.remove_session(spots[0], **by)
    assert count(session, EventSession) == 2


def test_organisers_keep_their_order_and_roles(session, by, held):
    spots = [Spot(held.id, uuid4()) for _each in range(3)]
    for spot, role in zip(spots, OrganiserRole, strict=True):
        services.save_organiser(spot, OrganiserDraft(role.value, role), **by)
    services.raise_organiser(spots[2], **by)
    services.raise_organiser(spots[0], **by)
    services.raise_organiser(spots[0], **by)
    names = [row.name for row in list_organisers(held.id)]
    assert names == ["organiser", "support", "co_organiser"]
    services.remove_organiser(spots[1], **by)
    assert count(session, EventOrganiser) == 2
    assert refusal(
        lambda: services.save_organiser(Spot(held.id, uuid4()), OrganiserDraft(" "), **by)
    ) == ("no_organiser",)


def test_a_commission_hears_projects_and_its_remarks_are_met(session, by, held):
    services.save_commission(held.id, " Суходольский – председатель \n\n Тихоплав ", 1, **by)
    assert held.commission == "Суходольский – председатель\nТихоплав"
    with pytest.raises(Stale):
        services.save_commission(held.id, "Другие", 1, **by)
    hearing, other = Spot(held.id, uuid4()), Spot(held.id, uuid4())
    services.save_hearing(hearing, HearingDraft("Кластер", "Пахотин", "доработать"), **by)
    services.save_hearing(other, HearingDraft("Второй"), **by)
    remark = Spot(held.id, uuid4(), hearing.key)
    services.save_remark(remark, RemarkDraft("Уточнить", author="Ельников"), **by)
    met = Spot(held.id, remark.key, hearing.key, 1)
    services.save_remark(met, RemarkDraft("Уточнить", RemarkState.MET, "Ельников"), **by)
    services.raise_hearing(other, **by)
    first, second = list_hearings(held.id)
    assert (first.project, second.remarks[0].state) == ("Второй", RemarkState.MET)
    assert refusal(
        lambda: services.save_remark(Spot(held.id, uuid4(), hearing.key), RemarkDraft(" "), **by)
    ) == ("no_remark",)
    assert refusal(
        lambda: services.save_hearing(Spot(held.id, uuid4()), HearingDraft(" "), **by)
    ) == ("no_project",)
    services.remove_hearing(hearing, **by)
    assert count(session, EventRemark) == 0
    assert count(session, EventHearing) == 1


def test_nothing_is_reached_through_another_event(session, by, events, held):
    other = events.event(EventState.HELD, starts_on=DAY)
    hearing, remark = Spot(held.id, uuid4()), uuid4()
    services.save_hearing(hearing, HearingDraft("Кластер"), **by)
    services.save_remark(Spot(held.id, remark, hearing.key), RemarkDraft("Уточнить"), **by)
    guest = Spot(held.id, uuid4())
    services.save_participant(guest, SYRY, **by)
    for call in (
        lambda: services.remove_hearing(Spot(other.id, hearing.key), **by),
        lambda: services.remove_remark(Spot(other.id, remark, hearing.key), **by),
        lambda: services.remove_participant(Spot(other.id, guest.key), **by),
        lambda: services.save_participant(Spot(other.id, guest.key, None, 1), SYRY, **by),
        lambda: services.change_photo(Spot(other.id, uuid4(), None, 1), SHOWN, **by),
        lambda: services.show_feedback(Spot(other.id, uuid4()), is_shown=True, **by),
        lambda: services.show_contract(Spot(other.id, uuid4()), ContractShown.WHOLE, **by),
    ):
        with pytest.raises(NotFound):
            call()
    assert count(session, EventRemark) == count(session, EventParticipant) == 1


def test_counters_follow_the_list_until_other_numbers_are_published(session, by, held):
    services.save_result(held.id, ResultDraft("Итоги"), **by)
    services.save_participant(Spot(held.id, uuid4()), SYRY, **by)
    assert session.get(EventResult, held.id).companies == 1
    assert refusal(
        lambda: services.publish_counters(held.id, CountersDraft({"companies": 9}), **by)
    ) == ("no_counter_reason",)
    draft = CountersDraft({"companies": 9, "regions": 1}, " по спискам хозяев ")
    services.publish_counters(held.id, draft, **by)
    found = get_counters(held.id)
    assert found.published == {"people": 2, "regions": 1, "countries": 1, "companies": 9}
    assert (found.overridden, found.reason) == (("companies",), "по спискам хозяев")
    assert session.get(EventResult, held.id).companies == 9
    with pytest.raises(Stale):
        services.publish_counters(held.id, draft, **by)
    services.publish_counters(held.id, CountersDraft({}, "лишнее", 1), **by)
    assert (get_counters(held.id).reason, session.get(EventResult, held.id).companies) == ("", 1)


def test_companies_of_the_register_that_came_count_once(build, by, held):
    for inn, attendance in (("1", Attendance.TOOK_PART), ("2", Attendance.ABSENT)):
        organisation = build.organisation(f"ООО «Компания {inn}»")
        values = {"created_at": build.now, "changed_at": build.now, "search_text": ""}
        company = build.add(Company(organisation_id=organisation.id, inn=inn, **values))
        build.add(
            CompanySupport(
                company_id=company.id, event_id=held.id, title="М", day=DAY, attendance=attendance
            )
        )
    assert get_counters(held.id).found["companies"] == 1
    came = Participant(ParticipantKind.COMPANY, "ООО Компания 1", region="Заречье", people=3)
    services.save_participant(Spot(held.id, uuid4()), came, **by)
    assert get_counters(held.id).found == {
        "people": 3,
        "regions": 1,
        "countries": 1,
        "companies": 1,
    }


def test_a_photo_is_made_anew_without_what_is_not_seen(session, by, held):
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Camera of Ivanov", 6  # maker; turned by a quarter
    content = picture("JPEG", (80, 40), exif=exif, comment=b"Ivanov")
    services.add_photos(held.id, (checked("a.jpg", content),), SHOWN, **by)
    row = session.scalars(select(EventPhoto)).one()
    kept = path_of(row.sha256).read_bytes()
    assert b"Ivanov" not in kept
    with Image.open(BytesIO(kept)) as opened:
        assert (opened.size, dict(opened.getexif())) == ((40, 80), {})
    assert (row.width, row.height) == (40, 80)
    broken = checked("b.png", b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    assert refusal(lambda: services.add_photos(held.id, (broken,), SHOWN, **by)) == (
        "picture_damaged",
    )
    assert refusal(
        lambda: services.add_photos(held.id, (broken,), PhotoDraft("", is_shown=True), **by)
    ) == ("no_caption", "no_consent_note")
    assert count(session, EventPhoto) == 1
    large = checked("c.png", picture(size=(2500, 10)))
    services.add_photos(held.id, (large,), PhotoDraft("Зал"), **by)
    widest = session.scalars(select(EventPhoto).where(~EventPhoto.is_shown)).one()
    assert widest.width == 1920
    services.raise_photo(Spot(held.id, widest.id), **by)
    assert widest.position < row.position
    with pytest.raises(Stale):
        services.change_photo(Spot(held.id, row.id, None, 7), SHOWN, **by)


def test_the_schema_itself_hides_a_photo_without_a_note_and_words_that_are_not_allowed(
    session, by, held
):
    services.add_photos(held.id, (checked("a.png", picture()),), PhotoDraft("Зал"), **by)
    services.add_feedback(held.id, uuid4(), FeedbackDraft("Сыры", 5, "Хорошо"), **by)
    for model in (EventPhoto, EventFeedback):
        session.scalars(select(model)).one().is_shown = True
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()


def test_feedback_comes_by_the_link_until_its_term_and_its_limit(session, build, by, held):
    key, now = uuid4(), {"now": build.now}
    said = FeedbackDraft("ООО «Сыры»", 4, "Полезно", may_quote=True)
    services.answer_feedback(held.id, key, said, **now)
    services.answer_feedback(held.id, key, said, **now)
    row = session.scalars(select(EventFeedback)).one()
    assert (row.by_link, row.may_quote, row.is_shown) == (True, True, False)
    services.show_feedback(Spot(held.id, key), is_shown=True, **by)
    assert row.is_shown
    late = {"now": build.now + timedelta(days=100)}
    assert refusal(lambda: services.answer_feedback(held.id, uuid4(), said, **late)) == (
        "feedback_closed",
    )
    silent = uuid4()
    services.add_feedback(held.id, silent, FeedbackDraft("Насосы", 3, "Тайно"), **by)
    assert refusal(lambda: services.show_feedback(Spot(held.id, silent), is_shown=True, **by)) == (
        "not_allowed",
    )
    for draft, code in ((FeedbackDraft(" ", 4), "no_company"), (FeedbackDraft("С", 6), "no_grade")):
        faulty = draft
        assert refusal(lambda: services.answer_feedback(held.id, uuid4(), faulty, **now)) == (  # noqa: B023
            code,
        )
    values = {"event_id": held.id, "company": "С", "grade": 1, "text": "", "added_at": build.now}
    session.add_all(EventFeedback(by_link=True, **values) for _ in range(MOST_ANSWERS - 1))
    session.commit()
    assert refusal(lambda: services.answer_feedback(held.id, uuid4(), said, **now)) == (
        "too_many_answers",
    )


def contract(number, amount, shown):
    return Contract(
        str(number), f"ООО «{number}»", "Partner", DAY, amount, "USD", 800_000, "", shown
    )


def test_visitors_read_what_was_agreed_and_only_once_published(session, build, by, held):
    held.is_public = True
    session.commit()
    for number, shown in enumerate(ContractShown, 1):
        services.add_contract(held.id, uuid4(), contract(number, 100, shown), **by)
    services.add_cost(held.id, uuid4(), services.CostDraft("Зал", "бюджет", 5_000), **by)
    services.add_feedback(held.id, uuid4(), FeedbackDraft("Тихие", 4, "Тайно"), **by)
    services.add_photos(held.id, (checked("a.png", picture()),), SHOWN, **by)
    services.save_participant(Spot(held.id, uuid4()), SYRY, **by)
    services.save_organiser(Spot(held.id, uuid4()), OrganiserDraft("Союз палат"), **by)

    def seen():
        head = get_event(held.number)
        is_published = head.published_at is not None
        lines = list_beside(held.id, is_published=is_published)
        return beside_of(head, lines, "ru", "Заречье")

    page = seen()
    assert (page.hosts, dict(page.counters)["companies"]) == (("Союз палат",), 1)
    assert (page.contracts, page.costs, page.grades, page.pictures) == ((), (), 0, ())
    with pytest.raises(NotFound):
        get_shown_file(held.number, 1)
    assert get_sums(2026).events == 0
    services.save_result(held.id, ResultDraft("Итоги", revision=0), **by)
    result = session.get(EventResult, held.id)
    result.published_at = build.now
    session.commit()
    page = seen()
    assert [(each.company, each.amount) for each in page.contracts] == [
        ("ООО «2»", ""),
        ("ООО «3»", "1\u00a0USD"),
    ]
    assert (page.spent, page.mean_grade, page.quotes) == ("50\u00a0₽", "4,0", ())
    assert page.pictures[0].caption == "Открытие"
    assert get_shown_file(held.number, 1).media_type == "image/png"
    assert (get_sums(2026).spent, len(list_contracts(2026))) == (5_000, 3)
    assert (get_sums(2025).events, list_contracts(2025)) == (0, ())
    assert count(session, EventContract) == 3
