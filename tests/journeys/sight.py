"""What an opened page looks like to those who see, reach and read in other ways; faults in words.

Each check leaves the page as it was. Axe says what can be said by rule; widths, text set apart, two
colours, forced colours, motion and the keyboard are looked at by what the browser has drawn.
"""

from collections.abc import Iterator

from playwright.sync_api import Page

from core.kernel.display import KINDS, Colours, Display, Pictures, Size, Spacing
from tests.journeys.keyboard import Keyboard
from tests.journeys.people import AXE, Person

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SEEN = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]
SMALLEST, PHONE, DESK = ({"width": width, "height": 640} for width in (320, 390, 1280))
# Letters, words and lines as far apart as a reader may set them (WCAG 1.4.12).
APART = """* {line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important}
p, li, dd {margin-bottom: 2em !important}"""
RUN_AXE = """([tags, rules]) => axe.run(document, {
    runOnly: rules ? {type: 'rule', values: rules} : {type: 'tag', values: tags},
    resultTypes: ['violations'],
}).then(found => found.violations.map(v => v.id + ': '
    + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + n.failureSummary).join('; ')))"""

# Follows, from the body down, the one part without which nothing would be too wide.
TOO_WIDE = """() => {
    const root = document.documentElement, fits = () => root.scrollWidth <= root.clientWidth;
    if (fits()) return [];
    const wide = root.scrollWidth;
    let part = document.body;
    const is_to_blame = each => {
        const before = each.style.display;
        each.style.display = 'none';
        const found = fits();
        each.style.display = before;
        return found;
    };
    for (let next; (next = [...part.children].find(is_to_blame)); ) part = next;
    return [`${wide} pixels wide because of ${part.outerHTML.slice(0, 120)}`];
}"""
# Text of which a part is cut off, unless all of it is meant for the ear alone or can be scrolled.
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(each => {
    const style = getComputedStyle(each), box = each.getBoundingClientRect();
    const cuts = how => ['hidden', 'clip'].includes(how);
    if (box.width < 3 || box.height < 3 || each.closest('svg, select, textarea')) return false;
    const x = cuts(style.overflowX) && each.scrollWidth > each.clientWidth + 1;
    const y = cuts(style.overflowY) && each.scrollHeight > each.clientHeight + 1;
    return (x || y) && each.textContent.trim();
}).map(each => `cut off: ${each.outerHTML.slice(0, 120)}`)"""
# What can be pressed lies on something else that can be pressed, or beyond the left edge.
COVERING = """() => {
    const controls = [...document.querySelectorAll('a[href], button, select, textarea, summary')]
        .filter(each => each.checkVisibility() && !each.closest('.govuk-skip-link'));
    const boxes = controls.flatMap(each => [...each.getClientRects()].map(box => [each, box]))
        .filter(([, box]) => box.width > 2);
    const past = boxes.filter(([, box]) => box.left < -1);
    const on = boxes.filter(([each, a], index) => boxes.slice(index + 1).some(([other, b]) =>
        !each.contains(other) && !other.contains(each)
        && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4));
    return [...past, ...on].map(([each]) => `lies on another: ${each.outerHTML.slice(0, 120)}`);
}"""
# A button that leads on is as large as a finger.
SMALL_BUTTONS = """() => [...document.querySelectorAll(
    'main .govuk-button:not(.govuk-button--small)')]
    .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 43.5)
    .map(each => `a low button: ${each.outerHTML.slice(0, 120)}`)"""
# Where the system paints, what is a box has to keep its edge.
EDGELESS = """() => [...document.querySelectorAll(
    'main :is(.govuk-button, .govuk-tag, .govuk-input, .govuk-select, .govuk-textarea)')]
    .filter(each => each.checkVisibility()
        && parseFloat(getComputedStyle(each).borderTopWidth) < 1)
    .map(each => `no edge: ${each.outerHTML.slice(0, 120)}`)"""
MOVING = """() => document.getAnimations().filter(each => each.playState === 'running')
    .map(each => `moves: ${each.animationName ?? each.transitionProperty}`)"""
SET_APART = """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
    document.adoptedStyleSheets = css ? [sheet] : []; }"""
PUT_ON_SHEET = """() => new Promise(done => {
    const sheet = Object.assign(document.createElement('link'),
        {rel: 'stylesheet', href: '/static/display.css', onload: done});
    document.head.append(sheet);
})"""
WEAR = "words => { document.documentElement.className = ['govuk-template', ...words].join(' '); }"
THEMES = tuple(
    Display(Size.HUGE, Spacing.WIDE, colours, Pictures.DESCRIBED) for colours in list(Colours)[1:]
)


def told(words: str, faults: list[str]) -> Iterator[str]:
    yield from (f"{words}: {fault}" for fault in faults)


def axe(page: Page, rules: list[str] | None = None) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(RUN_AXE, [TAGS, rules])


def build_faults(page: Page) -> Iterator[str]:
    """What depends on the build of the page alone: asked of every page for every role and state."""
    page.set_viewport_size(SMALLEST)
    yield from told("320", [*axe(page), *crowded(page)])


def width_faults(page: Page) -> Iterator[str]:
    """What depends on how long the texts are: asked once of each kind of page."""
    yield from told("320", page.evaluate(SMALL_BUTTONS))
    yield from told("motion", page.evaluate(MOVING))
    yield from apart(page)
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        yield from told(str(size["width"]), crowded(page))
    yield from twice_as_large(page)


def look_faults(person: Person) -> Iterator[str]:
    """All other ways to look at the page; asked where it holds something not seen before."""
    page = person.page
    page.set_viewport_size(DESK)
    yield from told("1280", axe(page, SEEN))
    yield from painted_by_the_system(page)
    yield from by_keyboard(person)
    yield from in_two_colours(person)


def theme_faults(page: Page) -> Iterator[str]:
    """Axe in the usual look, as the system paints, and in each of the three of two colours."""
    page.set_viewport_size(SMALLEST)
    yield from told("usual", axe(page))
    yield from painted_by_the_system(page)
    page.evaluate(PUT_ON_SHEET)
    for display in THEMES:
        wear(page, display)
        yield from told(display.colours, axe(page, SEEN))


def wear(page: Page, display: Display) -> None:
    words = [f"display-{name}-{getattr(display, name)}" for name, _kind in KINDS]
    page.evaluate(WEAR, words)


def crowded(page: Page) -> list[str]:
    """What has not enough room: too wide, cut off, one upon the other."""
    return [fault for check in (TOO_WIDE, CUT_OFF, COVERING) for fault in page.evaluate(check)]


def apart(page: Page) -> Iterator[str]:
    page.evaluate(SET_APART, APART)
    yield from told("set apart", crowded(page))
    page.evaluate(SET_APART, "")


def twice_as_large(page: Page) -> Iterator[str]:
    """Letters alone at 200 %, as the browser's own setting does it."""
    page.evaluate(SET_APART, "html {font-size: 200% !important}")
    yield from told("200 %", crowded(page))
    page.evaluate(SET_APART, "")


def painted_by_the_system(page: Page) -> Iterator[str]:
    page.emulate_media(forced_colors="active")
    yield from told("forced colours", [*axe(page, SEEN[:1]), *page.evaluate(EDGELESS)])
    page.emulate_media(forced_colors="none", color_scheme="dark")
    yield from told("dark", axe(page, SEEN[:1]))
    page.emulate_media(color_scheme="light")


def by_keyboard(person: Person) -> Iterator[str]:
    """Every control is reached in order, seen and left; nothing is a trap."""
    try:
        Keyboard(person).walked()
    except AssertionError as error:
        yield f"keyboard: {str(error)[:600]}"


def in_two_colours(person: Person) -> Iterator[str]:
    """The version for people who see badly, at its largest, on the smallest screen."""
    page = person.page
    page.set_viewport_size(SMALLEST)
    page.evaluate(PUT_ON_SHEET)
    for display in THEMES:
        wear(page, display)
        is_first = display is THEMES[0]  # sizes are the same in all colours
        checks = [*axe(page, SEEN), *crowded(page)] if is_first else axe(page, SEEN[:2])
        yield from told(display.colours, checks)
