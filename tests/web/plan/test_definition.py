"""How the figure is counted stands wherever the figure does, as the regulation of the day says."""

from datetime import date

from council.membership.models import RegulationSetting
from events.programme.rules import EventState
from tests.builders_events import EventsBuilder


def test_the_definition_stands_beside_the_figure_on_each_page(client, build, sign_in):
    """Public plan, front page, working pages of the plan and of closing, my day."""
    council = build.council()
    events = EventsBuilder(build)
    events.country()
    meeting = build.meeting(council.body, number=4)
    events.approved(
        meeting,
        [events.event(s) for s in (EventState.REPORTED, EventState.HELD, EventState.PREPARING)],
    )
    coordinator = sign_in(council.coordinator)
    whole = [(client, "/plan/2026/"), (coordinator, "/desk/plan/?year=2026")]
    whole.append((coordinator, "/desk/plan/2026/close"))
    short = [(client, "/"), (coordinator, "/desk/")]
    for reader, path in whole:
        text = reader.get(path).text.replace("\u00a0", " ")
        assert "Проведёнными считаются мероприятия действующей редакции" in text
        assert "Мероприятие засчитывается и без опубликованного отчёта." in text
        assert "Мероприятие, проведённое дистанционно, засчитывается." in text
        assert "перенесённое на другой год, в этом году не засчитывается" in text
        assert "В целых процентах, с округлением вниз: 66 %;" in text
    for reader, path in short:
        assert "Засчитываются мероприятия действующей редакции плана" in reader.get(path).text
    for key, value in (("plan_needs_report", "yes"), ("plan_counts_remote", "no")):
        build.add(
            RegulationSetting(
                body_id=meeting.body_id, key=key, value=value, valid_from=date(2026, 11, 1)
            )
        )
    for reader, path in (*whole, *short):
        text = reader.get(path).text
        assert "Мероприятие засчитывается, когда опубликован отчёт о нём." in text
        assert "проведённое дистанционно, не засчитывается" in text
