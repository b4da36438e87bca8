"""The lesson on a projector."""
