"""Each page about minutes refuses in words, keeps what was typed and saves nothing by halves."""

import html
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from council.meetings.rules.kinds import MeetingState
from council.minutes import services
from council.minutes.models import MinutesEdition, MinutesPart, MinutesRemark, Signature
from council.minutes.rules import EditionState, PartKind
from council.minutes.services import PartDraft
from tests.builders_minutes import PASSWORD
from tests.signing import add_signature
from tests.statements import counted_statements

DESK = "/desk/minutes/"
HOSTILE = (
    "<script>alert(1)</script>",
    "<svg onload=alert(1)>",
    '"><iframe srcdoc="<script>alert(1)</script>">',
    '<meta http-equiv="refresh" content="0;url=//evil.example">',
    "<base href=//evil.example>",
    "<form action=//evil.example><input></form>",
    "<style>*{display:none}</style>",
    "[x](javascript:alert(1))",
    "{{ 7 * 7 }}",
    "</textarea><img src=x onerror=alert(1)>",
    "&lt;script&gt;",
)


def count(session, model):
    return session.scalar(select(func.count(model.id)))


def part_of(minutes, edition, kind=PartKind.ITEM):
    return minutes.part(edition, kind)


def body(page):
    """The page without its head and its own scripts."""
    return page.text.split("<main", 1)[1]


@pytest.fixture
def secretary(council, enter):
    return enter(council.secretary)


def test_a_visitor_is_asked_to_sign_in(client, minutes):
    edition = minutes.drafted()
    for path in (DESK, f"{DESK}{edition.id}/", f"{DESK}{edition.id}/sign"):
        assert client.get(path).status_code == 302


@pytest.mark.parametrize(
    "path",
    (
        "preview",
        "circulate",
        "attachments",
        "redraft",
        "withdrawal",
    ),
)
def test_a_member_does_not_keep_minutes(minutes, council, enter, path):
    edition = minutes.published()
    member = enter(council.member)

    assert member.get(f"{DESK}{edition.id}/{path}").status_code == 403


@pytest.mark.parametrize("path", ("send-to-sign", "take-back", "publish", "discard", "circulate"))
def test_a_member_changes_nothing_by_a_hand_made_request(session, minutes, council, enter, path):
    edition = minutes.to_sign()
    member = enter(council.member)
    token = member.token(f"{DESK}{edition.id}/")

    answer = member.post(
        f"{DESK}{edition.id}/{path}", data={"csrf_token": token, "revision": edition.revision}
    )

    assert answer.status_code == 403
    assert edition.state is EditionState.TO_SIGN


def test_a_draft_is_hidden_from_everybody_but_its_keeper(minutes, council, enter):
    hall = minutes.hall()
    edition = minutes.drafted(hall)
    for person in (council.member, council.chair, council.deputy):
        client = enter(person)
        assert client.get(f"{DESK}{edition.id}/").status_code == 404
        assert client.get(f"/desk/meetings/{hall.meeting.id}/minutes/").status_code == 404
        assert "Протокол №" not in body(client.get(DESK))


def test_what_is_not_there_is_404(secretary, minutes):
    for path in (
        f"{DESK}{uuid4()}/",
        f"{DESK}parts/{uuid4()}/",
        f"/desk/meetings/{uuid4()}/minutes/",
        f"{DESK}{uuid4()}/preview",
        f"{DESK}not-an-id/",
    ):
        assert secretary.get(path).status_code == 404


def test_a_meeting_in_session_is_not_drafted(session, secretary, minutes):
    hall = minutes.hall(state=MeetingState.IN_SESSION)
    path = f"/desk/meetings/{hall.meeting.id}/minutes/"
    page = secretary.get(path)
    assert "Сначала закройте заседание" in page.text

    token = secretary.token(DESK)
    answer = secretary.post(path, data={"csrf_token": token, "form": "full"})

    assert answer.status_code == 409
    assert count(session, MinutesEdition) == 0


def test_a_meeting_of_the_archive_is_not_asked_for_minutes(secretary, minutes):
    hall = minutes.hall(archive_seats=9, archive_present=8)

    page = secretary.get(f"/desk/meetings/{hall.meeting.id}/minutes/").text

    assert "прошло до начала работы системы" in page
    assert "Составить протокол" not in page
    assert "Протокол №" not in body(secretary.get(DESK))


