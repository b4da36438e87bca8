"""The axes of charts, and how they make room for what changes."""
