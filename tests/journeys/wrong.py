"""Forms sent with everything wrong: what the page says then, and where it takes the reader.

A form that takes such an answer after all, or refuses it as a whole, is none of the business here.
"""

from collections.abc import Iterator

from playwright.sync_api import Page

# Nothing chosen, nothing written where something has to be, far too much where it may be long.
FILL = """index => {
    const form = document.querySelectorAll('main form[method=post]')[index];
    const wrong = {email: 'не адрес', number: '-7', text: 'я'.repeat(3000), tel: 'я'.repeat(300)};
    for (const each of form.elements) {
        if (each.type === 'hidden' || each.type === 'file' || each.tagName === 'FIELDSET') continue;
        if (each.tabIndex < 0 || !each.checkVisibility()) continue; // nobody types there
        if (['radio', 'checkbox'].includes(each.type)) each.checked = false;
        else if (each.tagName === 'SELECT') {
            if ([...each.options].some(one => !one.value)) each.value = '';
        } else if (each.tagName !== 'BUTTON') each.value = wrong[each.type] ?? '';
    }
    form.noValidate = true;
    return kept(form);
}"""
# What a form holds that the next page has to hold again.
KEPT = """() => { window.kept = form => Object.fromEntries([...form.elements].filter(
    each => each.name && ['text', 'email', 'tel', 'number', 'textarea', 'select-one']
        .includes(each.type)).map(each => [each.name, each.value])); }"""
SEND = """index => {
    const form = document.querySelectorAll('main form[method=post]')[index];
    form.requestSubmit(form.querySelector('button:not([type=button])'));
}"""
# Forms that ask for something; a lone button has nothing to get wrong. A field may be called
# `action`, and stands before the address of its form then.
WHERE = "new URL(form.getAttribute('action') || '', document.baseURI).href"
ASKING = f"""() => [...document.querySelectorAll('main form[method=post]')]
    .map((form, index) => [index, {WHERE}, [...form.elements].filter(each => each.name
        && each.type !== 'hidden' && each.tagName !== 'BUTTON' && each.checkVisibility())
        .map(each => each.name)])
    .filter(([, , names]) => names.length)"""
# A link of the summary takes the focus to a control, which says by itself that it is wrong.
LED = """() => [...document.querySelectorAll('[data-errors] a')].flatMap(link => {
    link.click();
    const there = document.activeElement;
    if (there.matches('input, select, textarea')) return [];
    return [`leads nowhere: ${link.getAttribute('href')} (${link.textContent})`];
})"""


def asking_forms(page: Page) -> list[tuple[int, str, list[str]]]:
    """(place on the page, address, names of fields) of every form that asks for something."""
    return page.evaluate(ASKING)


def send_wrong(page: Page, place: int) -> dict[str, str]:
    """Send the form with everything wrong; gives what was typed."""
    page.evaluate(KEPT)
    typed = page.evaluate(FILL, place)
    with page.expect_navigation():
        page.evaluate(SEND, place)
    return typed


def answer_faults(page: Page, action: str, typed: dict[str, str]) -> Iterator[str]:
    """What is missing of a good answer: title, focus, ways to the fields, what was typed."""
    summary = page.locator("[data-errors]")
    if not page.title().startswith("Ошибка: "):
        yield f"title: {page.title()}"
    if not summary.evaluate("each => each === document.activeElement"):
        yield "the focus is not on the summary"
    yield from page.evaluate(LED)
    page.evaluate(KEPT)
    held = page.evaluate(
        "action => Object.assign({}, ...[...document.querySelectorAll('main form[method=post]')]"
        f".filter(form => {WHERE} === action).map(kept))",
        action,
    )
    for name, value in typed.items():
        if held.get(name, value).casefold() != value.casefold():
            yield f"{name} is lost: {value[:20]!r} -> {held[name][:20]!r}"
