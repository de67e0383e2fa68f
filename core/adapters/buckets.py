"""Files by their SHA-256 in an S3-compatible store, with copies of those in use on this disk.

The store is the truth; a copy is checked when it is fetched and may be deleted at any time.
"""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Any

from core.adapters.outages import StoreAway
from core.installation import Bucket

MISSING = {"404", "NoSuchKey", "NotFound"}
SECONDS = 10
TRIES = 3
YOUNG = 3600  # seconds: what was just fetched may be on its way to a reader


class Missing(LookupError):
    """The store has no such file, or not with this content."""


class BucketStore:
    """One bucket; its client is made at the first use and shared between threads."""

    def __init__(self, bucket: Bucket) -> None:
        self.bucket = bucket
        self.lock = Lock()
        self._client: Any = None

    @property
    def client(self) -> Any:
        with self.lock:
            if self._client is None:
                self._client = connected(self.bucket)
            return self._client

    def key(self, sha256: str) -> str:
        place = f"{sha256[:2]}/{sha256[2:]}"
        return f"{self.bucket.prefix}/{place}" if self.bucket.prefix else place

    def put(self, sha256: str, content: bytes) -> None:
        """Store whole or not at all; the same content again changes nothing."""
        self.call("put_object", Key=self.key(sha256), Body=content)

    def get(self, sha256: str) -> bytes:
        """The content; raises `Missing` where it is not there or not what its name says."""
        content: bytes = self.call("get_object", Key=self.key(sha256))["Body"].read()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Missing(f"{sha256} was changed in the store")
        return content

    def remove(self, sha256: str) -> None:
        """The content is not there any more; one that never was is no fault."""
        self.call("delete_object", Key=self.key(sha256))

    def names(self) -> Iterator[str]:
        """The SHA-256 of every file."""
        before = f"{self.bucket.prefix}/" if self.bucket.prefix else ""
        answer = self.call("list_objects_v2", Prefix=before)
        while True:
            for found in answer.get("Contents", ()):
                yield found["Key"].removeprefix(before).replace("/", "")
            if not answer.get("IsTruncated"):
                return
            further = answer["NextContinuationToken"]
            answer = self.call("list_objects_v2", Prefix=before, ContinuationToken=further)

    def call(self, name: str, **values: Any) -> Any:
        """Raises `Missing` or `StoreAway`, never what the library raises."""
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - see connected

        try:
            return getattr(self.client, name)(Bucket=self.bucket.name, **values)
        except ClientError as error:
            if str(error.response.get("Error", {}).get("Code")) in MISSING and "Key" in values:
                raise Missing(values["Key"]) from error
            raise StoreAway(f"the store of files refused {name}: {error}") from error
        except BotoCoreError as error:
            raise StoreAway(f"the store of files does not answer: {error}") from error


def connected(bucket: Bucket) -> Any:
    """Loaded here, because only installations with a bucket pay for the library."""
    import boto3  # noqa: PLC0415
    from botocore.config import Config  # noqa: PLC0415

    limits = Config(
        connect_timeout=3,
        read_timeout=SECONDS,
        retries={"max_attempts": TRIES, "mode": "standard"},
        s3={"addressing_style": "path"} if bucket.endpoint else None,
    )
    return boto3.session.Session().client(
        "s3",
        endpoint_url=bucket.endpoint or None,
        region_name=bucket.region or "us-east-1",
        aws_access_key_id=bucket.key_id or None,
        aws_secret_access_key=bucket.secret or None,
        config=limits,
    )


def written_whole(path: Path, content: bytes, suffix: str) -> None:
    """Write a file that is there whole or not at all; a full disk leaves nothing behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=suffix, delete=False) as draft:
        try:
            draft.write(content)
            draft.flush()
            os.fsync(draft.fileno())
        except OSError:
            Path(draft.name).unlink(missing_ok=True)
            raise
    Path(draft.name).replace(path)


def tidy_copies(folder: Path, most_bytes: int) -> int:
    """Delete the copies that were used longest ago until the rest fits; returns how many."""
    before = time.time() - YOUNG  # the machine's time, as in the files' own dates
    found = [(path.stat(), path) for path in folder.glob("*/*") if path.is_file()]
    total, removed = sum(stat.st_size for stat, _ in found), 0
    for stat, path in sorted(found, key=lambda each: each[0].st_atime):
        if total <= most_bytes:
            break
        if max(stat.st_atime, stat.st_mtime) < before:
            path.unlink(missing_ok=True)
            total, removed = total - stat.st_size, removed + 1
    return removed
