"""Real processes for the tests of faults: forked from one that has imported the product already.

A process so made starts in a tenth of the time of a new interpreter. It has the environment and
arguments that it is given, can be killed like any other, and shares no connection with the test.
"""

import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
nursery = multiprocessing.get_context("forkserver")
nursery.set_forkserver_preload(["tests.preloaded"])


class Running:
    """What `subprocess.Popen` offers of a process, as far as tests of faults need it."""

    def __init__(self, command, environ, log=None):
        """`command` is ("-m", module, *arguments) or (script, *arguments); `log` gets its words."""
        told = [str(word) for word in command]
        self.process = nursery.Process(target=become, args=(told, dict(environ), log))
        self.process.start()

    @property
    def pid(self):
        return self.process.pid

    def kill(self):
        self.process.kill()

    def terminate(self):
        self.process.terminate()

    def send_signal(self, number):
        os.kill(self.pid, number)

    def poll(self):
        return self.process.exitcode

    def wait(self, timeout=None):
        """The exit code, below zero for a signal; `subprocess.TimeoutExpired` as Popen."""
        self.process.join(timeout)
        if self.process.exitcode is None:
            raise subprocess.TimeoutExpired("a process of the tests", timeout)
        return self.process.exitcode


def become(command, environ, log):
    """Turn into the program: its environment, its arguments, its way of dying."""
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environ)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if log:
        file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(file, 1)
        os.dup2(file, 2)
    if command[0] == "-m":
        sys.argv = command[1:]
        runpy.run_module(command[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv = command
        sys.path.insert(0, str(Path(command[0]).parent))
        runpy.run_path(command[0], run_name="__main__")
