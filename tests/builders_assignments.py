"""Assignments of published minutes, row by row: what tests of control and of the day need."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from council.assignments import services
from council.assignments.models import Assignment, AssignmentExecutor
from council.assignments.rules import AssignmentAction, AssignmentState
from council.assignments.services import Execution, Verdict
from council.meetings.models import Meeting, Resolution
from council.meetings.rules.kinds import DecisionKind, DueKind, MeetingState
from council.membership.models import Organisation
from council.minutes.models import MinutesEdition, MinutesPart
from council.minutes.rules import EditionState, PartKind

DIGEST = "0" * 64
HELD = datetime(2026, 9, 24, 6, 0, tzinfo=UTC)
SIGNED = datetime(2026, 9, 28, 12, 0, tzinfo=UTC)
DONE = date(2026, 11, 10)
TEXT = "Министерству (Рябининой Е.П.) представить предложения по логистике."


@dataclass
class Minutes:
    """A meeting with its edition and items by number."""

    meeting: Meeting
    edition: MinutesEdition
    items: dict = field(default_factory=dict)


class AssignmentBuilder:
    """Adds assignments beside the records of `tests.builders.Builder`."""

    def __init__(self, build, council):
        self.build, self.council = build, council
        self.minutes = {}

    def published(self, number=4, *, starts_at=HELD, body=None, state=EditionState.PUBLISHED):
        """Minutes of a meeting, made once for each number."""
        body = body or self.council.body
        key = (body.id, starts_at.year, number)
        if key not in self.minutes:
            meeting = self.build.meeting(
                body, number=number, starts_at=starts_at, state=MeetingState.PUBLISHED
            )
            self.minutes[key] = Minutes(meeting, self.edition(meeting, state=state))
        return self.minutes[key]

    def edition(self, meeting, *, number=1, state=EditionState.PUBLISHED):
        is_public = state in {EditionState.PUBLISHED, EditionState.WITHDRAWN}
        return self.build.add(
            MinutesEdition(
                meeting_id=meeting.id,
                number=number,
                state=state,
                text="Протокол",
                sha256=DIGEST,
                signed_at=SIGNED,
                published_at=SIGNED + timedelta(hours=1) if is_public else None,
                withdrawn_reason="Ошибка" if state is EditionState.WITHDRAWN else "",
                correction_note="Исправлено" if number > 1 else "",
                created_at=SIGNED,
            )
        )

    def item(self, minutes, number):
        if number not in minutes.items:
            minutes.items[number] = self.build.item(
                minutes.meeting,
                f"О логистике, вопрос {number}",
                position=number,
                printed_number=number,
                is_agreed=True,
            )
        return minutes.items[number]

    def restrict(self, minutes, item, edition=None):
        """The part of the minutes about the item is not for visitors."""
        return self.build.add(
            MinutesPart(
                edition_id=(edition or minutes.edition).id,
                position=next(self.build.numbers),
                kind=PartKind.ITEM,
                item_id=item.id,
                text="Часть",
                is_restricted=True,
            )
        )

    def give(self, *people, text=TEXT, item=1, minutes=None, names=(), **values):
        """An assignment on control, due on 1 December.

        Executors are people and organisations, then bodies by `names`.
        """
        minutes = minutes or self.published()
        agenda_item = self.item(minutes, item)
        position = next(self.build.numbers)
        due = {"due_kind": DueKind.DATE, "due_on": date(2026, 12, 1)}
        kind = values.pop("kind", DecisionKind.ASSIGNMENT)
        due |= {key: values.pop(key) for key in tuple(due) if key in values}
        if due["due_kind"] is not DueKind.DATE:
            due["due_on"] = None
        resolution = self.build.add(
            Resolution(item_id=agenda_item.id, position=position, text=text, kind=kind, **due)
        )
        assignment = self.build.add(
            Assignment(
                body_id=minutes.meeting.body_id,
                meeting_id=minutes.meeting.id,
                item_id=agenda_item.id,
                resolution_id=resolution.id,
                edition_id=minutes.edition.id,
                number=values.pop("number", f"{item}.{position}"),
                text=text,
                kind=kind,
                given_on=SIGNED.date(),
                **due,
                **values,
            )
        )
        executors = [
            {"organisation_id" if isinstance(each, Organisation) else "person_id": each.id}
            for each in people
        ] + [{"name": each} for each in names]
        for position, who in enumerate(executors, 1):
            self.build.add(
                AssignmentExecutor(assignment_id=assignment.id, position=position, **who)
            )
        return assignment

    def closed(self, *people, done_on=DONE, **values):
        return self.give(
            *people,
            state=AssignmentState.CLOSED,
            done_on=done_on,
            closed_on=done_on or date(2026, 11, 12),
            **values,
        )

    def reported(self, *people, text="Предложения направлены.", uploads=(), **values):
        """An assignment whose executor has reported, and the id of the report."""
        people = people or (self.council.coordinator,)
        assignment = self.give(*people, **values)
        return assignment, self.report(assignment, people[0], text=text, uploads=uploads)

    def report(self, assignment, person, *, text="Предложения направлены.", uploads=(), on=DONE):
        execution = Execution(text, on, uploads)
        actor = self.build.viewer(person)
        return services.report_execution(assignment.id, execution, actor=actor, now=self.build.now)

    def rule(self, assignment, report_id, action=AssignmentAction.ACCEPT, remarks="", *, by=None):
        actor = self.build.viewer(by or self.council.secretary)
        verdict = Verdict(report_id, action, remarks)
        services.rule_on_report(assignment.id, verdict, actor=actor, now=self.build.now)

    def again(self, assignment):
        """The stored record, read anew."""
        self.build.session.expire_all()
        return self.build.session.get(Assignment, assignment.id)
