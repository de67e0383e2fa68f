"""The schema of the migrations is the schema of the models, on both databases."""

from core.adapters.migrations import differences, is_current


def test_the_migrations_make_exactly_what_the_models_say(app):
    with app.app_context():
        assert is_current()
        assert differences() == []