def test_the_form_of_minutes_is_one_of_two(session, secretary, minutes):
    hall = minutes.hall()
    path = f"/desk/meetings/{hall.meeting.id}/minutes/"

    answer = secretary.submit(path, {"form": "sonnet"})

    assert answer.status_code == 422
    assert count(session, MinutesEdition) == 0


def test_drafting_twice_opens_the_draft(session, secretary, minutes):
    hall = minutes.hall()
    path = f"/desk/meetings/{hall.meeting.id}/minutes/"
    token = secretary.token(path)
    for _ in range(2):
        answer = secretary.post(path, data={"csrf_token": token, "form": "full"})
        assert answer.status_code == 303

    assert count(session, MinutesEdition) == 1


def test_an_empty_part_keeps_the_page_and_says_what_to_do(secretary, minutes):
    part = part_of(minutes, minutes.drafted())
    before = part.text

    answer = secretary.submit(f"{DESK}parts/{part.id}/", {"version": part.revision, "text": " "})

    assert answer.status_code == 422
    assert "пустых частей в протоколе не бывает" in answer.text
    assert part.text == before


@pytest.mark.parametrize("version", ("", "0", "-1", "x", "9" * 30, "1\x00"))
def test_a_damaged_version_is_no_failure(secretary, minutes, version):
    part = part_of(minutes, minutes.drafted())

    answer = secretary.submit(f"{DESK}parts/{part.id}/", {"version": version, "text": "Иначе"})

    assert answer.status_code in {409, 422}
    assert part.revision == 1


def test_nul_bytes_and_endless_texts_are_refused(secretary, minutes):
    part = part_of(minutes, minutes.drafted())
    path = f"{DESK}parts/{part.id}/"
    for text in ("a\x00b", "я" * 100_001):
        answer = secretary.submit(path, {"version": 1, "text": text})
        assert answer.status_code == 422
    assert part.revision == 1


def saved_by_another(minutes, part, text):
    services.edit_part(
        part.id, PartDraft(text, part.revision), actor=minutes.secretary, now=minutes.now
    )


@pytest.mark.parametrize("hostile", HOSTILE)
def test_the_409_page_shows_both_texts_escaped(secretary, minutes, hostile):
    """TRUST F13 and A02: nothing is lost and nothing is run."""
    part = part_of(minutes, minutes.drafted())
    path = f"{DESK}parts/{part.id}/"
    secretary.get(path)
    saved_by_another(minutes, part, f"их {hostile}")

    answer = secretary.submit(path, {"version": 1, "text": f"мой {hostile}"})

    assert answer.status_code == 409
    page = html.unescape(body(answer))
    assert f"их {hostile}" in page
    assert f"мой {hostile}" in page
    if hostile.startswith(("<", '"', "</")):
        assert hostile not in body(answer)
    assert "49" not in re.findall(r"(?:мой|их) (\d+)", page)
    assert part.text == f"их {hostile}"
    for choice in ("mine", "theirs", "edit"):
        assert f'name="choice" value="{choice}"' in answer.text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_stored_as_typed_and_shown_as_text(secretary, minutes, hostile):
    """TRUST A02: minutes hold plain text; no page makes markup of it."""
    edition = minutes.drafted()
    part = part_of(minutes, edition)
    secretary.submit(f"{DESK}parts/{part.id}/", {"version": 1, "text": f"до {hostile} после"})

    assert part.text == f"до {hostile} после"
    for path in (f"{DESK}{edition.id}/", f"{DESK}parts/{part.id}/"):
        page = body(secretary.get(path))
        assert f"до {hostile} после" in html.unescape(page)
        if "<" in hostile:
            assert f"до {hostile}" not in page


def conflict(secretary, minutes, part):
    saved_by_another(minutes, part, "их текст")
    return secretary.submit(f"{DESK}parts/{part.id}/", {"version": 1, "text": "мой текст"})


@pytest.mark.parametrize(
    ("choice", "typed", "saved"),
    (
        ("mine", "слито", "мой текст"),
        ("theirs", "слито", "их текст"),
        ("edit", "слито: их и мой", "слито: их и мой"),
    ),
)
def test_the_three_ways_out_of_a_conflict(secretary, minutes, choice, typed, saved):
    part = part_of(minutes, minutes.drafted())
    page = conflict(secretary, minutes, part).text
    data = {
        name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1]
        for name in ("csrf_token", "version", "mine")
    }

    answer = secretary.post(
        f"{DESK}parts/{part.id}/", data={**data, "choice": choice, "text": typed}
    )

    assert answer.status_code == 303
    assert part.text == saved


