"""The blueprint that the views of signatures register with."""

from flask import Blueprint

blueprint = Blueprint("signatures", __name__, url_prefix="/desk/signatures")
