"""Pages of letters: the secretary's list, one letter, the reader's choice."""
