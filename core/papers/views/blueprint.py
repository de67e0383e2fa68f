"""The blueprints that the views of papers register with: of visitors, and of the desk."""

from flask import Blueprint

blueprint = Blueprint("documents", __name__, url_prefix="/documents")
desk = Blueprint("issued", __name__, url_prefix="/desk/issued")
