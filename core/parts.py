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
from core.kernel.viewers import Standing, Viewer


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A link of the main navigation; `msgid` is translated when shown.

    `also` names blueprints without an entry of their own whose pages belong here.
    """

    msgid: str
    endpoint: str
    order: int
    desk: bool = False
    visible_to: Callable[[Viewer], bool] = lambda _viewer: True
    also: tuple[str, ...] = ()


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
