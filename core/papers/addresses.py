"""One address a form: `…/notice.pdf`, `…/notice.docx`, `…/notice.html` lead to the same view."""

from collections.abc import Callable
from typing import TypeVar

from flask import Blueprint
from flask.typing import RouteCallable

from core.papers.rules.formats import Format

V = TypeVar("V", bound=RouteCallable)


def in_every_form(blueprint: Blueprint, rule: str) -> Callable[[V], V]:
    """Register a view for each form of its paper; the view is given `form`."""

    def register(view: V) -> V:
        for form in Format:
            blueprint.add_url_rule(
                f"{rule}.{form}", view_func=view, methods=["GET"], defaults={"form": form.value}
            )
        return view

    return register
