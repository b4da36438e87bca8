"""The lesson as pages: what they ask, predict, check and explain, the quiz, and what a class has answered."""

SUFFIX = ".slopewise-lesson"
"""The ending of a file that holds pages."""
