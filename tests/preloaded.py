"""What every process of the tests of faults needs: imported once, in the process they fork from.

Makes no application: that reads the environment, which each process has of its own.
"""
# ruff: noqa: F401

import flask.cli

import core.app
import core.papers.work
import council.part
import events.part
import portal.part
