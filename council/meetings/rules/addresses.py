"""Permanent public addresses of meetings, of the council and of its other bodies. Pure."""

from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID

from council.membership.rules import BodyKind


@dataclass(frozen=True, slots=True)
class MeetingAddress:
    """Where a meeting is found; `slug` names a working group or commission, None the council."""

    year: int
    number: int
    slug: str | None = None

    @classmethod
    def of_body(cls, kind: BodyKind, slug: str, year: int, number: int) -> "MeetingAddress":
        """The address of a body's meeting; the council is not named in it."""
        return cls(year, number, None if kind is BodyKind.COUNCIL else slug)

    @property
    def list(self) -> str:
        return f"/council/{self.slug}/" if self.slug else f"/meetings/{self.year}/"

    @property
    def feed(self) -> str:
        """The calendar of all meetings of the same body."""
        return f"/council/{self.slug}.ics" if self.slug else "/meetings.ics"

    @property
    def page(self) -> str:
        start = f"/council/{self.slug}" if self.slug else ""
        return f"{start}/meetings/{self.year}/{self.number}/"

    @property
    def minutes(self) -> str:
        return f"{self.page}minutes/"

    @property
    def minutes_file(self) -> str:
        return f"{self.page}minutes.pdf"

    @property
    def apply(self) -> str:
        return f"{self.page}apply/"

    def edition(self, number: int) -> str:
        return f"{self.page}edition/{number}/"

    def file(self, file_id: UUID, name: str) -> str:
        return f"{self.page}files/{file_id}/{quote(name, safe='')}"
