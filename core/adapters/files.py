"""Uploaded files: told by content, limited in size, stored by their SHA-256, names kept as typed.

Content lies under DATA_DIR/files/ab/cdef…, or in a bucket with copies there; the table knows size
and type. A file that no record points at is harmless: the same bytes are stored once.
"""

import hashlib
import re
import struct
import time
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from flask import Flask, Response, current_app, send_file
from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import FileStorage

from core.adapters.buckets import BucketStore, Missing, tidy_copies, written_whole
from core.adapters.database import Base, Sha256, UTCDateTime, command, db
from core.adapters.file_checks import ask_check, demand_harmless
from core.installation import Bucket
from core.kernel.errors import N_, NotFound, Refusal, Refused

LARGEST_FILE = 20 * 1024 * 1024
LONGEST_NAME = 200
DRAFT = ".draft"
IN_A_SANDBOX = "default-src 'none'; sandbox"
OLDEST_DRAFT = 3600  # seconds
MOST_MEMBERS = 5_000
LARGEST_COPIES = 2 * 1024**3  # bytes of a bucket's files that are kept on this disk
LARGEST_UNPACKED = 200 * 1024 * 1024
OFFICE = {
    "word/": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "xl/": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "ppt/": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "pptx",
    ),
}
OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
SIGNATURES = (
    (b"%PDF-", "application/pdf", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
)
# What the standard library raises for archives that are cut, broken or made up.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    RuntimeError,  # NotImplementedError too
    LookupError,
    ValueError,  # UnicodeDecodeError too
    OSError,
    EOFError,
)
UNKNOWN = Refusal(
    "file_type",
    N_("“%(name)s” is not a PDF, Word, Excel, PowerPoint, OpenDocument, PNG or JPEG file."),
)


