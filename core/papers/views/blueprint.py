"""The blueprint that the views of papers register with."""

from flask import Blueprint

blueprint = Blueprint("documents", __name__, url_prefix="/documents")
