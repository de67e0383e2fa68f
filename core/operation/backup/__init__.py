"""Backups: one folder each, whole or not there at all, checked by digests, restored into nothing.

The database as one moment of it, and every file that it knows by then. docs/operation.md.
"""
