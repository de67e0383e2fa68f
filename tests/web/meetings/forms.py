"""What a browser would post on the pages of meetings; a test changes the field it is about."""

import re


def key_in(text):
    """The one-time key of a page with a form for something new."""
    return re.search(r'name="key" value="([^"]+)"', text)[1]


def revision_in(text):
    return re.search(r'name="revision" value="(\d+)"', text)[1]


def meeting_data(council, **changes):
    return {
        "kind": "regular",
        "form": "in_person",
        "day": "17.12.2026",
        "time": "11:00",
        "number": "",
        "city": "г. Заречинск",
        "place": "каб. 301",
        "video_link": "",
        "ballots_until": "",
        "is_open": "y",
        "guest_seats": "20",
        "presiding": str(council.chair.id),
        **changes,
    }


def item_data(**changes):
    return {
        "title": "О плане работы на 2027 год",
        "kind": "other",
        "report": "",
        "reasoning": "",
        "minutes": "15",
        "proposed_decision": "Утвердить план.",
        "speakers-0-person": "",
        "speakers-0-name": "Гость Пётр Ильич",
        "speakers-0-post": "директор",
        **changes,
    }
