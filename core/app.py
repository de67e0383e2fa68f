"""The application factory: settings, extensions, parts and what every page is given.

Knows no part by name; `wsgi.py` hands them in.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from flask import Flask
from flask_login import LoginManager
from flask_wtf.csrf import CSRFProtect

from core import pages, security
from core.access import Grants
from core.accounts.access import GRANTS as ACCOUNT_GRANTS
from core.accounts.sessions import load_viewer
from core.accounts.views import blueprint as accounts
from core.accounts.views.signing_in import ask_to_sign_in
from core.adapters.clock import clock
from core.adapters.database import connect_database, db, engine_options
from core.adapters.file_checks import init_checks
from core.adapters.files import init_files
from core.adapters.language import init_language
from core.adapters.logs import init_logs
from core.audit.access import GRANTS as AUDIT_GRANTS
from core.audit.refusals import init_refusals
from core.audit.views import blueprint as audit
from core.commands import COMMANDS
from core.config import ROOT, Settings
from core.display import GRANTS as DISPLAY_GRANTS
from core.display import init_display
from core.jobs import JOBS
from core.kernel.register import merged
from core.kernel.viewers import ANONYMOUS, Standing
from core.letters.access import GRANTS as LETTER_GRANTS
from core.letters.views import blueprint as letters
from core.limits import init_limits
from core.operation.access import GRANTS as OPERATION_GRANTS
from core.operation.commands import COMMANDS as OPERATION_COMMANDS
from core.operation.failures import init_failures
from core.operation.replica import init_replica
from core.operation.requests import init_requests
from core.operation.views import blueprint as operation
from core.papers.access import GRANTS as PAPER_GRANTS
from core.papers.views import blueprint as papers
from core.papers.views import desk as issued_papers
from core.papers.work import init_papers
from core.parts import Part
from core.privacy.access import GRANTS as PRIVACY_GRANTS
from core.privacy.commands import retention
from core.privacy.jobs import NIGHTLY
from core.privacy.own import PRIVACY as OWN_PRIVACY
from core.privacy.views import blueprint as privacy
from core.signatures.access import GRANTS as SIGNATURE_GRANTS
from core.signatures.views import blueprint as signatures

CORE_GRANTS: tuple[Grants, ...] = (
    ACCOUNT_GRANTS,
    SIGNATURE_GRANTS,
    LETTER_GRANTS,
    PAPER_GRANTS,
    OPERATION_GRANTS,
    AUDIT_GRANTS,
    DISPLAY_GRANTS,
    PRIVACY_GRANTS,
)
LARGEST_REQUEST = 64 * 1024 * 1024


def create_app(parts: Sequence[Part], settings: Settings) -> Flask:
    """Build the application; raises `BadSettings` when it would start unsafely."""
    app = Flask(__name__, template_folder=ROOT / "templates", static_folder=ROOT / "static")
    init_logs(settings)
    configure(app, settings)
    clock.offset = settings.clock_offset
    init_language(app, ROOT / "translations", settings.data_dir / "translations")
    init_files(app, settings.data_dir / "files", settings.installation.bucket)
    init_checks(app, settings.installation.clamd)
    init_papers(app, settings.data_dir)
    db.init_app(app)
    with app.app_context():
        connect_database(db.engine)
    protect(app, settings)
    app.extensions["grants"] = {}
    add_core(app)
    app.extensions["parts"] = tuple(parts)
    app.extensions["jobs"] = (*JOBS, NIGHTLY, *(job for part in parts for job in part.jobs))
    app.extensions["privacy"] = merged((OWN_PRIVACY, *(part.privacy for part in parts)))
    for part in parts:
        add_part(app, part)
    add_login(app, parts)
    pages.init_pages(app, settings, parts)
    init_failures(app)
    return app


def protect(app: Flask, settings: Settings) -> None:
    """What looks at each request before a view and at each answer after it, in this order."""
    init_requests(app)
    init_display(app)
    security.init_security(app, settings)  # before the token is looked for: that reads the form
    init_replica(app, settings)
    CSRFProtect(app)
    init_limits(app, settings)
    init_refusals(app)


def configure(app: Flask, settings: Settings) -> None:
    app.config.from_mapping(
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=settings.secret_keys[:-1],
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_PARTS=2_000,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        TRUSTED_HOSTS=settings.hosts,
        SESSION_COOKIE_NAME="__Host-session" if settings.is_https else "session",
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: what was typed is not lost
        WTF_CSRF_SSL_STRICT=False,  # the browser's Origin is checked by core.security
        SETTINGS=settings,
        TESTING=settings.testing,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def add_core(app: Flask) -> None:
    """The slices of the core: their pages, what they allow, their commands."""
    slices = (accounts, signatures, letters, papers, issued_papers, audit, operation, privacy)
    for blueprint in slices:
        app.register_blueprint(blueprint)
    for grants in CORE_GRANTS:
        app.extensions["grants"].update(grants)
    for each in (*COMMANDS, *OPERATION_COMMANDS, retention):
        app.cli.add_command(each)


def add_part(app: Flask, part: Part) -> None:
    app.extensions["grants"].update(part.grants)
    for blueprint in part.blueprints:
        app.register_blueprint(blueprint)
    for each in part.commands:
        app.cli.add_command(each)


def add_login(app: Flask, parts: Sequence[Part]) -> None:
    """Who the viewer is comes from our own session row; Flask-Login carries it around."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.unauthorized_handler(ask_to_sign_in)
    manager.anonymous_user = lambda: ANONYMOUS

    def standing(account_id: UUID, day: date) -> Standing:
        for part in parts:
            if part.standing is not None:
                return part.standing(account_id, day)
        return Standing()

    manager.request_loader(lambda request: load_viewer(request, standing))
