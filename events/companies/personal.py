"""Personal data in the register of companies: whom to ask there."""

from core.kernel.errors import N_
from core.kernel.register import Erasure, Ground, PersonalRecord, Term, Whose, of_email

RECORDS = (
    PersonalRecord(
        "company_contacts",
        N_("Contacts of companies"),
        Whose.CONTACT,
        ("full_name", "post", "email", "phone"),
        N_("to reach a company about events and support"),
        Ground.CONSENT,
        Term(
            N_(
                "as long as the company wishes; of an application, as long as the application "
                "itself"
            )
        ),
        Erasure.DELETE,
        keys=(of_email(),),
        names=("full_name",),
        about=("company_id.organisation_id.name",),
    ),
)
PLAIN = {
    "companies": ("inn", "sectors", "markets", "export_status", "note", "search_text"),
    "company_products": ("code", "name"),
    "company_supports": ("title", "outcome", "currency"),
}
