"""Installations that demand second factors, accounts that have one, and the codes they show."""

from contextlib import contextmanager
from dataclasses import replace

import pyotp

from core.accounts.models import CodeGenerator
from core.accounts.rules.factors import step_of
from core.accounts.services.factors.codes import sealed_secret

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@contextmanager
def demanded(app, **settings):
    """Second factors are required while the block lasts."""
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, second_factor=True, **settings)
    try:
        yield app.config["SETTINGS"]
    finally:
        app.config["SETTINGS"] = before


def protect(build, account_id, *, secret=SECRET, last_step=0):
    """Give an account one-time codes, as if set up long ago."""
    return build.add(
        CodeGenerator(
            account_id=account_id,
            sealed_secret=sealed_secret(account_id, secret),
            made_at=build.now,
            last_step=last_step,
        )
    )


def code_at(moment, *, secret=SECRET):
    return pyotp.TOTP(secret).generate_otp(step_of(moment))
