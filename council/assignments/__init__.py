"""Assignments, recommendations and proposals that arose from signed minutes, and their control.

on control -> reported -> closed, or returned to the executor; extended with who and on what
ground; overdue is computed from the due day, never stored. Source: DOMAIN.md § 2.4.
"""
