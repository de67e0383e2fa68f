"""Rules of the annual plan: completion, history, editions, lines. Pure; one matter a file."""
