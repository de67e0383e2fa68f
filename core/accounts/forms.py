"""What a person types about accounts; shape only, the rules decide the rest."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext
from wtforms import (
    EmailField,
    HiddenField,
    PasswordField,
    SearchField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length

from core.adapters.forms import BaseForm, KeyedForm, stripped


class SignInForm(BaseForm):
    email = EmailField(
        lazy_gettext("E-mail"),
        [InputRequired(lazy_gettext("Enter your e-mail."))],
        filters=[stripped],
    )
    password = PasswordField(
        lazy_gettext("Password"), [InputRequired(lazy_gettext("Enter your password."))]
    )
    next = HiddenField()
    kept = HiddenField()


class ConfirmPassword(BaseForm):
    """To be mixed into forms of acts that ask once more who sits there.

    In the view: `form.refuse(refused, sentence, wrong_password="confirmation")`.
    """

    confirmation = PasswordField(
        lazy_gettext("Your password"),
        [InputRequired(lazy_gettext("Enter your password to confirm that it is you."))],
    )


class FactorFields(BaseForm):
    """To be mixed into forms that take a second factor: a code, or a passkey's answer by script.

    In the view: `form.refuse(refused, sentence, **BESIDE_FACTOR)`.
    """

    factor_code = StringField(
        lazy_gettext("Code of the second factor"), [Length(max=40)], filters=[stripped]
    )
    factor_answer = HiddenField(validators=[Length(max=20_000)])


BESIDE_FACTOR = {
    "wrong_password": "confirmation",
    "too_many_attempts": "confirmation",
    **dict.fromkeys(("no_code", "wrong_code", "code_used", "wrong_key"), "factor_code"),
}


class ProofForm(ConfirmPassword, FactorFields):
    """Who sits there: the password and, where the account has one, the second factor.

    `returning` is sent by a page that kept what was typed. Passwords are never kept: nobody is
    blamed for what is still to be filled in.
    """

    returning = HiddenField()

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        valid = super().validate(extra_validators)
        if self.returning.data and not self.confirmation.data:
            for field in self:
                field.errors = ()
        return valid


class EnterFactorForm(FactorFields):
    next = HiddenField()
    kept = HiddenField()


class SetUpCodesForm(ProofForm):
    """`offer` is the sealed secret that the picture shows."""

    offer = HiddenField(validators=[Length(max=1_000)])
    new_code = StringField(
        lazy_gettext("Code that the app shows"),
        [InputRequired(lazy_gettext("Enter the six figures that the app shows.")), Length(max=20)],
        filters=[stripped],
    )


class AddPasskeyForm(ProofForm):
    name = StringField(
        lazy_gettext("Name of the key"),
        [InputRequired(lazy_gettext("Give the key a name.")), Length(max=60)],
        filters=[stripped],
    )
    made = HiddenField(validators=[Length(max=20_000)])


class EmailForm(ProofForm):
    email = EmailField(
        lazy_gettext("New e-mail for signing in"),
        [InputRequired(lazy_gettext("Enter the e-mail.")), Length(max=254)],
        filters=[stripped],
    )


class ResetForm(BaseForm):
    email = EmailField(
        lazy_gettext("E-mail"),
        [InputRequired(lazy_gettext("Enter your e-mail.")), Length(max=254)],
        filters=[stripped],
    )


class AskRecoveryForm(BaseForm):
    reason = TextAreaField(
        lazy_gettext("How you made sure that it is the owner who asks"),
        [
            InputRequired(lazy_gettext("Write how you made sure that it is the owner who asks.")),
            Length(max=500),
        ],
        filters=[stripped],
    )


class NewPasswordForm(BaseForm):
    new_password = PasswordField(
        lazy_gettext("New password"), [InputRequired(lazy_gettext("Enter a new password."))]
    )


class ChangePasswordForm(NewPasswordForm, FactorFields):
    current_password = PasswordField(
        lazy_gettext("Present password"),
        [InputRequired(lazy_gettext("Enter your present password."))],
    )


class InviteForm(KeyedForm):
    name = StringField(
        lazy_gettext("Surname, given name and patronymic"),
        [InputRequired(lazy_gettext("Enter the name.")), Length(max=200)],
        filters=[stripped],
    )
    email = EmailField(
        lazy_gettext("E-mail"),
        [InputRequired(lazy_gettext("Enter the e-mail.")), Length(max=254)],
        filters=[stripped],
    )


class SearchForm(BaseForm):
    q = SearchField(lazy_gettext("Name or e-mail"), [Length(max=200)], filters=[stripped])
