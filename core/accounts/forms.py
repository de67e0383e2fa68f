"""What a person types about accounts; shape only, the rules decide the rest."""

from flask_babel import lazy_gettext
from wtforms import EmailField, HiddenField, PasswordField, SearchField, StringField
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


class NewPasswordForm(BaseForm):
    new_password = PasswordField(
        lazy_gettext("New password"), [InputRequired(lazy_gettext("Enter a new password."))]
    )


class ChangePasswordForm(NewPasswordForm):
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
