"""How a page is put together, read from its HTML: what programs that read aloud rely on.

U03, U04, U19, U21, U22 and U23 of docs/accessibility.md. Says nothing of looks: a browser does.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time

from lxml import html

HEADINGS = "//h1|//h2|//h3|//h4|//h5|//h6"
CONTROLS = "//input[not(@type='hidden' or @type='submit' or @hidden)]|//select|//textarea"
FOCUSABLE = "//a[@href]|//button|//input[not(@type='hidden')]|//select|//textarea|//summary"
POINTS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers")
# What a browser may fill in by itself (WCAG 1.3.5); "off" where the data are of somebody else.
PASSWORDS = frozenset({"current-password", "new-password"})
TOKENS = PASSWORDS | {"off", "name", "email", "username", "tel", "one-time-code"}
TOKENS |= {"organization", "organization-title", "address-level2"}
OWN = {"email": {"email", "username", "off"}, "tel": {"tel", "off"}}
NUMBERS = re.compile(r"(?<![\d.])\d{2}\.\d{2}\.\d{2}(?![\d.])")


def faults_of(text: str) -> list[str]:
    """What is wrong with a whole page, in words; nothing for a page that is well built."""
    page = html.document_fromstring(text)
    checks = ALL if page.xpath("//body/header") else OF_A_PAPER
    return [fault for check in checks for fault in check(page)]


def words_of(element) -> str:
    return " ".join(element.text_content().split())


def shown(element) -> str:
    return html.tostring(element, encoding="unicode", with_tail=False)[:140]


def skeleton(page) -> Iterator[str]:
    """One language, one main part, one h1 with which the title begins."""
    if page.get("lang") not in {"ru", "en"}:
        yield f"lang={page.get('lang')}"
    if len(page.xpath("//main")) != 1:
        yield "not one main"
    headings = [words_of(each) for each in page.xpath("//h1")]
    title = words_of(page.find("head/title"))
    if len(headings) != 1 or not headings[0]:
        yield f"h1: {headings}"
        return
    is_wrong = bool(page.xpath("//*[@data-errors]//a"))
    bare = re.sub("^(?:Ошибка|Error): ", "", title)
    if not bare.startswith(headings[0]):
        yield f"title {title!r} does not begin with {headings[0]!r}"
    if is_wrong and bare == title:
        yield f"title {title!r} does not say that something is wrong"


def skip_link(page) -> Iterator[str]:
    """The first thing that Tab reaches leads past the menu."""
    first = page.xpath(FOCUSABLE)
    if not first or first[0].get("href") != "#main" or not page.xpath("//main[@id='main']"):
        yield "the skip link is not first"


def names(page) -> Iterator[str]:
    """Every id once; what points to an id finds it; what can be pressed has a name."""
    ids = Counter(page.xpath("//@id"))
    yield from (f"id {name} {count} times" for name, count in ids.items() if count > 1)
    for attribute in POINTS:
        for value in page.xpath(f"//@{attribute}"):
            yield from (f"{attribute}={one}" for one in value.split() if one not in ids)
    for link in page.xpath("//a[starts-with(@href, '#')]"):
        if link.get("href")[1:] not in ids:
            yield f"leads nowhere: {shown(link)}"
    for each in page.xpath("//a[@href]|//button|//summary"):
        if not words_of(each) and not each.get("aria-label") and not each.xpath(".//img[@alt!='']"):
            yield f"nameless: {shown(each)}"


def outline(page) -> Iterator[str]:
    """No level of headings is left out on the way down."""
    before = 0
    for heading in page.xpath(HEADINGS):
        level = int(heading.tag[1])
        if level > before + 1:
            yield f"h{level} after h{before}: {words_of(heading)}"
        before = level


def tables(page) -> Iterator[str]:
    """A table has a caption, its head cells say what they head; it scrolls in a part of its own."""
    for table in page.xpath("//table"):
        if not table.xpath("caption[normalize-space()]|ancestor::*[@role='group' and @aria-label]"):
            yield f"no caption: {shown(table)}"
        if not table.xpath("ancestor::*[@tabindex='0' and (@role='region' or @role='group')]"):
            yield f"scrolls nowhere: {shown(table)}"
    yield from heads(page)


def heads(page) -> Iterator[str]:
    for table in page.xpath("//table[not(@role='presentation') and not(.//th)]"):
        yield f"no head: {shown(table)}"
    for cell in page.xpath("//th"):
        if cell.get("scope") not in {"col", "row", "colgroup", "rowgroup"}:
            yield f"th without scope: {shown(cell)}"


def lists(page) -> Iterator[str]:
    for each in page.xpath("//ul/*[not(self::li)]|//ol/*[not(self::li)]"):
        yield f"in a list, but no li: {shown(each)}"
    for each in page.xpath("//ul[not(li) and not(@id) and not(@class)]|//ol[not(li)]"):
        yield f"a list of nothing: {shown(each)}"


def fields(page) -> Iterator[str]:
    """Each field has a label and, for what browsers know, the token of what it is."""
    labelled = set(page.xpath("//label/@for"))
    for each in page.xpath(CONTROLS):
        has_name = (
            each.get("aria-label") or each.get("aria-labelledby") or each.xpath("ancestor::label")
        )
        if not has_name and each.get("id") not in labelled:
            yield f"no label: {shown(each)}"
        token = each.get("autocomplete")
        if token is not None and token not in TOKENS:
            yield f"autocomplete={token}"
        kind = each.get("type")
        if kind in OWN and token not in OWN[kind]:
            yield f"autocomplete={token} for {kind}: {shown(each)}"
        if kind == "password" and token not in PASSWORDS:
            yield f"autocomplete={token} for a password: {shown(each)}"
        if each.get("onpaste") or (kind == "password" and each.get("readonly")):
            yield f"no paste: {shown(each)}"
        if kind in {"radio", "checkbox"} and not is_grouped(each, page):
            yield f"no group: {shown(each)}"


def options(page) -> Iterator[str]:
    """A choice without words is silence to whoever hears the page."""
    for each in page.xpath("//option[not(normalize-space()) and not(@label)]"):
        yield f"an option without words: {shown(each.getparent())}"


def is_grouped(control, page) -> bool:
    """Choices of one name stand under one legend, or in a row of a table that names them."""
    same = page.xpath(
        "//input[@type=$kind and @name=$name]",
        kind=control.get("type"),
        name=control.get("name") or "",
    )
    groups = "ancestor::fieldset[legend]|ancestor::*[@role='group']|ancestor::tr[th]"
    own_form = [
        each for each in same if each.xpath("ancestor::form") == control.xpath("ancestor::form")
    ]
    return len(own_form) < 2 or bool(control.xpath(groups))


def dates(page) -> Iterator[str]:
    """What is marked as a moment can be read by a program; years have four figures."""
    for each in page.xpath("//time"):
        value = each.get("datetime") or ""
        if not any(reads(kind, value) for kind in (datetime, date, time)):
            yield f"datetime={value}"
    for text in page.xpath("//main//text()[not(parent::script or parent::pre)]"):
        yield from (f"a year of two figures: {one}" for one in NUMBERS.findall(text))


def reads(kind, value: str) -> bool:
    try:
        kind.fromisoformat(value)
    except ValueError:
        return False
    return True


def pictures(page) -> Iterator[str]:
    for each in page.xpath("//img[not(@alt)]|//iframe[not(@title)]"):
        yield f"undescribed: {shown(each)}"
    for each in page.xpath("//svg[not(ancestor-or-self::*[@aria-hidden='true'])]"):
        if each.get("role") != "img" or not (
            each.get("aria-label") or each.get("aria-labelledby") or each.xpath("title")
        ):
            yield f"undescribed: {shown(each)}"


def version_for_the_visually_impaired(page) -> Iterator[str]:
    """Its switch stands in the header of every page; the panel only while it is on."""
    if not page.xpath("//header//a[@class='display-switch' and normalize-space()]"):
        yield "no switch of the version for the visually impaired"


def foot(page) -> Iterator[str]:
    """Whom to ask stands in the same place everywhere: first in the foot, with a way to ask."""
    if "@" not in "".join(page.xpath("//footer//*[contains(@class, 'contact')]//text()")):
        yield "nobody to ask in the foot"


# A letter, or a paper as it is printed, has no menu, no foot and nothing that scrolls.
OF_A_PAPER = (names, outline, heads, lists, fields, options, dates, pictures)
ALL = (skeleton, skip_link, *OF_A_PAPER, tables, version_for_the_visually_impaired, foot)
