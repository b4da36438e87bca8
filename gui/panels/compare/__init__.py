"""Runs side by side: names, numbers, ready comparisons."""
