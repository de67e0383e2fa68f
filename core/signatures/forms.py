"""What is typed when the agreement is accepted; forms of acts mix `ProofForm` in themselves."""

from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired, Regexp

from core.accounts.forms import ProofForm

DAMAGED = lazy_gettext("The form is damaged. Open the page again.")


class AgreementForm(ProofForm):
    """`next` and `kept` carry what was about to be signed."""

    version = HiddenField(validators=[Regexp(r"[0-9-]{1,20}\Z", message=DAMAGED)])
    sha256 = HiddenField(validators=[Regexp(r"[0-9a-f]{64}\Z", message=DAMAGED)])
    accepted = BooleanField(
        lazy_gettext("I have read the agreement and accept it"),
        [InputRequired(lazy_gettext("Tick that you accept the agreement."))],
    )
    next = HiddenField()
    kept = HiddenField()
