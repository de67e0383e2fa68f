"""The one page of the day, at the front of the desk."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from core.access import requires
from council.access import Permission
from council.day.pages import day_page
from council.day.sources import handed_in
from council.day.views.loading import load_day

blueprint = Blueprint("day", __name__, url_prefix="/desk")


@blueprint.get("/")
@requires(Permission.READ_DESK)
def show() -> ResponseReturnValue:
    seen = load_day()
    return render_template("day/show.html", page=day_page(seen, handed_in(seen)))
