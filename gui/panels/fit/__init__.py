"""The points, the line, and the squares between them."""
