"""Napas tells a country how much medical oxygen it needs and moves it to the bedside."""

__version__ = "0.1.0"