def test_a_second_conflict_shows_both_again(secretary, minutes):
    part = part_of(minutes, minutes.drafted())
    conflict(secretary, minutes, part)
    saved_by_another(minutes, part, "опять их")

    answer = secretary.submit(
        f"{DESK}parts/{part.id}/",
        {"version": 2, "text": "мой", "mine": "мой", "choice": "edit"},
    )

    assert answer.status_code == 409
    assert "опять их" in answer.text


def test_redrafting_an_edited_part_from_an_old_page_is_a_conflict(secretary, minutes):
    part = part_of(minutes, minutes.drafted())
    path = f"{DESK}parts/{part.id}/"
    token = secretary.token(path)
    saved_by_another(minutes, part, "их текст")

    answer = secretary.post(f"{path}redraft", data={"csrf_token": token, "revision": 1})

    assert answer.status_code == 409
    assert "их текст" in answer.text


def test_an_older_page_does_not_redraft_all(secretary, minutes):
    edition = minutes.drafted()
    path = f"{DESK}{edition.id}/redraft"

    assert secretary.submit(path, {"revision": 99, "form": "short"}).status_code == 409
    assert secretary.submit(path, {"revision": "", "form": "short"}).status_code == 422
    part = f"{DESK}parts/{part_of(minutes, edition).id}/"
    assert secretary.submit(part, {"revision": ""}, to=f"{part}redraft").status_code == 303
    assert part_of(minutes, edition).revision == 1


def test_a_second_list_of_attachments_is_refused_beside_its_field(secretary, minutes):
    path = f"{DESK}{minutes.drafted().id}/attachments"

    assert secretary.submit(path, {"text": " "}).status_code == 422
    assert secretary.submit(path, {"text": "Ещё"}).status_code == 303
    answer = secretary.submit(path, {"text": "И ещё"})
    assert answer.status_code == 422
    assert "Перечень приложений в протоколе уже есть" in answer.text


def test_an_older_preview_restricts_nothing(secretary, minutes):
    edition = minutes.signed()
    part = part_of(minutes, edition)
    here = f"{DESK}{edition.id}/preview"
    path = f"{DESK}parts/{part.id}/restrict"

    stale = secretary.submit(here, {"revision": 99, "restricted": "yes"}, to=path)
    assert stale.status_code == 409
    assert secretary.submit(here, {"restricted": "yes"}, to=path).status_code == 400
    assert not part.is_restricted


def test_a_first_edition_has_nothing_to_be_compared_with(secretary, minutes):
    edition = minutes.published()

    assert secretary.get(f"{DESK}{edition.id}/changes/").status_code == 404


def test_a_frozen_part_has_no_form(secretary, minutes):
    part = part_of(minutes, minutes.to_sign())

    assert secretary.get(f"{DESK}parts/{part.id}/").status_code == 409
    token = secretary.token(DESK)
    answer = secretary.post(
        f"{DESK}parts/{part.id}/", data={"csrf_token": token, "version": 1, "text": "иначе"}
    )
    assert answer.status_code == 409
    assert "больше не изменяется: он передан на подпись" in answer.text


@pytest.mark.parametrize(("until", "status"), (("", 422), ("вчера", 422), ("20.11.2026", 422)))
def test_the_term_for_remarks_is_a_day_ahead(secretary, minutes, until, status):
    edition = minutes.drafted()

    answer = secretary.submit(f"{DESK}{edition.id}/circulate", {"until": until})

    assert answer.status_code == status
    assert edition.state is EditionState.DRAFT


@pytest.fixture
def circulated(minutes):
    edition = minutes.drafted()
    until = minutes.now + timedelta(days=2)
    services.circulate_minutes(edition.id, until, actor=minutes.secretary, now=minutes.now)
    return edition


def test_a_member_who_reads_the_circulated_draft_is_sent_to_no_other_edition(
    circulated, council, enter
):
    page = enter(council.member).get(f"{DESK}{circulated.id}/").text

    assert "Есть более поздняя редакция." not in page


def test_a_reader_of_an_older_edition_is_sent_to_the_latest(secretary, minutes):
    hall = minutes.hall()
    first = minutes.published(hall)
    services.start_correction(hall.meeting.id, "опечатка", actor=minutes.secretary, now=minutes.now)

    assert "Есть более поздняя редакция." in secretary.get(f"{DESK}{first.id}/").text


