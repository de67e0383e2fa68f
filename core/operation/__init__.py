"""What the operator of the machine needs: signs of life, figures, logs, backups, refusals at start.

Knows the tables of the core only. docs/operation.md says how to use it.
"""
