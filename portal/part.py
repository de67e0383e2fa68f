"""The portal as a part of the application."""

from core.parts import Part
from portal.commands import import_region

PORTAL = Part(name="portal", commands=(import_region,))
