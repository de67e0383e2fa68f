"""The version for people who see badly: contrast, width and names in each of its colours."""

import pytest

from core.kernel.display import Colours, Display, Pictures, Size, Spacing
from tests.journeys.steps.planned import year_is_planned
from tests.journeys.steps.stage import SECRETARY

PUBLIC = (
    *("/", "/meetings/2026/4/", "/meetings/2026/4/minutes/", "/assignments/", "/council/"),
    *("/plan/", "/sign-in", "/meetings/2026/5/apply/"),
)
WORKING = ("/desk/", "/desk/reports/", "/desk/meetings/")
NARROW = 320
# Whatever is drawn in a third colour, pictures of figures included.
THIRD = """() => {
    const page = getComputedStyle(document.body);
    const two = [page.color, page.backgroundColor, 'rgba(0, 0, 0, 0)', 'none'];
    return [...document.querySelectorAll('body *')].filter(each => each.checkVisibility())
        .flatMap(each => {
            const {color, backgroundColor, fill, stroke} = getComputedStyle(each);
            const drawn = each instanceof SVGLineElement ? [stroke]
                : each instanceof SVGGeometryElement ? [fill, stroke] : [];
            return [color, backgroundColor, ...drawn]
                .filter(found => !two.includes(found) && !found.startsWith('url('))
                .map(found => `${found}: ${each.outerHTML.slice(0, 90)}`);
        });
}"""


@pytest.mark.parametrize("colours", list(Colours)[1:])
def test_every_page_can_be_read_in_two_colours_at_the_largest_size(visit, site, colours):
    _base, app = site
    year_is_planned(app)
    display = Display(Size.HUGE, Spacing.WIDE, colours, Pictures.DESCRIBED)
    for person, paths in ((visit(width=NARROW), PUBLIC), (visit(SECRETARY, width=NARROW), WORKING)):
        cookie = {"name": "display", "value": display.written, "url": person.base}
        person.page.context.add_cookies([cookie])
        for path in paths:
            person.open(path)
            person.check_accessibility()
            root = "document.documentElement"
            assert person.page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth"), path
            assert person.page.evaluate(THIRD) == [], path


def test_a_visitor_turns_it_on_and_off_without_scripts(visit):
    visitor = visit(scripts=False).open("/meetings/")
    visitor.follow("Версия для слабовидящих").sees("Размер букв")
    assert visitor.path == "/meetings/"
    visitor.follow("белым по чёрному").follow("самый крупный")
    colour = "getComputedStyle(document.body).backgroundColor"
    assert visitor.page.evaluate(colour) == "rgb(0, 0, 0)"
    visitor.follow("Обычная версия").does_not_see("Размер букв")
    assert visitor.path == "/meetings/"
