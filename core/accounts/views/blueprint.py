"""The blueprint that the views of accounts register with."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)
