"""Personal data of members and staff: who they are, where they sit, to what they agreed."""

from core.kernel.errors import N_
from core.kernel.register import (
    FORGOTTEN,
    OFFICIAL,
    RECORD_OF_ACTS,
    STAYS_OFFICIAL,
    STAYS_PROOF,
    YEAR,
    Erasure,
    Ground,
    PersonalRecord,
    Term,
    Whose,
    of_account,
    of_email,
    of_person,
    official,
)

THREE_YEARS = 3 * YEAR
TO_CALL = N_("to call members to meetings and to reach them about their work")
WHILE_MEMBER = Term(N_("as long as the person has to do with the council"))
WHO = (*of_person("id"), *of_account(), of_email())
NAME = ("surname", "given_name", "patronymic")
CASES = ("genitive", "dative", "instrumental")
BODY = ("body_id.short_name",)

PEOPLE = PersonalRecord(
    "people",
    N_("Names and posts"),
    Whose.MEMBER,
    (*NAME, "gender", *CASES, "position"),
    RECORD_OF_ACTS,
    Ground.DUTY,
    OFFICIAL,
    Erasure.KEEP_IF_NAMED,
    keys=WHO,
    names=NAME,
    blanks={"surname": FORGOTTEN},
    stays=STAYS_OFFICIAL,
)
CONTACTS = PersonalRecord(
    "people",
    N_("Telephones and e-mail addresses"),
    Whose.MEMBER,
    ("email", "phone"),
    TO_CALL,
    Ground.DUTY,
    WHILE_MEMBER,
    Erasure.BLANK,
    keys=WHO,
    names=NAME,
    blanks={"account_id": None},
)
ABSENCES = PersonalRecord(
    "absences",
    N_("Absences"),
    Whose.MEMBER,
    ("reason",),
    N_("to count who can take part and to let a substitute vote"),
    Ground.DUTY,
    Term(N_("%(days)s days after the last day"), YEAR, "until_day"),
    Erasure.BLANK,
    keys=of_person(),
    about=BODY,
    blanks={"reason": FORGOTTEN},
)
CONSENTS = PersonalRecord(
    "publication_consents",
    N_("Consents to publication"),
    Whose.MEMBER,
    ("text_version",),
    N_("to publish a name, a post, a photograph with the person's consent"),
    Ground.PROOF,
    Term(N_("%(days)s days after it was withdrawn"), THREE_YEARS, "revoked_at"),
    Erasure.KEEP,
    keys=of_person(),
    stays=STAYS_PROOF,
)
RECORDS = (
    PEOPLE,
    CONTACTS,
    ABSENCES,
    CONSENTS,
    official(
        "seats",
        N_("Seats in the council and its groups"),
        ("position", "basis", "end_basis"),
        keys=of_person(),
        about=BODY,
    ),
    official("appointments", N_("Offices"), ("basis", "end_basis"), keys=of_person(), about=BODY),
    official(
        "elections", N_("Elections won"), ("end_basis",), keys=of_person("elected_id"), about=BODY
    ),
    official(
        "candidates",
        N_("Candidacies"),
        keys=of_person(),
        about=("election_id.agenda_item_id.title",),
    ),
)
PLAIN = {
    "people": ("code",),
    "organisations": ("code", "name", "short_name", "kind", "inn", "ogrn", "city", "email", "note"),
    "bodies": (
        *("slug", "name", "name_genitive", "short_name", "zone", "city", "default_place"),
        "founded_by",
    ),
    "regulations": ("act_kind", "act_number", "title", "amended_by", "text"),
    "regulation_settings": ("key", "value", "basis"),
}
