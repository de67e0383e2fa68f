"""The files of deploy/ are read by the programs that they are meant for."""

import re
import shutil
import subprocess
import threading
import time
import urllib.request
from contextlib import contextmanager
from http import HTTPStatus
from itertools import count
from pathlib import Path
from urllib.error import HTTPError

import pytest
import yaml
from flask import Flask, request
from waitress.server import create_server

from tests.postgres import free_port

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
needs_nginx = pytest.mark.skipif(not Path(NGINX).exists(), reason="nginx is not installed")
SEEING_ALL = {"threads": 2, "clear_untrusted_proxy_headers": False}
MAIN = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    default_type text/html;
    include {folder}/council.conf;
}}
"""


def configured(folder, ports, listen, without=""):
    """The sample with the ports of the test, its cache in the folder, and no TLS."""
    text = (DEPLOY / "nginx/council.conf").read_text(encoding="utf-8").replace(without, "")
    servers = iter(ports)
    text = re.sub(r"127\.0\.0\.1:800\d", lambda _: f"127.0.0.1:{next(servers)}", text)
    text = text.replace("/var/lib/nginx/council", f"{folder}/cache")
    text = text.replace("/var/log/nginx/council.log", f"{folder}/council.log")
    text = re.sub(r"\n    ssl_\w+ [^;]+;", "", text)
    text = re.sub(r"listen \[::\]:\d+[^;]*;", "", text)
    text = text.replace("listen 80 default_server;", f"listen 127.0.0.1:{free_port()};")
    text = text.replace("listen 443 ssl http2 default_server;", f"listen 127.0.0.1:{free_port()};")
    text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{listen} default_server;")
    (folder / "council.conf").write_text(text, encoding="utf-8")
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder), encoding="utf-8")
    return folder / "nginx.conf"


@contextmanager
def nginx(folder, ports, without=""):
    """nginx in front of processes on these ports; yields its address."""
    listen = free_port()
    command = [NGINX, "-p", folder, "-c", configured(folder, ports, listen, without)]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{listen}"
    finally:
        server.terminate()
        server.wait(timeout=10)


def site_behind():
    """An application that tells what reaches it and how often."""
    app, asked = Flask(__name__), count(1)

    @app.get("/<path:what>")
    @app.get("/", defaults={"what": ""})
    def tell(what):
        seen = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Request-ID", "Host")
        told = " ".join(request.headers.get(name, "-") for name in seen)
        headers = {
            "X-Number": str(next(asked)),
            "Cache-Control": "public, max-age=0",
        }
        if what == "private":
            headers["Cache-Control"] = "no-store"
        if what == "form":
            headers["Set-Cookie"] = "session=1"
        return told + "<p>страница</p>" * 500, 200, headers

    return app


@pytest.fixture(scope="module")
def ports():
    """Two processes behind, as they would be."""
    app, servers = site_behind(), []
    for _ in range(2):
        servers.append(create_server(app, host="127.0.0.1", port=free_port(), **SEEING_ALL))
        threading.Thread(target=servers[-1].run, daemon=True).start()
    yield [server.effective_port for server in servers]
    for server in servers:
        server.close()


@pytest.fixture(scope="module")
def front(tmp_path_factory, ports):
    """nginx as in deploy/."""
    with nginx(tmp_path_factory.mktemp("nginx"), ports) as address:
        wait_for(address)
        yield address


def wait_for(address):
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            return status(address)
        except OSError:
            time.sleep(0.05)
    raise AssertionError("nginx does not answer")


def ask(address, path, **headers):
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    found = urllib.request.Request(address + path, headers={"Host": "council.region.ru", **sent})
    with urllib.request.urlopen(found, timeout=10) as answer:
        return answer.headers, answer.read()


def number(front, path, **headers):
    return int(ask(front, path, **headers)[0]["X-Number"])


@needs_nginx
def test_a_public_page_is_asked_of_the_site_twice_a_second(front):
    numbers, ended = set(), time.monotonic() + 0.4
    while time.monotonic() < ended:
        numbers.add(number(front, "/meetings/"))
    assert len(numbers) <= 2
    assert number(front, "/meetings/", Cookie="language=en") > max(numbers)


@needs_nginx
def test_f16_what_is_shown_is_never_older_than_a_second(front):
    assert is_anew_after_a_second(front)


@needs_nginx
def test_f16_twin_without_the_moment_in_its_name_a_stored_page_is_shown_for_two(ports, tmp_path):
    """nginx counts whole seconds."""
    with nginx(tmp_path, ports, without="$council_moment$request_method") as address:
        wait_for(address)
        assert not is_anew_after_a_second(address)


def is_anew_after_a_second(front):
    """Whether a page stored at the beginning of a second of the clock is asked for again."""
    time.sleep(1.05 - time.time() % 1)
    stored = number(front, "/withdrawn")
    time.sleep(1)
    return number(front, "/withdrawn") > stored


@needs_nginx
@pytest.mark.parametrize(
    ("path", "headers"),
    (
        ("/desk", {"Cookie": "__Host-session=abc"}),
        ("/desk", {"Cookie": "language=ru; session=abc"}),
        ("/seen", {"Cookie": "display=large"}),
        ("/api", {"Authorization": "Bearer x"}),
        ("/private", {}),
        ("/form", {}),
        ("/sign-in", {}),
        ("/en/events/1-fair/apply/", {}),
    ),
)
def test_what_is_somebodys_own_is_never_stored(front, path, headers):
    found = [number(front, path, **headers) for _ in range(3)]
    assert found == sorted(set(found))
    assert len({number(front, path, **headers) for _ in range(2)}) == 2


@needs_nginx
def test_public_pages_are_compressed_and_those_of_signed_in_people_are_not(front):
    public, body = ask(front, "/packed", Accept_Encoding="gzip")
    assert (public["Content-Encoding"], len(body) < 1000) == ("gzip", True)
    own, body = ask(front, "/packed", Accept_Encoding="gzip", Cookie="session=abc")
    assert (own["Content-Encoding"], len(body) > 9000) == (None, True)


@needs_nginx
def test_the_site_is_told_who_asks_and_believes_no_visitor_about_it(front):
    _, body = ask(front, "/told", X_Forwarded_For="10.9.8.7", X_Request_ID="f" * 16)
    address, scheme, request_id, host = body.decode().split("<p>")[0].split()
    assert (address, scheme, host) == ("127.0.0.1", "http", "council.region.ru")
    assert re.fullmatch(r"[0-9a-f]{32}", request_id)
    with pytest.raises(urllib.error.HTTPError, match="404"):
        ask(front, "/metrics")


def test_the_alarms_are_rules_on_figures_that_the_site_tells():
    rules = yaml.safe_load((DEPLOY / "prometheus/alarms.yml").read_text(encoding="utf-8"))
    found = {rule["alert"]: rule for group in rules["groups"] for rule in group["rules"]}
    assert {
        "LettersWait",
        "NotReady",
        "BackupOld",
        "JournalNotWhole",
        "DiskFilling",
        "ManyFailures",
    } <= set(found)
    sources = [ROOT / "core/adapters/metrics.py", ROOT / "core/operation/figures.py"]
    told = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    for rule in found.values():
        assert rule["labels"]["severity"] in {"page", "warn"}
        for name in re.findall(r"council_(\w+?)(?:_total)?\b", rule["expr"]):
            assert f'"{name}"' in told or f'"council_{name}"' in told, name
    assert "600" in found["LettersWait"]["expr"]
    assert "26 * 3600" in found["BackupOld"]["expr"]
    assert "0.10" in found["DiskFilling"]["expr"]
    assert "0.01" in found["ManyFailures"]["expr"]
    assert found["NotReady"]["for"] == "2m"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_the_units_are_sound_and_hardened():
    units = sorted(map(str, (DEPLOY / "systemd").iterdir()))
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units],
        capture_output=True,
        text=True,
        check=False,
    )
    wrong = [line for line in checked.stderr.splitlines() if "is not executable" not in line]
    assert wrong == []
    for path in (DEPLOY / "systemd").glob("*.service"):
        text = path.read_text(encoding="utf-8")
        for setting in ("NoNewPrivileges=yes", "ProtectSystem=strict", "User=council"):
            assert setting in text, path.name
        if "oneshot" not in text:
            assert {"Restart=always", "KillSignal=SIGTERM"} <= set(text.splitlines())
            assert "MemoryMax=" in text


def test_each_setting_of_the_example_is_told_in_the_readme():
    example = (DEPLOY / "council.env.example").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = set(re.findall(r"^#?([A-Z][A-Z_]+)=", example, re.MULTILINE))
    assert {name for name in names if f"`{name}`" not in readme} == set()
    assert not re.search(r"(?m)^SECRET_KEY=", example)


@needs_nginx
@pytest.mark.parametrize(
    ("without", "met"), (("", HTTPStatus.OK), (" max_fails=0", HTTPStatus.BAD_GATEWAY))
)
def test_a_process_that_comes_back_is_asked_at_once(tmp_path, without, met):
    """After an upgrade, when both were away; the twin is nginx by its defaults."""
    ports = free_port(), free_port()
    with nginx(tmp_path, ports, without) as front:
        wait_for(front)
        assert {status(front) for _ in range(5)} == {HTTPStatus.BAD_GATEWAY}
        back = create_server(site_behind(), host="127.0.0.1", port=ports[0], **SEEING_ALL)
        threading.Thread(target=back.run, daemon=True).start()
        assert status(front) == met
        back.close()


def status(front):
    try:
        ask(front, "/private")
    except HTTPError as refused:
        return refused.code
    return HTTPStatus.OK


@needs_nginx
def test_no_secret_address_is_logged(tmp_path, ports):
    with nginx(tmp_path, ports) as front:
        wait_for(front)
        ask(front, "/link/s3cret?again=s3cret", Referer="https://council.region.ru/link/s3cret")
        ask(front, "/en/events/application/s3cret/edit/")
        ask(front, "/display/?version=special&next=/link/s3cret")
        ask(front, "/meetings/?q=s3cret")
    logged = (tmp_path / "council.log").read_text(encoding="utf-8")
    assert "s3cret" not in logged
    asked = re.findall(r'"GET (\S+)" 200', logged)
    wanted = ["/link/...", "/en/events/application/...", "/display/", "/meetings/"]
    assert asked[-4:] == wanted


SECRET = re.compile(r"<(token|secret)>|/letters/choice/<key>")
LOGGED = re.compile(r'map \$request_uri \$council_logged {\s+"~([^"]+)"')


def test_each_address_with_a_secret_is_one_of_those_that_are_logged_without_it(app):
    """A new personal page is added to deploy/nginx/council.conf too."""
    text = (DEPLOY / "nginx/council.conf").read_text(encoding="utf-8")
    hides = re.compile(LOGGED.search(text)[1].replace("(?<", "(?P<"))
    rules = [rule.rule for rule in app.url_map.iter_rules() if SECRET.search(rule.rule)]
    assert len(rules) > 20
    addresses = [re.sub(r"<int[^>]*>", "1", rule) for rule in rules]
    assert [each for each in addresses if not hides.match(SECRET.sub(shown, each))] == []


def shown(found):
    return found[0].replace("<key>", "s3cret") if "choice" in found[0] else "s3cret"


def test_the_page_installs_in_fewer_than_twenty_commands_and_names_files_that_are_there():
    """They are run word for word on a fresh machine by tests/soak/test_operation_page.py."""
    page = (ROOT / "docs/operation.md").read_text(encoding="utf-8")
    commands = re.search(r"(?ms)^## Installing.*?^```\n(.*?)^```", page)[1].strip().splitlines()
    assert 10 < len(commands) < 20
    named = set(re.findall(r"/srv/council/([\w./-]*\w)", page)) - {".venv", "region.yaml"}
    named = {name for name in named if not name.startswith(".venv/")}
    assert {name for name in named if not (ROOT / name).exists()} == set()
