"""Somebody without a mouse: reaches every control by Tab and works it by keys.

Tells any story that is told of `Person`; where the focus is seen is a matter of `keyboard`.
"""

from playwright.sync_api import Locator

from tests.journeys.people import Person

PATIENCE = 600  # stops of the longest page, twice
LONGEST_TYPED = 60  # what is longer is pasted
# Tab comes to one radio button of a group; arrows lead to the others.
REACHED = """wanted => {
  const here = document.activeElement;
  return here === wanted || (here?.type === 'radio' && wanted.type === 'radio'
    && here.name === wanted.name && here.form === wanted.form);
}"""
IS_FOCUSED = "wanted => wanted === document.activeElement"


class ByKeyboard(Person):
    """The same person at the same pages."""

    def reach(self, control: Locator) -> None:
        for _ in range(PATIENCE):
            if control.evaluate(REACHED):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not come to {control} on {self.page.url}")

    def put(self, control: Locator, text: str) -> None:
        self.reach(control)
        keys = self.page.keyboard
        keys.press("Control+A")
        keys.press("Delete")
        (keys.insert_text if len(text) > LONGEST_TYPED else keys.type)(text)
        assert control.input_value() == text

    def select(self, control: Locator, index: int) -> None:
        self.reach(control)
        self.page.keyboard.press("Home")
        for _ in range(PATIENCE):
            if control.evaluate("each => each.selectedIndex") == index:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"arrows do not come to the choice {index} on {self.page.url}")

    def tick(self, control: Locator) -> None:
        self.reach(control)
        for _ in range(PATIENCE):
            if control.evaluate(IS_FOCUSED):
                break
            self.page.keyboard.press("ArrowDown")
        if not control.is_checked():
            self.page.keyboard.press("Space")
        assert control.is_checked()

    def touch(self, control: Locator) -> None:
        self.reach(control)
        self.page.keyboard.press("Enter")
