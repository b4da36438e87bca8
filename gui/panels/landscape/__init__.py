"""The loss over W and b, and the run's path on it."""
