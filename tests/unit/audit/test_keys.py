"""The key of the chain: of AUDIT_KEY, else of SECRET_KEY, and never of a short one."""

import pytest

from core.adapters.chain import derived_key
from core.config import BadSettings, Settings

ENVIRON = {"SECRET_KEY": "s" * 40, "DEMO": "1"}


def test_the_key_is_made_by_hkdf_and_never_changes_for_one_secret():
    assert derived_key("s" * 40).hex() == (
        "a5ab27cbbc14446fc4426cf657c812702b82d2deedf7c5f7a90e3bcfa4634dba"
    )
    assert derived_key("s" * 40) != derived_key("t" * 40)


def test_settings_read_the_key_and_the_older_ones(tmp_path):
    kept = tmp_path / "key"
    kept.write_text("k" * 32 + "\n", encoding="ascii")
    settings = Settings.from_environment(
        {**ENVIRON, "AUDIT_KEY_FILE": str(kept), "AUDIT_KEY_FALLBACKS": f"{'a' * 32} {'b' * 32}"}
    )
    assert settings.audit_key == "k" * 32
    assert settings.audit_key_fallbacks == ("a" * 32, "b" * 32)
    assert "kkk" not in repr(settings)


def test_a_short_key_stops_the_start():
    with pytest.raises(BadSettings, match="AUDIT_KEY has to be at least 32"):
        Settings.from_environment({**ENVIRON, "AUDIT_KEY": "short"})
    assert Settings.from_environment(ENVIRON).audit_key == ""
