"""Single international events: missions, buyers' visits, exhibitions; from intent to results.

planned -> in preparation -> call open -> call closed -> under way -> held -> report published;
on the way moved (with or without new dates) or cancelled, each with reason, person and day.
Source: Standard 2.0, instrument 11; DOMAIN.md §§ 1.6, 2.7.
"""
