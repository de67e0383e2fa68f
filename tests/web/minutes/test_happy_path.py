"""From a held session to published and corrected minutes, through the pages alone."""

import re

from sqlalchemy import select

from council.minutes.models import MinutesEdition, MinutesPart
from council.minutes.queries.published import find_published
from council.minutes.rules import EditionState, PartKind
from tests.builders_minutes import PASSWORD

DESK = "/desk/minutes/"


def hidden(page, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page.text)[1]


def send(client, page_path, path=None, *names, **data):
    """Open a page, then post a form of it with its token and the named hidden fields."""
    page = client.get(page_path)
    assert page.status_code == 200, page.text
    kept = {name: hidden(page, name) for name in ("csrf_token", *names)}
    return client.post(path or page_path, data={**kept, **data})


def edition_of(session, hall, number=1):
    query = select(MinutesEdition).where(
        MinutesEdition.meeting_id == hall.meeting.id, MinutesEdition.number == number
    )
    return session.scalars(query).one()


def part_of(session, edition, kind=PartKind.ITEM):
    query = select(MinutesPart).where(
        MinutesPart.edition_id == edition.id, MinutesPart.kind == kind
    )
    return session.scalars(query.order_by(MinutesPart.position)).first()


def test_minutes_are_drafted_remarked_on_signed_published_and_corrected(  # noqa: PLR0915 - a story
    session, minutes, council, enter
):
    hall = minutes.hall()
    meeting = f"/desk/meetings/{hall.meeting.id}/minutes/"
    secretary, chair, member = (
        enter(person) for person in (council.secretary, council.chair, council.member)
    )
    assert "Нужно составить" in secretary.get(DESK).text

    assert send(secretary, meeting, form="full").status_code == 303
    edition = edition_of(session, hall)
    here = f"{DESK}{edition.id}/"
    seen = secretary.get(here).text.replace("\xa0", " ")
    assert f"Протокол № {hall.meeting.number} от 19 ноября 2026 г." in seen
    assert member.get(here).status_code == 404
    assert member.get(meeting).status_code == 404

    part = part_of(session, edition)
    place = f"{DESK}parts/{part.id}/"
    text = part.text.replace("доложила о плане", "доложила о плане на 2027 год")
    assert send(secretary, place, None, "version", text=text).status_code == 303
    assert "на 2027 год" in secretary.get(here).text

    answer = send(secretary, f"{here}circulate", until="25.11.2026")
    assert answer.status_code == 303
    assert "замечания до 25" in secretary.get(DESK).text
    answer = send(member, here, f"{here}remarks", part=str(part.id), text="Опечатка в дате")
    assert answer.status_code == 303
    seen = secretary.get(here)
    assert "Опечатка в дате" in seen.text
    assert "Замечаний без ответа: 1" in seen.text
    remark = re.search(r'id="remark-([0-9a-f-]{36})"', seen.text)[1]
    answer = send(secretary, here, f"{here}remarks/{remark}/answer", answer="Исправлено")
    assert answer.status_code == 303
    assert "Исправлено" in member.get(here).text

    answer = send(secretary, here, f"{here}send-to-sign", "revision")
    assert answer.status_code == 303, answer.text
    assert "Ждут вашей подписи" in chair.get(DESK).text
    page = chair.get(f"{here}sign").text
    session.refresh(edition)
    assert edition.sha256 in page
    for client in (chair, secretary):
        answer = send(client, f"{here}sign", None, "sha256", confirmation=PASSWORD)
        assert answer.status_code == 303, answer.text
    session.refresh(edition)
    assert edition.state is EditionState.SIGNED
    assert "Подписаны, не опубликованы" in secretary.get(DESK).text

    seen = secretary.get(f"{here}preview").text
    assert "Мороз" not in seen
    assert send(secretary, f"{here}preview", f"{here}publish", "shown").status_code == 303
    assert find_published(hall.meeting.id).edition_id == edition.id
    assert "опубликован" in member.get(here).text

    assert send(secretary, f"{meeting}correction", note="Уточнена дата").status_code == 303
    second = edition_of(session, hall, 2)
    there = f"{DESK}{second.id}/"
    assert "Уточнена дата" in secretary.get(there).text
    part = part_of(session, second)
    text = part.text.replace("на 2027 год", "на 2028 год")
    assert send(secretary, f"{DESK}parts/{part.id}/", None, "version", text=text)
    changes = secretary.get(f"{there}changes/").text
    assert "<ins>" in changes
    assert "2028" in changes
    assert "Протокол" in secretary.get(f"{here}").text


def test_restricting_a_part_and_withdrawing(session, minutes, council, enter):
    hall = minutes.hall()
    edition = minutes.signed(hall)
    secretary = enter(council.secretary)
    here = f"{DESK}{edition.id}/"
    part = part_of(session, edition)

    answer = send(
        secretary,
        f"{here}preview",
        f"{DESK}parts/{part.id}/restrict",
        revision=part.revision,
        restricted="yes",
    )
    assert answer.status_code == 303
    assert "Сведения по пункту 1 повестки дня не публикуются" in secretary.get(answer.location).text
    send(secretary, f"{here}preview", f"{here}publish", "shown")

    assert send(secretary, f"{here}withdrawal", reason="Ошибка в числах").status_code == 303
    assert find_published(hall.meeting.id).withdrawn_reason == "Ошибка в числах"
    assert "Ошибка в числах" in secretary.get(here).text


def test_attachments_and_drafting_anew(session, minutes, council, enter):
    hall = minutes.hall()
    edition = minutes.drafted(hall)
    secretary = enter(council.secretary)
    here = f"{DESK}{edition.id}/"

    answer = send(secretary, f"{here}attachments", text="Приложения:\n1. Отчёт.")
    assert answer.status_code == 303
    assert "1. Отчёт." in secretary.get(here).text
    part = part_of(session, edition)
    place = f"{DESK}parts/{part.id}/"
    assert send(secretary, place, f"{place}redraft", "revision").status_code == 303
    assert send(secretary, f"{here}redraft", None, "revision", form="short").status_code == 303
    assert "I. О плане работы." in secretary.get(here).text


def test_taking_back_and_discarding(session, minutes, council, enter):
    hall = minutes.hall()
    edition = minutes.to_sign(hall)
    secretary = enter(council.secretary)
    here = f"{DESK}{edition.id}/"

    assert send(secretary, here, f"{here}take-back").status_code == 303
    session.refresh(edition)
    assert edition.state is EditionState.DRAFT

    minutes.build.session.refresh(edition)
    send(secretary, here, f"{here}send-to-sign", "revision")
    session.refresh(edition)
    minutes.sign_both(edition)
    meeting = f"/desk/meetings/{hall.meeting.id}/minutes/"
    send(secretary, f"{meeting}correction", note="x")
    second = edition_of(session, hall, 2)
    there = f"{DESK}{second.id}/"
    assert send(secretary, there, f"{there}discard").status_code == 303
    session.refresh(second)
    assert second.state is EditionState.DISCARDED
    assert secretary.get(there).status_code == 200
