"""Start the product with the sample region on this machine: `make demo`.

For trying out only: one password for all sample accounts, a clock that stands where the sample
ends, SQLite unless DATABASE_URL says otherwise. Settings of a real installation: README.md.
"""

import hashlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import yaml

from tools import system
from tools.launch import HOST, ROOT, serving, working

SAMPLE = Path("sample") / "zarechye.yaml"
ACCOUNTS = Path("sample") / "accounts.yaml"
SAMPLE_MOMENT = datetime.fromisoformat("2026-11-21T10:00:00+05:00")
HIGHEST_PORT = 65535


def chosen_port(environ: Mapping[str, str]) -> int:
    text = environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= HIGHEST_PORT):
        raise SystemExit(f"PORT={text} is not a port number. Take one from 1 to {HIGHEST_PORT}.")
    return int(text)


def chosen_folder(environ: Mapping[str, str]) -> Path:
    return (ROOT / (environ.get("DATA_DIR") or "var")).resolve()


def demand_free(port: int) -> None:
    """Stop with a sentence instead of a traceback when something listens on the port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise SystemExit(
                f"Port {port} cannot be used: {error.strerror}. "
                f"Choose another one: make demo PORT={port % HIGHEST_PORT + 1}"
            ) from None


def keep_secret(folder: Path) -> Path:
    """The file of the secret key; made once, readable by its owner alone."""
    path = folder / "secret-key"
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return path


def offset_to_sample() -> int:
    """Seconds from now to the moment at which the sample region stands."""
    return round((SAMPLE_MOMENT - datetime.now(UTC)).total_seconds())


def environment(folder: Path, port: int, offset: int) -> dict[str, str]:
    return {
        **os.environ,
        "DATA_DIR": str(folder),
        "SECRET_KEY_FILE": str(keep_secret(folder)),
        "BASE_URL": f"http://{HOST}:{port}",
        "CLOCK_OFFSET_SECONDS": str(offset),
        "DEMO": "1",
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
    }


def step(text: str, environ: Mapping[str, str], *arguments: str) -> None:
    """Run one command of the application and say how long it took."""
    print(f"{text} ...", flush=True)
    started = time.monotonic()
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *arguments]
    if subprocess.run(command, cwd=ROOT, env=dict(environ), check=False).returncode:
        raise SystemExit(f"{text}: failed, see above. `make demo-reset` starts afresh.")
    print(f"  done in {time.monotonic() - started:.1f} s", flush=True)


def prepare(folder: Path, port: int, sample: Path = SAMPLE) -> dict[str, str]:
    """Database and sample; the file `clock-offset` says that the sample is in."""
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / "clock-offset"
    is_new = not mark.exists()
    offset = offset_to_sample() if is_new else int(mark.read_text(encoding="ascii"))
    environ = environment(folder, port, offset)
    upgrade(folder, environ)
    if is_new:
        import_sample = ("import-region", str(sample), "--accounts", str(ACCOUNTS))
        step("Importing the sample region", environ, *import_sample)
        mark.write_text(str(offset), encoding="ascii")
    return environ


def upgrade(folder: Path, environ: Mapping[str, str]) -> None:
    """Migrate, unless the migrations are those of the last start: a second start is a quick one."""
    told = [environ.get("DATABASE_URL", "")]
    for path in sorted((ROOT / "migrations").rglob("*.py")):
        told += [path.name, path.read_text(encoding="utf-8")]
    digest, mark = hashlib.sha256("\0".join(told).encode()).hexdigest(), folder / "schema"
    if mark.exists() and mark.read_text(encoding="ascii") == digest:
        return
    step("Preparing the database", environ, "upgrade-database")
    mark.write_text(digest, encoding="ascii")


def welcome(port: int) -> str:
    sample = yaml.safe_load((ROOT / ACCOUNTS).read_text(encoding="utf-8"))
    rows = [
        f"  {account['role']:<24}{account['email']:<22}{account['name']}"
        for account in sample["accounts"]
    ]
    return "\n".join(
        [
            "",
            f"Open http://{HOST}:{port}/ (Ctrl+C stops the server; the data stay).",
            f"Sign in with one of these accounts, password: {sample['password']}",
            *rows,
            "",
        ]
    )


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def serve(environ: Mapping[str, str], port: int) -> int:
    """Run the server until it ends or this process is told to; never leave it behind."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, interrupt)
    try:
        with serving(environ, port) as server, working(environ):
            print(welcome(port) + system.papers_need(), flush=True)
            return server.wait()
    except KeyboardInterrupt:
        return 0


def reset(folder: Path) -> None:
    """Remove the demonstration's data, and nothing that is not a demonstration."""
    if folder.exists() and not (folder / "secret-key").exists():
        raise SystemExit(f"{folder} holds no demonstration, nothing was removed.")
    shutil.rmtree(folder, ignore_errors=True)
    print(f"Removed {folder}", flush=True)


def main() -> int:
    port, folder = chosen_port(os.environ), chosen_folder(os.environ)
    demand_free(port)
    if "--reset" in sys.argv[1:]:
        reset(folder)
    return serve(prepare(folder, port), port)


if __name__ == "__main__":
    sys.exit(main())
