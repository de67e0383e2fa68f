"""The form of a new report comes filled in with what the system knows."""

import re

import pytest


def chosen(page, name):
    select = re.search(rf'<select[^>]*name="{name}".*?</select>', page, re.DOTALL)[0]
    found = re.search(
        r'<option[^>]*value="([^"]*)"[^>]*selected|selected[^>]*value="([^"]*)"', select
    )
    return (found[1] or found[2]) if found else None


def ticked(page):
    radios = re.findall(r'<input[^>]*type="radio"[^>]*>', page)
    return [re.search(r'value="([^"]*)"', each)[1] for each in radios if "checked" in each]


@pytest.fixture
def form_for(council, enter):
    def page(query="", who=None):
        return enter(who or council.coordinator).get(f"/desk/reports/new{query}").text

    return page


def test_the_half_year_and_the_own_organisation_are_filled_in(council, form_for):
    page = form_for()
    assert chosen(page, "part") == "half_year-2"
    assert chosen(page, "organisation") == str(council.ministry.id)
    assert re.search(r'name="year"[^>]*value="2026"|value="2026"[^>]*name="year"', page)
    assert not ticked(page)


def test_a_link_may_name_the_kind(form_for):
    page = form_for("?kind=interim_report")
    assert ticked(page) == ["interim_report"]
    assert (chosen(page, "part"), chosen(page, "last_month")) == ("months-1", "11")


def test_whoever_writes_one_kind_finds_it_chosen(council, form_for):
    page = form_for("?kind=coordinator_report", council.reporter)
    assert ticked(page) == ["infrastructure_report"]


@pytest.mark.parametrize("query", ("?kind=nonsense", "?kind="))
def test_a_kind_that_is_none_is_passed_over(form_for, query):
    assert not ticked(form_for(query))
