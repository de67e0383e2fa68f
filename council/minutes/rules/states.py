"""The life of an edition of minutes as one table, with the guards of each step. Pure.

draft -> circulated -> to sign -> signed (both) -> published -> withdrawn -> published again.
A correction is a new edition with a life of its own. Source: DOMAIN.md §§ 1.9 (8), 2.2, 2.3.
"""

from dataclasses import dataclass

from core.kernel.errors import N_, Refusal
from core.kernel.workflow import Step, Workflow
from council.membership.rules.procedure import Signatories
from council.minutes.rules.words import EditionAction, EditionState, Signatory

NOT_ON_THE_PAGE = Refusal(
    "no_signatory",
    N_("Only the presiding and the secretary of this meeting sign its minutes."),
)
FROZEN = Refusal(
    "frozen",
    N_("The minutes are frozen: they went to be signed. Take them back or make a correction."),
)
TEXT_CHANGED = Refusal(
    "text_changed",
    N_("The text to be signed has changed since you opened the page. Read it again, then sign."),
)
PREVIEW_CHANGED = Refusal(
    "preview_changed",
    N_("What visitors will see has changed since you opened the preview. Look at it again."),
)


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """The facts on which a step is decided; defaults refuse nothing that is not asked.

    `missing` are the numbers of decisions that the text lacks, `other_terms` of those whose term
    reads differently there, `unapproved` of items whose gated report has no approval in time.
    `as_signatory` is in which quality the actor may sign this edition, None if in none.
    """

    number: int = 1
    is_empty: bool = False
    term_is_ahead: bool = True
    open_remarks: int = 0
    correction_note: str = ""
    signatories_named: bool = True
    missing: tuple[str, ...] = ()
    other_terms: tuple[str, ...] = ()
    unapproved: tuple[int, ...] = ()
    as_signatory: Signatory | None = None
    signed_by: frozenset[Signatory] = frozenset()
    later_signed: bool = False
    later_published: bool = False
    reason: str = ""


def has_text(facts: EditionFacts) -> Refusal | None:
    if not facts.is_empty:
        return None
    return Refusal("no_text", N_("The minutes are empty. Draft them from the session first."))


def term_lies_ahead(facts: EditionFacts) -> Refusal | None:
    if facts.term_is_ahead:
        return None
    return Refusal("term_past", N_("Set a term for remarks that lies ahead."))


def remarks_are_answered(facts: EditionFacts) -> Refusal | None:
    if not facts.open_remarks:
        return None
    message = N_("Remarks without an answer: %(count)s. Answer them first.")
    return Refusal("remarks_open", message, {"count": facts.open_remarks})


def correction_is_explained(facts: EditionFacts) -> Refusal | None:
    if facts.number == 1 or facts.correction_note.strip():
        return None
    return Refusal("no_correction_note", N_("Write what is corrected and why."))


def signatories_are_named(facts: EditionFacts) -> Refusal | None:
    if facts.signatories_named:
        return None
    message = N_("The meeting has no presiding or no secretary. Name both, different people.")
    return Refusal("no_signatories", message)


def decisions_are_written(facts: EditionFacts) -> Refusal | None:
    if not facts.missing:
        return None
    message = N_("The text lacks decisions %(numbers)s of the session. Draft the part anew.")
    return Refusal("decisions_missing", message, {"numbers": ", ".join(facts.missing)})


def terms_agree(facts: EditionFacts) -> Refusal | None:
    if not facts.other_terms:
        return None
    message = N_("The terms of decisions %(numbers)s read differently in the text and the session.")
    return Refusal("terms_differ", message, {"numbers": ", ".join(facts.other_terms)})


def gated_reports_were_approved(facts: EditionFacts) -> Refusal | None:
    """Checked again when minutes are made (DOMAIN.md § 1.5): approval date ≤ agenda date."""
    if not facts.unapproved:
        return None
    message = N_(
        "Items %(numbers)s heard a report that was not approved in time by the deputy chair. "
        "Such minutes cannot be signed."
    )
    numbers = ", ".join(map(str, facts.unapproved))
    return Refusal("reports_unapproved", message, {"numbers": numbers})


