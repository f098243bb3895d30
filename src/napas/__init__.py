"""Napas tells a country how much medical oxygen it needs and gets it there."""

__version__ = "0.1.0"
