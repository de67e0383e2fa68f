"""The portal as a part of the application."""

from core.parts import Part

PORTAL = Part(name="portal")
