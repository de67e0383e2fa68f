"""Somebody at a browser: opens pages, fills in fields by their labels, presses buttons.

Every page seen is checked on arrival: no error page, no foreign host, one h1, nothing that
axe-core finds; its HTML is kept for the Nu checker.
"""

import re
from contextlib import suppress
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, Request, expect

PASSWORD = "zarechye-2026-demo"
AXE = Path(__file__).parents[1] / "browser/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TYPED = "textarea, input:not([type=radio]):not([type=checkbox])"
VARIABLE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+|(?<=visit/)[^/]+")


# All that is asked of a page on arrival, in one question to the browser.
LOOK = """() => ({
    title: document.title,
    headings: document.querySelectorAll('h1').length,
    buttons: [...document.querySelectorAll('main button')].map(each => each.textContent),
    hasTwoStops: document.body.textContent.includes('г..'),  // the date has its own stop
})"""


@cache
def axe() -> str:
    return AXE.read_text(encoding="utf-8")


def key_of(url: str, look: dict) -> str:
    """Which page it is and in which state: its address, title and what can be pressed there.

    A record's title says nothing of its state, but for the word that something is wrong.
    """
    path = VARIABLE.sub("_", urlsplit(url).path)
    title = VARIABLE.sub("_", look["title"])
    if path == "/desk/" or (path.startswith("/desk/") and "_" in path):
        title = "Ошибка" if title.startswith("Ошибка:") else ""
    return repr((path, title, sorted(set(look["buttons"]))))


class Seen:
    """Which pages were checked already in this run, and where the HTML of this process is kept.

    Processes that run beside each other have `marks` in common: none checks what another did.
    """

    def __init__(self, folder: Path, marks: Path) -> None:
        self.folder, self.marks = folder, marks
        self.known: set[str] = set()

    def is_first(self, check: str, key: str) -> bool:
        """Whether nobody in this run made this check of this page before."""
        name = sha256(f"{check} {key}".encode()).hexdigest()
        if name in self.known:
            return False
        self.known.add(name)
        with suppress(FileExistsError):
            (self.marks / name).open("x").close()
            return True
        return False

    def keep(self, html: str) -> None:
        (self.folder / f"{len(self.known):04}.html").write_text(html, encoding="utf-8")


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
        look = self.page.evaluate(LOOK)
        assert look["headings"] == 1, f"{self.page.url}: {look}"
        assert not look["hasTwoStops"], self.page.url
        key = key_of(self.page.url, look)
        self.keep_html(key)
        if self.scripts and self.seen.is_first("axe", key):
            self.check_accessibility()
        return self

    def keep_html(self, key: str = "") -> None:
        """Leave the page to the Nu checker, if it is the first of its kind."""
        if self.seen.is_first("html", key or key_of(self.page.url, self.page.evaluate(LOOK))):
            self.seen.keep(self.page.content())

    def check_accessibility(self) -> None:
        self.page.evaluate(axe())
        found = self.page.evaluate(
            "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then("
            "r => r.violations.map(v => v.id + ': '"
            " + v.nodes.map(n => n.target + ' ' + n.failureSummary).join('; ')))",
            TAGS,
        )
        assert found == [], f"{self.page.url}: {found}"

    def sign_in(self, email: str) -> "Person":
        self.open("/sign-in")
        self.fill("Электронная почта", email)
        self.put(self.page.locator("input[type=password]"), PASSWORD)
        return self.press("Войти")

    def bring_session(self, cookie: str) -> "Person":
        """Come in with a session that began elsewhere, as after the form of signing in."""
        self.page.context.add_cookies([{"name": "session", "value": cookie, "url": self.base}])
        return self.open("/desk/")

    def field(self, label: str, kind: str, within: str) -> Locator:
        """The first control of that kind whose label has these words."""
        place = self.page.locator(within)
        return place.get_by_label(label, exact=False).and_(self.page.locator(kind)).first

    def put(self, control: Locator, text: str) -> None:
        """With the four below all that a hand does here: somebody may do it in another way."""
        control.fill(text)

    def select(self, control: Locator, index: int) -> None:
        control.select_option(index=index)

    def tick(self, control: Locator) -> None:
        control.check()

    def touch(self, control: Locator) -> None:
        control.click()

    def lead_on(self, control: Locator) -> "Person":
        """Touch what leads to another page; waits for that page."""
        with self.page.expect_navigation():
            self.touch(control)
        return self.arrived()

    def fill(self, label: str, text: str, *, within: str = "main") -> "Person":
        self.put(self.field(label, TYPED, within), text)
        return self

    def choose(self, label: str, option: str, *, within: str = "main") -> "Person":
        """An option of a list by the words that it begins with."""
        control = self.field(label, "select", within)
        control.wait_for()
        options = [" ".join(each.split()) for each in control.locator("option").all_text_contents()]
        fitting = [index for index, each in enumerate(options) if each.startswith(option)]
        assert fitting, f"{label}: {option} is not among {options}"
        self.select(control, fitting[0])
        return self

    def pick(self, label: str, *, within: str = "main") -> "Person":
        """A radio button or a checkbox by its words."""
        self.tick(self.field(label, "[type=radio], [type=checkbox]", within))
        return self

    def press(self, name: str, *, within: str = "main") -> "Person":
        """A button by its words; waits for the page that answers."""
        button = self.page.locator(within).get_by_role("button", name=name, exact=False).first
        return self.lead_on(button)

    def follow(self, name: str, *, within: str = "body") -> "Person":
        link = self.page.locator(within).get_by_role("link", name=name, exact=False).first
        return self.lead_on(link)

    def download(self, name: str, *, within: str = "main") -> bytes:
        """The file that a link gives."""
        link = self.page.locator(within).get_by_role("link", name=name, exact=False).first
        with self.page.expect_download() as found:
            self.touch(link)
        return found.value.path().read_bytes()

    def stays(self, text: str) -> "Person":
        """A step of several holds: anew, back and forth, in a new tab; nothing is sent again."""
        sent = []

        def note(request: Request) -> None:
            if request.method != "GET":
                sent.append(request.url)

        self.page.on("request", note)
        self.page.reload()
        self.sees(text)
        self.page.go_back()
        self.page.go_forward()
        self.sees(text)
        other = self.page.context.new_page()
        answer = other.goto(self.page.url)
        assert answer is not None
        assert answer.status == HTTPStatus.OK
        other.close()
        self.page.remove_listener("request", note)
        assert sent == []
        return self

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
