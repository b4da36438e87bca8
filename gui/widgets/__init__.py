"""Widgets that Qt has not, or has otherwise."""
