"""Files in an S3-compatible store: a local one, started here, on loopback only."""

import os
from hashlib import sha256

import boto3
import pytest
from moto.server import ThreadedMotoServer

from core.adapters import files
from core.adapters.buckets import BucketStore, Missing, tidy_copies
from core.adapters.database import db
from core.adapters.outages import StoreAway
from core.installation import Bucket
from core.kernel.errors import NotFound
from tests.conftest import NOW

CONTENT = b"%PDF-1.7 kept in the store"
DIGEST = sha256(CONTENT).hexdigest()


@pytest.fixture(scope="module")
def endpoint():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint, request):
    """A new bucket of the local store."""
    name = f"council-{abs(hash(request.node.name)) % 10**8}"
    found = Bucket(name, "papers", endpoint, "us-east-1", "key", "secret-of-the-store")
    boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
    ).create_bucket(Bucket=name)
    return found


@pytest.fixture
def stored_there(app, bucket, monkeypatch, tmp_path):
    """The application with the bucket and with an empty disk."""
    monkeypatch.setitem(app.extensions, "bucket", BucketStore(bucket))
    monkeypatch.setitem(app.extensions, "files", tmp_path / "one")
    return app.extensions["bucket"]


def test_what_one_process_stored_another_one_with_an_empty_disk_hands_out(
    app, session, stored_there, monkeypatch, tmp_path
):
    upload = files.checked("решение.pdf", CONTENT)
    assert files.store(upload, now=NOW) == DIGEST
    assert list(stored_there.names()) == [DIGEST]
    assert db.session.get(files.StoredFile, DIGEST).size == len(CONTENT)
    monkeypatch.setitem(app.extensions, "files", tmp_path / "two")
    with app.test_request_context():
        answer = files.sent(DIGEST, "решение.pdf", "application/pdf")
        answer.direct_passthrough = False
        assert answer.get_data() == CONTENT
        answer.close()
    assert (tmp_path / "two" / DIGEST[:2] / DIGEST[2:]).read_bytes() == CONTENT


def test_a_file_that_was_changed_in_the_store_is_not_handed_out(app, session, stored_there):
    key = stored_there.key(DIGEST)
    stored_there.client.put_object(Bucket=stored_there.bucket.name, Key=key, Body=b"forged")
    with pytest.raises(Missing):
        stored_there.get(DIGEST)
    with app.test_request_context(), pytest.raises(NotFound):
        files.sent(DIGEST, "a.pdf", "application/pdf")


def test_a_file_that_is_not_there_is_missing(stored_there):
    with pytest.raises(Missing):
        stored_there.get("0" * 64)


def test_the_same_content_twice_is_one_object(session, stored_there):
    for name in ("a.pdf", "b.pdf"):
        files.store(files.checked(name, CONTENT), now=NOW)
    assert list(stored_there.names()) == [DIGEST]


def test_a_store_that_is_away_is_an_outage_and_leaves_no_row(
    app, client, bucket, monkeypatch, tmp_path
):
    gone = Bucket(bucket.name, endpoint="http://127.0.0.1:9", key_id="k", secret="s" * 20)
    monkeypatch.setattr("core.adapters.buckets.TRIES", 1)
    monkeypatch.setitem(app.extensions, "bucket", BucketStore(gone))
    monkeypatch.setitem(app.extensions, "files", tmp_path)
    with pytest.raises(StoreAway):
        files.store(files.checked("a.pdf", CONTENT), now=NOW)
    assert db.session.get(files.StoredFile, DIGEST) is None
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(app, "testing", False)
    view = app.view_functions["portal.home"]
    monkeypatch.setitem(app.view_functions, "portal.home", lambda **_: files.path_of(DIGEST))
    answer = client.get("/")
    monkeypatch.setitem(app.view_functions, "portal.home", view)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")


def test_copies_that_were_used_longest_ago_go_first_and_young_ones_stay(tmp_path):
    for number, name in enumerate(("old", "older", "young")):
        path = tmp_path / "ab" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x" * 10)
        if name != "young":
            os.utime(path, (1_000_000 - number, 1_000_000 - number))
    assert tidy_copies(tmp_path, 25) == 1
    assert sorted(path.name for path in tmp_path.glob("*/*")) == ["old", "young"]
    assert tidy_copies(tmp_path, 0) == 1
    assert [path.name for path in tmp_path.glob("*/*")] == ["young"]
