"""A lesson in the window: what a page sets, points at and checks, and how everything is brought back."""
