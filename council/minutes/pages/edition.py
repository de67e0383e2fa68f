"""One edition of minutes as the secretary, a signatory or a member sees it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.kernel.errors import Refusal
from core.kernel.workdays import Deadline
from council.minutes.pages.steps import Step, steps
from council.minutes.pages.words import Dated, part_name, title_of, tone_of
from council.minutes.queries.editions import EditionRow, PartRow, RemarkRow, SignatureRow
from council.minutes.rules import EditionAction, EditionState, MinutesForm, PartKind, Signatory
from council.minutes.rules.layout import Line, laid_out
from council.minutes.rules.redaction import RESTRICTABLE
from council.minutes.rules.states import EDITABLE, SIGNED_FOR_EVER
from council.minutes.rules.terms import Term

S, A = EditionState, EditionAction


@dataclass(frozen=True, slots=True)
class RemarkView:
    remark_id: UUID
    name: str
    text: str
    made_at: datetime
    answer: str
    answered_at: datetime | None

    @classmethod
    def of(cls, row: RemarkRow) -> "RemarkView":
        return cls(
            row.id, row.name.initials_after, row.text, row.made_at, row.answer, row.answered_at
        )


@dataclass(frozen=True, slots=True)
class PartView:
    """A part with the remarks on it; `blocks` keep the layout of the text."""

    part_id: UUID
    kind: PartKind
    name: str
    blocks: tuple[tuple[Line, ...], ...]
    is_restricted: bool
    may_be_restricted: bool
    edited_by: str
    edited_at: datetime | None
    revision: int
    remarks: tuple[RemarkView, ...]

    @classmethod
    def of(cls, row: PartRow, remarks: Iterable[RemarkRow] = ()) -> "PartView":
        return cls(
            part_id=row.id,
            kind=row.kind,
            name=part_name(row),
            blocks=laid_out(row.text),
            is_restricted=row.is_restricted,
            may_be_restricted=row.kind in RESTRICTABLE,
            edited_by=row.edited_by,
            edited_at=row.edited_at,
            revision=row.revision,
            remarks=tuple(RemarkView.of(each) for each in remarks if each.part_id == row.id),
        )


@dataclass(frozen=True, slots=True)
class SignatoryView:
    """Who signs, whether that was done, and when where that is known.

    `signature_id` is of a signature that was given here.
    """

    signatory: Signatory
    name: str
    signed_at: datetime | None = None
    signature_id: UUID | None = None
    has_signed: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """What the viewer may do with these minutes."""

    keeps: bool
    remarks: bool
    signs: Signatory | None


@dataclass(frozen=True, slots=True)
class EditionPage:
    """`refusals` say why the text cannot be sent to be signed yet; `others` are other editions."""

    meeting_id: UUID
    edition_id: UUID
    title: str
    number: int
    form: MinutesForm
    state: EditionState
    tone: str
    revision: int
    zone: str
    correction_note: str
    withdrawn_reason: str
    remarks_until: datetime | None
    sha256: str
    steps: tuple[Step, ...]
    parts: tuple[PartView, ...]
    remarks: tuple[RemarkView, ...]
    open_remarks: int
    signatories: tuple[SignatoryView, ...]
    signing: Term | None
    publication: Term | None
    sent_by: Deadline | None
    others: tuple[EditionRow, ...]
    is_latest: bool
    role: Role
    refusals: tuple[Refusal, ...]
    takes_remarks: bool

    @property
    def is_editable(self) -> bool:
        return self.role.keeps and self.state in EDITABLE

    @property
    def is_signed(self) -> bool:
        return self.state in SIGNED_FOR_EVER

    @property
    def is_signed_here(self) -> bool:
        """Not so for minutes that were brought over."""
        return any(each.signature_id for each in self.signatories)

    @property
    def may_sign(self) -> bool:
        signs = self.role.signs
        given = {each.signatory for each in self.signatories if each.has_signed}
        return self.state is S.TO_SIGN and signs is not None and signs not in given

    @property
    def may_correct(self) -> bool:
        return self.role.keeps and self.is_latest and self.is_signed

    @property
    def may_publish(self) -> bool:
        return self.role.keeps and self.is_latest and self.state in {S.SIGNED, S.WITHDRAWN}

    @property
    def has_attachments(self) -> bool:
        return any(part.kind is PartKind.ATTACHMENTS for part in self.parts)


@dataclass(frozen=True, slots=True)
class EditionRows:
    """What an edition's page is made of, loaded by its view."""

    meeting: Dated
    editions: Sequence[EditionRow]
    edition: EditionRow
    parts: Sequence[PartRow]
    remarks: Sequence[RemarkRow]
    signatures: Sequence[SignatureRow]
    signatories: Sequence[SignatoryView]
    signing: Term | None
    publication: Term | None
    sent_by: Deadline | None
    now: datetime


def edition_page(rows: EditionRows, role: Role, refusals: tuple[Refusal, ...]) -> EditionPage:
    edition = rows.edition
    live = [each for each in rows.editions if each.state is not S.DISCARDED]
    until = edition.remarks_until
    return EditionPage(
        meeting_id=edition.meeting_id,
        edition_id=edition.id,
        title=title_of(rows.meeting),
        number=edition.number,
        form=edition.form,
        state=edition.state,
        tone=tone_of(edition.state),
        revision=edition.revision,
        zone=rows.meeting.zone,
        correction_note=edition.correction_note,
        withdrawn_reason=edition.withdrawn_reason if edition.state is S.WITHDRAWN else "",
        remarks_until=until,
        sha256=edition.sha256 or "",
        steps=steps(edition, rows.signatures, rows.meeting.zone, needed=len(rows.signatories)),
        parts=tuple(PartView.of(part, rows.remarks) for part in rows.parts),
        remarks=tuple(RemarkView.of(each) for each in rows.remarks if each.part_id is None),
        open_remarks=sum(each.answered_at is None for each in rows.remarks),
        signatories=tuple(rows.signatories),
        signing=rows.signing,
        publication=rows.publication,
        sent_by=rows.sent_by,
        others=tuple(each for each in rows.editions if each.id != edition.id),
        is_latest=all(each.number <= edition.number for each in live),
        role=role,
        refusals=refusals,
        takes_remarks=role.remarks
        and edition.state is S.CIRCULATED
        and until is not None
        and rows.now <= until,
    )
