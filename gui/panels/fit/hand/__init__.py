"""The line that a class fits by hand: what it is, how it is marked, and the board of its numbers."""
