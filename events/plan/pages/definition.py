"""How the plan's figure is counted, in words: printed beside it wherever it stands.

The sentences follow the settings of the regulation on the day. Source: DOMAIN.md § 1.6.
"""

from flask_babel import gettext

from events.plan.rules.completion import THRESHOLD, Completion, Counting


def definition(year: int, done: Completion, counting: Counting) -> tuple[str, ...]:
    """Every question that the Standard leaves open, with the answer that holds."""
    values = {"year": year, "planned": done.planned, "needed": done.needed}
    return (
        gettext(
            "Held are events of the edition in force that ended in %(year)s. They are measured "
            "against all events of that edition, cancelled ones included; what the council took "
            "out of the plan is not in it. Whole numbers are compared: of %(planned)s events "
            "%(needed)s are needed.",
            **values,
        ),
        *settings_of(counting),
        gettext("An event that was moved into another year does not count in this one."),
        *whole_percent(done),
        gettext(
            "The Standard asks for %(standard)s %% and does not define the count: this definition "
            "and the threshold of %(threshold)s %% are set by the council.",
            standard=THRESHOLD,
            threshold=done.threshold,
        ),
    )


def whole_percent(done: Completion) -> tuple[str, ...]:
    """The percent as the rule has it; the figure beside the gauge has a tenth more."""
    if not done.planned:
        return ()
    text = gettext(
        "In whole percent, rounded down: %(percent)s %%; the tenth beside it is rounded to the "
        "nearest and decides nothing.",
        percent=done.percent,
    )
    return (text,)


def settings_of(counting: Counting) -> tuple[str, str]:
    """What the regulation of the day says on reports and on remote events."""
    report = (
        gettext("An event counts as held when its report is published.")
        if counting.needs_report
        else gettext("An event counts as held even without a published report.")
    )
    remote = (
        gettext("An event held remotely counts.")
        if counting.counts_remote
        else gettext("An event held remotely does not count.")
    )
    return report, remote


def definition_in_short(year: int, counting: Counting) -> str:
    """One sentence for pages where the figure is one line among others."""
    text = gettext(
        "Counted are events of the plan in force that ended in %(year)s, against all its events, "
        "cancelled ones included.",
        year=year,
    )
    report, remote = settings_of(counting)
    told = [text]
    if counting.needs_report:
        told.append(report)
    if not counting.counts_remote:
        told.append(remote)
    return " ".join(told)