@pytest.mark.parametrize(
    "data",
    (
        {"part": "", "text": " "},
        {"part": "not-a-part", "text": "Опечатка"},
        {"part": str(uuid4()), "text": "Опечатка"},
        {"text": "Опечатка"},
    ),
)
def test_a_remark_needs_words_and_a_part_of_these_minutes(
    session, circulated, council, enter, data
):
    member = enter(council.member)
    here = f"{DESK}{circulated.id}/"

    answer = member.submit(here, data, to=f"{here}remarks")

    assert answer.status_code == 422
    assert count(session, MinutesRemark) == 0


def test_an_answer_needs_words_and_a_remark_of_these_minutes(
    session, secretary, minutes, circulated
):
    remark = services.make_remark(
        circulated.id, None, "Опечатка", actor=minutes.member, now=minutes.now
    )
    here = f"{DESK}{circulated.id}/"

    answer = secretary.submit(here, {"answer": " "}, to=f"{here}remarks/{remark.id}/answer")
    assert answer.status_code == 422
    assert f'<a href="#answer-{remark.id}">Напишите ответ на замечание.</a>' in answer.text
    assert answer.text.count(f'id="answer-{remark.id}"') == 1
    assert "<title>Ошибка: " in answer.text

    other = minutes.drafted(minutes.hall())
    foreign = f"{DESK}{other.id}/remarks/{remark.id}/answer"
    assert secretary.submit(here, {"answer": "Да"}, to=foreign).status_code == 404
    assert remark.answered_at is None


def test_an_old_page_does_not_send_to_sign(secretary, minutes):
    edition = minutes.drafted()
    here = f"{DESK}{edition.id}/"

    answer = secretary.submit(here, {"revision": 99}, to=f"{here}send-to-sign")
    assert answer.status_code == 409
    assert secretary.submit(here, {"revision": "x"}, to=f"{here}send-to-sign").status_code == 400
    assert edition.state is EditionState.DRAFT


def test_the_page_says_what_keeps_the_text_from_being_signed(secretary, minutes):
    edition = minutes.drafted()
    part = part_of(minutes, edition)
    saved_by_another(minutes, part, "1. СЛУШАЛИ:\nничего")

    page = secretary.get(f"{DESK}{edition.id}/").text

    assert "В тексте нет решений 1.1, 1.2" in page
    assert "Сначала исправьте то, что перечислено выше." in page


def test_only_the_two_named_open_the_page_of_signing(minutes, council, enter):
    edition = minutes.to_sign()

    assert enter(council.member).get(f"{DESK}{edition.id}/sign").status_code == 403
    assert enter(council.chair).get(f"{DESK}{edition.id}/sign").status_code == 200


def test_a_wrong_password_is_told_beside_its_field(session, minutes, council, enter):
    edition = minutes.to_sign()
    chair = enter(council.chair)

    for password in ("", "wrong password"):
        answer = chair.submit(
            f"{DESK}{edition.id}/sign",
            {"sha256": edition.sha256, "confirmation": password},
        )
        assert answer.status_code == 422
        assert 'id="confirmation-error"' in answer.text
    assert count(session, Signature) == 0


def test_a_changed_text_is_shown_anew_with_both_sums(session, minutes, council, enter):
    """TRUST F17: the signature never goes under unseen bytes."""
    edition = minutes.to_sign()
    chair = enter(council.chair)
    seen = edition.sha256
    services.take_back_minutes(edition.id, actor=minutes.secretary, now=minutes.now)
    saved_by_another(minutes, part_of(minutes, edition), part_of(minutes, edition).text + "\nЕщё.")
    services.send_to_sign(
        edition.id, revision=edition.revision, actor=minutes.secretary, now=minutes.now
    )

    answer = chair.submit(f"{DESK}{edition.id}/sign", {"sha256": seen, "confirmation": PASSWORD})

    assert answer.status_code == 409
    page = answer.text
    assert seen in page
    assert edition.sha256 in page
    assert "подписываемая версия изменилась" in page
    assert count(session, Signature) == 0


def test_a_damaged_sum_is_refused(session, minutes, council, enter):
    edition = minutes.to_sign()
    chair = enter(council.chair)

    answer = chair.submit(f"{DESK}{edition.id}/sign", {"sha256": "zz", "confirmation": PASSWORD})

    assert answer.status_code == 422
    assert count(session, Signature) == 0


