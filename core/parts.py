"""A part of the product, as the application sees it: what it adds and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import click
from flask import Blueprint

from core.access import Grants
from core.adapters.jobs import Job
from core.importing.sections import Section
from core.kernel.errors import N_
from core.kernel.register import Privacy
from core.kernel.viewers import Standing, Viewer


@dataclass(frozen=True, slots=True)
class NavSection:
    """A name in the working menu under which several entries stand in a row of their own."""

    msgid: str
    order: int


ADMINISTRATION = NavSection(N_("Administration"), 90)  # every part may add entries to it


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A link of the main navigation; `msgid` is translated when shown.

    `also` names blueprints without an entry of their own whose pages belong here; `section` gathers
    entries of the working menu, which has room for seven names (docs/interface.md).
    """

    msgid: str
    endpoint: str
    order: int
    desk: bool = False
    visible_to: Callable[[Viewer], bool] = lambda _viewer: True
    also: tuple[str, ...] = ()
    section: NavSection | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What a top-level package hands to the application."""

    name: str
    blueprints: tuple[Blueprint, ...] = ()
    grants: Grants = field(default_factory=dict)
    standing: Callable[[UUID, date], Standing] | None = None
    navigation: tuple[NavEntry, ...] = ()
    commands: tuple[click.Command, ...] = ()
    sections: tuple[Section, ...] = ()
    jobs: tuple[Job, ...] = ()
    privacy: Privacy = field(default_factory=Privacy)
