"""A fresh Debian 12 with systemd of its own, in a folder: what an operator meets.

Needs root, debootstrap and systemd-nspawn; shares the network of this machine. The bare system is
fetched once and kept in var/debian-12.
"""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
BARE = ROOT / "var" / "debian-12"
PROGRAMS = ("debootstrap", "systemd-nspawn", "nsenter")
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
TRUSTED = "/usr/local/share/trusted-here.crt"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
ROOTS = {"PATH": PATH, "HOME": "/root", "TERM": "dumb", "DEBIAN_FRONTEND": "noninteractive"}
NEEDED = {"debootstrap": "debootstrap", "systemd-nspawn": "systemd-container"}  # packages


def missing():
    """Why no machine can be made here; empty if it can."""
    if os.geteuid() != 0:
        return "no root"
    for program, package in NEEDED.items():
        if not shutil.which(program):
            command = ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", package]
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    return ", ".join(name for name in PROGRAMS if not shutil.which(name))


def bare():
    """The folder of a system as the installer leaves it, without a single further package."""
    if not BARE.exists():
        draft = BARE.with_name("debian-12.draft")
        shutil.rmtree(draft, ignore_errors=True)
        subprocess.run(["debootstrap", "bookworm", draft], check=True)  # from its own mirror
        draft.rename(BARE)
    return BARE


class Machine:
    """Boots with the block and is gone after it; `run` is a line typed by root."""

    def __init__(self, folder):
        self.folder, self.log = folder / "machine", folder / "boot.log"
        self.process = self.pid = None

    def path(self, place):
        return self.folder / place.lstrip("/")

    def __enter__(self):
        subprocess.run(["cp", "--archive", bare(), self.folder], check=True)
        shutil.copyfile(CERTIFICATES, self.path(TRUSTED))
        self.boot()
        return self

    def __exit__(self, *_):
        try:
            self.run("systemctl poweroff --no-wall", is_checked=False)
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)

    def boot(self):
        command = ["systemd-nspawn", "--register=no", "--keep-unit", "--boot", "--quiet"]
        command += ["--console=pipe", f"--directory={self.folder}"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self.wait_for(self.find_init, 60)
        state = "systemctl is-system-running"
        self.wait_for(lambda: "running" in self.run(state, is_checked=False))

    def find_init(self):
        """The process that is number 1 inside."""
        for pid in descendants(self.process.pid):
            ids = Path(f"/proc/{pid}/status").read_text(encoding="ascii").split("NSpid:")[1]
            if ids.splitlines()[0].split()[1:] == ["1"]:
                self.pid = pid
        return self.pid is not None

    def run(self, line, *, is_checked=True, seconds=900):
        """What the line printed, errors too."""
        passed = {name: value for name, value in os.environ.items() if name in PASSED}
        environ = {**ROOTS, **passed, "PIP_CERT": TRUSTED}
        enter = ["nsenter", f"--target={self.pid}", "-m", "-u", "-i", "-p", "-r", "-w"]
        done = subprocess.run(
            [*enter, "bash", "-o", "pipefail", "-c", line],
            env=environ, capture_output=True, text=True, check=False, timeout=seconds,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        told = done.stdout + done.stderr
        assert not is_checked or done.returncode == 0, f"{line}\n{told}"
        return told

    def wait_for(self, condition, seconds=60):
        deadline = time.monotonic() + seconds
        while not condition():
            assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
            assert time.monotonic() < deadline, "it did not happen"
            time.sleep(0.2)


# How packages are reached from this very machine; nothing else of its environment goes in.
PASSED = {"PIP_INDEX_URL", "PIP_DEFAULT_TIMEOUT", "http_proxy", "https_proxy"}


def descendants(pid):
    told = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        found = [int(word) for word in told.read_text(encoding="ascii").split()]
    except OSError:
        return []
    return [*found, *(deeper for one in found for deeper in descendants(one))]
