"""What visitors find on a site on which nothing has been recorded yet: pages, never a failure."""

import re
from html import unescape

import pytest

ADDRESSES = re.compile(r'href="(/[^"#]*)')


@pytest.mark.parametrize("start", ("/", "/en/events/", "/sign-in"))
def test_every_link_of_an_empty_site_leads_to_a_page(client, session, start):
    page = client.get(start)
    assert page.status_code == 200
    links = {each for each in ADDRESSES.findall(page.text) if not each.startswith("/static/")}
    answers = {link: client.get(unescape(link)).status_code for link in links}
    assert len(answers) > 5
    assert {link: status for link, status in answers.items() if status not in {200, 302, 303}} == {}
