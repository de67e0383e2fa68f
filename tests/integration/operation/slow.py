"""An application whose answers take a while and are long; knows no part of the product."""

import time

from flask import Flask

app = Flask(__name__)


@app.get("/healthz")
def life():
    return "ok"


@app.get("/slow")
def slow():
    time.sleep(1)
    return "x" * 3_000_000
