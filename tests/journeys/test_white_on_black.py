"""The version for people who see badly at work: white on black at 200 %, up to a signature."""

import os

import pytest

from core.kernel.display import Colours, Display, Size, Spacing
from tests.journeys.keyboard import ZOOMED, fits
from tests.journeys.steps.reports import SAMPLE_REPORT, to_report
from tests.journeys.steps.signing import signs_first
from tests.journeys.steps.stage import DEPUTY

pytestmark = pytest.mark.skipif(os.environ.get("WALK") != "1", reason="part of make walk")
WHITE_ON_BLACK = Display(Size.HUGE, Spacing.WIDE, Colours.WHITE_ON_BLACK)


def test_a_report_is_approved_white_on_black(visit):
    deputy = visit(width=ZOOMED["width"])
    cookie = {"name": "display", "value": WHITE_ON_BLACK.written, "url": deputy.base}
    deputy.page.context.add_cookies([cookie])
    to_report(deputy.sign_in(DEPUTY), SAMPLE_REPORT).pick("Согласовать")
    fits(deputy.page)
    signs_first(deputy, "Подписать решение по версии 1")
    deputy.sees("Отчёт согласован").check_accessibility()
    fits(deputy.page)
    colours = deputy.page.evaluate(
        "(() => { const body = getComputedStyle(document.body); return [body.color,"
        " body.backgroundColor]; })()"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
