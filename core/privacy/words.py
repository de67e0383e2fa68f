"""Columns of the register in words, for exports and pages."""

from flask_babel import gettext

from core.kernel.errors import N_
from core.kernel.register import PersonalRecord, Term

WORDS = {
    "accepted_at": N_("Accepted"),
    "actor_name": N_("Who"),
    "address": N_("Network address"),
    "addressee": N_("To whom"),
    "answer": N_("Answer"),
    "answers": N_("Answers"),
    "attendee": N_("E-mail"),
    "browser": N_("Browser"),
    "comment": N_("Comment"),
    "consent_address": N_("Network address"),
    "consent_version": N_("Text of the consent"),
    "contact": N_("Name"),
    "contact_name": N_("Name"),
    "decline_reason": N_("Reason"),
    "email": N_("E-mail"),
    "full_name": N_("Name"),
    "given": N_("Given name"),
    "given_at": N_("Given"),
    "given_name": N_("Given name"),
    "inn": N_("INN"),
    "name": N_("Name"),
    "office": N_("Office"),
    "organisation": N_("Organisation"),
    "patronymic": N_("Patronymic"),
    "phone": N_("Telephone"),
    "position": N_("Post"),
    "post": N_("Post"),
    "reason": N_("Reason"),
    "revoked_at": N_("Withdrawn"),
    "signer_name": N_("Name"),
    "signer_office": N_("Office"),
    "speaker_name": N_("Name"),
    "starts_at": N_("Begins"),
    "state": N_("State"),
    "subject": N_("Subject"),
    "surname": N_("Surname"),
    "text": N_("Text"),
    "text_version": N_("Text of the consent"),
    "title": N_("Title"),
    "version": N_("Text of the consent"),
    "what": N_("What was done"),
}


def column_in_words(name: str) -> str:
    """The name of a column for readers; of a rare one, its own name without underlines."""
    return gettext(WORDS[name]) if name in WORDS else name.replace("_", " ")


def term_in_words(term: Term) -> str:
    return gettext(term.said, days=term.days) if term.days else gettext(term.said)


def columns_in_words(record: PersonalRecord) -> str:
    """Each word once, in the order of the columns."""
    return ", ".join(dict.fromkeys(column_in_words(name) for name in record.columns))
