"""Which details of the journal are personal and so lie apart, where they can be erased. Pure.

By their names: what is called so is personal wherever it stands. A caller may mark more.
"""

# Of whomever it is.
ALWAYS = frozenset(
    {
        "address",
        "birth_date",
        "born_on",
        "contact",
        "contact_name",
        "dative",
        "email",
        "family_name",
        "first_name",
        "full_name",
        "gender",
        "genitive",
        "given_name",
        "inn",
        "instrumental",
        "latin_name",
        "middle_name",
        "passport",
        "patronymic",
        "phone",
        "representative",
        "surname",
        "telephone",
    }
)
# Of records that are people: a body or an event has a name too, but nothing to hide.
OF_PEOPLE = frozenset({"name", "organisation", "position", "post", "title"})
PEOPLE = frozenset(
    {
        "absence",
        "account",
        "application",
        "delegate",
        "letter",
        "letters",
        "participant",
        "person",
        "visitor",
    }
)


def is_personal(what: str, name: str) -> bool:
    """Whether a detail of this name is personal in an entry of this action (`noun.participle`)."""
    return name in ALWAYS or (name in OF_PEOPLE and what.partition(".")[0] in PEOPLE)
