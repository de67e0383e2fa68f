"""The impure edge: each outside thing (database, clock, files, languages) in one file."""
