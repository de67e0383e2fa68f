"""Somebody who has a keyboard alone: walks by Tab, sees where the focus is, types and presses.

What is reached is compared with what the page holds, in the order of its HTML.
"""

from playwright.sync_api import Page

from tests.journeys.people import Person

ZOOMED = {"width": 640, "height": 450}  # 1280 x 900 at 200 %
NARROWEST = 2
PATIENCE = 150

# The controls that Tab reaches, in the order of the HTML; of a group of radio buttons one.
CONTROLS = """() => {
  const all = [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')];
  const groups = new Set();
  const found = all.filter(each => {
    if (each.disabled || each.tabIndex < 0 || !each.checkVisibility({visibilityProperty: true}))
      return false;
    if (each.type !== 'radio') return true;
    const key = each.form?.action + each.name;
    const chosen = all.find(one => one.type === 'radio' && one.name === each.name
      && one.form === each.form && one.checked);
    if (groups.has(key) || (chosen && chosen !== each)) return false;
    groups.add(key);
    return true;
  });
  found.forEach((each, index) => { each.dataset.reached = index; });
  return found.length;
}"""

# Where the focus is: which control, whether its ring is seen, whether it is on the screen and bare.
FOCUS = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  if (here.tagName === 'IFRAME') return {index: -1, name: '', ring: 0, within: true};
  const label = here.labels?.[0];
  const drawn = ['radio', 'checkbox'].includes(here.type) && label;
  const ring = drawn ? getComputedStyle(label, '::before') : getComputedStyle(here);
  const bare = ring.outlineStyle === 'none' || / 0\\)$/.test(ring.outlineColor);
  // A choice lies over the ring that its label draws; the words beside may be scrolled away.
  const own_box = here.getClientRects()[0];
  const box = drawn && own_box.width < 20 ? label.getClientRects()[0] : own_box;
  const across = Math.min(box.left + box.width / 2, innerWidth - 1);
  // Of a region that is higher than the screen the middle of what is shown.
  const shown = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  const down = box.top < 0 ? shown : box.top + Math.min(box.height / 2, 20);
  const top = document.elementFromPoint(across, down);
  const own = [here, label].some(one => one && top && (one.contains(top) || top.contains(one)));
  return {
    index: Number(here.dataset.reached ?? -1),
    name: (here.getAttribute('aria-label') || label?.textContent || here.textContent
      || here.name || '').replace(/\\s+/g, ' ').trim(),
    ring: bare ? 0 : parseFloat(ring.outlineWidth),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && own,
  };
}"""


class Keyboard:
    """One person without a mouse at 200 %."""

    def __init__(self, person: Person) -> None:
        self.person, self.page = person, person.page
        self.page.set_viewport_size(ZOOMED)

    def walked(self) -> "Keyboard":
        """Through the whole page and out of it, then back: no trap, nothing left out."""
        self.page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
        fits(self.page)
        count = self.page.evaluate(CONTROLS)
        first = self.page.evaluate(FOCUS)
        assert first is None, first
        reached = [self.tab() for _ in range(count)]
        order = [each["index"] for each in reached]
        assert order == list(range(count)), [each["name"] for each in reached]
        after = self.page.evaluate(FOCUS) if self.pressed("Tab") else None
        assert after is None or after["index"] == 0, f"a trap: {after}"
        self.pressed("Shift+Tab")
        back = self.page.evaluate(FOCUS)
        assert back is None or back["index"] in {count - 1, count - 2}, back
        fits(self.page)
        return self

    def pressed(self, key: str) -> bool:
        self.page.keyboard.press(key)
        return True

    def tab(self) -> dict:
        """One step on; the focus has to be seen there. A letter has links within its frame."""
        for _ in range(PATIENCE):
            self.page.keyboard.press("Tab")
            found = self.page.evaluate(FOCUS)
            if not (found and found.get("within")):
                break
        assert found is not None, "the focus left the page"
        assert found["ring"] >= NARROWEST, f"no ring: {found} at {self.page.url}"
        assert found["seen"], f"hidden: {found} at {self.page.url}"
        return found

    def reach(self, name: str) -> "Keyboard":
        """To the next control that is called so."""
        for _ in range(PATIENCE):
            self.page.keyboard.press("Tab")
            found = self.page.evaluate(FOCUS)
            if found and found["name"].startswith(name):
                return self
        raise AssertionError(f"{name} is not reached on {self.page.url}")

    def type(self, name: str, text: str) -> "Keyboard":
        self.reach(name).page.keyboard.type(text)
        return self

    def press(self, name: str) -> "Keyboard":
        """A button or a link that leads to another page."""
        self.reach(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.person.arrived()
        return self


def fits(page: Page) -> None:
    """Nothing is scrolled sideways."""
    wide, inner = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
    assert wide <= inner, f"{page.url}: {wide} > {inner}"