def test_signing_twice_is_told(session, minutes, council, enter):
    edition = minutes.to_sign()
    chair = enter(council.chair)
    form = {"sha256": edition.sha256, "confirmation": PASSWORD}
    assert chair.submit(f"{DESK}{edition.id}/sign", form).status_code == 303

    answer = chair.submit(f"{DESK}{edition.id}/sign", form)

    assert answer.status_code == 409
    assert "Вы уже подписали" in answer.text
    assert count(session, Signature) == 1


def test_nothing_unsigned_has_a_preview(secretary, minutes):
    edition = minutes.to_sign()

    assert secretary.get(f"{DESK}{edition.id}/preview").status_code == 404


def test_another_text_than_previewed_is_not_published(session, secretary, minutes):
    hall = minutes.hall()
    edition = minutes.signed(hall)
    here = f"{DESK}{edition.id}/"
    page = secretary.get(f"{here}preview").text
    shown = re.search(r'name="shown"[^>]*value="([^"]*)"', page)[1]
    hall.visitor.may_be_named = True
    session.commit()

    answer = secretary.submit(f"{here}preview", {"shown": shown}, to=f"{here}publish")

    assert answer.status_code == 409
    assert "Мороз" in answer.text
    assert edition.state is EditionState.SIGNED
    damaged = secretary.submit(f"{here}preview", {"shown": "x"}, to=f"{here}publish")
    assert damaged.status_code == 400


def test_withdrawal_and_correction_need_their_reasons(session, secretary, minutes):
    hall = minutes.hall()
    edition = minutes.published(hall)

    answer = secretary.submit(f"{DESK}{edition.id}/withdrawal", {"reason": " "})
    assert answer.status_code == 422
    answer = secretary.submit(f"/desk/meetings/{hall.meeting.id}/minutes/correction", {"note": ""})
    assert answer.status_code == 422
    assert edition.state is EditionState.PUBLISHED
    assert count(session, MinutesEdition) == 1


def test_a_correction_of_a_draft_is_refused(session, secretary, minutes):
    hall = minutes.hall()
    minutes.drafted(hall)

    answer = secretary.submit(
        f"/desk/meetings/{hall.meeting.id}/minutes/correction", {"note": "опечатка"}
    )

    assert answer.status_code == 409
    assert "Протокол ещё не подписан" in answer.text
    assert count(session, MinutesEdition) == 1


def test_another_councils_secretary_keeps_nothing_here(session, minutes, build, enter):
    other = build.body("other", name="Другой совет", name_genitive="Другого совета")
    stranger = build.person(("Чужих", "Олег", "Ильич"))
    build.appointment(other, stranger, "secretary")
    edition = minutes.published()
    client = enter(stranger)

    assert client.get(f"{DESK}{edition.id}/").status_code == 404
    token = client.token(DESK)
    answer = client.post(
        f"{DESK}{edition.id}/withdrawal", data={"csrf_token": token, "reason": "месть"}
    )
    assert answer.status_code in {403, 404}
    assert edition.state is EditionState.PUBLISHED


def test_without_the_forgery_token_nothing_happens(secretary, minutes):
    edition = minutes.drafted()

    answer = secretary.post(f"{DESK}{edition.id}/send-to-sign", data={"revision": edition.revision})

    assert answer.status_code == 400
    assert edition.state is EditionState.DRAFT


def statements_of(client, path):
    with counted_statements() as found:
        assert client.get(path).status_code == 200
    return len(found)


def test_the_list_takes_the_same_statements_for_one_and_for_three(secretary, minutes):
    minutes.published()
    one = statements_of(secretary, DESK)
    minutes.to_sign(minutes.hall())
    add_signature_by_chair(minutes)
    minutes.drafted(minutes.hall())

    assert statements_of(secretary, DESK) == one


def add_signature_by_chair(minutes):
    edition = minutes.to_sign(minutes.hall())
    add_signature(edition.id, edition.sha256, actor=minutes.chair, now=minutes.now)


def test_the_page_of_an_edition_takes_the_same_statements_for_few_and_many_parts(
    session, secretary, minutes
):
    edition = minutes.to_sign()
    here = f"{DESK}{edition.id}/"
    few = statements_of(secretary, here)
    parts = session.scalars(select(MinutesPart).where(MinutesPart.edition_id == edition.id)).all()
    for position in range(3):
        minutes.build.add(
            MinutesPart(
                edition_id=edition.id,
                position=len(parts) + 1 + position,
                kind=PartKind.ATTACHMENTS,
                text="Ещё",
            )
        )

    assert statements_of(secretary, here) == few
