"""The loop in words and numbers: code, readouts, explanation."""
