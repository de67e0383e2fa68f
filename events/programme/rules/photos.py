"""What a photo or a paper needs before visitors see it. Pure."""

from core.kernel.errors import N_, Refusal

NO_CAPTION = Refusal(
    "no_caption", N_("Say what the picture shows: whoever cannot see it reads this instead.")
)
NO_CONSENT = Refusal(
    "no_consent_note",
    N_("Before visitors see it, note who agreed to its publication, or why nobody has to."),
)


def photo_faults(caption: str, consent: str, *, is_shown: bool) -> tuple[Refusal, ...]:
    faults = (
        (not caption.strip(), NO_CAPTION),
        (is_shown and not consent.strip(), NO_CONSENT),
    )
    return tuple(refusal for is_fault, refusal in faults if is_fault)
