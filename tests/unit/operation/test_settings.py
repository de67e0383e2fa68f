import pytest

from core.config import BadSettings, Settings
from core.installation import Bucket, Clamd

GOOD = {"SECRET_KEY": "s" * 40, "BASE_URL": "https://council.example"}


def read(**changed):
    return Settings.from_environment({**GOOD, **changed})


@pytest.mark.parametrize(
    ("changed", "named"),
    (
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY_FALLBACKS": f"{'a' * 40} short"}, "SECRET_KEY_FALLBACKS"),
        ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG"),
        ({"FLASK_DEBUG": "true"}, "FLASK_DEBUG"),
        ({"BASE_URL": "http://council.example"}, "BASE_URL"),
        ({"BASE_URL": "council.example"}, "BASE_URL"),
        ({"BASE_URL": "ftp://council.example"}, "BASE_URL"),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT"),
        ({"OPERATOR_ADDRESSES": "10.0.0.0/40"}, "OPERATOR_ADDRESSES"),
        ({"METRICS_TOKEN": "short"}, "METRICS_TOKEN"),
        ({"LEAST_FREE_MB": "many"}, "LEAST_FREE_MB"),
        ({"CLAMD_URL": "http://scanner:3310"}, "CLAMD_URL"),
        ({"CLAMD_URL": "unix:"}, "CLAMD_URL"),
        ({"CLAMD_URL": "tcp://"}, "CLAMD_URL"),
        ({"FILES_URL": "http://store/bucket"}, "FILES_URL"),
        ({"FILES_URL": "s3://bucket?endpoint=ftp://store"}, "FILES_URL"),
        ({"FILES_URL": "s3://bucket?endpoint=http://store.example:9000"}, "FILES_URL"),
    ),
)
def test_an_unsafe_setting_is_refused_by_its_name(changed, named):
    with pytest.raises(BadSettings, match=named):
        read(**changed)


def test_earlier_keys_are_believed_beside_the_one_of_today(tmp_path):
    kept = tmp_path / "keys"
    kept.write_text(f"{'b' * 32}\n{'a' * 32}\n", encoding="ascii")
    kept.chmod(0o600)
    settings = read(SECRET_KEY_FALLBACKS_FILE=str(kept))
    assert settings.secret_keys == ["a" * 32, "b" * 32, "s" * 40]
    assert read().secret_keys == ["s" * 40]
    for key in settings.secret_keys:
        assert key not in repr(settings)


@pytest.mark.parametrize(("mode", "is_safe"), ((0o644, False), (0o602, False), (0o640, True)))
def test_a_file_of_secrets_that_everybody_may_read_stops_the_start(tmp_path, mode, is_safe):
    kept = tmp_path / "key"
    kept.write_text("k" * 40, encoding="ascii")
    kept.chmod(mode)
    if is_safe:
        assert read(SECRET_KEY_FILE=str(kept)).secret_key == "k" * 40
    else:
        with pytest.raises(BadSettings, match=f"SECRET_KEY_FILE: everybody may read {kept}"):
            read(SECRET_KEY_FILE=str(kept))


def test_http_serves_a_trial_on_this_machine_and_a_demonstration():
    assert read(BASE_URL="http://127.0.0.1:8000").base_url == "http://127.0.0.1:8000"
    assert read(BASE_URL="http://localhost").base_url == "http://localhost"
    assert read(BASE_URL="http://council.example", DEMO="1").demo


def test_the_scanner_is_a_socket_of_the_machine_or_a_host():
    assert read().installation.clamd is None
    near = read(CLAMD_URL="unix:/run/clamav/clamd.ctl").installation.clamd
    assert near == Clamd(path="/run/clamav/clamd.ctl")
    assert read(CLAMD_URL="tcp://scanner").installation.clamd == Clamd(host="scanner", port=3310)


def test_logs_are_json_except_in_a_demonstration():
    assert read().installation.log_format == "json"
    assert read(DEMO="1").installation.log_format == "text"
    assert read(DEMO="1", LOG_FORMAT="json").installation.log_format == "json"


@pytest.mark.parametrize(
    ("listed", "address", "may"),
    (
        (None, "127.0.0.1", True),
        (None, "::1", True),
        (None, "10.0.0.7", False),
        ("10.0.0.0/24", "10.0.0.7", True),
        ("10.0.0.0/24, 192.0.2.1", "192.0.2.1", True),
        ("10.0.0.0/24", "127.0.0.1", False),
        ("", "127.0.0.1", False),
        (None, None, False),
        (None, "127.0.0.1, 10.0.0.1", False),
    ),
)
def test_who_may_read_figures_is_told_by_address(listed, address, may):
    given = {} if listed is None else {"OPERATOR_ADDRESSES": listed}
    assert read(**given).installation.is_operator(address) is may


def test_a_bucket_is_read_with_its_keys_from_the_environment(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden-secret\n")
    secret.chmod(0o600)
    found = read(
        FILES_URL="s3://papers/council/?endpoint=http://127.0.0.1:9000&region=ru-1",
        FILES_KEY_ID="key",
        FILES_SECRET_FILE=str(secret),
    ).installation.bucket
    assert found == Bucket(
        "papers", "council", "http://127.0.0.1:9000", "ru-1", "key", "hidden-secret"
    )
    assert "hidden-secret" not in repr(found)
    assert read(FILES_URL="s3://papers").installation.bucket == Bucket("papers")


def test_a_store_over_the_network_may_be_unencrypted_only_when_that_is_said():
    url = "s3://papers?endpoint=http://10.1.1.1:9000"
    assert read(FILES_URL=url, FILES_UNENCRYPTED="1").installation.bucket is not None
