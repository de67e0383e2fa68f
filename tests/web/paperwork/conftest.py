"""People, a council with papers, and a renderer that needs no child process."""

import pytest

MADE = b"%PDF-1.7 made"


@pytest.fixture(autouse=True)
def read_at_once(app, monkeypatch):
    """Let go of the file behind each answer."""
    opened = app.test_client_class.open

    def read(self, *args, **kwargs):
        return opened(self, *args, **{"buffered": True, **kwargs})

    monkeypatch.setattr(app.test_client_class, "open", read)


@pytest.fixture
def by(build, council):
    """Who does something in a test, and when."""
    return {"actor": build.viewer(council.secretary), "now": build.now}


@pytest.fixture
def rendered(app, monkeypatch):
    """What the renderer was asked for, in order; each rendering has other bytes."""
    asked = []

    def render(job, content, **_):
        asked.append(content.decode())
        return MADE + str(len(asked)).encode(), {"ok": True}

    monkeypatch.setattr(app.extensions["renderer"], "render", render)
    return asked


@pytest.fixture
def secretary(sign_in, council):
    return sign_in(council.secretary)


@pytest.fixture
def member(sign_in, council):
    return sign_in(council.member)
