"""Axes, curves and marks that charts are made of."""
