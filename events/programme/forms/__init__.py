"""What people type about single events; shape only, the rules decide the rest."""

from events.programme.forms.details import EventForm
from events.programme.forms.steps import CancelForm, MoveForm, TaskForm

__all__ = ["CancelForm", "EventForm", "MoveForm", "TaskForm"]
