"""Somebody at a browser: opens pages, fills in fields by their labels, presses buttons.

Every page seen is checked on arrival: no error page, no foreign host, one h1, nothing that
axe-core finds; its HTML is kept for the Nu checker.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

PASSWORD = "zarechye-2026-demo"
AXE = Path(__file__).parents[1] / "browser/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TYPED = "textarea, input:not([type=radio]):not([type=checkbox])"
VARIABLE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+|(?<=visit/)[^/]+")


Key = tuple[str, str, frozenset[str]]


def key_of(page: Page) -> Key:
    """Which page it is and in which state: its address, title and what can be pressed there.

    A record's title says nothing of its state, but for the word that something is wrong.
    """
    path = VARIABLE.sub("_", urlsplit(page.url).path)
    title = VARIABLE.sub("_", page.title())
    if path == "/desk/" or (path.startswith("/desk/") and "_" in path):
        title = "Ошибка" if title.startswith("Ошибка:") else ""
    return path, title, frozenset(page.locator("main button").all_text_contents())


class Seen:
    """Which pages were checked already in this run, and where their HTML is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keys: set[Key] = set()

    def is_new(self, page: Page) -> bool:
        key = key_of(page)
        if key in self.keys:
            return False
        self.keys.add(key)
        (self.folder / f"{len(self.keys):03}.html").write_text(page.content(), encoding="utf-8")
        return True


class Person:
    """A browser window with what one person does in it."""

    def __init__(self, page: Page, base: str, seen: Seen, *, scripts: bool = True) -> None:
        self.page, self.base, self.seen, self.scripts = page, base, seen, scripts
        self.foreign: list[str] = []
        page.on("request", self.note_request)
        page.on("pageerror", lambda error: self.foreign.append(f"script failed: {error}"))

    def note_request(self, request) -> None:
        if not request.url.startswith((self.base, "data:")):
            self.foreign.append(request.url)

    def open(self, path: str, *, status: int = 200) -> "Person":
        answer = self.page.goto(self.base + path)
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status}"
        return self.arrived()

    def arrived(self) -> "Person":
        """Check the page that has come up."""
        self.page.wait_for_load_state()
        assert self.foreign == []
        expect(self.page.locator("h1")).to_have_count(1)
        expect(self.page.locator("body")).not_to_contain_text("г..")  # the date has its own stop
        if self.seen.is_new(self.page) and self.scripts:
            self.check_accessibility()
        return self

    def check_accessibility(self) -> None:
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate(
            "tags => axe.run(document, {runOnly: tags}).then(r => r.violations.map("
            "v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join('; ')))",
            TAGS,
        )
        assert found == [], f"{self.page.url}: {found}"

    def sign_in(self, email: str) -> "Person":
        self.open("/sign-in")
        self.fill("Электронная почта", email)
        self.page.locator("input[type=password]").fill(PASSWORD)
        return self.press("Войти")

    def bring_session(self, cookie: str) -> "Person":
        """Come in with a session that began elsewhere, as after the form of signing in."""
        self.page.context.add_cookies([{"name": "session", "value": cookie, "url": self.base}])
        return self.open("/desk/")

    def field(self, label: str, kind: str, within: str) -> Locator:
        """The first control of that kind whose label has these words."""
        place = self.page.locator(within)
        return place.get_by_label(label, exact=False).and_(self.page.locator(kind)).first

    def fill(self, label: str, text: str, *, within: str = "main") -> "Person":
        self.field(label, TYPED, within).fill(text)
        return self

    def choose(self, label: str, option: str, *, within: str = "main") -> "Person":
        """An option of a list by the words that it begins with."""
        control = self.field(label, "select", within)
        control.wait_for()
        options = [" ".join(each.split()) for each in control.locator("option").all_text_contents()]
        fitting = [index for index, each in enumerate(options) if each.startswith(option)]
        assert fitting, f"{label}: {option} is not among {options}"
        control.select_option(index=fitting[0])
        return self

    def pick(self, label: str, *, within: str = "main") -> "Person":
        """A radio button or a checkbox by its words."""
        self.field(label, "[type=radio], [type=checkbox]", within).check()
        return self

    def press(self, name: str, *, within: str = "main") -> "Person":
        """A button by its words; waits for the page that answers."""
        button = self.page.locator(within).get_by_role("button", name=name, exact=False).first
        with self.page.expect_navigation():
            button.click()
        return self.arrived()

    def follow(self, name: str, *, within: str = "body") -> "Person":
        link = self.page.locator(within).get_by_role("link", name=name, exact=False).first
        with self.page.expect_navigation():
            link.click()
        return self.arrived()

    def sees(self, *texts: str) -> "Person":
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)
        return self

    def does_not_see(self, *texts: str) -> "Person":
        for text in texts:
            expect(self.page.locator("body")).not_to_contain_text(text)
        return self

    def lines(self, selector: str) -> list[str]:
        """The texts of all matching elements, each with plain single spaces."""
        found = self.page.locator(selector).all_text_contents()
        return [" ".join(text.split()) for text in found]

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.base)
