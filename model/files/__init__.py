"""What is written to disk and read from it."""
