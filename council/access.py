"""Who may do what in the council: one table of permissions, built from small predicates."""

from enum import StrEnum

from core.access import Grants, Predicate, administrator, anyone, signed_in
from core.kernel.viewers import Viewer
from core.letters.access import Permission as LetterPermission
from council.membership.rules import Power


class Permission(StrEnum):
    """What can be allowed. Views name one each; the table below says who holds it."""

    READ_PUBLIC = "public:read"
    APPLY_AS_VISITOR = "visitor:apply"
    READ_DESK = "desk:read"
    KEEP_MEMBERSHIP = "membership:keep"
    READ_MEMBERSHIP = "membership:read"
    INVITE_PEOPLE = "accounts:invite"
    READ_REPORT = "report:read"
    WRITE_REPORT = "report:write"
    DECIDE_REPORT = "report:decide"
    READ_MEETING = "meeting:read"
    KEEP_MEETING = "meeting:keep"
    PROPOSE_ITEM = "agenda:propose"
    ANSWER_NOTICE = "notice:answer"
    ANSWER_BY_LINK = "notice:answer_by_link"
    KEEP_CALENDARS = "calendar:keep"
    HOLD_SESSION = "session:hold"
    CAST_BALLOT = "ballot:cast"
    KEEP_MINUTES = "minutes:keep"
    REMARK_MINUTES = "minutes:remark"
    SIGN_MINUTES = "minutes:sign"
    READ_ASSIGNMENT = "assignment:read"
    REPORT_EXECUTION = "assignment:report"
    CONTROL_ASSIGNMENT = "assignment:control"
    KEEP_REMINDERS = "reminder:keep"


def holder_of(power: Power) -> Predicate:
    """A predicate: the viewer holds the power today."""

    def holds(viewer: Viewer) -> bool:
        return viewer.holds(power)

    return holds


member = holder_of(Power.MEMBER)
voter = holder_of(Power.VOTER)
secretary = holder_of(Power.SECRETARY)
coordinator = holder_of(Power.COORDINATOR)
reporter = holder_of(Power.REPORTER)
chair = holder_of(Power.CHAIR)
deputy_chair = holder_of(Power.DEPUTY_CHAIR)

PARTICIPANTS = [[member], [secretary], [coordinator], [reporter], [chair], [deputy_chair]]

GRANTS: Grants = {
    Permission.READ_PUBLIC: [[anyone]],
    Permission.APPLY_AS_VISITOR: [[anyone]],
    Permission.READ_DESK: [[signed_in]],
    Permission.KEEP_MEMBERSHIP: [[secretary], [administrator]],
    Permission.READ_MEMBERSHIP: [*PARTICIPANTS, [administrator]],
    Permission.INVITE_PEOPLE: [[secretary], [administrator]],
    Permission.READ_REPORT: PARTICIPANTS,
    Permission.WRITE_REPORT: [[coordinator], [reporter]],
    Permission.DECIDE_REPORT: [[deputy_chair]],
    Permission.READ_MEETING: PARTICIPANTS,
    Permission.KEEP_MEETING: [[secretary]],
    Permission.PROPOSE_ITEM: PARTICIPANTS,
    Permission.ANSWER_NOTICE: [[member]],
    Permission.ANSWER_BY_LINK: [[anyone]],
    Permission.KEEP_CALENDARS: [[signed_in]],
    Permission.HOLD_SESSION: [[secretary]],
    Permission.CAST_BALLOT: [[voter]],
    Permission.KEEP_MINUTES: [[secretary]],
    Permission.REMARK_MINUTES: PARTICIPANTS,
    Permission.SIGN_MINUTES: [[signed_in]],
    Permission.READ_ASSIGNMENT: [[signed_in]],
    Permission.REPORT_EXECUTION: [[signed_in]],
    Permission.CONTROL_ASSIGNMENT: [[secretary]],
    Permission.KEEP_REMINDERS: [[secretary]],
    LetterPermission.READ_LETTERS: [[secretary], [administrator]],
}
