"""The smallest Flask application, which the bench measures the public pages against."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def hello() -> str:
    return "hello"
