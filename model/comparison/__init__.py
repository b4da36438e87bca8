"""Runs beside the run."""
