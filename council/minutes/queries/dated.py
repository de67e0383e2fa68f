"""SQL of the moments of minutes as they are shown: None where no day is known.

What was brought over always has a moment in its row, for the order; it is nobody's statement.
"""

from sqlalchemy import case, select

from council.minutes.models import MinutesEdition, Signature

E = MinutesEdition
SIGNED_AT = case((E.is_signing_dated, E.signed_at)).label("signed_at")
PUBLISHED_AT = case((E.is_publication_dated, E.published_at)).label("published_at")
GIVEN_AT = (
    select(case((E.is_signing_dated, Signature.signed_at)))
    .where(E.id == Signature.edition_id)
    .correlate(Signature)
    .scalar_subquery()
)
