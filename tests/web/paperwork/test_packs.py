"""What the packs of a meeting hold: papers, tabled reports, materials, and what came of it."""

import json

import pytest

from council.meetings.rules.kinds import ItemKind, ItemState
from council.minutes.rules import PartKind
from council.reports.rules import ReportAction
from tests.builders_reports import pdf

SHEET = "Лист согласования"


def at(meeting, name):
    return f"/desk/meetings/{meeting.id}/papers/{name}"


def parts(source):
    """(title, kind of part) of what a pack was made of, in order."""
    kinds = ("source", "kept", "path", "withheld")
    return [
        (part["title"], next(kind for kind in kinds if kind in part))
        for part in json.loads(source)["parts"]
    ]


def packed(rendered):
    """The source of the pack that was rendered last."""
    return next(source for source in reversed(rendered) if source.startswith('{"language"'))


@pytest.fixture
def tabled(public, build, council, reports):
    """A meeting that hears an approved report with a file, under its second item."""

    def make(report_id):
        meeting = public.open_meeting(
            presiding_id=council.chair.id, secretary_id=council.secretary.id
        )
        public.material(public.agreed(meeting, 1, "О плане выставок"), "Справка.pdf")
        row = reports.row(report_id)
        build.item(
            meeting,
            "О ходе программы",
            position=2,
            kind=ItemKind.REPORT,
            state=ItemState.ACCEPTED,
            report_id=report_id,
            report_is_gated=row.is_gated,
        )
        return meeting

    return make


def test_a_tabled_report_is_bound_with_its_sheet_and_files(member, reports, tabled, rendered):
    report_id = reports.submitted(text="# Итоги\n\n- первое\n", uploads=(pdf("Таблица.pdf"),))
    reports.decide(report_id)
    meeting = tabled(report_id)

    assert member.get(at(meeting, "pack.pdf")).status_code == 200

    title = reports.row(report_id).title
    found = parts(packed(rendered))
    assert found[3:] == [
        ("1. Справка.pdf", "path"),
        (f"2. {title}", "source"),
        (f"2. {SHEET}", "source"),
        ("2. Таблица.pdf", "path"),
    ]
    assert "первое" in packed(rendered)


def test_the_sheet_in_the_pack_is_the_one_that_was_signed(member, reports, tabled, rendered):
    report_id = reports.approved()
    meeting = tabled(report_id)
    member.get(f"/desk/reports/{report_id}/approval.pdf")

    member.get(at(meeting, "pack.pdf"))
    assert (f"2. {SHEET}", "kept") in parts(packed(rendered))


def test_only_the_version_in_force_is_bound(member, reports, tabled, rendered):
    report_id = reports.submitted(text="Прежние слова.", uploads=(pdf("Старая.pdf"),))
    reports.decide(report_id, ReportAction.RETURN, "Исправить.")
    reports.resubmitted(report_id, "Новые слова.", uploads=(pdf("Новая.pdf"),))
    reports.decide(report_id)
    member.get(at(tabled(report_id), "pack.pdf"))

    whole = packed(rendered)
    assert "Новые слова" in whole
    assert "Прежние слова" not in whole


def test_a_report_that_waits_for_approval_is_only_named(member, reports, tabled, rendered):
    report_id = reports.submitted(text="Тайные слова.")
    member.get(at(tabled(report_id), "pack.pdf"))

    assert (f"2. {reports.row(report_id).title}", "withheld") in parts(packed(rendered))
    assert "Тайные слова" not in packed(rendered)


def test_a_report_without_a_gate_has_no_sheet(member, reports, tabled, rendered):
    report_id = reports.presented(text="О работе центра.")
    member.get(at(tabled(report_id), "pack.pdf"))

    titles = [title for title, _ in parts(packed(rendered))]
    assert f"2. {reports.row(report_id).title}" in titles
    assert f"2. {SHEET}" not in titles


def test_after_the_signature_the_minutes_are_bound_as_kept_with_the_assignments(
    member, minutes, rendered
):
    edition = minutes.signed()
    member.get(f"/desk/minutes/{edition.id}/minutes.pdf")

    pack = f"/desk/meetings/{edition.meeting_id}/papers/pack.pdf"
    assert member.get(pack).status_code == 200
    assert parts(packed(rendered))[-2:] == [("Протокол", "kept"), ("Перечень поручений", "source")]


def test_minutes_that_were_not_rendered_yet_are_bound_by_their_words(member, minutes, rendered):
    edition = minutes.signed()
    member.get(f"/desk/meetings/{edition.meeting_id}/papers/pack.pdf")

    assert ("Протокол", "source") in parts(packed(rendered))
    assert minutes.part(edition, PartKind.ITEM).text.split()[0] in packed(rendered)


def test_drafts_of_minutes_are_not_bound(secretary, minutes, rendered):
    edition = minutes.drafted()
    secretary.get(f"/desk/meetings/{edition.meeting_id}/papers/whole-pack.pdf")
    titles = [title for title, _ in parts(packed(rendered))]
    assert "Протокол" not in titles
    assert "Перечень поручений" not in titles


def test_the_whole_pack_has_what_the_secretary_takes_along(secretary, public, council, rendered):
    meeting = public.open_meeting(presiding_id=council.chair.id, secretary_id=council.secretary.id)
    secretary.get(at(meeting, "whole-pack.pdf"))

    assert [title for title, _ in parts(packed(rendered))] == [
        "Уведомление о проведении",
        "Повестка дня",
        "Проект решения",
        "Порядок ведения",
        "Лист регистрации",
        "Список приглашённых",
        "Состав",
    ]


def test_a_vote_by_ballots_has_both_packs(secretary, member, sessions, rendered):
    meeting = sessions.by_ballots()

    assert member.get(at(meeting, "pack.pdf")).status_code == 200
    assert [title for title, _ in parts(packed(rendered))] == [
        "Уведомление о проведении",
        "Повестка дня",
        "Проект решения",
    ]
    assert member.get(at(meeting, "whole-pack.pdf")).status_code == 403
    assert secretary.get(at(meeting, "whole-pack.pdf")).status_code == 200
    assert [title for title, _ in parts(packed(rendered))][3:] == ["Опросные листы", "Состав"]
    assert packed(rendered).count("ОПРОСНЫЙ ЛИСТ") == 9
