"""How fast do letters leave? Posts and sends to a mail server of this machine: `make bench`.

One dispatcher and two at once on SQLite, and what posting costs. Measures this code, the sink and
the disk together: a real mail server is slower than all of them.
"""

import logging
import os
import tempfile
import time
from pathlib import Path
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller
from flask import Flask
from sqlalchemy import delete

from core.adapters.clock import now
from core.adapters.database import command, db
from core.adapters.migrations import upgrade_database
from core.app import create_app
from core.config import MailServer, Settings
from core.letters.models import OutgoingLetter
from core.letters.rules import Action, Actions, Addressee, Facts, Letter, Paragraph, Urgency
from core.letters.services import dispatch, post
from tools.launch import HOST, free_port

LETTERS = 1_000


class Sink:
    """Says yes to every letter and keeps none."""

    def __init__(self) -> None:
        self.taken = 0

    async def handle_DATA(self, _server: Any, _session: Any, _envelope: Any) -> str:  # noqa: N802
        self.taken += 1
        return "250 OK"


def letter(number: int) -> Letter:
    return Letter(
        fact=f"bench:{number}",
        kind="bench",
        addressee=Addressee(f"Читатель {number}", f"r{number}@example.ru"),
        urgency=Urgency.TELLS,
        subject="Извещение: Заседание № 4 Экспортного совета",
        greeting="Здравствуйте!",
        body=(
            Paragraph("Вас приглашают на заседание. " * 5),
            Facts((("Когда", "четверг, 17 декабря 2026 г., 11:00 (МСК+2)"),)),
            Actions((Action("Открыть", "/desk/"),)),
        ),
    )


def post_all() -> float:
    """Letters a second that a service writes in one transaction."""
    started = time.perf_counter()
    moment = now()
    command(lambda: [post(letter(number), now=moment) for number in range(LETTERS)])()
    return LETTERS / (time.perf_counter() - started)


def send_all(app: Flask, sink: Sink, dispatchers: int) -> float:
    """Letters a second from the outbox to the sink."""
    sink.taken = 0
    started = time.perf_counter()

    def work() -> None:
        with app.app_context():
            while dispatch(now()).tried:
                pass

    threads = [Thread(target=work) for _ in range(dispatchers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - started
    if sink.taken != LETTERS:
        raise SystemExit(f"{sink.taken} letters arrived of {LETTERS}")
    return LETTERS / spent


def main() -> bool:
    """Print the figures; nothing here is held to a limit, a disk may be slow."""
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    sink, port = Sink(), free_port()
    with tempfile.TemporaryDirectory(prefix="council-letters-") as name:
        os.environ |= {"SECRET_KEY": "b" * 40, "DATA_DIR": name}
        from wsgi import PARTS  # noqa: PLC0415 - it reads the environment

        settings = Settings(
            secret_key="b" * 40,
            data_dir=Path(name),
            database_url=f"sqlite:///{name}/council.db",
            mail_server=MailServer(HOST, port),
            mail_from="sovet@region.example",
            log_level="WARNING",
        )
        app = create_app(PARTS, settings)
        server = Controller(sink, hostname=HOST, port=port)
        server.start()
        try:
            with app.app_context():
                upgrade_database()
                for dispatchers in (1, 2):
                    posted = post_all()
                    sent = send_all(app, sink, dispatchers)
                    print(f"letters/s: posted {posted:.0f}, sent by {dispatchers}: {sent:.0f}")
                    command(lambda: db.session.execute(delete(OutgoingLetter)))()
                db.engine.dispose()
        finally:
            server.stop()
    return True


if __name__ == "__main__":
    main()
