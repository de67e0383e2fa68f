"""The menus of the layouts: entries of the parts as links, those of one section gathered under it.

A section leads to its first page, and its pages stand in a second row while one of them is shown:
plain links, so nothing has to be opened and no script runs. It knows no part by name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import request, url_for
from flask_babel import gettext

from core.parts import NavEntry

HOMES = ("/", "/desk/")  # every address begins with one of them, so it says nothing


@dataclass(frozen=True, slots=True)
class NavLink:
    """One entry of a menu; `below` are the pages of its section, at least two or none."""

    label: str
    url: str
    current: bool
    below: tuple["NavLink", ...] = ()

    @property
    def mark(self) -> str:
        """What aria-current says: this page, or the section that holds it."""
        if not self.current:
            return ""
        return "true" if self.below else "page"


def links(entries: Sequence[NavEntry]) -> tuple[NavLink, ...]:
    """Entries in order, the current place marked: its own slice, else the longest address.

    Minutes have addresses under their meeting, but their own entry.
    """
    found = [(entry, url_for(entry.endpoint)) for entry in entries]
    here = request.blueprint
    own = [e for e in entries if here in {e.endpoint.partition(".")[0], *e.also}]
    if len(own) == 1:
        return tuple(NavLink(gettext(e.msgid), url, e is own[0]) for e, url in found)
    path = request.path
    inside = [url for _, url in found if path == url or (url not in HOMES and path.startswith(url))]
    current = max(inside, key=len, default=None)
    return tuple(NavLink(gettext(entry.msgid), url, url == current) for entry, url in found)


def sections(entries: Sequence[NavEntry]) -> tuple[NavLink, ...]:
    """Entries gathered under their sections; a section with one page is that page."""
    ordered = sorted(entries, key=lambda e: (e.section.order if e.section else e.order, e.order))
    pairs = zip(ordered, links(ordered), strict=True)
    return tuple(
        gathered(name, tuple(link for _, link in group))
        for name, group in groupby(pairs, key=lambda pair: section_of(pair[0]))
    )


def section_of(entry: NavEntry) -> str:
    return entry.section.msgid if entry.section else entry.msgid


def gathered(msgid: str, pages: tuple[NavLink, ...]) -> NavLink:
    if len(pages) == 1:
        return pages[0]
    return NavLink(gettext(msgid), pages[0].url, any(page.current for page in pages), pages)
