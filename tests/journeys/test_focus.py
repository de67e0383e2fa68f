"""U06: where the keyboard is, is seen: by pixels, with and without the focus."""

import io
import os

import pytest
from PIL import Image

from tests.journeys.steps.stage import SECRETARY

pytestmark = pytest.mark.skipif(os.environ.get("WALK") != "1", reason="part of make walk")

AROUND = 6  # pixels about a stop that its ring may take
LEAST_WIDTH, LEAST_CONTRAST = 2, 3.0
STOPS = 40
# The box of a stop, of its first line where words wrap; the way to the content is not there at all
# without the focus, so that its appearing is the sign.
STOP = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    at.scrollIntoView({block: 'center'});
    const {x, y, width, height} = at.getClientRects()[0];
    const appears = !!at.closest('.govuk-skip-link'), name = at.outerHTML.slice(0, 80);
    return {x, y, width, height, name, appears};
}"""


def luminance(pixel):
    parts = [value / 255 for value in pixel[:3]]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def changed(focused, plain):
    """How many pixels tell by a contrast of three to one that the focus is here."""
    pairs = zip(focused.get_flattened_data(), plain.get_flattened_data(), strict=True)
    counted = {}
    for pair in pairs:
        if pair[0] != pair[1]:
            counted[pair] = counted.get(pair, 0) + 1
    return sum(times for pair, times in counted.items() if contrast(*pair) >= LEAST_CONTRAST)


def around(stop):
    return {
        "x": max(stop["x"] - AROUND, 0),
        "y": max(stop["y"] - AROUND, 0),
        "width": stop["width"] + 2 * AROUND,
        "height": stop["height"] + 2 * AROUND,
    }


def picture(page, clip):
    return Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")


@pytest.mark.parametrize(
    ("email", "path"),
    ((None, "/"), (None, "/sign-in"), (None, "/plan/"), (SECRETARY, "/desk/")),
)
def test_u06_each_stop_of_the_keyboard_has_a_ring_that_is_seen(visit, email, path):
    page = visit(email).open(path).page
    faint, stops = [], 0
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops += 1
        focused = picture(page, around(stop))
        page.evaluate("document.activeElement.blur()")
        seen = changed(focused, picture(page, around(stop)))
        ring = LEAST_WIDTH * 2 * (stop["width"] + stop["height"])
        if seen < 0.9 * ring and not stop["appears"]:  # corners are round
            faint.append((stop["name"], seen, ring))
    assert faint == []
    assert stops > 5
