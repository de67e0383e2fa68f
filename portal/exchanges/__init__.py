"""Exchanges with other regions for visitors."""