class StoredFile(Base):
    """The content of a file, known by its SHA-256."""

    __tablename__ = "stored_files"

    sha256: Mapped[str] = mapped_column(Sha256, primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(String(120))
    stored_at: Mapped[datetime] = mapped_column(UTCDateTime)


@dataclass(frozen=True, slots=True)
class Upload:
    """A checked file that waits to be stored. `name` is safe to show and to send."""

    name: str
    content: bytes
    media_type: str
    is_foreign: bool = False  # sent by somebody, not made here

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def init_files(app: Flask, folder: Path, bucket: Bucket | None = None) -> None:
    app.extensions["files"] = folder
    app.extensions["bucket"] = BucketStore(bucket) if bucket else None


def received(storages: list[FileStorage]) -> tuple[Upload, ...]:
    """Check what a form sent; raises `Refused` with a reason for each bad file."""
    uploads: list[Upload] = []
    refusals: list[Refusal] = []
    for storage in storages:
        if not storage.filename:
            continue
        try:
            uploads.append(checked(storage.filename, storage.stream.read(LARGEST_FILE + 1)))
        except Refused as refused:
            refusals.extend(refused.refusals)
    if refusals:
        raise Refused(*refusals)
    return tuple(uploads)


def checked(filename: str, content: bytes) -> Upload:
    """Name, size and type of one file; the type comes from the content, never from the name."""
    name = clean_name(filename)
    if not content:
        raise Refused(Refusal("file_empty", N_("“%(name)s” is empty."), {"name": name}))
    if len(content) > LARGEST_FILE:
        message = N_("“%(name)s” is larger than %(limit)s MB. Make it smaller or split it.")
        values = {"name": name, "limit": LARGEST_FILE // 1024 // 1024}
        raise Refused(Refusal("file_size", message, values))
    media_type, extension = told_by_content(content, name)
    if not name.lower().endswith(f".{extension}") and not (
        extension == "jpg" and name.lower().endswith(".jpeg")
    ):
        name = f"{name}.{extension}"
    return Upload(name, content, media_type, is_foreign=True)


def clean_name(filename: str) -> str:
    """The last part of the name without control characters; Russian letters stay."""
    name = re.split(r"[\\/]", filename)[-1]
    name = "".join(c for c in name if c.isprintable()).strip(" .")
    return name[-LONGEST_NAME:] or "file"


def told_by_content(content: bytes, name: str) -> tuple[str, str]:
    for magic, media_type, extension in SIGNATURES:
        if content.startswith(magic):
            return media_type, extension
    if content.startswith(b"PK\x03\x04") and (found := told_by_members(content)):
        return found
    raise Refused(Refusal(UNKNOWN.code, UNKNOWN.message, {"name": name}))


def told_by_members(content: bytes) -> tuple[str, str] | None:
    """The type of an office file by its members, read from the directory only (no unpacking)."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > LARGEST_UNPACKED:
                return None
            names = {member.filename for member in members}
            if any(name.endswith("vbaProject.bin") for name in names):
                return None
            if members[0].filename == "mimetype" and members[0].file_size < LONGEST_NAME:
                kind = archive.read(members[0]).decode("ascii", "replace")
                return (kind, OPEN_DOCUMENT[kind]) if kind in OPEN_DOCUMENT else None
    except DAMAGED:
        return None
    if "[Content_Types].xml" not in names:
        return None
    return next((OFFICE[p] for p in OFFICE if any(name.startswith(p) for name in names)), None)


def place_of(sha256: str) -> Path:
    folder: Path = current_app.extensions["files"]
    return folder / sha256[:2] / sha256[2:]


def path_of(sha256: str) -> Path:
    """Where the content lies on this disk; fetched from the bucket first where there is one."""
    path = place_of(sha256)
    bucket = bucket_store()
    if bucket is not None and not path.exists():
        try:
            written_whole(path, bucket.get(sha256), DRAFT)
        except Missing:
            current_app.logger.exception("a stored file is missing")
    return path


def bucket_store() -> BucketStore | None:
    found: BucketStore | None = current_app.extensions["bucket"]
    return found


def store(upload: Upload, *, now: datetime) -> str:
    """Write the content (whole or not at all) and its row; returns the SHA-256."""
    sha256 = upload.sha256
    path, bucket = place_of(sha256), bucket_store()
    if bucket is not None:
        bucket.put(sha256, upload.content)
    if not path.exists():
        written_whole(path, upload.content, DRAFT)
    if db.session.get(StoredFile, sha256) is None:
        row = StoredFile(
            sha256=sha256, size=len(upload.content), media_type=upload.media_type, stored_at=now
        )
        db.session.add(row)
        db.session.flush()
        if upload.is_foreign:
            ask_check(sha256, now)
    return sha256


def remove_drafts() -> int:
    """Remove what killed processes left half-written; never a file that may still be written."""
    folder: Path = current_app.extensions["files"]
    before = time.time() - OLDEST_DRAFT  # the machine's time, as in the files' own dates
    old = [path for path in folder.glob(f"*/*{DRAFT}") if path.stat().st_mtime < before]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


@command
def discard(digests: Iterable[str]) -> None:
    """Remove contents whose rows are gone, after the commit that took them; stored anew, one stays.

    On SQLite nobody can store the same bytes meanwhile: that takes the same lock.
    """
    bucket = bucket_store()
    for sha256 in digests:
        if db.session.get(StoredFile, sha256) is None:
            place_of(sha256).unlink(missing_ok=True)
            if bucket is not None:
                bucket.remove(sha256)


def tidy_files() -> None:
    """Remove drafts and, where a bucket is the truth, copies that nobody asked for lately."""
    remove_drafts()
    if bucket_store() is not None:
        tidy_copies(current_app.extensions["files"], LARGEST_COPIES)


def sent(sha256: str, name: str, media_type: str) -> Response:
    """The file as a download that no browser runs; raises `NotFound`, `Refused` if it may harm."""
    demand_harmless(sha256, name)
    path = path_of(sha256)
    if not path.is_file():
        raise NotFound("the content of the file is missing")
    return saved_as(name, send_file(path, mimetype=media_type, etag=sha256, conditional=True))


def saved_as(name: str, response: Response) -> Response:
    """The answer as a file to save under that name: no browser runs what is in it."""
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response.headers["Content-Security-Policy"] = IN_A_SANDBOX
    return response