def signs_as_named(facts: EditionFacts) -> Refusal | None:
    return None if facts.as_signatory else NOT_ON_THE_PAGE


def signs_once(facts: EditionFacts) -> Refusal | None:
    if facts.as_signatory not in facts.signed_by:
        return None
    return Refusal("signed_already", N_("You have signed these minutes already."))


def is_a_correction(facts: EditionFacts) -> Refusal | None:
    if facts.number > 1:
        return None
    message = N_("The first minutes of a meeting cannot be discarded. Draft them anew.")
    return Refusal("first_edition", message)


def no_later_is_signed(facts: EditionFacts) -> Refusal | None:
    if not facts.later_signed:
        return None
    message = N_("A later edition of these minutes was signed. Publish that one.")
    return Refusal("later_signed", message)


def no_later_is_published(facts: EditionFacts) -> Refusal | None:
    if not facts.later_published:
        return None
    message = N_("Visitors read a later edition of these minutes. Withdraw that one.")
    return Refusal("later_published", message)


def reason_is_given(facts: EditionFacts) -> Refusal | None:
    if facts.reason.strip():
        return None
    return Refusal("no_reason", N_("Write why: visitors will read it in place of the minutes."))


S, A = EditionState, EditionAction
LIFE_CYCLE: Workflow[EditionState, EditionAction, EditionFacts] = Workflow(
    initial=S.DRAFT,
    steps={
        A.CIRCULATE: Step(frozenset({S.DRAFT}), S.CIRCULATED, (has_text, term_lies_ahead)),
        A.SEND_TO_SIGN: Step(
            frozenset({S.DRAFT, S.CIRCULATED}),
            S.TO_SIGN,
            (
                has_text,
                signatories_are_named,
                correction_is_explained,
                remarks_are_answered,
                decisions_are_written,
                terms_agree,
                gated_reports_were_approved,
            ),
        ),
        A.SIGN: Step(
            frozenset({S.TO_SIGN}),
            S.SIGNED,
            (signs_as_named, signs_once, gated_reports_were_approved),
        ),
        A.PUBLISH: Step(frozenset({S.SIGNED, S.WITHDRAWN}), S.PUBLISHED, (no_later_is_signed,)),
        A.WITHDRAW: Step(
            frozenset({S.PUBLISHED}), S.WITHDRAWN, (no_later_is_published, reason_is_given)
        ),
        A.TAKE_BACK: Step(frozenset({S.CIRCULATED, S.TO_SIGN}), S.DRAFT),
        A.DISCARD: Step(frozenset({S.DRAFT, S.CIRCULATED}), S.DISCARDED, (is_a_correction,)),
    },
)
EDITABLE = frozenset({S.DRAFT, S.CIRCULATED})
# From the second signature on nothing in the text changes any more, ever.
SIGNED_FOR_EVER = frozenset({S.SIGNED, S.PUBLISHED, S.WITHDRAWN})
LIVE = frozenset(S) - {S.DISCARDED}
BOTH = frozenset(Signatory)


def signers(rule: Signatories) -> frozenset[Signatory]:
    """Who signs minutes by the regulation: presiding and secretary, or the presiding alone."""
    return BOTH if rule is Signatories.BOTH else frozenset({Signatory.PRESIDING})


def is_complete(signed_by: frozenset[Signatory], needed: frozenset[Signatory] = BOTH) -> bool:
    """Minutes are signed when everybody who has to has signed (DOMAIN.md § 2.1)."""
    return needed <= signed_by


def is_visible(
    state: EditionState, *, is_keeper: bool, is_participant: bool, is_signatory: bool
) -> bool:
    """Who may know of an edition on the working pages.

    A draft is the secretary's alone; from its circulation on the council's people read it.
    """
    if is_keeper:
        return True
    if state in {S.DRAFT, S.DISCARDED}:
        return False
    return is_participant or (is_signatory and state is not S.CIRCULATED)
