"""The gate: no agenda with a report that waits for the deputy chair, by form or by hand."""

import re

from playwright.sync_api import expect

from tests.journeys.people import Person
from tests.journeys.steps.agenda import to_meeting
from tests.journeys.steps.reports import (
    SAMPLE_REPORT,
    deputy_approves_the_waiting_one,
    to_report,
)
from tests.journeys.steps.stage import COORDINATOR, SECRETARY, Stage

BLOCKED = "Вопрос 2. Отчёт не согласован: он ждёт решения заместителя председателя."
FORMING = "повестка формируется"
MORNING = "2026-11-23T10:00"


def secretary_at_meeting(stage: Stage, moment: str = MORNING) -> Person:
    return to_meeting(stage.enter(moment, SECRETARY))


def name_presiding(secretary: Person) -> None:
    """Whoever presides or the chair approves an agenda, so that only the gate is left."""
    secretary.follow("Изменить сведения о заседании")
    secretary.choose("Председательствующий", "Ветлугин А.Н.").press("Сохранить")


def value_of(secretary: Person, name: str) -> str:
    return secretary.page.locator(f"main input[name={name}]").first.input_value()


def posted(secretary: Person, address: str, **values: str):
    """A request that no form of the page makes, in the session of the browser."""
    headers = {"Referer": secretary.base + "/desk/"}
    return secretary.page.request.post(
        secretary.base + address, form=values, headers=headers, max_redirects=0
    )


def says_what_blocks(secretary: Person) -> None:
    secretary.sees(FORMING, "Повестку пока нельзя утвердить", BLOCKED, "снимите вопрос с повестки")
    secretary.follow("Полная повестка").sees("заблокировано")


def puts_items_in_order_by_mouse_and_by_keys(secretary: Person) -> None:
    """A row is dragged and dropped; Alt and an arrow move it, the focus goes on in the row.

    Each move is saved: the page comes anew from the server. The order is as before at the end.
    """
    page, rows = secretary.page, secretary.page.locator("[data-row]")
    one, two, three, *others = secretary.lines("[data-row] .title")
    drag(secretary, 0, before=2)
    ordered(secretary, two, one, three, *others)
    drag(secretary, 2, before=0)
    ordered(secretary, three, two, one, *others)

    rows.nth(0).get_by_role("link").first.focus()
    page.keyboard.press("Alt+ArrowUp")  # the first one has nowhere to go
    page.keyboard.press("ArrowDown")  # without Alt the page only scrolls
    ordered(secretary, three, two, one, *others)
    for order in (two, three, one), (two, one, three):
        with page.expect_navigation():
            page.keyboard.press("Alt+ArrowDown")
        ordered(secretary, *order, *others)
        expect(rows.filter(has=page.locator(":focus"))).to_contain_text(three)
    rows.nth(1).get_by_role("link").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Alt+ArrowUp")
    ordered(secretary, one, two, three, *others)


def drag(secretary: Person, row: int, *, before: int) -> None:
    """By the mouse as a hand does it: over everything in between, let go above the other row."""
    page, rows = secretary.page, secretary.page.locator("[data-row]")
    rows.nth(1).evaluate("row => row.scrollIntoView({ block: 'center' })")
    start, end = rows.nth(row).bounding_box(), rows.nth(before).bounding_box()
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(end["x"] + 5, end["y"] + 3, steps=12)
    with page.expect_navigation():
        page.mouse.up()


def ordered(secretary: Person, *titles: str) -> None:
    expect(secretary.page.locator("[data-row] .title")).to_have_text(titles)


def test_the_pages_tell_what_blocks_the_agenda_and_offer_no_way_round(visit):
    stage = Stage(visit)
    secretary = secretary_at_meeting(stage)
    name_presiding(secretary)
    says_what_blocks(secretary)
    puts_items_in_order_by_mouse_and_by_keys(secretary)
    secretary.follow("Утвердить повестку", within="aside").sees(BLOCKED)
    button = secretary.page.get_by_role("button", name="Отметить утверждение повестки")
    expect(button).to_be_disabled()
    meeting = secretary.path.removesuffix("agenda/approve")
    secretary.open(f"{meeting}notice").sees("Уведомление направляется после утверждения повестки")
    expect(secretary.page.get_by_role("button", name="Направить уведомление")).to_have_count(0)


def test_a_hand_made_request_changes_nothing(visit):
    stage = Stage(visit)
    secretary = secretary_at_meeting(stage)
    name_presiding(secretary)
    secretary.follow("Полная повестка").follow("Утвердить повестку", within="aside")
    address = secretary.path
    values = {name: value_of(secretary, name) for name in ("csrf_token", "revision", "approver")}

    refused = posted(secretary, address, **values, approval_id=values["approver"], is_agreed="1")
    assert refused.status == 409
    assert "Отчёт не согласован" in re.sub(r"\s+", " ", refused.text())
    notice = posted(secretary, address.replace("agenda/approve", "notice"), **values)
    assert notice.status == 409

    secretary.open(address.replace("agenda/approve", "")).sees(FORMING, BLOCKED)
    secretary.does_not_see("Утверждённые редакции")
    forged = posted(secretary, address, **{**values, "csrf_token": "1"})
    assert forged.status == 400


def test_after_the_approval_the_same_request_passes(visit):
    stage = Stage(visit)
    name_presiding(secretary_at_meeting(stage))
    deputy_approves_the_waiting_one(stage)
    secretary = secretary_at_meeting(stage, "2026-11-27T10:00").follow("Утвердить повестку")
    values = {name: value_of(secretary, name) for name in ("csrf_token", "revision", "approver")}

    assert posted(secretary, secretary.path, **values).status == 303
    secretary_at_meeting(stage, "2026-11-27T10:30").sees("повестка утверждена")


def test_no_notice_goes_out_once_the_approval_is_void(visit):
    """The author takes the report back while the page of the notice is open."""
    stage = Stage(visit)
    name_presiding(secretary_at_meeting(stage))
    deputy_approves_the_waiting_one(stage)
    secretary = secretary_at_meeting(stage, "2026-11-27T10:00").follow("Утвердить повестку")
    secretary.pick("Ветлугин А.Н.").press("Отметить утверждение повестки")
    secretary.follow("Направить уведомление")
    values = {name: value_of(secretary, name) for name in ("csrf_token", "revision")}
    address = secretary.path

    author = to_report(stage.enter("2026-11-27T10:05", COORDINATOR), SAMPLE_REPORT)
    author.follow("Отозвать на доработку").sees("Согласование версии 1 сразу теряет силу")
    author.press("Отозвать на доработку")

    assert posted(secretary, address, **values).status == 409
    secretary.press("Направить уведомление").sees("утверждение которых утратило силу: 2.")
    secretary.follow("Заседание № 5").sees("повестка утверждена", "заблокировано")
    secretary.does_not_see("Уведомление направлено", "сделано 27.11.2026")
