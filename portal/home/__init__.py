"""The front page: the next meeting, what the last ones decided, how assignments stand."""
