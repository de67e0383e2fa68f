"""Where minutes stand in the menu."""

import re


def test_the_menu_marks_the_minutes_though_they_live_under_their_meeting(minutes, council, enter):
    edition = minutes.drafted()
    page = enter(council.secretary).get(f"/desk/meetings/{edition.meeting_id}/minutes/").text
    assert re.findall(r'aria-current="page">([^<]+)<', page) == ["Протоколы"]
