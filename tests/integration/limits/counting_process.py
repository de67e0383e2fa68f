"""A process that counts a hundred times under one key and prints how often it was free.

Started by test_processes: `python counting_process.py DATABASE_URL STORE_URL KEY`.
"""

import sys

from flask import Flask

from core.adapters.database import connect_database, db
from core.adapters.limits import make_store

MOST, TRIES = 20, 60


def main(database, store_url, key):
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = database
    db.init_app(app)
    with app.app_context():
        connect_database(db.engine)
        store = make_store("memory://" if store_url == "memory" else store_url)
        free = sum(store.hit("test", MOST, 60, key) == 0 for _ in range(TRIES))
    print(free)  # noqa: T201 - the answer


if __name__ == "__main__":
    main(*sys.argv[1:])
